import { describe, expect, test } from 'vitest'
import type { OffersAnswer } from '../../renderer/sale/offer-choice.ts'
import {
  enterArrival,
  enterNights,
  freedNights,
  targetOf,
  touched,
} from '../../renderer/stays/change-entry.ts'
import {
  agreedNights,
  agreedTotal,
  changedTerms,
  readAges,
  termsOf,
} from '../../renderer/stays/change-terms.ts'
import { nextOption, roomOptions } from '../../renderer/stays/room-options.ts'
import {
  isAllowed,
  lateTime,
  MENU_ACTIONS,
  type StayState,
  splitNights,
} from '../../renderer/stays/stay-actions.ts'
import { isoDate } from '../../shared/dates.ts'
import { PLAIN_OFFER, PLAIN_ROOM } from './plain-hotel.ts'

const night = isoDate('2026-11-22')
type TypeOffers = OffersAnswer['roomTypes'][number]

function type(id: string, totalMinor: number | null, rooms: Record<string, boolean>): TypeOffers {
  return {
    roomTypeId: id,
    available: 2,
    freeRooms: Object.entries(rooms).map(([name, occupiedNow]) => ({
      id: name,
      roomTypeId: id,
      name,
      inService: true,
      ...PLAIN_ROOM,
      occupiedNow,
    })),
    offers: [
      {
        roomTypeId: id,
        ratePlanId: 'flex',
        nights:
          totalMinor === null
            ? []
            : [{ date: night, amountMinor: totalMinor, parts: [], origin: 'base' as const, originName: '' }],
        totalMinor: totalMinor ?? 0,
        ...PLAIN_OFFER,
        refusal: totalMinor === null ? { reason: 'noRate', date: night } : { reason: 'soldOut', date: night },
      },
    ],
  }
}
const offers: OffersAnswer = {
  currency: 'EUR',
  codeRefusal: null,
  display: null,
  roomTypes: [
    type('suite', 21_400, { '401': false }),
    type('double', 10_900, { '201': true, '202': false, '203': false }),
    type('attic', null, { '501': false }),
    type('single', 8_900, {}),
  ],
}
const stay = { roomId: null, roomTypeId: 'double', ratePlanId: 'flex' }

describe('rooms for a stay', () => {
  test('the room that the stay has comes first and is proposed', () => {
    const options = roomOptions({ ...stay, roomId: '204' }, offers, { name: '204', roomTypeId: 'double' })
    expect(options.proposed).toBe('204')
    expect(options.rooms[0]).toMatchObject({ name: '204', isOwn: true, isOccupied: false })
  })

  test('else the first room of the sold type that nobody is in; the occupied ones stand behind it', () => {
    const options = roomOptions(stay, offers, undefined)
    expect(options.proposed).toBe('202')
    expect(options.rooms.map(({ name }) => name)).toEqual(['202', '203', '201', '401', '501'])
  })

  test('a sold type without a free room proposes none of another type by itself', () => {
    expect(roomOptions({ ...stay, roomTypeId: 'single' }, offers, undefined).proposed).toBeNull()
  })

  test('another type says what it costs more by the plan, whatever its rules, and nothing where it has no price', () => {
    const by = new Map(
      roomOptions(stay, offers, undefined).rooms.map((room) => [room.name, room.differenceMinor]),
    )
    expect([by.get('202'), by.get('401'), by.get('501')]).toEqual([0, 10_500, null])
    const unmapped = roomOptions({ ...stay, ratePlanId: null }, offers, undefined)
    expect(unmapped.rooms.find(({ name }) => name === '401')?.differenceMinor).toBeNull()
  })

  test('what the ledger proposes orders the rooms of a type, the empty ones first, and says what is not as wished', () => {
    const notClean = { what: 'notClean' as const, cost: 30, detail: '' }
    const noBalcony = { what: 'featureMissing' as const, cost: 200, detail: 'balcony' }
    const { proposed, rooms } = roomOptions(stay, offers, undefined, [
      { roomId: '201', cost: 0, because: [] },
      { roomId: '203', cost: 230, because: [notClean, noBalcony] },
    ])
    expect(rooms.map(({ name }) => name)).toEqual(['203', '202', '201', '401', '501'])
    expect(proposed).toBe('203')
    expect(rooms.map(({ because }) => because.map(({ what }) => what))).toEqual([
      ['featureMissing', 'notClean'],
      [],
      [],
      [],
      [],
    ])
  })

  test('arrows stop at the ends, and begin at the first room', () => {
    const { rooms } = roomOptions(stay, offers, undefined)
    expect([nextOption(rooms, '202', 1), nextOption(rooms, '202', -1), nextOption(rooms, '501', 1)]).toEqual([
      '203',
      '202',
      '501',
    ])
    expect(nextOption(rooms, null, 1)).toBe('202')
  })
})

describe('the change of a stay', () => {
  const before = { arrival: night, departure: isoDate('2026-11-24'), roomId: '202' }

  test('another arrival takes the departure along; nights move the departure', () => {
    expect(enterArrival(before, '2026-11-25')).toMatchObject({
      arrival: '2026-11-25',
      departure: '2026-11-27',
    })
    expect(enterNights(before, '5').departure).toBe('2026-11-27')
    expect(enterNights(before, '0')).toBe(before)
  })

  test('a day that is being typed is kept and is nothing to try', () => {
    const typing = enterArrival(before, '0002-11-25')
    expect(typing.arrival).toBe('0002-11-25')
    expect(targetOf(typing, before)).toBeNull()
    expect(targetOf({ ...before, departure: '2026-11-22' }, before)).toBeNull()
  })

  test('what does not differ is nothing to do', () => {
    expect(targetOf(before, before)).toBeNull()
    expect(targetOf({ ...before, roomId: null }, before)).toMatchObject({ roomId: null })
  })

  test('only what was touched is the person’s; a room that somebody else gave meanwhile is not moved back', () => {
    const typed = touched(before, { ...before, departure: '2026-11-26' })
    expect(typed).toEqual({ departure: '2026-11-26' })
    expect({ ...before, roomId: '203', ...typed }).toMatchObject({ roomId: '203', departure: '2026-11-26' })
  })

  test('leaving early frees the nights from the business date on, and none once they are slept', () => {
    expect(freedNights(before, isoDate('2026-11-23'))).toEqual(['2026-11-23'])
    expect(freedNights(before, isoDate('2026-11-24'))).toEqual([])
  })
})

describe('what is typed into a change beside dates and room', () => {
  const sold = { roomTypeId: 'double', ratePlanId: 'flex', adults: 2, childrenAges: [4, 9] }

  test('only what differs is sent, and nothing while the party is not valid', () => {
    expect(changedTerms(termsOf(sold), sold)).toEqual({})
    expect(changedTerms({ ...termsOf(sold), ages: '4 9', adults: ' 3' }, sold)).toEqual({ adults: 3 })
    expect(changedTerms({ ...termsOf(sold), ages: '' }, sold)).toEqual({ childrenAges: [] })
    expect(changedTerms({ ...termsOf(sold), adults: '0' }, sold)).toBeUndefined()
    expect(readAges('4; 18')).toBeUndefined()
    expect(readAges('x')).toBeUndefined()
  })

  test('agreed prices stand for the nights to come; those that were slept keep theirs', () => {
    const today = isoDate('2026-11-23')
    const stay = { arrival: night, departure: isoDate('2026-11-25') }
    const prices = ['2026-11-22', '2026-11-23', '2026-11-24'].map((date) => ({
      date: isoDate(date),
      amountMinor: 10_000,
    }))
    const typed = new Map([[isoDate('2026-11-24'), '90,50']])
    const nights = agreedNights(stay, today, prices, typed, 'EUR')
    expect(nights.map(({ text, amountMinor }) => [text, amountMinor])).toEqual([
      ['100.00', 10_000],
      ['90,50', 9_050],
    ])
    expect(agreedTotal(nights, prices, today)).toBe(29_050)
    const unknown = agreedNights(stay, today, [], new Map(), 'EUR')
    expect(agreedTotal(unknown, prices, today)).toBeUndefined()
  })
})

describe('what a state of a stay allows', () => {
  const today = isoDate('2026-11-23')
  const state: StayState = {
    status: 'reserved',
    arrival: night,
    departure: isoDate('2026-11-25'),
    roomId: '204',
    checkedInOn: null,
    checkedOutOn: null,
  }
  const menuOf = (more: Partial<StayState>) =>
    MENU_ACTIONS.filter(({ action }) => isAllowed(action, { ...state, ...more }, today)).map(
      ({ action }) => action,
    )

  test('the menu offers nothing that the ledger would refuse for the state alone', () => {
    expect(menuOf({})).toEqual(['split', 'late', 'pin', 'wish', 'noShow', 'cancelStay'])
    expect(menuOf({ arrival: isoDate('2026-11-24'), roomId: null })).toEqual(['late', 'wish', 'cancelStay'])
    expect(menuOf({ status: 'in_house', checkedInOn: today })).toEqual([
      'split',
      'pin',
      'wish',
      'undoCheckIn',
    ])
    expect(menuOf({ status: 'in_house', checkedInOn: night })).toEqual(['split', 'pin', 'wish'])
    expect(menuOf({ status: 'departed', checkedOutOn: today })).toEqual(['undoCheckOut'])
    expect(menuOf({ status: 'departed', checkedOutOn: night })).toEqual([])
    expect(menuOf({ status: 'no_show' })).toEqual(['reinstate'])
    expect(menuOf({ status: 'cancelled', departure: today })).toEqual([])
  })

  test('a stay is split after a night that is still to come', () => {
    expect(splitNights(state, today)).toEqual(['2026-11-24'])
    expect(splitNights({ arrival: today, departure: isoDate('2026-11-24') }, today)).toEqual([])
    expect(splitNights(state, isoDate('2026-12-01'))).toEqual([])
  })

  test('a late guest is expected at 22:00, in the evening within the hour, never on another day', () => {
    expect(['14:05', '20:59', '21:30', '23:10'].map(lateTime)).toEqual(['22:00', '22:00', '22:30', '23:59'])
  })
})
