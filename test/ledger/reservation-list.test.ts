/** Pages of reservations against a naive list of what was sold, and the indexes that they are read by. */
import { expect, test } from 'vitest'
import type { LedgerQueries } from '../../main/ledger/ledger.ts'
import { createReservationList } from '../../main/ledger/views/reservation-list.ts'
import { seededRandom } from '../seeded-random.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

type Input = Partial<Parameters<LedgerQueries['reservations']>[0]>

/** Every page, one after the other. */
function allPages(hotel: TestHotel, input: Input, limit = 7) {
  const rows: ReturnType<LedgerQueries['reservations']>['rows'] = []
  let before: number | undefined
  for (let page = 0; page < 100; page++) {
    const found = hotel.ledger.queries.reservations({
      ...input,
      limit,
      ...(before === undefined ? {} : { before }),
    })
    rows.push(...found.rows)
    if (found.next === null) return rows
    before = found.next
  }
  throw new Error('the pages have no end')
}

/** Stays and how they ended, booked at a few moments that many of them share. */
async function fill(hotel: TestHotel) {
  const random = seededRandom(4)
  const within = (count: number) => Math.floor(random() * count)
  for (let number = 0; number < 60; number++) {
    if (within(3) === 0) hotel.clock.at += 1_000
    const arrival = day(number % 9 === 0 ? 0 : within(50))
    const departure = day(number % 9 === 0 ? 1 + within(3) : 51 + within(number % 10 === 1 ? 90 : 3))
    const checkIn = number % 9 === 0 && number < 30
    const roomId = hotel.room(String(101 + Math.floor(number / 9)))
    const sold = await hotel.sell({ arrival, departure, adults: 1, ...(checkIn ? { checkIn, roomId } : {}) })
    if (checkIn || number % 4 !== 3) continue
    await hotel.ledger.submit('reservations.cancel', EVERYTHING, {
      idempotencyKey: key(),
      reservationId: sold.reservationId,
      reason: '',
      agreedWithChannel: false,
      fee: 'waive',
    })
  }
  hotel.ledger.store.sqlite.exec(`UPDATE stay SET status = 'no_show' WHERE id IN (6, 17)`)
}

interface Known {
  readonly id: number
  readonly code: string
  readonly source: string
  readonly createdAt: number
  readonly status: string
  readonly arrival: string
  readonly departure: string
}

test('pages have every reservation once, the newest first, whatever is asked for', async () => {
  const hotel = await openTestHotel({ types: { DBL: 60 }, rateDays: 200 })
  await fill(hotel)
  const known = hotel.ledger.store.sqlite
    .prepare(
      `SELECT r.id, r.code, r.source, r.created_at AS createdAt, s.status, s.arrival, s.departure
         FROM reservation AS r JOIN stay AS s ON s.reservation_id = r.id`,
    )
    .all() as Known[]
  known.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
  const expected = ({ status, source, from, to }: Input) =>
    known
      .filter((row) => status === undefined || row.status === status)
      .filter((row) => source === undefined || row.source === source)
      .filter((row) => (from === undefined || row.departure > from) && (to === undefined || row.arrival < to))
      .map((row) => row.code)
  const questions: Input[] = [
    {},
    { status: 'cancelled' },
    { status: 'no_show' },
    { status: 'in_house' },
    { status: 'reserved', source: 'direct' },
    { source: 'walk_in' },
    { from: day(20), to: day(24) },
    { from: day(52), to: day(60) },
    { from: day(0), to: day(180) },
    { from: day(60) },
    { to: day(30), status: 'cancelled' },
    { from: day(1), to: day(3), status: 'in_house' },
  ]
  for (const question of questions) {
    const wanted = expected(question)
    expect(wanted.length, JSON.stringify(question)).toBeGreaterThan(0)
    expect(
      allPages(hotel, question).map(({ code }) => code),
      JSON.stringify(question),
    ).toEqual(wanted)
  }
  await hotel.close()
})

test('a row sums up its stays, and a cursor of nowhere is refused', async () => {
  const hotel = await openTestHotel({ types: { DBL: 5 } })
  const room = {
    roomTypeId: hotel.roomType('DBL'),
    ratePlanId: hotel.ratePlan('FLEX'),
    adults: 2,
    childrenAges: [],
  }
  const { code, reservationId, totalMinor } = await hotel.ledger.submit('reservations.create', EVERYTHING, {
    idempotencyKey: key(),
    booker: { surname: 'Rossi', firstName: 'Carla', email: '', phone: '' },
    rooms: [
      { ...room, arrival: day(3), departure: day(5) },
      { ...room, arrival: day(1), departure: day(4) },
    ],
    checkIn: false,
    ignoreRestrictions: false,
    note: 'Anniversary',
  })
  const { rows, next } = hotel.ledger.queries.reservations({ limit: 50 })
  expect(next).toBeNull()
  expect(rows).toEqual([
    {
      reservationId,
      code,
      status: 'confirmed',
      source: 'direct',
      channelName: null,
      bookerName: 'Carla Rossi',
      rooms: 2,
      arrival: day(1),
      departure: day(5),
      stayStatuses: ['reserved', 'reserved'],
      totalMinor,
      currency: 'EUR',
      createdAt: hotel.clock.at,
      hasCase: false,
      hasNote: true,
    },
  ])
  const invalid = expect.objectContaining({ code: 'InvalidInput' })
  expect(() => hotel.ledger.queries.reservations({ limit: 50, before: 99 })).toThrow(invalid)
  expect(() => hotel.ledger.queries.reservations({ limit: 50, from: day(3), to: day(3) })).toThrow(invalid)
  await hotel.close()
})

test('no page walks through all reservations', async () => {
  const hotel = await openTestHotel()
  const { store } = hotel.ledger
  const plans = createReservationList({ store, parts: {} as never }).explain()
  expect(plans.age.join('\n')).toMatch(/SEARCH r USING INDEX reservation_by_age/)
  expect(plans.age.join('\n')).not.toMatch(/B-TREE FOR ORDER BY\nSEARCH r/)
  expect(plans.inHouse.join('\n')).toMatch(/SCAN stay USING (COVERING )?INDEX stay_in_house/)
  expect(plans.noShow.join('\n')).toMatch(/SCAN stay USING (COVERING )?INDEX stay_no_show/)
  expect(plans.nights.join('\n')).toMatch(
    /history_by_night \(kind=\? AND first_night>\? AND first_night<\?\)/,
  )
  for (const plan of Object.values(plans)) {
    expect(plan.filter((line) => /SCAN (r|s|stay|history)\b(?! USING)|AUTOMATIC/.test(line))).toEqual([])
  }
  await hotel.close()
})
