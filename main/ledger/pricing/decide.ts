/** pricing.decide: recommendations that are accepted, edited or ignored. A price that is decided on is set by hand. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { amountFor } from '../../../shared/pricing.ts'
import { arePricesInRange, changedPrices } from '../../../shared/rate-change.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { applyHand, checkSeen } from '../rate-changes.ts'
import { checkBounds } from '../rates/bounds.ts'
import { setByHand } from '../rates/by-hand.ts'
import type { ChangedNight } from '../rates/materialise.ts'
import type { HandChange, UndoItem } from '../rates/undo-log.ts'
import { type Decision, stepFrom } from './decision-rows.ts'
import { recommendedPlan } from './recommended-plan.ts'

type Input = Omit<Commands['pricing.decide']['input'], 'idempotencyKey'>
type Wish = Input['decisions'][number]

export function decideRecommendations(
  parts: Parts,
  context: CommandContext,
  input: Input,
  by: 'person' | 'autopilot' = 'person',
): Outcome<Commands['pricing.decide']['output']> {
  const { catalog } = context
  const plan = recommendedPlan(catalog, input.ratePlanId)
  if (plan === undefined) throw new DomainError('UnknownRatePlan', { ratePlanId: '' })
  const wishes = inOrder(context, input.decisions)
  const decided: UndoItem[] = []
  const changes: HandChange[] = []
  for (const { wish, type } of wishes) {
    checkNight(context, wish.date)
    const done = decide(parts, context, plan, type, wish, by, input.seenSeq)
    decided.push(done.item)
    changes.push(...done.changes)
  }
  const nights: ChangedNight[] = []
  const counts = applyHand(parts, context, changes, (night) => nights.push(night), decided)
  checkBounds(context, nights, input.confirmBounds)
  const changedCells = counts.prices + counts.restrictions
  const count = (kind: Decision['decision']) => wishes.filter(({ wish }) => kindOf(wish, by) === kind).length
  return {
    answer: { seq: context.seq, changedCells },
    payload: {
      ratePlan: plan.publicId,
      by,
      accepted: count('accepted') + count('autopilot'),
      edited: count('edited'),
      ignored: count('ignored'),
      // Of many only how many: what they changed is in the history.
      ...(wishes.length > 50 ? {} : { decisions: input.decisions }),
      changedCells,
    },
    topics: ['rates'],
    facets: ['price', 'restrictions'],
  }
}

/** Room type by room type, by date. @throws DomainError UnknownRoomType, InvalidInput where a night is given twice */
function inOrder({ catalog }: CommandContext, wishes: readonly Wish[]): { wish: Wish; type: RoomType }[] {
  const all = wishes.map((wish) => ({ wish, type: catalog.roomType(wish.roomTypeId) }))
  all.sort((one, other) => one.type.id - other.type.id || (one.wish.date < other.wish.date ? -1 : 1))
  const names = new Set(all.map(({ wish, type }) => `${type.id}|${wish.date}`))
  if (names.size < all.length)
    throw new DomainError('InvalidInput', {
      issues: [{ path: 'decisions', message: 'a night is given twice' }],
    })
  return all
}

function checkNight({ property }: CommandContext, date: IsoDate): void {
  if (date < property.businessDate)
    throw new DomainError('InvalidInput', {
      issues: [
        { path: 'decisions', message: `${date} is over: the business date is ${property.businessDate}` },
      ],
    })
  if (date >= property.horizon)
    throw new DomainError('DateBeyondHorizon', { date, horizon: property.horizon })
}

function kindOf({ priceMinor, recommendedMinor }: Wish, by: 'person' | 'autopilot'): Decision['decision'] {
  if (priceMinor === null) return 'ignored'
  if (priceMinor !== recommendedMinor) return 'edited'
  return by === 'person' ? 'accepted' : 'autopilot'
}

function decide(
  parts: Parts,
  context: CommandContext,
  plan: RatePlan,
  type: RoomType,
  wish: Wish,
  by: 'person' | 'autopilot',
  seenSeq: number | undefined,
): { item: UndoItem; changes: HandChange[] } {
  const { date, priceMinor, recommendedMinor } = wish
  const { businessDate } = context.property
  const key = { ratePlanId: plan.id, roomTypeId: type.id }
  const night = { roomTypeId: type.id, date }
  const range = { from: date, to: addDays(date, 1) }
  checkSeen(parts, context, key, range, seenSeq)
  const [standing] = parts.rates.nights(key, range)
  const stood = amountFor(standing?.prices ?? [], type.baseOccupancy) ?? null
  const before = parts.decisions.within(type.id, range).get(date)
  const after: Decision = {
    decision: kindOf(wish, by),
    recommendedMinor,
    stoodMinor: stepFrom(before, plan.id, businessDate, stood),
    decidedMinor: priceMinor,
    ratePlanId: plan.id,
    businessDate,
    at: context.at,
    actor: context.actor,
  }
  parts.decisions.write(night, after)
  const item: UndoItem = { kind: 'decision', ...night, before: before ?? null, after }
  if (priceMinor === null) return { item, changes: [] }
  const pricesFrom = (prices: readonly number[]) => {
    const wanted = changedPrices(prices, { kind: 'set', amountMinor: priceMinor, adults: type.baseOccupancy })
    if (arePricesInRange(wanted)) return wanted
    throw new DomainError('PriceOutOfRange', {
      ratePlanId: plan.publicId,
      roomTypeId: type.publicId,
      date,
      amountMinor: Math.min(...wanted),
    })
  }
  const origin = by === 'person' ? 'recommended' : 'autopilot'
  return { item, changes: setByHand(parts, context, key, range, { pricesFrom, origin }) }
}
