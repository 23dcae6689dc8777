/** One RoomStay of a reservation, in our words. */
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../../shared/dates.ts'
import type { Person } from '../../../shared/snapshot.ts'
import { completeNights } from '../night-amounts.ts'
import { amountMinor } from '../ota/amounts.ts'
import { guestOf, readGuestCounts } from '../ota/guests.ts'
import { UnreadableReservation } from '../ota/unreadable-reservation.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'

const MOST_NIGHTS = 800

/** What `snapshotRoomSchema` will check. @throws UnreadableReservation */
export function readRoom(
  stay: XmlElement,
  position: number,
  currency: string,
  guests: ReadonlyMap<string, Person>,
) {
  const roomType = descendant(stay, 'RoomTypes', 'RoomType')
  const rates = descendants(stay, 'RoomRates', 'RoomRate')
  const roomCode = attribute(roomType, 'RoomTypeCode') ?? attribute(rates[0], 'RoomTypeCode')
  if (roomCode === undefined) throw new UnreadableReservation(`room ${position} has no RoomTypeCode`)
  const units = attribute(roomType, 'NumberOfUnits') ?? '1'
  if (units !== '1')
    throw new UnreadableReservation(`room ${position} stands for ${units.slice(0, 10)} rooms`)
  const { arrival, departure } = readDates(stay, rates, position)
  return {
    ref: attribute(stay, 'IndexNumber') ?? String(position),
    roomCode,
    rateCode: rateCodeOf(stay, rates),
    arrival,
    departure,
    ...readGuestCounts(stay),
    guest: guestOf(stay, guests),
    nightlyAmounts: readAmounts(stay, rates, { arrival, departure }, currency, position),
  }
}

/** The stay's own dates, or those of its nights, as Booking.com's documented sample has no TimeSpan. */
function readDates(
  stay: XmlElement,
  rates: readonly XmlElement[],
  position: number,
): { arrival: IsoDate; departure: IsoDate } {
  const span = descendant(stay, 'TimeSpan')
  const nights = rates.map(nightOf).filter((night) => night !== undefined)
  const arrival = dayOf(attribute(span, 'Start')) ?? nights.toSorted()[0]
  const last = nights.toSorted().at(-1)
  const departure = dayOf(attribute(span, 'End')) ?? (last === undefined ? undefined : addDays(last, 1))
  if (arrival === undefined || departure === undefined) {
    throw new UnreadableReservation(`room ${position} has no readable dates`)
  }
  if (departure <= arrival) throw new UnreadableReservation(`room ${position} departs before a first night`)
  if (departure > addDays(arrival, MOST_NIGHTS)) {
    throw new UnreadableReservation(`room ${position} stays more than ${MOST_NIGHTS} nights`)
  }
  return { arrival, departure }
}

/** Dates may carry a time, which is cut off: stays are calendar days. */
function dayOf(text: string | undefined): IsoDate | undefined {
  const day = text?.slice(0, 10) ?? ''
  return isIsoDate(day) ? day : undefined
}

function nightOf(roomRate: XmlElement): IsoDate | undefined {
  return dayOf(attribute(roomRate, 'EffectiveDate'))
}

/** Booking.com appends VCC to the rate's number when its own virtual card pays (RoomRate, RatePlanCode). */
const RATE_OF_VIRTUAL_CARD = /^(\d+)VCC$/

function rateCodeOf(stay: XmlElement, rates: readonly XmlElement[]): string | null {
  return writtenRate(stay, rates)?.replace(RATE_OF_VIRTUAL_CARD, '$1') ?? null
}

function writtenRate(stay: XmlElement, rates: readonly XmlElement[]): string | undefined {
  const plan = attribute(descendant(stay, 'RatePlans', 'RatePlan'), 'RatePlanCode')
  return plan ?? attribute(rates[0], 'RatePlanCode')
}

export function isOfVirtualCard(stay: XmlElement): boolean {
  return RATE_OF_VIRTUAL_CARD.test(writtenRate(stay, descendants(stay, 'RoomRates', 'RoomRate')) ?? '')
}

function readAmounts(
  stay: XmlElement,
  rates: readonly XmlElement[],
  dates: { arrival: IsoDate; departure: IsoDate },
  currency: string,
  position: number,
): number[] {
  const byNight = new Map<string, number>()
  for (const roomRate of rates) {
    for (const rate of descendants(roomRate, 'Rates', 'Rate')) {
      const night = dayOf(attribute(rate, 'EffectiveDate')) ?? nightOf(roomRate)
      const amount =
        amountMinor(descendant(rate, 'Total'), currency) ?? amountMinor(descendant(rate, 'Base'), currency)
      if (night !== undefined && amount !== undefined) byNight.set(night, amount)
    }
  }
  const nights = nightsOf({ from: dates.arrival, to: dates.departure })
  const total = amountMinor(descendant(stay, 'Total'), currency)
  const amounts = completeNights(
    nights.map((night) => byNight.get(night)),
    total,
  )
  if (amounts === undefined) throw new UnreadableReservation(`room ${position} has nights without an amount`)
  return amounts
}
