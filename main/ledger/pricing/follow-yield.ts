/** Looks at nights with the yield rules: how they sell decides which rules hold, and prices and restrictions follow at once. */
import { compressRanges } from '../../../shared/cells.ts'
import { type DateRange, daysBetween, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { type SellingNight, type YieldRule, yieldEffects } from '../../../shared/rates/yield.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Parts } from '../parts.ts'
import { type ChangedNight, materialise, type RateCounts } from '../rates/materialise.ts'

const ranges = (dates: readonly IsoDate[]): DateRange[] =>
  compressRanges(dates.map((date) => ({ date, value: '' }))).map(({ from, to }) => ({ from, to }))

interface Counted {
  readonly rooms: number
  readonly sold: number
}

/** How the nights of a range sell, house and types; one beyond the inventory is left out. */
function readSales(
  parts: Parts,
  context: CommandContext,
  range: DateRange,
  rules: readonly YieldRule<number>[],
) {
  const { catalog, property, at } = context
  const byType = new Map(
    catalog.roomTypes.all.map(({ id }) => [
      id,
      new Map(
        parts.inventory
          .days(id, range)
          .map(({ date, total, blocked, booked }): [IsoDate, Counted] => [
            date,
            { rooms: Math.max(0, total - blocked), sold: booked },
          ]),
      ),
    ]),
  )
  const lengths = new Set(
    rules.flatMap(({ conditions: { pickUpFrom, pickUpTo, pickUpDays } }) =>
      pickUpFrom === null && pickUpTo === null ? [] : [pickUpDays],
    ),
  )
  const pickUps = new Map([...lengths].map((days) => [days, parts.pickUp.byNight(range, at, days)]))
  const nights = new Map<number, SellingNight<number>[]>(catalog.roomTypes.all.map(({ id }) => [id, []]))
  for (const date of nightsOf(range)) {
    const counted = [...byType].flatMap(([id, days]) => {
      const day = days.get(date)
      return day === undefined ? [] : [{ id, ...day }]
    })
    const houseRooms = counted.reduce((sum, { rooms }) => sum + rooms, 0)
    const houseSold = counted.reduce((sum, { sold }) => sum + sold, 0)
    for (const { id, rooms, sold } of counted)
      nights.get(id)?.push({
        roomTypeId: id,
        date,
        daysOut: daysBetween(property.businessDate, date),
        rooms,
        sold,
        houseRooms,
        houseSold,
        pickUp: (days) => pickUps.get(days)?.get(`${id}|${date}`) ?? 0,
      })
  }
  return nights
}

/**
 * Nights before the business date stay as they are.
 * @param onChanged told of every night whose price or restrictions change.
 * @returns what it changed; null where the rules make the same of every night as before.
 */
export function followYield(
  parts: Parts,
  context: CommandContext,
  dates: readonly DateRange[],
  onChanged?: (night: ChangedNight) => void,
): RateCounts | null {
  const rules = parts.yield.rules()
  const changed = new Map<number, IsoDate[]>()
  for (const range of dates)
    for (const [roomTypeId, nights] of readSales(parts, context, range, rules)) {
      const stood = parts.yield.nights(roomTypeId, range)
      for (const night of nights) {
        const effects = yieldEffects(rules, night)
        const text = effects.length === 0 ? undefined : JSON.stringify(effects)
        const { date } = night
        if (text === stood.get(date)) continue
        if (text === undefined) parts.yield.drop({ roomTypeId, date })
        else parts.yield.put({ roomTypeId, date, effects: text })
        const own = changed.get(roomTypeId) ?? []
        changed.set(roomTypeId, own)
        own.push(date)
      }
    }
  if (changed.size === 0) return null
  const counts = { prices: 0, restrictions: 0 }
  const layers = parts.layers.layers(context.catalog)
  for (const [roomTypeId, nights] of changed) {
    const done = materialise(
      parts,
      context,
      { roomTypeIds: [roomTypeId], ranges: ranges(nights), layers },
      onChanged,
    )
    counts.prices += done.prices
    counts.restrictions += done.restrictions
  }
  return counts
}

/** Every night that can be sold. */
export const everyNight = ({ property }: Pick<CommandContext, 'property'>): DateRange[] => [
  { from: property.businessDate, to: property.horizon },
]

/**
 * After a command that changed rooms: the nights that it changed are looked at, the whole house of each.
 * @returns null where no price and no restriction follows.
 */
export function followSales(
  parts: Parts,
  context: CommandContext,
  afterSeq: number,
): Outcome<{ changedCells: number }> | null {
  const { businessDate: from, horizon: to } = context.property
  const counts = followYield(parts, context, ranges(parts.yield.touchedAfter(afterSeq, { from, to })))
  if (counts === null) return null
  const changedCells = counts.prices + counts.restrictions
  return {
    answer: { changedCells },
    payload: { ...counts },
    topics: ['rates'],
    facets: changedCells > 0 ? ['price', 'restrictions'] : [],
  }
}
