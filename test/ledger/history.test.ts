/** The history: what the chart and a reservation showed after each command can be read again at any later time. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPast } from '../../main/ledger/history/past.ts'
import type { LedgerQueries } from '../../main/ledger/ledger.ts'
import { addDays, type DateRange } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { soak } from '../soak.ts'
import { day, EVERYTHING, key, NOON, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const WINDOW = { from: day(-3), to: day(12) }

type Chart = ReturnType<LedgerQueries['tapeChart']>
type Reservation = ReturnType<LedgerQueries['reservation']>

/** Cases are of now: no look back shows them. */
const withoutCases = (chart: Chart) => ({
  ...chart,
  bars: chart.bars.map((bar) => ({ ...bar, hasCase: false })),
})

const step = fc.record({
  what: fc.constantFrom(
    ...Array.from({ length: 7 }, () => 'sell' as const),
    'cancel',
    'checkIn',
    'checkOut',
    'assign',
    'change',
    'block',
    'unblock',
    'pin',
    'noShow',
    'reinstate',
    'undoCheckIn',
    'undoCheckOut',
    'split',
    'hold',
    'release',
    'group',
    'pickUp',
    'endGroup',
    'roll',
  ),
  pick: fc.nat(40),
  from: fc.nat(8),
  nights: fc.integer({ min: 1, max: 5 }),
  door: fc.option(fc.constantFrom('101', '102', '103')),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Does what it can of a step; a refusal changes nothing and is part of the game. */
async function take(hotel: TestHotel, { what, pick, from, nights, door }: Step): Promise<void> {
  const { ledger } = hotel
  const { businessDate } = ledger.queries.hotel()!
  const arrival = addDays(businessDate, from)
  const departure = addDays(arrival, nights)
  const rows = ledger.store.sqlite
    .prepare('SELECT public_id AS stayId, reservation_id AS reservation FROM stay ORDER BY id')
    .all() as { stayId: string; reservation: number }[]
  const stay = rows[pick % Math.max(1, rows.length)]
  const idempotencyKey = key()
  const roomId = door === null ? null : hotel.room(door)
  if (what === 'sell') {
    await hotel.sell({ type: pick % 3 === 0 ? 'SGL' : 'DBL', arrival, departure, adults: 1 })
  } else if (what === 'roll') {
    hotel.clock.at += DAY_MS
    await ledger.tick()
  } else if (what === 'block') {
    const block = { from: arrival, to: departure, reason: 'shower', force: false } as const
    await ledger.submit('rooms.block', EVERYTHING, {
      ...block,
      idempotencyKey,
      roomId: hotel.room(door ?? '101'),
      kind: 'out_of_order',
    })
  } else if (what === 'unblock') {
    const blocks = ledger.store.sqlite.prepare('SELECT public_id FROM room_block').pluck().all() as string[]
    const blockId = blocks[pick % Math.max(1, blocks.length)]
    if (blockId !== undefined) await ledger.submit('rooms.unblock', EVERYTHING, { idempotencyKey, blockId })
  } else if (STOCK.has(what)) {
    await stock(hotel, { what, pick, nights: { from: arrival, to: departure } })
  } else if (stay === undefined) {
    return
  } else if (what === 'cancel') {
    const reservationId = ledger.store.sqlite
      .prepare('SELECT public_id FROM reservation WHERE id = ?')
      .pluck()
      .get(stay.reservation) as string
    await ledger.submit('reservations.cancel', EVERYTHING, {
      idempotencyKey,
      reservationId,
      reason: '',
      agreedWithChannel: true,
      fee: 'waive',
    })
  } else if (what === 'checkIn') {
    await ledger.submit('stays.checkIn', EVERYTHING, {
      idempotencyKey,
      stayId: stay.stayId,
      ...(roomId === null ? {} : { roomId }),
    })
  } else if (what === 'checkOut') {
    await ledger.submit('stays.checkOut', EVERYTHING, { idempotencyKey, stayId: stay.stayId })
  } else if (what === 'assign') {
    await ledger.submit('stays.assignRoom', EVERYTHING, { idempotencyKey, stayId: stay.stayId, roomId })
  } else if (what === 'pin') {
    await ledger.submit('stays.pin', EVERYTHING, {
      idempotencyKey,
      stayId: stay.stayId,
      pinned: pick % 2 === 0,
    })
  } else if (what === 'noShow') {
    await ledger.submit('stays.noShow', EVERYTHING, { idempotencyKey, stayId: stay.stayId, fee: 'waive' })
  } else if (what === 'reinstate') {
    const { stayId } = stay
    await ledger.submit('stays.reinstate', EVERYTHING, { idempotencyKey, stayId, agreedWithChannel: true })
  } else if (what === 'undoCheckIn' || what === 'undoCheckOut') {
    await ledger.submit(`stays.${what}`, EVERYTHING, { idempotencyKey, stayId: stay.stayId })
  } else if (what === 'split') {
    await ledger.submit('stays.split', EVERYTHING, { idempotencyKey, stayId: stay.stayId, at: arrival })
  } else {
    const change = { arrival, departure, roomId, price: 'keep' } as const
    await ledger.submit('stays.change', EVERYTHING, { idempotencyKey, stayId: stay.stayId, ...change })
  }
}

const STOCK: ReadonlySet<Step['what']> = new Set(['hold', 'release', 'group', 'pickUp', 'endGroup'])
const PERSON = { surname: 'Okafor', firstName: '', email: '', phone: '' }

/** Holds, which also end by the clock, and groups with what is picked up of them. */
async function stock(
  hotel: TestHotel,
  { what, pick, nights }: { what: Step['what']; pick: number; nights: DateRange },
): Promise<void> {
  const { ledger } = hotel
  const idempotencyKey = key()
  const roomTypeId = hotel.roomType('DBL')
  const any = (table: string) => {
    const ids = ledger.store.sqlite.prepare(`SELECT public_id FROM ${table}`).pluck().all() as string[]
    return ids[pick % Math.max(1, ids.length)] ?? key()
  }
  if (what === 'hold') {
    await ledger.submit('holds.place', EVERYTHING, {
      idempotencyKey,
      kind: 'option',
      label: 'Agency',
      lines: [{ roomTypeId, ...nights, rooms: 1 }],
      expiresAt: hotel.clock.at + (1 + (pick % 9)) * MINUTE_MS,
    })
  } else if (what === 'release') {
    await ledger.submit('holds.release', EVERYTHING, { idempotencyKey, holdId: any('hold') })
  } else if (what === 'group') {
    await ledger.submit('groups.create', EVERYTHING, {
      idempotencyKey,
      code: idempotencyKey,
      name: 'Choir',
      contact: PERSON,
      ratePlanId: hotel.ratePlan('FLEX'),
      arrival: nights.from,
      departure: nights.to,
      releaseDate: nights.from,
      allotments: [{ roomTypeId, rooms: 1, amountMinor: 9_000 }],
      note: '',
    })
  } else if (what === 'pickUp') {
    await ledger.submit('groups.pickUp', EVERYTHING, {
      idempotencyKey,
      groupId: any('group_block'),
      guest: PERSON,
      roomTypeId,
      arrival: nights.from,
      departure: nights.to,
      adults: 1,
      childrenAges: [],
      beyond: pick % 2 === 0,
    })
  } else {
    await ledger.submit('groups.release', EVERYTHING, { idempotencyKey, groupId: any('group_block') })
  }
}

function reservationIds(hotel: TestHotel): string[] {
  return hotel.ledger.store.sqlite
    .prepare('SELECT public_id FROM reservation ORDER BY id')
    .pluck()
    .all() as string[]
}

describe('the history under random commands', () => {
  test('the chart and the reservations of every past moment are what they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (script) => {
        const hotel = await openTestHotel({ types: { DBL: 2, SGL: 1 }, rateDays: 60 })
        const { queries } = hotel.ledger
        try {
          const seen: { at: number; chart: Chart; reservations: Reservation[] }[] = []
          for (const each of script) {
            hotel.clock.at += MINUTE_MS
            await take(hotel, each).catch((error: unknown) => {
              if (!(error instanceof DomainError)) throw error
            })
            const reservations = reservationIds(hotel).map((id) => queries.reservation({ reservationId: id }))
            seen.push({ at: hotel.clock.at, chart: queries.tapeChart(WINDOW), reservations })
          }
          for (const { at, chart, reservations } of seen) {
            // Half a minute later nothing else has happened.
            const asOf = at + MINUTE_MS / 2
            expect(queries.tapeChart({ ...WINDOW, asOf })).toEqual(withoutCases(chart))
            const then = reservations.map(({ id }) => queries.reservation({ reservationId: id, asOf }))
            // Whether a group keeps its master reservation is known of now only.
            const masters = new Set(queries.groups().groups.map(({ reservationId }) => reservationId))
            const known = (all: Reservation[]) =>
              all.map((each) => (masters.has(each.id) ? { ...each, status: null } : each))
            expect(known(then)).toEqual(known(reservations))
          }
        } finally {
          await hotel.close()
        }
      }),
      { numRuns: soak ? 1_000 : 12 },
    )
  }, 900_000)
})

describe('looking back', () => {
  test('answers NoHistoryThen before the first command, and UnknownReservation before it was made', async () => {
    const hotel = await openTestHotel()
    const { queries } = hotel.ledger
    expect(() => queries.tapeChart({ ...WINDOW, asOf: NOON - 1 })).toThrow(
      expect.objectContaining({ code: 'NoHistoryThen', data: { asOf: NOON - 1, since: NOON } }),
    )
    hotel.clock.at += MINUTE_MS
    const { reservationId } = await hotel.sell()
    expect(() => queries.reservation({ reservationId, asOf: NOON })).toThrow(
      expect.objectContaining({ code: 'UnknownReservation' }),
    )
    expect(queries.reservation({ reservationId, asOf: hotel.clock.at }).stays).toHaveLength(1)
    await hotel.close()
  })

  test('finds a stay and a block that are longer than most, by the index of the long ones', async () => {
    const hotel = await openTestHotel()
    const { queries } = hotel.ledger
    const sold = await hotel.sell({ arrival: TODAY, departure: day(90) })
    await hotel.ledger.submit('rooms.block', EVERYTHING, {
      idempotencyKey: key(),
      roomId: hotel.room('103'),
      from: day(1),
      to: day(120),
      reason: 'new bathroom',
      kind: 'out_of_order',
      force: false,
    })
    const late = { from: day(80), to: day(84) }
    const chart = queries.tapeChart({ ...late, asOf: hotel.clock.at })
    expect(chart).toEqual(queries.tapeChart(late))
    expect(chart.bars.map(({ stayId }) => stayId)).toEqual(sold.stayIds)
    expect(chart.blocks).toMatchObject([{ from: day(80), to: day(84), reason: 'new bathroom' }])
    await hotel.close()
  })

  test('the timeline tells each stay before and after each command', async () => {
    const hotel = await openTestHotel()
    const { reservationId, stayIds } = await hotel.sell({ arrival: TODAY, departure: day(2) })
    const stayId = stayIds[0]!
    await hotel.ledger.submit('stays.change', EVERYTHING, {
      idempotencyKey: key(),
      stayId,
      arrival: TODAY,
      departure: day(3),
      roomId: hotel.room('101'),
      price: 'keep',
    })
    await hotel.ledger.submit('stays.checkIn', EVERYTHING, { idempotencyKey: key(), stayId })
    const { rows } = hotel.ledger.queries.timeline({ reservationId })
    const told = rows.map(({ command, changes }) => [
      command,
      changes.map(({ before, after }) => [
        before && [before.status, before.departure, before.runs[0]!.roomId],
        [after.status, after.departure, after.runs[0]!.roomId],
      ]),
    ])
    const room = hotel.room('101')
    expect(told).toEqual([
      [
        'stays.checkIn',
        [
          [
            ['reserved', day(3), room],
            ['in_house', day(3), room],
          ],
        ],
      ],
      [
        'stays.change',
        [
          [
            ['reserved', day(2), null],
            ['reserved', day(3), room],
          ],
        ],
      ],
      ['reservations.create', [[null, ['reserved', day(2), null]]]],
    ])
    await hotel.close()
  })

  test('searches by indexes: years of versions lie behind a window', async () => {
    const hotel = await openTestHotel()
    const plan = createPast(hotel.ledger.store).explain({ from: TODAY, to: day(31) })
    expect(
      plan.filter((line) => /history_by_night \(kind=\? AND first_night>\? AND first_night<\?\)/.test(line)),
    ).toHaveLength(1)
    expect(
      plan.filter((line) => /INDEX history_long \(kind=\? AND first_night<\?\)/.test(line)),
    ).toHaveLength(1)
    expect(plan.filter((line) => /INDEX journal_by_at \(at<\?\)/.test(line))).toHaveLength(1)
    expect(plan.filter((line) => /SCAN (?!met)|AUTOMATIC/.test(line))).toEqual([])
    await hotel.close()
  })
})
