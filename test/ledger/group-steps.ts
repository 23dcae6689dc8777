/** What tests of groups do on a test hotel with 5 DBL, 2 SGL and 1 STE, with all fields given that a caller may leave out. */
import type { Commands } from '../../main/ledger/commands.ts'
import { day, EVERYTHING, key, type TestHotel } from './ledger-fixture.ts'
import { person } from './stock-steps.ts'

export const UNKNOWN = '01980000-0000-7000-8000-000000000000'

export type NewGroup = Commands['groups.create']['input']

export function groupSteps(hotel: TestHotel) {
  const allotment = (type: string, rooms: number, amountMinor = 8_000) => ({
    roomTypeId: hotel.roomType(type),
    rooms,
    amountMinor,
  })
  /** 3 DBL and 1 SGL from day 10 to day 13, at 80.00, returned on day 5. */
  const create = (change: Partial<NewGroup> = {}) =>
    hotel.ledger.submit('groups.create', EVERYTHING, {
      idempotencyKey: key(),
      code: 'CHOIR',
      name: 'Chamber choir',
      contact: person('Lindqvist'),
      ratePlanId: hotel.ratePlan('FLEX'),
      arrival: day(10),
      departure: day(13),
      releaseDate: day(5),
      allotments: [allotment('DBL', 3), allotment('SGL', 1, 6_000)],
      note: '',
      ...change,
    })
  const change = (groupId: string, input: Partial<Commands['groups.change']['input']> = {}) =>
    hotel.ledger.submit('groups.change', EVERYTHING, {
      idempotencyKey: key(),
      groupId,
      allotments: [],
      ...input,
    })
  type Row = Commands['groups.importRoomingList']['input']['rows'][number]
  const row = ({ type = 'DBL', ...rest }: Partial<Row> & { type?: string } = {}): Row => ({
    guest: person('Berg'),
    roomTypeId: hotel.roomType(type),
    arrival: day(10),
    departure: day(13),
    adults: 1,
    childrenAges: [],
    ...rest,
  })
  const pickUp = (groupId: string, rest: Parameters<typeof row>[0] = {}, beyond = false) =>
    hotel.ledger.submit('groups.pickUp', EVERYTHING, { idempotencyKey: key(), groupId, ...row(rest), beyond })
  const importList = (groupId: string, rows: Row[], beyond = false) =>
    hotel.ledger.submit('groups.importRoomingList', EVERYTHING, {
      idempotencyKey: key(),
      groupId,
      rows,
      beyond,
    })
  const releaseNow = (groupId: string) =>
    hotel.ledger.submit('groups.release', EVERYTHING, { idempotencyKey: key(), groupId })
  const cancel = (groupId: string) =>
    hotel.ledger.submit('groups.cancel', EVERYTHING, { idempotencyKey: key(), groupId, reason: '' })
  const cancelReservation = (reservationId: string) =>
    hotel.ledger.submit('reservations.cancel', EVERYTHING, {
      idempotencyKey: key(),
      reservationId,
      reason: '',
      agreedWithChannel: false,
      fee: 'waive',
    })
  const group = (groupId: string) => hotel.ledger.queries.group({ groupId })
  const left = (type: string) => [9, 10, 11, 12, 13].map((offset) => hotel.left(type, day(offset)))
  const counts = (groupId: string, type = 'DBL') =>
    group(groupId)
      .nights.filter((night) => night.roomTypeId === hotel.roomType(type))
      .map(({ rooms, pickedUp, released }) => `${rooms} ${pickedUp} ${released}`)
  const reservation = (reservationId: string) => hotel.ledger.queries.reservation({ reservationId })
  return {
    allotment,
    create,
    change,
    row,
    pickUp,
    importList,
    releaseNow,
    cancel,
    cancelReservation,
    group,
    left,
    counts,
    reservation,
  }
}
export type GroupSteps = ReturnType<typeof groupSteps>
