/** What tests of holds, groups and the waitlist do on a test hotel, with all fields given that a caller may leave out. */
import { expect } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { day, EVERYTHING, key, type TestHotel, TODAY } from './ledger-fixture.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const person = (surname: string) => ({ surname, firstName: '', email: '', phone: '' })

type Line = Commands['holds.place']['input']['lines'][number]
type PlaceHold = Commands['holds.place']['input']

export function stockSteps(hotel: TestHotel) {
  const { ledger } = hotel
  const lineOf = ({
    type = 'DBL',
    ...line
  }: Partial<Omit<Line, 'roomTypeId'>> & { type?: string }): Line => ({
    roomTypeId: hotel.roomType(type),
    from: TODAY,
    to: day(2),
    rooms: 1,
    ...line,
  })
  const place = (
    lines: Parameters<typeof lineOf>[0][] = [{}],
    change: Partial<PlaceHold> = {},
  ): Promise<Commands['holds.place']['output']> =>
    ledger.submit('holds.place', EVERYTHING, {
      idempotencyKey: key(),
      kind: 'option',
      label: 'Agency Nord',
      lines: lines.map(lineOf),
      expiresAt: hotel.clock.at + DAY,
      ...change,
    })
  const sale = (
    rooms: (Partial<Commands['reservations.create']['input']['rooms'][number]> & { type?: string })[] = [{}],
  ): Commands['reservations.create']['input'] => ({
    idempotencyKey: key(),
    booker: person('Petersen'),
    rooms: rooms.map(({ type = 'DBL', ...room }) => ({
      roomTypeId: hotel.roomType(type),
      ratePlanId: hotel.ratePlan('FLEX'),
      arrival: TODAY,
      departure: day(2),
      adults: 2,
      childrenAges: [],
      ...room,
    })),
    checkIn: false,
    ignoreRestrictions: false,
    note: '',
  })
  const convert = (holdId: string, rooms?: Parameters<typeof sale>[0]) =>
    ledger.submit('holds.convert', EVERYTHING, { ...sale(rooms), holdId })
  const release = (holdId: string) =>
    ledger.submit('holds.release', EVERYTHING, { idempotencyKey: key(), holdId })
  const hold = (holdId: string) =>
    ledger.queries.holds({ ended: true }).holds.find((each) => each.id === holdId)!

  /** The house's rule of the longest stay. */
  const limitStays = (maxStayNights: number) =>
    ledger.submit('property.setRules', EVERYTHING, { idempotencyKey: key(), maxStayNights })

  /** What any command may change, as far as it can be read from outside. */
  const state = () => ({
    seq: ledger.queries.headSeq(),
    availability: ledger.queries.availability({ from: TODAY, to: day(40) }),
    holds: ledger.queries.holds({ ended: true }),
    groups: ledger.queries.groups(),
    waitlist: ledger.queries.waitlist(),
    reservations: hotel.ledger.store.sqlite.prepare('SELECT count(*) FROM reservation').pluck().get(),
    guests: hotel.ledger.store.sqlite.prepare('SELECT count(*) FROM guest').pluck().get(),
  })

  /** The command answers that error and leaves nothing behind. */
  async function refused(
    command: () => Promise<unknown>,
    code: string,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    const before = state()
    await expect(command()).rejects.toMatchObject({ code, data })
    expect(state()).toEqual(before)
    expect(hotel.differences()).toEqual([])
  }

  const lefts = (type: string, days: number): number[] =>
    Array.from({ length: days }, (_, offset) => hotel.left(type, day(offset)))

  const commandsSince = (seq: number): string[] =>
    ledger.queries
      .journal({ limit: 50 })
      .rows.filter((row) => row.seq > seq)
      .map((row) => row.command)
      .reverse()

  return { limitStays, place, sale, convert, release, hold, state, refused, lefts, commandsSince }
}
export type StockSteps = ReturnType<typeof stockSteps>

/** 04:00 in Vienna of that day, and a minute. */
export const rollOf = (date: IsoDate): number => Date.parse(`${date}T03:01:00Z`)
