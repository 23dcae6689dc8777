/** What a channel sold, changed and cancelled, on a real ledger: exactly once, and also when it does not fit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import type { InboundMessage } from '../../shared/snapshot.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel()
  channelId = await connect()
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

async function connect(): Promise<string> {
  const answer = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '882210' }),
    exposure: { buffer: 0, cap: null, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: 'u', password: 'p' },
    mapping: ['DBL', 'SGL'].map((code) => ({
      roomTypeId: hotel.roomType(code),
      roomCode: `code-${code}`,
      rates: [{ ratePlanId: hotel.ratePlan('FLEX'), rateCode: 'flex' }],
    })),
  })
  return answer.channelId
}

interface Room {
  ref?: string
  type?: string
  arrival?: IsoDate
  departure?: IsoDate
  rateCode?: string | null
}

function message(kind: InboundMessage['kind'], channelRef: string, rooms: Room[] = [{}]): InboundMessage {
  const isCancelled = kind === 'cancelled'
  return {
    queue: kind === 'new' ? 'new' : 'modified',
    kind,
    channelRef,
    snapshot: {
      channelRef,
      status: isCancelled ? 'cancelled' : 'booked',
      booker: { surname: 'Rossi', firstName: 'Lia', email: '', phone: '' },
      currency: 'EUR',
      rooms: isCancelled
        ? []
        : rooms.map(
            ({ ref = '1', type = 'DBL', arrival = TODAY, departure = day(2), rateCode = 'flex' }) => ({
              ref,
              roomCode: `code-${type}`,
              rateCode,
              arrival,
              departure,
              adults: 2,
              childrenAges: [],
              guest: null,
              nightlyAmounts: Array.from({ length: daysBetween(arrival, departure) }, () => 9_000),
            }),
          ),
      note: '',
    },
    unreadable: null,
    rawMasked: '<x/>',
  }
}

const ingest = (m: InboundMessage) => hotel.ledger.lanes.ingest(channelId, m)
const left = (...offsets: number[]) => offsets.map((offset) => hotel.left('DBL', day(offset)))
const count = (table: string) =>
  hotel.ledger.store.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
const openCases = () => hotel.ledger.queries.cases().cases.filter((one) => one.status === 'open')

describe('I7', () => {
  test('a booking counts once, however often it is delivered', async () => {
    const first = await ingest(message('new', 'B1'))
    expect(first.outcome).toBe('applied')
    expect(await ingest(message('new', 'B1'))).toEqual({ outcome: 'duplicate', code: first.code })
    expect(left(0, 1, 2)).toEqual([1, 1, 2])
    expect(count('reservation')).toBe(1)
    expect(count('inbox')).toBe(1)
  })

  test('A, B and A again are three changes', async () => {
    await ingest(message('new', 'B1', [{ departure: day(1) }]))
    await ingest(message('modified', 'B1', [{ departure: day(3) }]))
    expect(left(0, 1, 2)).toEqual([1, 1, 1])
    expect(await ingest(message('modified', 'B1', [{ departure: day(1) }]))).toMatchObject({
      outcome: 'applied',
    })
    expect(left(0, 1, 2)).toEqual([1, 2, 2])
  })

  test('a new one with other content, not acknowledged in time, is what it says now', async () => {
    await ingest(message('new', 'B1'))
    await ingest(message('new', 'B1', [{ arrival: day(5), departure: day(6) }]))
    expect(left(0, 5)).toEqual([2, 1])
  })

  test('a cancellation frees the nights, and a repeat does nothing', async () => {
    await ingest(message('new', 'B1'))
    expect(await ingest(message('cancelled', 'B1'))).toMatchObject({ outcome: 'applied' })
    expect(await ingest(message('cancelled', 'B1'))).toMatchObject({ outcome: 'duplicate' })
    expect(left(0, 1)).toEqual([2, 2])
  })

  test('a cancellation before its booking leaves a tombstone, and the late booking is recorded and ignored', async () => {
    await ingest(message('cancelled', 'B1'))
    expect(await ingest(message('new', 'B1'))).toMatchObject({ outcome: 'ignored' })
    expect(await ingest(message('new', 'B1'))).toMatchObject({ outcome: 'duplicate' })
    expect(left(0)).toEqual([2])
    expect(await ingest(message('modified', 'B1'))).toMatchObject({ outcome: 'applied' })
    expect(left(0)).toEqual([1])
  })

  test('what it knows survives reopening the file', async () => {
    const first = await ingest(message('new', 'B1'))
    hotel = await hotel.reopen()
    expect(await ingest(message('new', 'B1'))).toEqual({ outcome: 'duplicate', code: first.code })
  })
})

describe('several rooms', () => {
  test('one of two rooms is cancelled by a snapshot without it, and comes back by one with it', async () => {
    const two = [{ ref: '1' }, { ref: '2', arrival: day(1), departure: day(2) }]
    await ingest(message('new', 'B1', two))
    expect(left(0, 1)).toEqual([1, 0])
    await ingest(message('modified', 'B1', [{ ref: '1' }]))
    expect(left(0, 1)).toEqual([1, 1])
    await ingest(message('modified', 'B1', two))
    expect(left(0, 1)).toEqual([1, 0])
    const [row] = hotel.ledger.queries.arrivals().stays
    const detail = hotel.ledger.queries.reservation({ reservationId: row!.reservationId })
    expect(detail).toMatchObject({ status: 'confirmed', channel: { ref: 'B1' } })
    expect(detail.stays.map((stay) => stay.status)).toEqual(['reserved', 'reserved'])
  })

  test('a snapshot that replaces every room keeps the reservation alive', async () => {
    await ingest(message('new', 'B1', [{ ref: '1' }]))
    await ingest(message('modified', 'B1', [{ ref: '2', arrival: day(4), departure: day(5) }]))
    expect(left(0, 4)).toEqual([2, 1])
    expect(hotel.ledger.queries.cases().cases).toEqual([])
  })
})

describe('what does not fit', () => {
  test('I2: is accepted, raises oversold, and opens a case that names the nights', async () => {
    await hotel.sell()
    await hotel.sell()
    expect(await ingest(message('new', 'B1', [{ departure: day(3) }]))).toMatchObject({ outcome: 'applied' })
    expect(openCases()).toMatchObject([{ nights: [day(0), day(1)], channelName: 'Booking.com' }])
    await expect(hotel.sell({ departure: day(1) })).rejects.toMatchObject({ code: 'RoomTypeSoldOut' })
    expect(hotel.ledger.queries.tapeChart({ from: TODAY, to: day(3) }).left[0]!.days).toEqual([-1, -1, 1])
  })

  test('the case closes by itself when the nights fit again, and shrinks when some do', async () => {
    const sold = await hotel.sell()
    await hotel.sell({ departure: day(1) })
    await ingest(message('new', 'B1'))
    expect(openCases()).toMatchObject([{ nights: [day(0)] }])
    await hotel.ledger.submit('reservations.cancel', EVERYTHING, {
      idempotencyKey: key(),
      reservationId: sold.reservationId,
      reason: '',
      agreedWithChannel: false,
      fee: 'policy',
    })
    expect(openCases()).toEqual([])
    expect(hotel.ledger.queries.cases().cases).toHaveLength(1)
  })

  test('a change of another booking on an oversold night opens no case for it', async () => {
    await ingest(message('new', 'B1'))
    await hotel.sell()
    await ingest(message('new', 'B2'))
    expect(openCases()).toHaveLength(1)
    const longer = message('modified', 'B1')
    longer.snapshot!.note = 'late arrival'
    await ingest(longer)
    expect(openCases()).toHaveLength(1)
  })

  test('a stay beyond the horizon, or in the past, is counted all the same', async () => {
    expect(await ingest(message('new', 'B1', [{ arrival: day(-1), departure: day(1) }]))).toMatchObject({
      outcome: 'applied',
    })
    expect(await ingest(message('new', 'B2', [{ arrival: day(900), departure: day(901) }]))).toMatchObject({
      outcome: 'applied',
    })
  })
})

describe('what cannot be placed', () => {
  test('an unmapped room is quarantined where someone sees it, an unmapped rate takes its inventory', async () => {
    expect(await ingest(message('new', 'B1', [{ type: 'SUITE' }]))).toMatchObject({ outcome: 'quarantined' })
    expect(await ingest(message('new', 'B1', [{ type: 'SUITE' }]))).toMatchObject({ outcome: 'duplicate' })
    expect(hotel.ledger.queries.alerts().alerts).toMatchObject([
      { kind: 'unmappedBooking', severity: 'danger' },
    ])
    expect(await ingest(message('new', 'B2', [{ rateCode: 'other' }]))).toMatchObject({ outcome: 'applied' })
    expect(left(0)).toEqual([1])
  })

  test('an unreadable message is kept once, alarmed, and never called applied', async () => {
    const broken: InboundMessage = { ...message('new', 'B1'), snapshot: null, unreadable: 'no arrival date' }
    expect(await ingest(broken)).toMatchObject({ outcome: 'unreadable' })
    expect(await ingest(broken)).toMatchObject({ outcome: 'unreadable' })
    expect(count('inbox')).toBe(1)
    expect(await ingest({ ...broken, rawMasked: '<y/>' })).toMatchObject({ outcome: 'unreadable' })
    expect(count('inbox')).toBe(2)
    expect(hotel.ledger.queries.alerts().alerts).toMatchObject([{ kind: 'unreadableMessage' }])
    const short = message('new', 'B2')
    short.snapshot!.rooms[0]!.nightlyAmounts = [1]
    expect(await ingest(short)).toMatchObject({ outcome: 'unreadable' })
    expect(left(0)).toEqual([2])
  })
})

describe('stays that have begun', () => {
  const checkIn = async (stayId: string, roomId: string) =>
    hotel.ledger.submit('stays.checkIn', EVERYTHING, { idempotencyKey: key(), stayId, roomId })
  const stayOf = () => hotel.ledger.queries.arrivals().stays[0]!.stayId

  test('a longer snapshot extends the stay in house in its room', async () => {
    await ingest(message('new', 'B1', [{ departure: day(1) }]))
    await checkIn(stayOf(), hotel.room('101'))
    await ingest(message('modified', 'B1', [{ departure: day(3) }]))
    expect(hotel.ledger.queries.inHouse().stays).toMatchObject([
      { departure: day(3), roomId: hotel.room('101') },
    ])
    const bars = hotel.ledger.queries.tapeChart({ from: TODAY, to: day(4) }).bars
    expect(bars).toMatchObject([{ from: TODAY, to: day(3), roomId: hotel.room('101') }])
  })

  test('a cancellation of a stay in house is not carried out but alarmed', async () => {
    await ingest(message('new', 'B1'))
    await checkIn(stayOf(), hotel.room('101'))
    await ingest(message('cancelled', 'B1'))
    expect(hotel.ledger.queries.inHouse().stays).toHaveLength(1)
    expect(hotel.ledger.queries.alerts().alerts).toMatchObject([{ kind: 'channelCancelledInHouse' }])
  })

  test('a change of dates keeps the assigned room when it is free, else takes it away', async () => {
    await ingest(message('new', 'B1'))
    const assign = (stayId: string) =>
      hotel.ledger.submit('stays.assignRoom', EVERYTHING, {
        idempotencyKey: key(),
        stayId,
        roomId: hotel.room('101'),
      })
    await assign(stayOf())
    const other = await hotel.sell({ arrival: day(4), departure: day(5) })
    await assign(other.stayIds[0]!)
    await ingest(message('modified', 'B1', [{ arrival: day(2), departure: day(4) }]))
    const roomOfB1 = () =>
      hotel.ledger.queries
        .tapeChart({ from: TODAY, to: day(9) })
        .bars.find((bar) => bar.channelName !== null)!.roomId
    expect(roomOfB1()).toBe(hotel.room('101'))
    await ingest(message('modified', 'B1', [{ arrival: day(2), departure: day(5) }]))
    expect(roomOfB1()).toBeNull()
  })

  test('a channel’s booking is cancelled at the desk only when the channel agrees', async () => {
    await ingest(message('new', 'B1'))
    const { reservationId } = hotel.ledger.queries.arrivals().stays[0]!
    const cancel = (agreedWithChannel: boolean) =>
      hotel.ledger.submit('reservations.cancel', EVERYTHING, {
        idempotencyKey: key(),
        reservationId,
        reason: '',
        agreedWithChannel,
        fee: 'policy',
      })
    await expect(cancel(false)).rejects.toMatchObject({
      code: 'ReservationFromChannel',
      data: { channel: 'Booking.com', channelRef: 'B1' },
    })
    await cancel(true)
    expect(left(0)).toEqual([2])
  })
})
