/** Whether what an undo puts back still fits what was changed since: the rules that its own command would have kept. */
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { overlapOf } from './layer-commands.ts'
import { whenOf } from './layer-rows.ts'
import { circleOf, followersOf, parentOf } from './plan-rules.ts'
import type { RowImage, UndoItem } from './undo-log.ts'

type RowItem = Extract<UndoItem, { kind: 'row' }>
type Reason = 'code_taken' | 'circle' | 'parent_not_sold' | 'has_followers' | 'seasons_overlap'

const refuse = (changeSeq: number, reason: Reason, name: string): never => {
  throw new DomainError('UndoConflicts', { changeSeq, reason, name })
}

/** Before anything is put back. @throws DomainError UndoConflicts */
export function checkCodes(
  parts: Parts,
  context: CommandContext,
  changeSeq: number,
  items: UndoItem[],
): void {
  for (const { table, id, before } of rowsOf(items)) {
    if (before === null || typeof before.code !== 'string') continue
    const code = before.code.toUpperCase()
    const other =
      table === 'rate_plan'
        ? context.catalog.ratePlans.all.find((plan) => plan.code.toUpperCase() === code && plan.id !== id)
        : parts.promotions.rows().find((row) => row.code === code && row.id !== id)
    if (other !== undefined) refuse(changeSeq, 'code_taken', other.name)
  }
}

/** After the rows were put back, with the catalogue as it is then. @throws DomainError UndoConflicts */
export function checkFit(parts: Parts, context: CommandContext, changeSeq: number, items: UndoItem[]): void {
  for (const { table, id, before } of rowsOf(items)) {
    if (before === null) continue
    if (table === 'rate_plan') checkPlan(context, changeSeq, id)
    if (table === 'season') checkSeason(parts, context, changeSeq, id, before)
  }
}

const rowsOf = (items: UndoItem[]): RowItem[] => items.flatMap((item) => (item.kind === 'row' ? [item] : []))

function checkPlan({ catalog }: CommandContext, changeSeq: number, id: number): void {
  const plan = catalog.ratePlans.get(id)
  const parent = parentOf(catalog, plan)
  if (parent !== null && circleOf(catalog, plan, parent) !== null) refuse(changeSeq, 'circle', parent.name)
  if (plan.isActive && parent?.isActive === false) refuse(changeSeq, 'parent_not_sold', parent.name)
  const [follower] = followersOf(catalog, plan)
  if (!plan.isActive && follower !== undefined) refuse(changeSeq, 'has_followers', follower.name)
}

function checkSeason(
  parts: Parts,
  context: CommandContext,
  changeSeq: number,
  id: number,
  image: RowImage,
): void {
  const row = image as unknown as Parameters<typeof whenOf>[0] & { precedence: number }
  const overlap = overlapOf(parts, context, { ...whenOf(row), precedence: row.precedence }, id)
  if (overlap !== undefined) refuse(changeSeq, 'seasons_overlap', overlap.otherName)
}
