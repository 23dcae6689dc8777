/** yieldRules.save: adds, changes or removes a rule and looks at every night anew. */
import { MOST_YIELD_RULES } from '../../../shared/contract/yield.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { target, written } from '../rates/layer-commands.ts'
import type { ChangedNight } from '../rates/materialise.ts'
import type { RowImage } from '../rates/undo-log.ts'
import { everyNight, followYield } from './follow-yield.ts'

type Input = Omit<Commands['yieldRules.save']['input'], 'idempotencyKey'>

export function saveYieldRule(
  parts: Parts,
  context: CommandContext,
  { ruleId, rule, seenSeq }: Input,
  onChanged?: (night: ChangedNight) => void,
): Outcome<Commands['yieldRules.save']['output']> {
  if (rule === null && ruleId === undefined) {
    const issues = [{ path: 'ruleId', message: 'say which rule is to be removed' }]
    throw new DomainError('InvalidInput', { issues })
  }
  const columns = rule === null ? null : columnsOf(context, rule)
  const { rowId, publicId, before } = target(parts, context, 'yield_rule', ruleId, seenSeq, MOST_YIELD_RULES)
  const image = columns && { ...columns, public_id: publicId }
  const items = written(parts, context, 'yield_rule', rowId, before, image)
  parts.undoLog.remember(context.seq, items)
  const counts = followYield(parts, context, everyNight(context), onChanged)
  const changedCells = (counts?.prices ?? 0) + (counts?.restrictions ?? 0)
  return {
    answer: { seq: context.seq, ruleId: publicId, changedCells },
    payload: {
      rule: publicId,
      name: rule?.name ?? before?.name,
      ...(rule === null ? { removed: true } : { active: rule.active }),
      changedCells,
    },
    topics: ['rates'],
    facets: ['price', 'restrictions'],
  }
}

function columnsOf({ catalog }: CommandContext, rule: NonNullable<Input['rule']>): RowImage {
  const { conditions, move } = rule
  const restrictions =
    rule.restrictions &&
    Object.fromEntries(Object.entries(rule.restrictions).filter(([, value]) => value !== undefined))
  const issues: Issue[] = [...conditionIssues(conditions)]
  if (restrictions !== null && Object.keys(restrictions).length === 0)
    issues.push({ path: 'rule.restrictions', message: 'give at least one, or null for none' })
  if (move === null && restrictions === null)
    issues.push({ path: 'rule.move', message: 'a rule moves prices, restricts nights, or both' })
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues })
  return {
    name: rule.name,
    active: rule.active ? 1 : 0,
    conditions: JSON.stringify(conditions),
    room_types: rule.roomTypeIds && JSON.stringify(rule.roomTypeIds.map((id) => catalog.roomType(id).id)),
    move: move && JSON.stringify(move),
    restrictions: restrictions && JSON.stringify(restrictions),
  }
}

interface Issue {
  readonly path: string
  readonly message: string
}

function conditionIssues(conditions: NonNullable<Input['rule']>['conditions']): Issue[] {
  const { dates, occupancyFrom, occupancyTo, daysFrom, daysTo, pickUpFrom, pickUpTo } = conditions
  const issues: Issue[] = []
  if (dates !== null && dates.to <= dates.from) {
    const message = 'must be after "from": it is the day after the last night'
    issues.push({ path: 'rule.conditions.dates.to', message })
  }
  for (const [name, from, to] of [
    ['occupancyTo', occupancyFrom, occupancyTo],
    ['daysTo', daysFrom, daysTo],
    ['pickUpTo', pickUpFrom, pickUpTo],
  ] as const)
    if (from !== null && to !== null && to < from)
      issues.push({
        path: `rule.conditions.${name}`,
        message: 'must not be below the number that it begins with',
      })
  return issues
}
