/** What can be sold for a stay: every room type and rate plan, at its price or with the reason why not. */
import { daysBetween, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { amountFor, firstBreach } from '../../../shared/pricing.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { readRates } from '../sale.ts'
import { checkViewRange, type Reading, roomOf } from './reading.ts'

type Input = Parameters<LedgerQueries['offers']>[0]
type Offers = ReturnType<LedgerQueries['offers']>
type Offer = Offers['roomTypes'][number]['offers'][number]

const MOST_OFFER_NIGHTS = 90

export function createOfferView(parts: Parts) {
  function offer(
    input: Input,
    roomType: RoomType,
    ratePlan: RatePlan,
    soldOutOn: Offer['nights'][number]['date'] | undefined,
  ): Offer {
    const ids = { roomTypeId: roomType.publicId, ratePlanId: ratePlan.publicId }
    const rates = readRates(parts, { ratePlanId: ratePlan.id, roomTypeId: roomType.id }, input)
    const priceByDate = new Map(
      rates.nights.map((night) => [night.date, amountFor(night.prices, input.adults)]),
    )
    const dates = nightsOf({ from: input.arrival, to: input.departure })
    const nights = dates.flatMap((date) => {
      const amountMinor = priceByDate.get(date)
      return amountMinor === undefined
        ? []
        : [{ date, amountMinor, parts: [{ what: 'room' as const, amountMinor, name: '' }] }]
    })
    const totalMinor = nights.reduce((sum, night) => sum + night.amountMinor, 0)
    const refuse = (refusal: Offer['refusal']): Offer => ({
      ...ids,
      nights,
      totalMinor,
      promotions: [],
      inclusions: [],
      deposit: null,
      refusal,
    })
    const guests = input.adults + input.children
    if (guests > roomType.maxOccupancy) {
      return refuse({ reason: 'tooManyGuests', maxOccupancy: roomType.maxOccupancy })
    }
    if (soldOutOn !== undefined) return refuse({ reason: 'soldOut', date: soldOutOn })
    const unpriced = dates.find((date) => priceByDate.get(date) === undefined)
    if (unpriced !== undefined) return refuse({ reason: 'noRate', date: unpriced })
    const breach = firstBreach(rates.nights, rates.departure)
    return refuse(breach === null ? null : { reason: 'restriction', ...breach })
  }

  return {
    /** @throws DomainError StayHasNoNights, RangeTooLong */
    offers(reading: Reading, input: Input): Offers {
      const range = { from: input.arrival, to: input.departure }
      if (daysBetween(range.from, range.to) < 1) throw new DomainError('StayHasNoNights', input)
      checkViewRange(range, MOST_OFFER_NIGHTS)
      const taken = parts.rooms.takenIn(range)
      const occupied = parts.rooms.occupied()
      const dates = nightsOf(range)
      const roomTypes = reading.catalog.roomTypes.all.map((roomType) => {
        const days = parts.inventory.days(roomType.id, range)
        const leftOn = (day: (typeof days)[number]) =>
          day.total + day.overbooking_allowance - day.blocked - day.held - day.booked
        const available = days.length < dates.length ? 0 : Math.max(0, Math.min(...days.map(leftOn)))
        const known = new Map(days.map((day) => [day.date, leftOn(day)]))
        const soldOutOn = dates.find((date) => (known.get(date) ?? 0) <= 0)
        const freeRooms = reading.catalog.rooms.all
          .filter((room) => room.roomTypeId === roomType.id && room.inService && !taken.has(room.id))
          .map((room) => ({ ...roomOf(reading.catalog, room), occupiedNow: occupied.has(room.id) }))
          .sort((a, b) => Number(a.occupiedNow) - Number(b.occupiedNow))
        const offers = reading.catalog.ratePlans.all.map((plan) => offer(input, roomType, plan, soldOutOn))
        return { roomTypeId: roomType.publicId, available, freeRooms, offers }
      })
      return { currency: reading.property.currency, codeRefusal: null, display: null, roomTypes }
    },
  }
}
