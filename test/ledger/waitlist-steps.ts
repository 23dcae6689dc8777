/** What tests of the waitlist do on a test hotel with one DBL and one SGL, with all fields given that a caller may leave out. */
import type { Commands } from '../../main/ledger/commands.ts'
import { day, EVERYTHING, key, type TestHotel } from './ledger-fixture.ts'
import { person } from './stock-steps.ts'

type Add = Commands['waitlist.add']['input']

export function waitlistSteps(hotel: TestHotel) {
  /** Waits for a DBL from day 10 to day 12. */
  const add = async (
    surname: string,
    { types = ['DBL'], ...change }: Partial<Add> & { types?: string[] } = {},
  ) => {
    const { entryId } = await hotel.ledger.submit('waitlist.add', EVERYTHING, {
      idempotencyKey: key(),
      guest: person(surname),
      roomTypeIds: types.map((type) => hotel.roomType(type)),
      ratePlanId: hotel.ratePlan('FLEX'),
      arrival: day(10),
      departure: day(12),
      flexibleDays: 0,
      adults: 2,
      childrenAges: [],
      priority: 5,
      offerHours: 24,
      note: '',
      ...change,
    })
    hotel.clock.at += 1_000
    return entryId
  }
  const change = (entryId: string, input: Partial<Commands['waitlist.change']['input']>) =>
    hotel.ledger.submit('waitlist.change', EVERYTHING, { idempotencyKey: key(), entryId, ...input })
  const withdraw = (entryId: string) =>
    hotel.ledger.submit('waitlist.withdraw', EVERYTHING, { idempotencyKey: key(), entryId })
  const accept = (entryId: string, ignoreRestrictions = false) =>
    hotel.ledger.submit('waitlist.accept', EVERYTHING, { idempotencyKey: key(), entryId, ignoreRestrictions })
  const cancel = (reservationId: string) =>
    hotel.ledger.submit('reservations.cancel', EVERYTHING, {
      idempotencyKey: key(),
      reservationId,
      reason: '',
      agreedWithChannel: false,
      fee: 'waive',
    })
  const entries = () => hotel.ledger.queries.waitlist().entries
  const entry = (entryId: string) => entries().find((each) => each.id === entryId)!
  /** `Berg offered`, in the order of the list. */
  const list = () => entries().map((each) => `${each.guestName} ${each.status}`)
  const sell = (from: number, to: number, type = 'DBL') =>
    hotel.sell({ type, arrival: day(from), departure: day(to) })
  const left = (type: string, from = 8, to = 14) =>
    Array.from({ length: to - from }, (_, index) => hotel.left(type, day(from + index)))

  return { add, change, withdraw, accept, cancel, entries, entry, list, sell, left }
}
export type WaitlistSteps = ReturnType<typeof waitlistSteps>
