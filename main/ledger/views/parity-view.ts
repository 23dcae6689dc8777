/** Where the desk and the channels would show other prices than the hotel asks, from the rates and what is known to be shown. */
import {
  CLOSED,
  decodeCellValue,
  encodeCellValue,
  type RestrictionsValue,
  toldRestrictions,
} from '../../../shared/cells.ts'
import { MOST_PARITY_NIGHTS, MOST_PARITY_ROWS, type ParityRow } from '../../../shared/contract/parity.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { amountFor } from '../../../shared/pricing.ts'
import {
  channelDifference,
  type DatedDifference,
  deskDifference,
  type LaneTrouble,
  PARITY_REASONS,
  runsOf,
} from '../../../shared/rates/parity.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { Channel, Lane } from '../lanes/channel-rows.ts'
import { cellName } from '../lanes/work.ts'
import type { LedgerQueries } from '../ledger.ts'
import { restrictionsOf } from '../rate-rows.ts'
import { createDeskPrices, type DeskPrices } from './desk-prices.ts'
import type { QueryPorts } from './query-ports.ts'
import { checkViewRange, type Reading } from './reading.ts'

const CLOSED_TEXT = encodeCellValue('restrictions', CLOSED)

/** A night of a product as the hotel wants it sold. */
interface AskedNight {
  readonly date: IsoDate
  readonly asksMinor: number | null
  /** Texts as the lanes compare them. */
  readonly prices: string
  readonly restrictions: string
}

interface Product {
  readonly plan: RatePlan
  readonly type: RoomType
  readonly nights: readonly AskedNight[]
}

type Left = ReadonlyMap<string, number>

export function createParityView({ parts, rows, keeper, channels }: QueryPorts) {
  function productOf(plan: RatePlan, type: RoomType, range: { from: IsoDate; to: IsoDate }): Product {
    const nights = parts.rates.rows({ ratePlanId: plan.id, roomTypeId: type.id }, range).map((row) => {
      const restrictions = restrictionsOf(row)
      const amount = amountFor(JSON.parse(row.prices) as number[], type.baseOccupancy)
      return {
        date: row.date,
        asksMinor: restrictions.closed || !plan.isActive ? null : (amount ?? null),
        prices: row.prices,
        restrictions: encodeCellValue('restrictions', toldRestrictions(row.prices !== '[]', restrictions)),
      }
    })
    return { plan, type, nights }
  }

  /** How a channel stands towards one product on every night. */
  function onChannel(channel: Channel, read: ShownReader) {
    const exposure = keeper.exposureOf(channel)
    const open = keeper.shown.open(channel.id)
    const parked = keeper.parkedOf(channel)
    const lanes = rows.lanes(channel.id)
    const mappedTypes = new Set(
      rows.roomMappings(channel.id).flatMap((row) => (row.active === 1 ? row.room_type_id : [])),
    )
    const mapped = new Set(
      rows
        .rateMappings(channel.id)
        .flatMap((row) => (row.active === 1 ? `${row.rate_plan_id} ${row.room_type_id}` : [])),
    )
    const troubles = {
      price: troubleOf(lanes.find((lane) => lane.facets.includes('price'))),
      restrictions: troubleOf(lanes.find((lane) => lane.facets.includes('restrictions'))),
    }
    return ({ plan, type, nights }: Product, left: Left): DatedDifference[] => {
      const key = { ratePlanId: plan.id, roomTypeId: type.id }
      const isMapped = mappedTypes.has(type.id) && mapped.has(`${plan.id} ${type.id}`)
      const here = plan.notOnChannelIds.includes(channel.publicId)
        ? ('not_on_channel' as const)
        : isMapped
          ? ('sold' as const)
          : ('not_mapped' as const)
      const shownOf = (facet: 'price' | 'restrictions', date: IsoDate, wanted: string) => {
        const cell = { facet, ...key }
        const isParked = parked.size > 0 && parked.get(cellName(cell, date)) === wanted
        return {
          value: open.get(cell, date)?.value,
          trouble: isParked ? ('parked' as const) : troubles[facet],
        }
      }
      return nights.flatMap((night) => {
        const { date, asksMinor } = night
        if (date < exposure.from) return []
        const price = shownOf('price', date, night.prices)
        const rules = shownOf('restrictions', date, here === 'sold' ? night.restrictions : CLOSED_TEXT)
        const rooms = left.get(`${type.id} ${date}`) ?? 0
        const offered = Math.min(rooms - exposure.bufferOf(type.id), channel.cap ?? Number.POSITIVE_INFINITY)
        const difference = channelDifference({
          asksMinor,
          standing: date >= exposure.to ? 'beyond_horizon' : here,
          isKeptBack: rooms > 0 && offered <= 0,
          shownMinor: read.amount(price.value, type.baseOccupancy),
          isShownClosed: read.isClosed(rules.value),
          priceTrouble: price.trouble,
          restrictionsTrouble: rules.trouble,
        })
        return difference === null ? [] : { date, asksMinor, difference }
      })
    }
  }

  function leftOf(types: readonly RoomType[], range: { from: IsoDate; to: IsoDate }): Left {
    return new Map(
      types.flatMap(({ id }) =>
        parts.inventory
          .days(id, range)
          .map((day) => [
            `${id} ${day.date}`,
            day.total + day.overbooking_allowance - day.blocked - day.held - day.booked,
          ]),
      ),
    )
  }

  return {
    /** @throws DomainError UnknownRatePlan, UnknownRoomType, RangeTooLong */
    parity(
      { catalog, property }: Reading,
      input: Parameters<LedgerQueries['parity']>[0],
    ): ReturnType<LedgerQueries['parity']> {
      checkViewRange(input, MOST_PARITY_NIGHTS)
      const types =
        input.roomTypeId === undefined ? catalog.roomTypes.all : [catalog.roomType(input.roomTypeId)]
      const asked =
        input.ratePlanId === undefined ? catalog.ratePlans.all : [catalog.ratePlan(input.ratePlanId)]
      // What is sold to those alone who name a code is no price that the public sees anywhere.
      const plans = asked.filter(({ terms }) => terms.accessCode === null)
      const isPast = input.from < property.businessDate
      const range = {
        from: isPast ? property.businessDate : input.from,
        to: input.to,
      }
      const enabled = channels().filter((channel) => channel.enabled)
      const read = createShownReader()
      const sides = enabled.map((channel) => ({ channel, compare: onChannel(channel, read) }))
      const left = leftOf(types, range)
      const deskPrices = createDeskPrices(parts, property)
      const found: ParityRow[] = []
      let products = 0
      for (const type of types) {
        for (const plan of plans) {
          const product = productOf(plan, type, range)
          if (product.nights.some(({ asksMinor }) => asksMinor !== null)) products++
          const add = (channelId: string | null, nights: readonly DatedDifference[]) =>
            found.push(
              ...runsOf(nights).map((run) => ({
                ratePlanId: plan.publicId,
                roomTypeId: type.publicId,
                channelId,
                ...run,
                names: [...run.names],
              })),
            )
          const sold = new Set<IsoDate>()
          for (const { channel, compare } of sides) {
            const nights = compare(product, left)
            add(channel.publicId, nights)
            const absent = new Set(nights.filter(isAbsent).map(({ date }) => date))
            for (const { date } of product.nights) if (!absent.has(date)) sold.add(date)
          }
          add(null, atDesk(deskPrices, product, sold))
        }
      }
      const rank = (row: ParityRow) => PARITY_REASONS.indexOf(row.reason)
      return {
        currency: property.currency,
        channels: enabled.map(({ publicId, name }) => ({ channelId: publicId, name })),
        products,
        rows: found.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_PARITY_ROWS),
        total: found.length,
      }
    },
  }
}

/** Not sold there at all: the desk has nothing to be compared with. */
const isAbsent = ({ difference: { reason } }: DatedDifference): boolean =>
  reason === 'not_on_channel' || reason === 'not_mapped' || reason === 'beyond_horizon'

function atDesk(prices: DeskPrices, { plan, type, nights }: Product, sold: ReadonlySet<IsoDate>) {
  const reducedOn = prices.of(plan, type)
  return nights.flatMap(({ date, asksMinor }): DatedDifference[] => {
    if (!sold.has(date) || asksMinor === null) return []
    const reduced = plan.isSoldAtDesk ? reducedOn(date, asksMinor) : null
    const difference = deskDifference({ asksMinor, isSoldAtDesk: plan.isSoldAtDesk, reduced })
    return difference === null ? [] : [{ date, asksMinor, difference }]
  })
}

function troubleOf(lane: Lane | undefined): LaneTrouble {
  if (lane?.stopped === true) return 'stopped'
  return lane !== undefined && lane.nextAttemptAt !== null ? 'backing_off' : 'waiting'
}

/** Reads what cells are known to show: null, nobody knows; undefined, it was never told. Few texts stand in many cells. */
function createShownReader() {
  const amounts = new Map<string, number | undefined>()
  const closed = new Map<string, boolean>()
  return {
    amount(text: string | null | undefined, adults: number): number | null | undefined {
      if (text === null || text === undefined) return text
      const name = `${adults} ${text}`
      const known = amounts.get(name)
      if (known !== undefined) return known
      const amount = amountFor(decodeCellValue('price', text) as number[], adults)
      amounts.set(name, amount)
      return amount
    },
    isClosed(text: string | null | undefined): boolean | null | undefined {
      if (text === null || text === undefined) return text
      const known = closed.get(text)
      if (known !== undefined) return known
      const isClosed = (decodeCellValue('restrictions', text) as RestrictionsValue).closed
      closed.set(text, isClosed)
      return isClosed
    },
  }
}
type ShownReader = ReturnType<typeof createShownReader>
