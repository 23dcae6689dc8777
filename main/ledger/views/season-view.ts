/** The layers of prices, what a change of them would do, and what was changed before. */
import { addDays, type DateRange, nightsOf } from '../../../shared/dates.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { PickUp } from '../pricing/pick-up.ts'
import { enteredLayers } from '../rates/entered-layers.ts'
import { applyLayer } from '../rates/layer-commands.ts'
import type { QueryPorts } from './query-ports.ts'
import { type createRateEffect, gatherNights } from './rate-effect.ts'
import { checkViewRange, type Reading } from './reading.ts'

const MOST_CHANGES = 50
const MOST_COMPARED_DAYS = 120
/** A year of whole weeks: the same weekday. */
const LAST_YEAR = 364

/** Of the rooms that could be sold that night. */
function percentSold({ total, blocked, booked }: { total: number; blocked: number; booked: number }): number {
  return total - blocked <= 0 ? 0 : Math.round((booked / (total - blocked)) * 100)
}

export function createSeasonView(
  { store, parts, journal, channels, rehearse, now }: QueryPorts,
  effect: ReturnType<typeof createRateEffect>,
  pickUp: PickUp,
) {
  const paid = store.prepare((sql, p: { roomTypeId: number; from: string; to: string }) =>
    sql
      .selectFrom('stay_night')
      .select(['date', (eb) => eb.fn.avg<number>('amount_minor').as('amount')])
      .where('room_type_id', '=', p.roomTypeId)
      .where('counted', '=', 1)
      .where('date', '>=', p.from as never)
      .where('date', '<', p.to as never)
      .groupBy('date'),
  )
  return {
    seasons({ catalog }: Reading): ReturnType<LedgerQueries['seasons']> {
      return { seq: journal.head().seq, ...enteredLayers(parts, catalog) }
    },

    previewLayer(
      { catalog }: Reading,
      input: Parameters<LedgerQueries['previewLayer']>[0],
    ): ReturnType<LedgerQueries['previewLayer']> {
      const found = rehearse((context) => {
        const gathered = gatherNights()
        let keptByHand = 0
        applyLayer(parts, context, input, {
          onChanged: gathered.onChanged,
          onKeptByHand: (nights) => {
            keptByHand += nights
          },
          isPreview: true,
        })
        return effect.effectOf(
          context,
          gathered.nights(),
          channels(),
          ({ key }) => catalog.ratePlans.get(key.ratePlanId).parent !== null,
          keptByHand,
        )
      })
      return { seq: journal.head().seq, ...found }
    },

    rateChanges(_reading: Reading): ReturnType<LedgerQueries['rateChanges']> {
      return {
        rows: parts.undoLog.newest(MOST_CHANGES).map((row) => ({
          ...row,
          payload: JSON.parse(row.payload) as Record<string, unknown>,
          canUndo: row.undoneBy === null,
        })),
      }
    },

    /** @throws DomainError UnknownRoomType, RangeTooLong */
    rateComparison(
      { catalog }: Reading,
      { roomTypeId, from, to }: Parameters<LedgerQueries['rateComparison']>[0],
    ): ReturnType<LedgerQueries['rateComparison']> {
      checkViewRange({ from, to }, MOST_COMPARED_DAYS)
      const type = catalog.roomType(roomTypeId)
      const before = { from: addDays(from, -LAST_YEAR), to: addDays(to, -LAST_YEAR) }
      const amounts = new Map(
        paid
          .all({ roomTypeId: type.id, ...before })
          .map(({ date, amount }) => [date, Math.round(Number(amount))]),
      )
      const occupancyOf = (range: DateRange) =>
        new Map(parts.inventory.days(type.id, range).map((day) => [day.date, percentSold(day)]))
      const [occupancy, lastYear] = [occupancyOf({ from, to }), occupancyOf(before)]
      const gained = pickUp.byNight({ from, to }, now())
      return {
        days: nightsOf({ from, to }).map((date) => {
          const yearBefore = addDays(date, -LAST_YEAR)
          return {
            date,
            paidLastYearMinor: amounts.get(yearBefore) ?? null,
            occupancyLastYearPercent: lastYear.get(yearBefore) ?? null,
            occupancyPercent: occupancy.get(date) ?? 0,
            pickUp: gained.get(`${type.id}|${date}`) ?? 0,
          }
        }),
      }
    },
  }
}
