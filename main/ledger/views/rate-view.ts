/** The rates grid: every plan of every type by night, with what is left; and what a change of it would do. */
import { compressRanges, encodeCellValue, NO_RESTRICTIONS } from '../../../shared/cells.ts'
import { addDays, type DateRange, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from '../command.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import {
  type ChangedNight,
  changeRates,
  type RateChangeInput,
  type RateState,
  sameRestrictions,
} from '../rate-changes.ts'
import { checkViewRange, type Reading } from './reading.ts'

const MOST_GRID_DAYS = 120
const MOST_PREVIEW_CELLS = 5_000

type Grid = ReturnType<LedgerQueries['ratesGrid']>
type GridDay = Grid['roomTypes'][number]['plans'][number]['days'][number]
type Preview = Omit<ReturnType<LedgerQueries['previewRateChange']>, 'seq'>

function gridDay({ prices, restrictions }: RateState): GridDay {
  const isFree = sameRestrictions(restrictions, NO_RESTRICTIONS)
  return { prices: [...prices], restrictions: isFree ? null : restrictions, origin: 'none' }
}
const NO_RATE: GridDay = { prices: [], restrictions: null, origin: 'none' }

export function createRateView(store: Store, parts: Parts, rows: ChannelRows) {
  const booked = store.prepare(
    (sql, p: { roomTypeId: number; ratePlanId: number; from: IsoDate; to: IsoDate }) =>
      sql
        .selectFrom('stay_night as night')
        .innerJoin('stay', 'stay.id', 'night.stay_id')
        .select('stay.id')
        .distinct()
        .where('night.counted', '=', 1)
        .where('night.date', '>=', p.from)
        .where('night.date', '<', p.to)
        .where('night.room_type_id', '=', p.roomTypeId)
        .where('stay.rate_plan_id', '=', p.ratePlanId),
  )

  function stockOf(roomTypeId: number, range: DateRange, nights: readonly IsoDate[]) {
    const known = new Map(parts.inventory.days(roomTypeId, range).map((day) => [day.date, day]))
    return nights.map((date) => known.get(date))
  }

  return {
    /** @throws DomainError RangeTooLong */
    grid({ catalog, property }: Reading, range: DateRange, seq: number): Grid {
      checkViewRange(range, MOST_GRID_DAYS)
      const nights = nightsOf(range)
      const sold = nights.map(() => 0)
      const sellable = nights.map(() => 0)
      const roomTypes = catalog.roomTypes.all.map((roomType) => {
        const stock = stockOf(roomType.id, range, nights)
        for (const [index, day] of stock.entries()) {
          sold[index] = (sold[index] ?? 0) + (day?.booked ?? 0)
          sellable[index] = (sellable[index] ?? 0) + (day === undefined ? 0 : day.total - day.blocked)
        }
        const plans = catalog.ratePlans.all.map((plan) => {
          const key = { ratePlanId: plan.id, roomTypeId: roomType.id }
          const known = new Map(parts.rates.nights(key, range).map((night) => [night.date, night]))
          const days = nights.map((date) => {
            const night = known.get(date)
            return night === undefined ? NO_RATE : gridDay(night)
          })
          return { ratePlanId: plan.publicId, days }
        })
        return {
          roomTypeId: roomType.publicId,
          left: stock.map((day) =>
            day === undefined ? null : day.total - day.blocked - day.held - day.booked,
          ),
          total: stock.map((day) => day?.total ?? 0),
          pickUp: nights.map(() => 0),
          plans,
        }
      })
      const occupancyPercent = sold.map((rooms, index) => {
        const all = sellable[index] ?? 0
        return all === 0 ? 0 : Math.round((rooms / all) * 100)
      })
      return {
        seq,
        currency: property.currency,
        roomTypes,
        occupancyPercent,
        season: nights.map(() => null),
        events: [],
      }
    },

    preview(
      { catalog, property }: Reading,
      input: RateChangeInput,
      channels: readonly Channel[],
      rehearse: <A>(work: (context: CommandContext) => A) => A,
    ): Preview {
      // A night in two blocks is changed twice and shown once.
      const changed = new Map<string, ChangedNight>()
      rehearse((context) =>
        changeRates(parts, context, input, (night) => {
          const name = `${night.key.ratePlanId}|${night.key.roomTypeId}|${night.date}`
          changed.set(name, { ...night, before: changed.get(name)?.before ?? night.before })
        }),
      )
      const nights = [...changed.values()]
      const stays = new Set(
        input.blocks.flatMap((block) =>
          booked
            .all({
              ratePlanId: catalog.ratePlan(block.ratePlanId).id,
              roomTypeId: catalog.roomType(block.roomTypeId).id,
              from: block.from,
              to: block.to,
            })
            .map(({ id }) => id),
        ),
      )
      return {
        currency: property.currency,
        changedPrices: nights.filter(isPriceChanged).length,
        changedRestrictions: nights.filter(areRestrictionsChanged).length,
        cells: nights.slice(0, MOST_PREVIEW_CELLS).map(({ key, date, before, after }) => ({
          ratePlanId: catalog.ratePlans.get(key.ratePlanId).publicId,
          roomTypeId: catalog.roomTypes.get(key.roomTypeId).publicId,
          date,
          before: gridDay(before),
          after: gridDay(after),
          follows: false,
        })),
        channels: channels
          .filter((channel) => channel.enabled)
          .map((channel) => costOf(channel, nights, property.calendarDate))
          .filter(({ cells }) => cells > 0),
        bookedStays: stays.size,
        beyondBounds: [],
        keptByHand: 0,
      }
    },
  }

  /** Cells that the channel is sent, and in how many calls when each facet goes by itself. */
  function costOf(
    channel: Channel,
    nights: readonly ChangedNight[],
    today: IsoDate,
  ): Preview['channels'][number] {
    const mapped = new Set(
      rows
        .rateMappings(channel.id)
        .filter((row) => row.active === 1)
        .map((row) => `${row.rate_plan_id}|${row.room_type_id}`),
    )
    const end = addDays(today, channel.horizonDays)
    const own = nights
      .filter(({ date, key }) => {
        return date >= today && date < end && mapped.has(`${key.ratePlanId}|${key.roomTypeId}`)
      })
      .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    const prices = own.filter(isPriceChanged)
    const restrictions = own.filter(areRestrictionsChanged)
    const most = channel.settings.maxRangesPerRequest
    const calls =
      Math.ceil(rangesOf(prices, (night) => JSON.stringify(night.after.prices)) / most) +
      Math.ceil(
        rangesOf(restrictions, (night) => encodeCellValue('restrictions', night.after.restrictions)) / most,
      )
    return {
      channelId: channel.publicId,
      name: channel.name,
      cells: prices.length + restrictions.length,
      calls,
      when: 'now',
    }
  }
}

function rangesOf(nights: readonly ChangedNight[], textOf: (night: ChangedNight) => string): number {
  const products = Map.groupBy(nights, ({ key }) => `${key.ratePlanId}|${key.roomTypeId}`)
  return [...products.values()].reduce(
    (sum, own) =>
      sum + compressRanges(own.map((night) => ({ date: night.date, value: textOf(night) }))).length,
    0,
  )
}

function isPriceChanged({ before, after }: ChangedNight): boolean {
  return JSON.stringify(before.prices) !== JSON.stringify(after.prices)
}

function areRestrictionsChanged({ before, after }: ChangedNight): boolean {
  return !sameRestrictions(before.restrictions, after.restrictions)
}
