import { describe, expect, test } from 'vitest'
import {
  chooseOffer,
  fromPriceMinor,
  nextPlan,
  nextRoom,
  nextType,
  type OffersAnswer,
  priceColumns,
  type TypeOffers,
  typeText,
  withoutTaken,
} from '../../renderer/sale/offer-choice.ts'
import { addDays, isoDate } from '../../shared/dates.ts'
import { PLAIN_OFFER, PLAIN_ROOM } from './plain-hotel.ts'

const night = isoDate('2026-11-22')
const soldOut = { reason: 'soldOut', date: night } as const

function type(
  id: string,
  plans: Record<string, number | typeof soldOut>,
  rooms: Record<string, boolean>,
): TypeOffers {
  return {
    roomTypeId: id,
    available: Object.values(plans).includes(soldOut) ? 0 : 2,
    freeRooms: Object.entries(rooms).map(([name, occupiedNow]) => ({
      id: name,
      roomTypeId: id,
      name,
      inService: true,
      ...PLAIN_ROOM,
      occupiedNow,
    })),
    offers: Object.entries(plans).map(([ratePlanId, price]) =>
      typeof price === 'number'
        ? {
            roomTypeId: id,
            ratePlanId,
            nights: [{ date: night, amountMinor: price, parts: [], origin: 'base' as const, originName: '' }],
            ...PLAIN_OFFER,
            totalMinor: price,
            refusal: null,
          }
        : { roomTypeId: id, ratePlanId, nights: [], totalMinor: 0, ...PLAIN_OFFER, refusal: price },
    ),
  }
}

const single = type('single', { flex: soldOut, saver: soldOut }, {})
const double = type('double', { flex: 10_900, saver: 9_810 }, { '201': true, '202': false, '203': false })
const suite = type('suite', { flex: 21_400, saver: soldOut }, { '401': false })
const answer: OffersAnswer = {
  currency: 'EUR',
  codeRefusal: null,
  display: null,
  roomTypes: [single, double, suite],
}
const noWish = { roomTypeId: null, ratePlanId: null, roomId: null }

describe('what a sale proposes', () => {
  test('without a wish: the first type that has rooms, its first plan, a room nobody is in', () => {
    const choice = chooseOffer(answer, noWish, true)
    expect([choice.type?.roomTypeId, choice.offer?.ratePlanId, choice.room?.name]).toEqual([
      'double',
      'flex',
      '202',
    ])
  })

  test('a chosen type stays chosen when it is sold out meanwhile, without an offer to sell', () => {
    const choice = chooseOffer(answer, { ...noWish, roomTypeId: 'single' }, true)
    expect(choice.type?.roomTypeId).toBe('single')
    expect(choice.offer).toBeNull()
    expect(choice.room).toBeNull()
  })

  test('a chosen room that was taken meanwhile gives way to the next free one', () => {
    expect(chooseOffer(answer, { ...noWish, roomTypeId: 'double', roomId: '999' }, true).room?.name).toBe(
      '202',
    )
  })

  test('nobody can move into a type whose free rooms are all occupied: a walk-in is proposed another one', () => {
    const occupied = type('double', { flex: 10_900 }, { '201': true })
    const rooms = { currency: 'EUR', codeRefusal: null, display: null, roomTypes: [single, occupied, suite] }
    expect(chooseOffer(rooms, noWish, true).type?.roomTypeId).toBe('suite')
    expect(chooseOffer(rooms, noWish, false).type?.roomTypeId).toBe('double')
    expect(chooseOffer({ ...rooms, roomTypes: [single, occupied] }, noWish, true).type?.roomTypeId).toBe(
      'double',
    )
  })

  test('a room chosen on the chart brings its type', () => {
    const choice = chooseOffer(answer, { ...noWish, roomId: '401' }, false)
    expect([choice.type?.roomTypeId, choice.room?.name]).toEqual(['suite', '401'])
  })

  test('the least price of a night is shown, and why a type is not sold', () => {
    expect(fromPriceMinor(double)).toBe(9_810)
    expect(fromPriceMinor(single)).toBeNull()
    expect(typeText(single)).toBe('Sold out on Sun 22 Nov')
    expect(typeText(double)).toBe('2 free')
  })

  test('that a plan asks for a code is said of the type only where nothing else is', () => {
    const coded = { ...single.offers[0]!, refusal: { reason: 'accessCode' } as const }
    expect(typeText({ ...single, offers: [coded, single.offers[1]!] })).toBe('Sold out on Sun 22 Nov')
    expect(typeText({ ...single, available: 2, offers: [coded] })).toBe('Only with its code')
  })

  test('keys go through what can be sold and stop at the ends', () => {
    const choice = chooseOffer(answer, noWish, true)
    expect(nextPlan(choice, 1)).toBe('saver')
    expect(nextPlan(choice, -1)).toBe('flex')
    expect(nextType(answer, choice, 1)).toBe('suite')
    expect(nextType(answer, choice, -1)).toBe('double')
  })

  test('the key for another room goes round, past rooms that somebody is in when the guest moves in now', () => {
    const choice = chooseOffer(answer, noWish, true)
    expect(nextRoom(choice, 1, true)).toBe('203')
    expect(nextRoom({ ...choice, room: double.freeRooms[2]! }, 1, true)).toBe('202')
    expect(nextRoom({ ...choice, room: double.freeRooms[2]! }, 1, false)).toBe('201')
    expect(nextRoom({ type: single, offer: null, room: null }, 1, true)).toBeNull()
  })
})

describe('several rooms in one sale', () => {
  const dates = { arrival: night, departure: addDays(night, 2) }
  const taken = (roomTypeId: string, roomId: string | null, arrival = night, nights = 1) => ({
    roomTypeId,
    roomId,
    arrival,
    departure: addDays(arrival, nights),
  })

  test('what an earlier room takes is not offered to the next one', () => {
    const left = withoutTaken(answer, dates, [taken('double', '202')])
    expect(left.roomTypes[1]?.available).toBe(1)
    expect(left.roomTypes[1]?.freeRooms.map(({ name }) => name)).toEqual(['201', '203'])
    expect(chooseOffer(left, noWish, true).room?.name).toBe('203')
  })

  test('the last room of a type sells it out for the next one, on the first night that both have', () => {
    const second = addDays(night, 1)
    const left = withoutTaken(answer, dates, [taken('double', '202', second), taken('double', null, second)])
    expect(left.roomTypes[1]?.available).toBe(0)
    expect(typeText(left.roomTypes[1]!)).toBe('Sold out on Mon 23 Nov')
    expect(chooseOffer(left, noWish, true).type?.roomTypeId).toBe('suite')
  })

  test('a room for other nights takes nothing', () => {
    expect(withoutTaken(answer, dates, [taken('double', '202', addDays(night, 2))])).toBe(answer)
  })
})

describe('columns of the offers', () => {
  const nights = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      date: addDays(night, index),
      amountMinor: 100,
      parts: [],
      origin: 'base' as const,
      originName: '',
    }))

  test('a night each up to a week, then seven nights each, with all nights in one of them', () => {
    expect(priceColumns(nights(7))).toHaveLength(7)
    const columns = priceColumns(nights(16))
    expect(columns.map(({ from, to }) => [from, to])).toEqual([
      [0, 7],
      [7, 14],
      [14, 16],
    ])
    expect([columns[2]?.first, columns[2]?.last]).toEqual([addDays(night, 14), addDays(night, 15)])
    expect(priceColumns([])).toEqual([])
  })
})
