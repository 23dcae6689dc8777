/** What can be sold for a stay: every room type and rate plan, at its price or with the reason why not. */
import { daysBetween, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Catalog } from '../catalog.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import type { QuotedRow } from '../rate-rows.ts'
import { displayRate } from '../rates/exchange-rates.ts'
import { codeRefusal, quoteWithRows } from '../rates/stay-quote.ts'
import { checkViewRange, type Reading, roomOf } from './reading.ts'

type Input = Parameters<LedgerQueries['offers']>[0]
type Offers = ReturnType<LedgerQueries['offers']>
type Offer = Offers['roomTypes'][number]['offers'][number]

const MOST_OFFER_NIGHTS = 90
/** A child whose age is not said. */
const USUAL_AGE = 10

type NameOf = (row: Pick<QuotedRow, 'origin' | 'originId'>) => string

/** What the layers are called that set prices. */
function originNames(parts: Parts, { ratePlans }: Catalog): NameOf {
  const seasons = new Map(parts.layers.seasons().map(({ id, name }) => [id, name]))
  return ({ origin, originId }) => {
    if (originId === null) return ''
    return origin === 'derived' ? ratePlans.get(originId).name : (seasons.get(originId) ?? '')
  }
}

function withOrigins({ offer, rows }: ReturnType<typeof quoteWithRows>, nameOf: NameOf) {
  const byDate = new Map(rows.map((row) => [row.date, row]))
  const nights = offer.nights.map((night) => {
    const row = byDate.get(night.date)
    return { ...night, origin: row?.origin ?? 'none', originName: row === undefined ? '' : nameOf(row) }
  })
  const promotions = offer.promotions.map(({ byNight: _byNight, ...promotion }) => promotion)
  return { ...offer, nights, promotions }
}

export function createOfferView(parts: Parts) {
  return {
    /** @throws DomainError StayHasNoNights, RangeTooLong */
    offers(reading: Reading, input: Input): Offers {
      const { catalog, property } = reading
      const range = { from: input.arrival, to: input.departure }
      if (daysBetween(range.from, range.to) < 1) throw new DomainError('StayHasNoNights', input)
      checkViewRange(range, MOST_OFFER_NIGHTS)
      const taken = parts.rooms.takenIn(range)
      const occupied = parts.rooms.occupied()
      const dates = nightsOf(range)
      const promotions = parts.promotions.active()
      const nameOf = originNames(parts, catalog)
      const request = {
        arrival: input.arrival,
        departure: input.departure,
        adults: input.adults,
        childrenAges: input.childrenAges ?? Array.from({ length: input.children }, () => USUAL_AGE),
        bookedOn: property.calendarDate,
        code: input.code,
      }
      const roomTypes = catalog.roomTypes.all.map((roomType) => {
        const days = parts.inventory.days(roomType.id, range)
        const leftOn = (day: (typeof days)[number]) =>
          day.total + day.overbooking_allowance - day.blocked - day.held - day.booked
        const available = days.length < dates.length ? 0 : Math.max(0, Math.min(...days.map(leftOn)))
        const known = new Map(days.map((day) => [day.date, leftOn(day)]))
        const soldOutOn = dates.find((date) => (known.get(date) ?? 0) <= 0)
        const freeRooms = catalog.rooms.all
          .filter((room) => room.roomTypeId === roomType.id && room.inService && !taken.has(room.id))
          .map((room) => ({ ...roomOf(catalog, room), occupiedNow: occupied.has(room.id) }))
          .sort((a, b) => Number(a.occupiedNow) - Number(b.occupiedNow))
        // A plan out of sale is no offer; one that is only sold elsewhere is told as not sold here.
        const offers = catalog.ratePlans.all
          .filter(({ isActive }) => isActive)
          .map((ratePlan) => {
            const quoting = { property, roomType, ratePlan, promotions, soldOutOn }
            return withOrigins(quoteWithRows(parts, request, quoting), nameOf) as Offer
          })
        return { roomTypeId: roomType.publicId, available, freeRooms, offers }
      })
      const all = roomTypes.flatMap(({ offers }) => offers)
      return {
        currency: property.currency,
        codeRefusal: codeRefusal({ promotions, ratePlans: catalog.ratePlans.all }, input.code, all),
        display:
          input.displayCurrency === undefined
            ? null
            : displayRate(parts, property.currency, input.displayCurrency, property.calendarDate),
        roomTypes,
      }
    },
  }
}
