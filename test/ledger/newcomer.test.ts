/** Changing stays with a price, rooms out of order, search, the board, the timeline, and a hotel that brings its past. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { addDays } from '../../shared/dates.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel()
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

type Change = Omit<Commands['stays.change']['input'], 'idempotencyKey'>
const change = (input: Change) =>
  hotel.ledger.submit('stays.change', EVERYTHING, { idempotencyKey: key(), ...input })
const reservation = (reservationId: string) => hotel.ledger.queries.reservation({ reservationId })
const setPrice = (amountMinor: number, from = TODAY, to = day(30), type = 'DBL') =>
  hotel.ledger.submit('rates.change', EVERYTHING, {
    idempotencyKey: key(),
    blocks: [{ ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType(type), from, to }],
    price: { kind: 'set', amountMinor, adults: 2 },
  })

describe('changing a stay', () => {
  test('keeps the price of nights that stay, and asks the plan for those added; or prices them all anew', async () => {
    const { stayIds, reservationId } = await hotel.sell({ arrival: day(1), departure: day(3) })
    await setPrice(15_000)
    const stayId = stayIds[0]!
    const input = { stayId, arrival: day(1), departure: day(4), roomId: null }
    const before = hotel.ledger.queries.headSeq()
    const preview = hotel.ledger.queries.previewStayChange(input)
    expect(preview).toMatchObject({
      before: { arrival: day(1), departure: day(3), totalMinor: 24_000, roomId: null },
      keep: { possible: true, totalMinor: 39_000 },
      plan: { possible: true, totalMinor: 45_000 },
    })
    // A rehearsal leaves nothing behind.
    expect(hotel.ledger.queries.headSeq()).toBe(before)
    expect(reservation(reservationId).stays[0]).toMatchObject({ departure: day(3), totalMinor: 24_000 })
    expect(hotel.left('DBL', day(3))).toBe(2)

    expect((await change({ ...input, price: 'keep' })).totalMinor).toBe(39_000)
    expect(reservation(reservationId).stays[0]?.nights.map((night) => night.amountMinor)).toEqual([
      12_000, 12_000, 15_000,
    ])
    expect((await change({ ...input, price: 'plan' })).totalMinor).toBe(45_000)
  })

  test('a room of another type moves the count; the price follows only when asked to', async () => {
    const { stayIds, reservationId } = await hotel.sell({ arrival: day(1), departure: day(2) })
    await setPrice(9_000, TODAY, day(30), 'SGL')
    const input = { stayId: stayIds[0]!, arrival: day(1), departure: day(2), roomId: hotel.room('103') }
    expect(hotel.ledger.queries.previewStayChange(input)).toMatchObject({
      keep: { possible: true, totalMinor: 12_000, roomTypeId: hotel.roomType('SGL') },
      plan: { possible: true, totalMinor: 9_000, roomTypeId: hotel.roomType('SGL') },
    })
    await change({ ...input, price: 'keep' })
    expect([hotel.left('DBL', day(1)), hotel.left('SGL', day(1))]).toEqual([2, 0])
    expect(reservation(reservationId).stays[0]?.roomTypeId).toBe(hotel.roomType('DBL'))
    await change({ ...input, price: 'plan' })
    expect(reservation(reservationId).stays[0]).toMatchObject({
      roomTypeId: hotel.roomType('SGL'),
      totalMinor: 9_000,
    })
  })

  test('what is refused is said in the preview, and by the command, and changes nothing', async () => {
    const { stayIds } = await hotel.sell({ arrival: day(1), departure: day(3), roomId: hotel.room('101') })
    await hotel.sell({ arrival: day(3), departure: day(5), roomId: hotel.room('101') })
    const input = { stayId: stayIds[0]!, arrival: day(1), departure: day(4), roomId: hotel.room('101') }
    const refusal = { code: 'RoomNotFree', data: { roomId: hotel.room('101'), date: day(3) } }
    expect(hotel.ledger.queries.previewStayChange(input).keep).toEqual({ possible: false, ...refusal })
    await expect(change({ ...input, price: 'keep' })).rejects.toMatchObject(refusal)
    for (const [dates, code] of [
      [{ departure: day(1) }, 'StayHasNoNights'],
      [{ arrival: day(-1) }, 'ArrivalInPast'],
      [{ departure: day(801) }, 'DateBeyondHorizon'],
    ] as const) {
      await expect(change({ ...input, ...dates, price: 'keep' })).rejects.toMatchObject({ code })
    }
    expect(hotel.left('DBL', day(1))).toBe(1)
  })

  test('a stay that did not come gives back also the nights behind it when it is moved to later ones', async () => {
    const { stayIds, reservationId } = await hotel.sell({ departure: day(3), roomId: hotel.room('101') })
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    await change({
      stayId: stayIds[0]!,
      arrival: day(2),
      departure: day(4),
      roomId: hotel.room('102'),
      price: 'keep',
    })
    expect(reservation(reservationId).stays[0]?.nights).toMatchObject([
      { date: day(2), roomId: hotel.room('102') },
      { date: day(3), roomId: hotel.room('102') },
    ])
    expect(hotel.left('DBL', TODAY)).toBe(2)
  })

  test('a guest in house keeps the nights slept, can leave today, and cannot arrive on another day', async () => {
    const { stayIds, reservationId } = await hotel.sell({ checkIn: true, roomId: hotel.room('101') })
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    const stay = { stayId: stayIds[0]!, arrival: TODAY, roomId: hotel.room('101'), price: 'keep' as const }
    await expect(change({ ...stay, arrival: day(1), departure: day(2) })).rejects.toMatchObject({
      code: 'InvalidInput',
    })
    await change({ ...stay, roomId: hotel.room('102'), departure: day(3) })
    expect(reservation(reservationId).stays[0]?.nights.map((night) => night.roomId)).toEqual([
      hotel.room('101'),
      hotel.room('102'),
      hotel.room('102'),
    ])
    await change({ ...stay, roomId: hotel.room('102'), departure: day(1) })
    expect(reservation(reservationId).stays[0]).toMatchObject({ departure: day(1), totalMinor: 12_000 })
    await expect(change({ ...stay, departure: TODAY })).rejects.toMatchObject({ code: 'StayHasNoNights' })
  })
})

describe('two windows on one reservation', () => {
  test('the second one is told who changed it meanwhile, and overwrites nothing', async () => {
    const { stayIds, reservationId, seq } = await hotel.sell({ arrival: day(1), departure: day(3) })
    const stay = { stayId: stayIds[0]!, arrival: day(1), roomId: null, price: 'keep' as const }
    const first = await change({ ...stay, departure: day(4), seenSeq: seq })
    const refusal = {
      code: 'ReservationChangedMeanwhile',
      data: { reservationId, seq: first.seq, actor: EVERYTHING, command: 'stays.change' },
    }
    await expect(change({ ...stay, departure: day(2), seenSeq: seq })).rejects.toMatchObject(refusal)
    const edit = { reservationId, note: 'late', seenSeq: seq }
    const submit = (input: typeof edit) =>
      hotel.ledger.submit('reservations.edit', EVERYTHING, { idempotencyKey: key(), ...input })
    await expect(submit(edit)).rejects.toMatchObject(refusal)
    // What happens to others in between is not in the way.
    await hotel.sell({ type: 'SGL', adults: 1 })
    await submit({ ...edit, seenSeq: reservation(reservationId).seq })
    expect(reservation(reservationId)).toMatchObject({ note: 'late' })
  })

  test('the timeline has every command that touched it, newest first, and nothing of others', async () => {
    const { stayIds, reservationId } = await hotel.sell({ roomId: hotel.room('101') })
    await hotel.sell({ type: 'SGL', adults: 1 })
    const stayId = stayIds[0]!
    await hotel.ledger.submit('stays.checkIn', EVERYTHING, { idempotencyKey: key(), stayId })
    await change({ stayId, arrival: TODAY, departure: day(3), roomId: hotel.room('101'), price: 'keep' })
    await hotel.ledger.submit('stays.checkOut', EVERYTHING, { idempotencyKey: key(), stayId })
    expect(hotel.ledger.queries.timeline({ reservationId }).rows.map((row) => row.command)).toEqual([
      'stays.checkOut',
      'stays.change',
      'stays.checkIn',
      'reservations.create',
    ])
  })
})

describe('a room out of order', () => {
  const block = (room: string, from = day(1), to = day(3)) =>
    hotel.ledger.submit('rooms.block', EVERYTHING, {
      idempotencyKey: key(),
      roomId: hotel.room(room),
      from,
      to,
      reason: 'shower',
      kind: 'out_of_order',
      force: false,
    })

  test('I1, I2: is not sold or given away on these nights, shows on the chart, and comes back', async () => {
    const { blockId } = await block('101')
    expect([0, 1, 2, 3].map((offset) => hotel.left('DBL', day(offset)))).toEqual([2, 1, 1, 2])
    expect(hotel.ledger.queries.tapeChart({ from: TODAY, to: day(7) }).blocks).toEqual([
      {
        blockId,
        roomId: hotel.room('101'),
        from: day(1),
        to: day(3),
        reason: 'shower',
        kind: 'out_of_order',
      },
    ])
    await expect(
      hotel.sell({ arrival: day(1), departure: day(2), roomId: hotel.room('101') }),
    ).rejects.toMatchObject({ code: 'RoomNotFree' })
    await expect(block('101', day(2), day(4))).rejects.toMatchObject({ code: 'RoomNotFree' })
    await hotel.sell({ arrival: day(1), departure: day(2) })
    await expect(hotel.sell({ arrival: day(1), departure: day(2) })).rejects.toMatchObject({
      code: 'RoomTypeSoldOut',
    })
    const unblock = () => hotel.ledger.submit('rooms.unblock', EVERYTHING, { idempotencyKey: key(), blockId })
    expect((await unblock()).freedNights).toBe(2)
    expect(hotel.left('DBL', day(2))).toBe(2)
    await expect(unblock()).rejects.toMatchObject({ code: 'UnknownBlock' })
  })

  test('I2: the last room that was sold is not taken out of order', async () => {
    await hotel.sell({ arrival: day(1), departure: day(2) })
    await hotel.sell({ arrival: day(1), departure: day(2) })
    await expect(block('101')).rejects.toMatchObject({ code: 'RoomTypeSoldOut', data: { date: day(1) } })
    expect(hotel.left('DBL', day(2))).toBe(2)
  })

  test('nights that are over stay on record when it comes back', async () => {
    const { blockId } = await block('101', TODAY, day(3))
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    const submit = hotel.ledger.submit('rooms.unblock', EVERYTHING, { idempotencyKey: key(), blockId })
    expect((await submit).freedNights).toBe(2)
    expect(hotel.ledger.queries.tapeChart({ from: TODAY, to: day(7) }).blocks).toMatchObject([
      { from: TODAY, to: day(1) },
    ])
  })
})

describe('finding', () => {
  const named = (surname: string, firstName: string, room: Parameters<TestHotel['sell']>[0] = {}) =>
    hotel.ledger.submit('reservations.create', EVERYTHING, {
      idempotencyKey: key(),
      booker: { surname, firstName, email: '', phone: '' },
      rooms: [
        {
          roomTypeId: hotel.roomType('DBL'),
          ratePlanId: hotel.ratePlan('FLEX'),
          arrival: TODAY,
          departure: day(1),
          adults: 2,
          childrenAges: [],
          ...room,
        },
      ],
      checkIn: room.checkIn ?? false,
      ignoreRestrictions: false,
      note: '',
    })
  const find = (text: string) => hotel.ledger.queries.search({ text, limit: 20 }).hits

  test('by the beginning of any name, without accents, those in house first', async () => {
    await named('Müller-Østergaard', 'Żaneta', { arrival: day(5), departure: day(6) })
    await named('Mulder', 'Jan', { checkIn: true, roomId: hotel.room('101') })
    expect(find('mul').map((hit) => hit.guestName)).toEqual(['Jan Mulder', 'Żaneta Müller-Østergaard'])
    expect(find('oster zan')).toHaveLength(1)
    expect(find('ulder')).toEqual([])
    expect(find('mulder')[0]).toMatchObject({
      matched: 'guest',
      roomId: hotel.room('101'),
      status: 'in_house',
    })
  })

  test('by room, by code with and without its hyphen, and after a change of the name', async () => {
    const { code, reservationId } = await named('Rossi', 'Elena', {
      checkIn: true,
      roomId: hotel.room('102'),
    })
    expect(find('102')).toMatchObject([{ matched: 'room', code }])
    for (const typed of [code, code.replace('-', ''), code.toLowerCase(), code.slice(0, 3)]) {
      expect(find(typed), typed).toMatchObject([{ code }])
    }
    await hotel.ledger.submit('reservations.edit', EVERYTHING, {
      idempotencyKey: key(),
      reservationId,
      booker: { surname: 'Bianchi', firstName: 'Elena', email: '', phone: '' },
      seenSeq: hotel.ledger.queries.headSeq(),
    })
    expect(find('rossi')).toEqual([])
    expect(find('bianchi')).toHaveLength(1)
  })

  test('a guest who was here before is offered, and becomes the booker with what is new', async () => {
    const match = () => hotel.ledger.queries.matchGuests({ surname: 'Dubois', firstName: 'Chloé' }).guests
    await named('Dubois', 'Chloé', { arrival: day(1), departure: day(2) })
    const known = match()[0]!
    expect(known).toMatchObject({ surname: 'Dubois', stays: 1, lastDeparture: day(2) })
    const again = (bookerId: string) =>
      hotel.ledger.submit('reservations.create', EVERYTHING, {
        idempotencyKey: key(),
        booker: { surname: 'Dubois', firstName: 'Chloé', email: 'c@example.org', phone: '' },
        bookerId,
        rooms: [
          {
            roomTypeId: hotel.roomType('DBL'),
            ratePlanId: hotel.ratePlan('FLEX'),
            arrival: day(3),
            departure: day(4),
            adults: 1,
            childrenAges: [],
          },
        ],
        checkIn: false,
        ignoreRestrictions: false,
        note: '',
      })
    await again(known.id)
    expect(match()).toMatchObject([{ id: known.id, stays: 2, email: 'c@example.org', lastDeparture: day(4) }])
    await expect(again('00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'UnknownGuest',
    })
  })
})

describe('the board', () => {
  test('counts who comes and goes, and the nights sold', async () => {
    const { stayIds } = await hotel.sell({ checkIn: true, roomId: hotel.room('101'), departure: day(1) })
    await hotel.sell({ type: 'SGL', adults: 1 })
    const today = hotel.ledger.queries.board()
    expect(today.days[0]).toEqual({ date: TODAY, sold: 2, rooms: 3, revenueMinor: 22_000 })
    expect(today).toMatchObject({
      businessDate: TODAY,
      inHouse: { rooms: 1, guests: 2 },
      arrivals: { due: [{ totalMinor: 20_000 }], done: [{ stayId: stayIds[0] }] },
      departures: { due: [], done: [] },
      yearBefore: null,
    })
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    expect(hotel.ledger.queries.board()).toMatchObject({
      departures: { due: [{ stayId: stayIds[0] }] },
      arrivals: { due: [{ overdue: true }], done: [] },
    })
    const leave = { idempotencyKey: key(), stayId: stayIds[0]! }
    await hotel.ledger.submit('stays.checkOut', EVERYTHING, leave)
    hotel.clock.at += 3_600_000
    expect(hotel.ledger.queries.board().departures).toMatchObject({ due: [], done: [{ stayId: stayIds[0] }] })
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    expect(hotel.ledger.queries.board().departures.done).toEqual([])
  })
})

describe('rates by a relative change', () => {
  const blocks = () => [
    { ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('DBL'), from: TODAY, to: day(4) },
  ]
  const prices = (offset: number) =>
    hotel.ledger.queries.ratesGrid({ from: TODAY, to: day(7) }).roomTypes[0]?.plans[0]?.days[offset]?.prices

  test('the preview shows what the command does, cell by cell, and a second time nothing', async () => {
    const input = { blocks: blocks(), price: { kind: 'percent', percent: 10, roundToMinor: 100 } as const }
    const preview = hotel.ledger.queries.previewRateChange(input)
    expect(preview).toMatchObject({ changedPrices: 4, changedRestrictions: 0, channels: [], bookedStays: 0 })
    expect(preview.cells[0]).toMatchObject({ before: { prices: [10_000, 12_000] } })
    expect(prices(0)).toEqual([10_000, 12_000])
    const submit = hotel.ledger.submit('rates.change', EVERYTHING, { idempotencyKey: key(), ...input })
    expect((await submit).changedCells).toBe(4)
    expect(prices(0)).toEqual(preview.cells[0]?.after.prices)
    expect(prices(0)).toEqual([11_000, 13_200])
    expect(prices(4)).toEqual([10_000, 12_000])
    const same = { blocks: blocks(), price: { kind: 'set', amountMinor: 13_200, adults: 2 } as const }
    expect(hotel.ledger.queries.previewRateChange(same).cells).toEqual([])
  })

  test('a price below zero is refused with its night, and nothing changes', async () => {
    const input = { blocks: blocks(), price: { kind: 'add', amountMinor: -10_001 } as const }
    const refusal = { code: 'PriceOutOfRange', data: { date: TODAY, amountMinor: -1 } }
    await expect((async () => hotel.ledger.queries.previewRateChange(input))()).rejects.toMatchObject(refusal)
    await expect(
      hotel.ledger.submit('rates.change', EVERYTHING, { idempotencyKey: key(), ...input }),
    ).rejects.toMatchObject(refusal)
    expect(prices(0)).toEqual([10_000, 12_000])
  })
})

describe('a hotel that gets rooms later', () => {
  test('sells them from today on; a name that is taken is refused', async () => {
    const add = (rooms: string[]) =>
      hotel.ledger.submit('property.addRooms', EVERYTHING, {
        idempotencyKey: key(),
        roomTypeId: hotel.roomType('DBL'),
        rooms,
      })
    await add(['201', '202'])
    expect(hotel.left('DBL', TODAY)).toBe(4)
    await hotel.sell({ roomId: hotel.room('202'), checkIn: true })
    await expect(add(['203', '101'])).rejects.toMatchObject({ code: 'RoomNameTaken', data: { name: '101' } })
    await expect(add(['204', '204'])).rejects.toMatchObject({ code: 'RoomNameTaken' })
    expect(hotel.left('DBL', day(5))).toBe(4)
    expect(hotel.left('DBL', addDays(hotel.ledger.queries.hotel()!.horizon, -1))).toBe(4)
  })
})
