/** The rates grid: every plan of every type by night, with what is left; and what a change of it would do. */
import { compressRanges, NO_RESTRICTIONS } from '../../../shared/cells.ts'
import { type DateRange, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { layeredDays } from '../../../shared/rates/layers.ts'
import { type RateRun, writeRateFile } from '../../../shared/rates/rate-file.ts'
import { occurrencesOf } from '../../../shared/rates/recurrence.ts'
import type { Store } from '../../store/store.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { CommandContext } from '../command.ts'
import type { Channel } from '../lanes/channel-rows.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import type { PickUp } from '../pricing/pick-up.ts'
import {
  changeRates,
  MOST_RATE_DAYS,
  type RateCells,
  type RateChangeInput,
  sameRestrictions,
  setRateCells,
} from '../rate-changes.ts'
import { restrictionsOf } from '../rate-rows.ts'
import { whenOf } from '../rates/layer-rows.ts'
import type { ChangedNight } from '../rates/materialise.ts'
import { type createRateEffect, gatherNights, gridDay, NO_RATE, type RateEffect } from './rate-effect.ts'
import { checkViewRange, type Reading } from './reading.ts'

const MOST_GRID_DAYS = 120
const MOST_FILE_LINES = 50_000

type Grid = ReturnType<LedgerQueries['ratesGrid']>

export interface RateViewPorts {
  readonly store: Store
  readonly parts: Parts
  readonly pickUp: PickUp
  readonly effect: ReturnType<typeof createRateEffect>
}

export function createRateView({ parts, pickUp, effect }: RateViewPorts) {
  function stockOf(roomTypeId: number, range: DateRange, nights: readonly IsoDate[]) {
    const known = new Map(parts.inventory.days(roomTypeId, range).map((day) => [day.date, day]))
    return nights.map((date) => known.get(date))
  }

  function plansOf({ catalog }: Reading, roomTypeId: number, range: DateRange, nights: readonly IsoDate[]) {
    return catalog.ratePlans.all.map((plan) => {
      const key = { ratePlanId: plan.id, roomTypeId }
      const known = new Map(parts.rates.compactRows(key, range).map((row) => [row.date, row]))
      const days = nights.map((date) => {
        const row = known.get(date)
        if (row === undefined) return NO_RATE
        const prices = JSON.parse(row.prices) as number[]
        return gridDay({ prices, restrictions: restrictionsOf(row), origin: row.price_origin })
      })
      return { ratePlanId: plan.publicId, days }
    })
  }

  /** Nights in a row that cost the same and are restricted in the same way; those with neither are left out. */
  function runsOf(plan: RatePlan, type: RoomType, range: DateRange): RateRun[] {
    const rows = parts.rates.compactRows({ ratePlanId: plan.id, roomTypeId: type.id }, range).map((row) => ({
      date: row.date,
      prices: JSON.parse(row.prices) as number[],
      restrictions: restrictionsOf(row),
    }))
    const said = rows.filter(
      ({ prices, restrictions }) => prices.length > 0 || !sameRestrictions(restrictions, NO_RESTRICTIONS),
    )
    const byDate = new Map(said.map((row) => [row.date, row]))
    const cells = said.map(({ date, ...values }) => ({ date, value: JSON.stringify(values) }))
    return compressRanges(cells).flatMap(({ from, to }) => {
      const first = byDate.get(from)
      return first === undefined
        ? []
        : [
            {
              typeCode: type.code,
              planCode: plan.code,
              from,
              to,
              prices: first.prices,
              restrictions: first.restrictions,
            },
          ]
    })
  }

  /** The season of each day, and the events. */
  function calendarOf({ catalog }: Reading, range: DateRange): Pick<Grid, 'season' | 'events'> {
    const layers = parts.layers.layers(catalog)
    const rows = new Map(parts.layers.seasons().map((row) => [row.id, row]))
    const events = parts.layers.adjustments().filter(({ kind }) => kind === 'event')
    return {
      season: layeredDays(layers, range).map(({ seasons: [first] }) => {
        const row = first && rows.get(first.id)
        return row === undefined ? null : { id: row.public_id, name: row.name, colour: row.colour }
      }),
      events: events.flatMap((row) =>
        occurrencesOf(whenOf(row), range).map(({ from, to }) => ({
          id: row.public_id,
          name: row.name,
          from,
          to,
        })),
      ),
    }
  }

  return {
    /** @throws DomainError RangeTooLong */
    grid(reading: Reading, range: DateRange, seq: number, at: number): Grid {
      checkViewRange(range, MOST_GRID_DAYS)
      const nights = nightsOf(range)
      const sold = nights.map(() => 0)
      const sellable = nights.map(() => 0)
      const gained = pickUp.byNight(range, at)
      const roomTypes = reading.catalog.roomTypes.all.map((roomType) => {
        const stock = stockOf(roomType.id, range, nights)
        for (const [index, day] of stock.entries()) {
          sold[index] = (sold[index] ?? 0) + (day?.booked ?? 0)
          sellable[index] = (sellable[index] ?? 0) + (day === undefined ? 0 : day.total - day.blocked)
        }
        return {
          roomTypeId: roomType.publicId,
          left: stock.map((day) =>
            day === undefined ? null : day.total - day.blocked - day.held - day.booked,
          ),
          total: stock.map((day) => day?.total ?? 0),
          pickUp: nights.map((date) => gained.get(`${roomType.id}|${date}`) ?? 0),
          plans: plansOf(reading, roomType.id, range, nights),
        }
      })
      const occupancyPercent = sold.map((rooms, index) => {
        const all = sellable[index] ?? 0
        return all === 0 ? 0 : Math.round((rooms / all) * 100)
      })
      const { currency } = reading.property
      return { seq, currency, roomTypes, occupancyPercent, ...calendarOf(reading, range) }
    },

    /** @throws DomainError RangeTooLong */
    file({ catalog, property }: Reading, range: DateRange): ReturnType<LedgerQueries['rateFile']> {
      checkViewRange(range, MOST_RATE_DAYS)
      const runs = catalog.roomTypes.all.flatMap((type) =>
        catalog.ratePlans.all.flatMap((plan) => runsOf(plan, type, range)),
      )
      const written = runs.slice(0, MOST_FILE_LINES)
      return {
        csv: writeRateFile(written, property.currency),
        lines: written.length,
        isCut: written.length < runs.length,
      }
    },

    previewCells(
      input: RateCells,
      channels: readonly Channel[],
      rehearse: <A>(work: (context: CommandContext) => A) => A,
    ): RateEffect {
      const named = new Set(input.cells.map(({ ratePlanId, roomTypeId }) => `${ratePlanId}|${roomTypeId}`))
      return rehearse((context) => {
        const { catalog } = context
        const gathered = gatherNights()
        setRateCells(parts, context, input, { onChanged: gathered.onChanged, isPreview: true })
        const isNamed = ({ key }: ChangedNight) =>
          named.has(
            `${catalog.ratePlans.get(key.ratePlanId).publicId}|${catalog.roomTypes.get(key.roomTypeId).publicId}`,
          )
        return effect.effectOf(context, gathered.nights(), channels, (night) => !isNamed(night))
      })
    },

    preview(
      { catalog }: Reading,
      input: RateChangeInput,
      channels: readonly Channel[],
      rehearse: <A>(work: (context: CommandContext) => A) => A,
    ): RateEffect {
      const blocks = input.blocks.map(({ ratePlanId, roomTypeId, from, to }) => ({
        ratePlanId: catalog.ratePlan(ratePlanId).id,
        roomTypeId: catalog.roomType(roomTypeId).id,
        from,
        to,
      }))
      const isPainted = ({ key, date }: ChangedNight) =>
        blocks.some(
          ({ ratePlanId, roomTypeId, from, to }) =>
            ratePlanId === key.ratePlanId && roomTypeId === key.roomTypeId && from <= date && date < to,
        )
      return rehearse((context) => {
        const gathered = gatherNights()
        changeRates(parts, context, input, { onChanged: gathered.onChanged, isPreview: true })
        return effect.effectOf(context, gathered.nights(), channels, (night) => !isPainted(night))
      })
    },
  }
}
