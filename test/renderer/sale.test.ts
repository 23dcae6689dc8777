import { describe, expect, test } from 'vitest'
import { hotelNames } from '../../renderer/hotel-names.ts'
import {
  chooseOffer,
  fromPriceMinor,
  nextPlan,
  nextType,
  type OffersAnswer,
  type TypeOffers,
  typeText,
} from '../../renderer/sale/offer-choice.ts'
import { roomOptions } from '../../renderer/stays/room-options.ts'
import { isoDate } from '../../shared/dates.ts'

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
      occupiedNow,
    })),
    offers: Object.entries(plans).map(([ratePlanId, price]) =>
      typeof price === 'number'
        ? {
            roomTypeId: id,
            ratePlanId,
            nights: [{ date: night, amountMinor: price }],
            totalMinor: price,
            refusal: null,
          }
        : { roomTypeId: id, ratePlanId, nights: [], totalMinor: 0, refusal: price },
    ),
  }
}

const single = type('single', { flex: soldOut, saver: soldOut }, {})
const double = type('double', { flex: 10_900, saver: 9_810 }, { '201': true, '202': false, '203': false })
const suite = type('suite', { flex: 21_400, saver: soldOut }, { '401': false })
const answer: OffersAnswer = { currency: 'EUR', roomTypes: [single, double, suite] }
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

  test('keys go through what can be sold and stop at the ends', () => {
    const choice = chooseOffer(answer, noWish, true)
    expect(nextPlan(choice, 1)).toBe('saver')
    expect(nextPlan(choice, -1)).toBe('flex')
    expect(nextType(answer, choice, 1)).toBe('suite')
    expect(nextType(answer, choice, -1)).toBe('double')
  })
})

describe('rooms for a check-in', () => {
  const names = hotelNames({
    roomTypes: [],
    ratePlans: [],
    rooms: [{ id: '204', roomTypeId: 'double', name: '204', inService: true }],
  })

  test('the room that the stay has comes first', () => {
    const options = roomOptions({ roomId: '204', roomTypeId: 'double' }, answer, names)
    expect(options.proposed).toBe('204')
    expect(options.groups[0]?.items[0]?.label).toContain('204')
  })

  test('else the first room of the sold type that nobody is in', () => {
    const options = roomOptions({ roomId: null, roomTypeId: 'double' }, answer, names)
    expect(options.proposed).toBe('202')
    expect(options.groups[0]?.items.map((item) => item.value)).toEqual(['201', '202', '203'])
  })

  test('a sold type without a free room proposes none of another type by itself', () => {
    expect(roomOptions({ roomId: null, roomTypeId: 'single' }, answer, names).proposed).toBeNull()
  })
})
