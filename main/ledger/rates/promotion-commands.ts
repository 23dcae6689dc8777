/** promotions.save: adds a promotion, or changes one. Stays sold already keep their price. */
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

const MOST_PROMOTIONS = 200

type Input = Commands['promotions.save']['input']

export function savePromotion(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['promotions.save']['output']> {
  const code = input.code?.toUpperCase() ?? null
  checkTerms(parts, context, input, code)
  const known =
    input.promotionId === undefined ? undefined : parts.images.find('promotion', input.promotionId)
  if (input.promotionId !== undefined && known === undefined)
    throw new DomainError('UnknownPromotion', { promotionId: input.promotionId })
  if (known !== undefined && input.seenSeq !== undefined && known.seq > input.seenSeq)
    throw new DomainError('LayerChangedMeanwhile', {
      name: String(parts.images.read('promotion', known.id)?.name),
      seq: known.seq,
    })
  const { count, next } = parts.images.numbers('promotion', context.seq)
  if (known === undefined && count >= MOST_PROMOTIONS)
    throw new DomainError('TooManyLayers', { most: MOST_PROMOTIONS })
  const rowId = known?.id ?? next
  const publicId = input.promotionId ?? context.ids.publicId()
  const taken = code === null ? undefined : parts.promotions.idOfCode(code)
  if (code !== null && taken !== undefined && taken !== publicId)
    throw new DomainError('PromotionCodeTaken', { code })
  const before = known === undefined ? null : parts.images.read('promotion', rowId)
  const image = {
    public_id: publicId,
    name: input.name,
    kind: input.kind,
    code,
    active: input.active ? 1 : 0,
    terms: JSON.stringify(input.terms),
  }
  parts.images.write('promotion', rowId, image, context.seq)
  const after = parts.images.read('promotion', rowId)
  parts.undoLog.remember(context.seq, [{ kind: 'row', table: 'promotion', id: rowId, before, after }])
  return {
    answer: { seq: context.seq, promotionId: publicId },
    payload: { promotion: publicId, name: input.name, kind: input.kind, active: input.active },
    topics: ['rates'],
    facets: [],
  }
}

/** @throws DomainError InvalidInput, UnknownRatePlan, UnknownRoomType, UnknownArticle */
function checkTerms(
  parts: Parts,
  { catalog }: CommandContext,
  { kind, terms }: Input,
  code: string | null,
): void {
  const issues: { path: string; message: string }[] = []
  const { conditions, extras } = terms
  if (code === null && (kind === 'code' || kind === 'package'))
    issues.push({ path: 'code', message: 'guests name this kind by its code: give one' })
  if (kind === 'package' && extras.length === 0)
    issues.push({ path: 'terms.extras', message: 'a package holds at least one extra' })
  if (kind !== 'package' && extras.length > 0)
    issues.push({ path: 'terms.extras', message: 'only a package holds extras' })
  for (const [from, to] of [
    ['bookedFrom', 'bookedTo'],
    ['stayFrom', 'stayTo'],
  ] as const) {
    const [first, end] = [conditions[from], conditions[to]]
    if (first !== null && end !== null && end <= first)
      issues.push({ path: `terms.conditions.${to}`, message: `must be after "${from}"` })
  }
  const { minAdvanceDays, maxAdvanceDays } = conditions
  if (minAdvanceDays !== null && maxAdvanceDays !== null && maxAdvanceDays < minAdvanceDays)
    issues.push({ path: 'terms.conditions.maxAdvanceDays', message: 'must not be below "minAdvanceDays"' })
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues })
  for (const id of conditions.ratePlanIds ?? []) catalog.ratePlan(id)
  for (const id of conditions.roomTypeIds ?? []) catalog.roomType(id)
  for (const { articleId } of extras)
    if (articleId !== null && parts.folios.article(articleId) === undefined)
      throw new DomainError('UnknownArticle', { article: articleId })
}
