import { describe, expect, test } from 'vitest'
import { hotelNames } from '../../renderer/hotel-names.ts'
import { changeParts } from '../../renderer/journal/change-parts.ts'
import { filteredRows, wordedRow } from '../../renderer/journal/journal-filter.ts'
import { actorText, hasWords, journalWords, type Naming } from '../../renderer/journal/journal-words.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { ProcedureMeta } from '../../shared/contract/procedure.ts'
import { isoDate } from '../../shared/dates.ts'
import { PLAIN_PLAN, PLAIN_ROOM } from './plain-hotel.ts'

const names = hotelNames({
  roomTypes: [{ id: 'dbl', code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2, extraBeds: 0 }],
  rooms: ['203', '204'].map((name) => ({
    id: `room-${name}`,
    roomTypeId: 'dbl',
    name,
    inService: true,
    ...PLAIN_ROOM,
  })),
  ratePlans: [{ id: 'flex', code: 'FLEX', name: 'Flexible', ...PLAIN_PLAN }],
})
const naming: Naming = { names, currency: 'EUR', nameOf: () => undefined }
const words = (command: string, payload: Record<string, unknown>) =>
  journalWords({ actor: 'desk', command, payload }, naming)

const stay = { roomType: 'dbl', ratePlan: 'flex', arrival: '2026-11-22', departure: '2026-11-24' }
const change = {
  arrival: '2026-11-22',
  departure: '2026-11-25',
  room: 'room-203',
  totalMinor: 30_000,
  before: { arrival: '2026-11-22', departure: '2026-11-24', room: 'room-203', totalMinor: 20_000 },
}

describe('a journal row in words', () => {
  test('a sale: what, where, when and for how much', () => {
    const one = { stays: [{ ...stay, room: 'room-203' }], totalMinor: 26_900, checkIn: true }
    expect(words('reservations.create', one)).toBe(
      'Booked and checked in: Double, room 203, Sun 22 – Tue 24 Nov, 269.00',
    )
    const two = { stays: [stay, { ...stay, departure: '2026-11-26' }], totalMinor: 60_000, checkIn: false }
    expect(words('reservations.create', two)).toBe('Booked: 2 rooms, Sun 22 – Thu 26 Nov, 600.00')
  })

  test('a change: the dates, the room and the price, as far as each differs', () => {
    expect(words('stays.change', change)).toBe('Sun 22 – Tue 24 Nov → Sun 22 – Wed 25 Nov, 200.00 → 300.00')
    const moved = { ...change, departure: '2026-11-24', room: 'room-204', totalMinor: 20_000 }
    expect(words('stays.change', moved)).toBe('Moved 203 → 204, price kept')
    expect(words('stays.change', { ...moved, room: null })).toBe('Room 203 taken away, price kept')
    expect(words('stays.change', { ...change, room: 'room-204' })).toBe(
      'Sun 22 – Tue 24 Nov → Sun 22 – Wed 25 Nov, moved 203 → 204, 200.00 → 300.00',
    )
    const priced = { ...change, departure: '2026-11-24', totalMinor: 25_000 }
    expect(words('stays.change', priced)).toBe('Priced anew: 200.00 → 250.00')
  })

  test('a copied year: which, to which, and how many', () => {
    const copied = { kind: 'copyYear', year: 2027, keeps: 'dates', copied: 3, changedCells: 12 }
    expect(words('seasons.apply', copied)).toBe(
      '3 seasons, events and restrictions of 2027 copied to 2028: 12 rates changed',
    )
  })

  test('rooms, arrival, departure and cancellation', () => {
    expect(words('stays.assignRoom', { room: 'room-203', before: null })).toBe('Room 203 given')
    expect(words('stays.assignRoom', { room: 'room-204', before: 'room-203' })).toBe('Moved 203 → 204')
    expect(words('stays.assignRoom', { room: null, before: 'room-203' })).toBe('Room 203 taken away')
    expect(words('stays.checkIn', { room: 'room-203' })).toBe('Checked in to 203')
    expect(words('stays.checkOut', { freedNights: 0 })).toBe('Checked out')
    expect(words('stays.checkOut', { freedNights: 2 })).toBe('Checked out, 2 nights freed')
    expect(words('reservations.cancel', { agreedWithChannel: true, reason: 'Ill' })).toBe(
      'Cancelled, agreed with the channel: Ill',
    )
    expect(words('reservations.edit', { booker: false, note: true })).toBe('Note changed')
  })

  test('what a channel said, and a room out of order', () => {
    const message = { channelRef: '4217', kind: 'modified', outcome: 'applied' }
    expect(words('channels.ingest', message)).toBe('Changed by the channel, 4217')
    expect(words('channels.ingest', { ...message, paymentOnly: true })).toBe(
      'The channel said how it is paid, 4217',
    )
    expect(words('channels.ingest', { ...message, outcome: 'quarantined' })).toBe(
      'Message about 4217 kept aside: it is not mapped',
    )
    const block = { room: 'room-203', from: '2026-11-22', to: '2026-11-24', reason: 'Painting' }
    expect(words('rooms.block', block)).toBe('Room 203 out of order, Sun 22 – Tue 24 Nov: Painting')
  })

  test('a command of another version, or one with unexpected fields, is still told, as it stands', () => {
    expect(words('folios.shred', { folio: 7 })).toBe('folios.shred: folio 7')
    expect(words('stays.change', { stay: 'x' })).toBe('stays.change: stay x')
    expect(words('reservations.create', { stays: 'none' })).toBe('reservations.create: stays none')
    expect(words('stays.checkIn', { room: 12 })).toBe('stays.checkIn: room 12')
  })

  test('who gave it', () => {
    expect(['desk', 'clock', 'channel:Booking.com', 'token:till', 'someone'].map(actorText)).toEqual([
      'Front desk',
      'Keyrack, by the clock',
      'Booking.com',
      'Program “till”',
      'someone',
    ])
  })
})

describe('the journal’s filter', () => {
  const rows = [
    { seq: 31, at: 0, hash: 'a', actor: 'desk', command: 'stays.checkIn', payload: { room: 'room-203' } },
    {
      seq: 32,
      at: 0,
      hash: 'b',
      actor: 'clock',
      command: 'property.roll',
      payload: { businessDate: '2026-11-23' },
    },
    {
      seq: 33,
      at: 0,
      hash: 'c',
      reservationId: 'r1',
      actor: 'desk',
      command: 'reservations.create',
      payload: { code: 'K7M2-4Q', stays: [stay], totalMinor: 1, checkIn: false },
    },
  ].map((row) => wordedRow({ reservationId: null, ...row }, naming))
  const found = (text: string, actor = '') => filteredRows(rows, text, actor).map(({ seq }) => seq)

  test('finds by words, number, code and who', () => {
    expect([
      found('CHECKED 203'),
      found('#32'),
      found('k7m2'),
      found('', 'Front desk'),
      found('nothing'),
    ]).toEqual([[31], [32], [33], [31, 33], []])
  })
})

/** Commands that leave no row in the hotel's journal: they belong to the host. */
const OF_THE_HOST = ['session', 'relay', 'sandbox', 'events']

describe('every command has words', () => {
  const commands = Object.entries(contract)
    .filter(([area]) => !OF_THE_HOST.includes(area))
    .flatMap(([area, procedures]) =>
      Object.entries(procedures)
        .filter(([, procedure]) => (procedure['~orpc'].meta as ProcedureMeta).kind === 'command')
        .map(([name]) => `${area}.${name}`),
    )

  test.each([
    ...commands,
    'holds.expire',
    'groups.releaseDue',
    'waitlist.offer',
    'property.roll',
    'calendars.block',
  ])('%s', (command) => {
    expect(hasWords(command)).toBe(true)
    // A payload of another version is shown plainly, and never makes the journal fail.
    expect(() => words(command, {})).not.toThrow()
    expect(() => words(command, { before: 7, stays: 'x', amountMinor: 'x', fee: 3 })).not.toThrow()
  })
})

describe('the life of a stay and its folios in words', () => {
  test('endings say the fee, or that it was waived', () => {
    expect(words('stays.noShow', { freedNights: 2, fee: 'policy', feeMinor: 12_000 })).toBe(
      'Did not come, 2 nights freed, fee 120.00',
    )
    expect(words('stays.cancel', { fee: 'waive', feeMinor: 0, reason: 'Ill' })).toBe(
      'Room cancelled, fee waived: Ill',
    )
    expect(words('stays.reinstate', { nights: 1 })).toBe('Reinstated, 1 night taken again')
    expect(words('stays.announce', { expectedAt: '22:30', note: true })).toBe(
      'Arrives late, expected at 22:30, with a note',
    )
    expect(words('stays.split', { at: '2026-11-23' })).toBe('Split at Mon 23 Nov')
  })

  test('a change of what is sold names it, with the price', () => {
    const terms = { ...change, departure: '2026-11-24', totalMinor: 25_000, roomType: 'dbl', adults: 2 }
    expect(words('stays.change', terms)).toBe('Now Double and 2 adults, 200.00 → 250.00')
    expect(words('stays.change', { ...change, ratePlan: 'flex' })).toBe(
      'Sun 22 – Tue 24 Nov → Sun 22 – Wed 25 Nov, 200.00 → 300.00; now Flexible',
    )
  })

  test('money is told as how much it was, whichever sign it has on the folio', () => {
    expect(words('folios.post', { article: 'MB', quantity: 2, amountMinor: 1_300 })).toBe(
      'Charged 2 × MB, 13.00',
    )
    expect(words('folios.pay', { amountMinor: 4_000, method: 'cash' })).toBe('Paid 40.00 in cash')
    expect(words('folios.pay', { amountMinor: 4_000, method: 'card', kind: 'deposit' })).toBe(
      'Deposit of 40.00 taken by card',
    )
    expect(words('folios.reverse', { amountMinor: -1_300 })).toBe('Posting of 13.00 taken back')
  })

  test('before and after show what the words leave out, and nothing twice', () => {
    const run = { roomTypeId: 'dbl', roomId: 'room-203', amountMinor: 10_000, counted: true }
    const [from, to, later] = ['2026-11-22', '2026-11-24', '2026-11-25'].map(isoDate) as [never, never, never]
    const before = {
      status: 'reserved' as const,
      roomTypeId: 'dbl',
      ratePlanId: 'flex',
      arrival: from,
      departure: to,
      adults: 1,
      children: 0,
      runs: [{ ...run, from, to }],
    }
    const after = { ...before, departure: later, adults: 2, runs: [{ ...run, from, to: later }] }
    const record = { stayId: 's', before, after }
    expect(changeParts('channels.ingest', record, naming)).toEqual([
      { part: 'dates', before: 'Sun 22 – Tue 24 Nov', after: 'Sun 22 – Wed 25 Nov' },
      { part: 'party', before: '1 adult', after: '2 adults' },
      { part: 'price', before: '200.00', after: '300.00' },
    ])
    expect(changeParts('stays.change', record, naming).map(({ part }) => part)).toEqual(['party'])
    expect(changeParts('reservations.create', { ...record, before: null }, naming)).toEqual([])
  })
})
