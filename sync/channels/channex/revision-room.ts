/** One room of a booking, in our words. */
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import { countAt, type JsonObject, listAt, objectAt, objectOf, textAt } from '../json/json-tree.ts'
import { completeNights } from '../night-amounts.ts'
import { UnreadableRevision } from './revision-error.ts'
import { readGuest } from './revision-people.ts'

/** Where a child's age is not told: the oldest age that most houses still call a child. */
const UNTOLD_CHILD_AGE = 12
const OLDEST_CHILD = 17
const MOST_NIGHTS = 800
const MOST_CHILDREN = 20

/**
 * What `reservationSnapshotSchema` will check. The numbers of rooms stay the same from one revision to the next: the seller's own
 * where every room has one, else the place in the list, as Channex's `booking_room_id` is another one each time.
 *
 * @throws UnreadableRevision
 */
export function readRooms(booking: JsonObject, currency: string) {
  const rooms = listAt(booking, 'rooms').map((each) => objectOf(each))
  if (rooms.length === 0) throw new UnreadableRevision('the booking has no rooms')
  const numbers = rooms.map((room) => textAt(room, 'ota_unique_id')?.slice(0, 60))
  const areNumbered =
    numbers.every((number) => number !== undefined) && new Set(numbers).size === numbers.length
  return rooms.map((room, index) => {
    if (room === undefined) throw new UnreadableRevision(`room ${index + 1} is no object`)
    const number = areNumbered ? numbers[index] : undefined
    return readRoom(booking, room, { position: index + 1, ref: number ?? String(index + 1), currency })
  })
}

interface Place {
  readonly position: number
  readonly ref: string
  readonly currency: string
}

function readRoom(booking: JsonObject, room: JsonObject, { position, ref, currency }: Place) {
  const { arrival, departure } = readDates(booking, room, position)
  return {
    ref,
    roomCode: roomCodeOf(room),
    // Of an occupancy or a derived plan the parent is the plan that is mapped here.
    rateCode: textAt(objectAt(room, 'meta'), 'parent_rate_plan_id') ?? textAt(room, 'rate_plan_id') ?? null,
    arrival,
    departure,
    ...readOccupancy(room),
    guest: readGuest(room),
    nightlyAmounts: readAmounts(room, { arrival, departure }, currency, position),
  }
}

/** A room that is not mapped at Channex has no room type: under the seller's code it waits here, with an alert. */
function roomCodeOf(room: JsonObject): string {
  const code = textAt(room, 'room_type_id')
  if (code !== undefined) return code
  const sellers = textAt(objectAt(room, 'meta'), 'room_type_code')?.replace(/[^\w-]/g, '') ?? ''
  return `unmapped ${sellers}`.trim().slice(0, 60)
}

function readDates(
  booking: JsonObject,
  room: JsonObject,
  position: number,
): { arrival: IsoDate; departure: IsoDate } {
  const arrival = textAt(room, 'checkin_date') ?? textAt(booking, 'arrival_date') ?? ''
  const departure = textAt(room, 'checkout_date') ?? textAt(booking, 'departure_date') ?? ''
  if (!isIsoDate(arrival) || !isIsoDate(departure))
    throw new UnreadableRevision(`room ${position} has no readable dates`)
  if (departure <= arrival) throw new UnreadableRevision(`room ${position} departs before a first night`)
  if (departure > addDays(arrival, MOST_NIGHTS))
    throw new UnreadableRevision(`room ${position} stays more than ${MOST_NIGHTS} nights`)
  return { arrival, departure }
}

function readOccupancy(room: JsonObject): { adults: number; childrenAges: number[] } {
  const told = objectAt(room, 'occupancy')
  const children = Math.min(countAt(told, 'children') ?? 0, MOST_CHILDREN)
  const infants = Math.min(countAt(told, 'infants') ?? 0, MOST_CHILDREN - children)
  const ages = listAt(told, 'ages').map((age) => (typeof age === 'number' ? age : Number.NaN))
  const childrenAges = Array.from({ length: children }, (_, index) => {
    const age = Math.trunc(ages[index] ?? Number.NaN)
    return age >= 0 && age <= OLDEST_CHILD ? age : UNTOLD_CHILD_AGE
  })
  // Guests that are not counted are at least one.
  const adults = Math.max(1, countAt(told, 'adults') ?? 1)
  return { adults, childrenAges: [...childrenAges, ...Array.from({ length: infants }, () => 0)] }
}

function readAmounts(
  room: JsonObject,
  dates: { arrival: IsoDate; departure: IsoDate },
  currency: string,
  position: number,
): number[] {
  const days = objectAt(room, 'days')
  const nights = nightsOf({ from: dates.arrival, to: dates.departure })
  const named = nights.map((night) => amountAt(days, night, currency))
  const amounts = completeNights(named, amountAt(room, 'amount', currency))
  if (amounts === undefined) throw new UnreadableRevision(`room ${position} has nights without an amount`)
  return amounts
}

/** Minor units (I9); undefined where there is no amount. @throws UnreadableRevision for one that is not exact */
function amountAt(source: JsonObject | undefined, name: string, currency: string): number | undefined {
  const text = textAt(source, name)
  if (text === undefined) return undefined
  const minor = fromDecimal(text, currency)
  if (minor === undefined || minor < 0)
    throw new UnreadableRevision(`the amount of ${name} is not an exact amount`)
  return minor
}
