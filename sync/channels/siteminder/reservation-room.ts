/** The RoomStays of a reservation, in our words. */
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../../shared/dates.ts'
import type { Person } from '../../../shared/snapshot.ts'
import { completeNights } from '../night-amounts.ts'
import { amountMinor } from '../ota/amounts.ts'
import { guestOf, readGuestCounts } from '../ota/guests.ts'
import { UnreadableReservation } from '../ota/unreadable-reservation.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'

const MOST_NIGHTS = 800

/** What `snapshotRoomSchema` will check. @throws UnreadableReservation */
export function readRooms(reservation: XmlElement, currency: string, guests: ReadonlyMap<string, Person>) {
  const stays = descendants(reservation, 'RoomStays', 'RoomStay')
  if (stays.length === 0) throw new UnreadableReservation('the reservation has no rooms')
  const numbers = stays.map((stay) => attribute(stay, 'IndexNumber'))
  const areNumbered =
    numbers.every((number) => number !== undefined) && new Set(numbers).size === numbers.length
  return stays.map((stay, index) => {
    const number = areNumbered ? numbers[index] : undefined
    return readRoom(stay, { ref: number ?? String(index + 1), position: index + 1, currency, guests })
  })
}

interface Place {
  readonly ref: string
  readonly position: number
  readonly currency: string
  readonly guests: ReadonlyMap<string, Person>
}

function readRoom(stay: XmlElement, { ref, position, currency, guests }: Place) {
  const roomType = descendant(stay, 'RoomTypes', 'RoomType')
  const rates = descendants(stay, 'RoomRates', 'RoomRate')
  const units = attribute(roomType, 'NumberOfUnits') ?? attribute(rates[0], 'NumberOfUnits') ?? '1'
  if (units !== '1')
    throw new UnreadableReservation(`room ${position} stands for ${units.slice(0, 10)} rooms`)
  const { arrival, departure } = readDates(stay, position)
  const roomCode = attribute(roomType, 'RoomTypeCode') ?? attribute(rates[0], 'RoomTypeCode')
  const rateCode =
    attribute(descendant(stay, 'RatePlans', 'RatePlan'), 'RatePlanCode') ??
    attribute(rates[0], 'RatePlanCode')
  return {
    ref,
    // A room that is not mapped at SiteMinder: it waits here, with an alert.
    roomCode: roomCode ?? 'unmapped',
    rateCode: rateCode ?? null,
    arrival,
    departure,
    ...readGuestCounts(stay),
    guest: guestOf(stay, guests),
    nightlyAmounts: readAmounts(stay, rates, { from: arrival, to: departure }, currency, position),
  }
}

/** "A stay in a specific room type over a continuous timespan": its end is the departure. */
function readDates(stay: XmlElement, position: number): { arrival: IsoDate; departure: IsoDate } {
  const span = descendant(stay, 'TimeSpan')
  const [arrival, departure] = [dayOf(span, 'Start'), dayOf(span, 'End')]
  if (arrival === undefined || departure === undefined)
    throw new UnreadableReservation(`room ${position} has no readable dates`)
  if (departure <= arrival) throw new UnreadableReservation(`room ${position} departs before a first night`)
  if (departure > addDays(arrival, MOST_NIGHTS))
    throw new UnreadableReservation(`room ${position} stays more than ${MOST_NIGHTS} nights`)
  return { arrival, departure }
}

/** Dates may carry a time, which is cut off: stays are calendar days. */
function dayOf(source: XmlElement | undefined, name: string): IsoDate | undefined {
  const day = attribute(source, name)?.slice(0, 10) ?? ''
  return isIsoDate(day) ? day : undefined
}

/**
 * The amounts of the nights where they are told, else shares of the room's total. A total after tax counts more than
 * nights that are told before tax alone.
 */
function readAmounts(
  stay: XmlElement,
  rates: readonly XmlElement[],
  stayed: { from: IsoDate; to: IsoDate },
  currency: string,
  position: number,
): number[] {
  const whole = descendant(stay, 'Total')
  const total = amountMinor(whole, currency)
  const needsTax = attribute(whole, 'AmountAfterTax') !== undefined
  const byNight = new Map<string, number>()
  for (const rate of rates.flatMap((each) => descendants(each, 'Rates', 'Rate'))) {
    const base = descendant(rate, 'Base')
    if (needsTax && attribute(base, 'AmountAfterTax') === undefined) continue
    const amount = amountMinor(base, currency)
    if (amount === undefined) continue
    for (const night of nightsOfRate(rate)) byNight.set(night, amount)
  }
  const amounts = completeNights(
    nightsOf(stayed).map((night) => byNight.get(night)),
    total,
  )
  if (amounts === undefined) throw new UnreadableReservation(`room ${position} has nights without an amount`)
  return amounts
}

/** From the first night to before ExpireDate, or as many as UnitMultiplier says; one where neither does. */
function nightsOfRate(rate: XmlElement): readonly IsoDate[] {
  const from = dayOf(rate, 'EffectiveDate')
  if (from === undefined) return []
  const until = dayOf(rate, 'ExpireDate')
  const units = Number(attribute(rate, 'UnitMultiplier') ?? '1')
  const count = Number.isInteger(units) && units >= 1 && units <= MOST_NIGHTS ? units : 1
  const to = until !== undefined && until > from ? until : addDays(from, count)
  return to > addDays(from, MOST_NIGHTS) ? [] : nightsOf({ from, to })
}

/** @throws UnreadableReservation when two amounts disagree: adding them up would invent money. */
export function currencyOf(reservation: XmlElement): string | undefined {
  const stays = descendants(reservation, 'RoomStays', 'RoomStay')
  const amounts = [
    ...descendants(reservation, 'ResGlobalInfo', 'Total'),
    ...descendants(reservation, 'RoomStays', 'RoomStay', 'Total'),
    ...stays.flatMap((stay) => descendants(stay, 'RoomRates', 'RoomRate', 'Rates', 'Rate', 'Base')),
  ]
  const codes = new Set(amounts.flatMap((amount) => attribute(amount, 'CurrencyCode') ?? []))
  if (codes.size > 1) throw new UnreadableReservation('the reservation mixes currencies')
  const [code] = codes
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new UnreadableReservation('the currency is not a code')
  return code
}
