/** The RoomStays of a reservation, in our words. */
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../../shared/dates.ts'
import { completeNights, spreadEvenly } from '../night-amounts.ts'
import { amountMinor } from '../ota/amounts.ts'
import { UnreadableReservation } from '../ota/unreadable-reservation.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'

const MOST_NIGHTS = 800
const MOST_GUESTS = 99
const GROWN_UP = 18

/** What `snapshotRoomSchema` will check. Guests are of the reservation, not of a room. @throws UnreadableReservation */
export function readRooms(reservation: XmlElement, currency: string) {
  const stays = descendants(reservation, 'RoomStays', 'RoomStay')
  if (stays.length === 0) throw new UnreadableReservation('the reservation has no rooms')
  return stays.map((stay, index) => {
    const position = index + 1
    const rate = descendant(stay, 'RoomRates', 'RoomRate')
    const stayed = readDates(stay, position)
    return {
      // Rooms have no numbers of their own: their places are all that tells them apart.
      ref: String(position),
      roomCode:
        attribute(descendant(stay, 'RoomTypes', 'RoomType'), 'RoomTypeCode') ??
        attribute(rate, 'RoomTypeCode') ??
        'unmapped',
      rateCode:
        attribute(descendant(stay, 'RatePlans', 'RatePlan'), 'RatePlanCode') ??
        attribute(rate, 'RatePlanCode') ??
        null,
      arrival: stayed.from,
      departure: stayed.to,
      ...readGuestCounts(stay),
      guest: null,
      nightlyAmounts: readAmounts(stay, stayed, currency, position),
    }
  })
}

/** Quotes may leave the days open; a reservation names both, and `End` is the departure. */
function readDates(stay: XmlElement, position: number): { from: IsoDate; to: IsoDate } {
  const span = descendant(stay, 'TimeSpan')
  const [from, to] = [dayOf(span, 'Start'), dayOf(span, 'End')]
  if (from === undefined || to === undefined)
    throw new UnreadableReservation(`room ${position} has no readable dates`)
  if (to <= from) throw new UnreadableReservation(`room ${position} departs before a first night`)
  if (to > addDays(from, MOST_NIGHTS))
    throw new UnreadableReservation(`room ${position} stays more than ${MOST_NIGHTS} nights`)
  return { from, to }
}

function dayOf(source: XmlElement | undefined, name: string): IsoDate | undefined {
  const day = attribute(source, name)?.slice(0, 10) ?? ''
  return isIsoDate(day) ? day : undefined
}

/** Who has an age is a child. At least one adult: where the number is not told, somebody still comes. */
function readGuestCounts(stay: XmlElement): { adults: number; childrenAges: number[] } {
  let adults = 0
  const childrenAges: number[] = []
  for (const group of descendants(stay, 'GuestCounts', 'GuestCount')) {
    const count = Number(attribute(group, 'Count') ?? '1')
    const age = Number(attribute(group, 'Age') ?? GROWN_UP)
    if (!Number.isInteger(count) || count < 0 || count > MOST_GUESTS || !Number.isInteger(age))
      throw new UnreadableReservation('a guest count is no count')
    if (age >= GROWN_UP) adults += count
    else for (let child = 0; child < count; child++) childrenAges.push(age)
  }
  return { adults: Math.max(1, adults), childrenAges }
}

/** The room's total is what the guest was shown: rates by night count where they add up to it, else it is shared out. */
function readAmounts(
  stay: XmlElement,
  stayed: { from: IsoDate; to: IsoDate },
  currency: string,
  position: number,
): number[] {
  const total = amountMinor(descendant(stay, 'Total'), currency)
  const byNight = new Map<string, number>()
  for (const rate of descendants(stay, 'RoomRates', 'RoomRate', 'Rates', 'Rate')) {
    const amount = amountMinor(descendant(rate, 'Base'), currency)
    if (amount === undefined) continue
    for (const night of nightsOfRate(rate)) byNight.set(night, amount)
  }
  const nights = nightsOf(stayed)
  const amounts = completeNights(
    nights.map((night) => byNight.get(night)),
    total,
  )
  if (amounts === undefined) throw new UnreadableReservation(`room ${position} has nights without an amount`)
  const isWhole = total === undefined || amounts.reduce((sum, each) => sum + each, 0) === total
  return isWhole ? amounts : spreadEvenly(total, nights.length)
}

/** Through ExpireDate, which is the last night unless it is said to be the day after; one night where it is not given. */
function nightsOfRate(rate: XmlElement): readonly IsoDate[] {
  const from = dayOf(rate, 'EffectiveDate')
  if (from === undefined) return []
  const expires = dayOf(rate, 'ExpireDate')
  const isExclusive = /^(1|true)$/.test(attribute(rate, 'ExpireDateExclusiveInd') ?? '')
  const to = expires === undefined ? addDays(from, 1) : isExclusive ? expires : addDays(expires, 1)
  return to <= from || to > addDays(from, MOST_NIGHTS) ? [] : nightsOf({ from, to })
}

/** @throws UnreadableReservation when two amounts disagree: adding them up would invent money. */
export function currencyOf(reservation: XmlElement): string | undefined {
  const stays = descendants(reservation, 'RoomStays', 'RoomStay')
  const amounts = stays.flatMap((stay) => [
    ...descendants(stay, 'Total'),
    ...descendants(stay, 'RoomRates', 'RoomRate', 'Rates', 'Rate', 'Base'),
  ])
  const codes = new Set(amounts.flatMap((amount) => attribute(amount, 'CurrencyCode') ?? []))
  if (codes.size > 1) throw new UnreadableReservation('the reservation mixes currencies')
  const [code] = codes
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new UnreadableReservation('the currency is not a code')
  return code
}
