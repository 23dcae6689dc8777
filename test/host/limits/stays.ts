/** Limits of selling, and of everything that is done with a stay. */
import { day, TODAY } from '../../ledger/ledger-fixture.ts'
import { type House, type Limit, type Limits, UNKNOWN } from './house.ts'

/** Of every command that sells: the same rules hold for each. */
export function saleLimits(
  { sale, room, layers, codedPlanId }: House,
  other: Readonly<Record<string, unknown>> = {},
): Limit[] {
  const of = (input: Parameters<typeof sale>[0], more = {}) => sale(input, { ...other, ...more })
  return [
    ['UnknownRoomType', of({ roomTypeId: UNKNOWN })],
    ['UnknownRatePlan', of({ ratePlanId: UNKNOWN })],
    ['UnknownRoom', of({ roomId: UNKNOWN })],
    ['UnknownGuest', of({}, { bookerId: UNKNOWN })],
    ['RoomTypeSoldOut', of({ type: 'SUI', from: day(10), to: day(11) })],
    ['DateBeyondHorizon', of({ from: day(790), to: day(801) })],
    ['ArrivalInPast', of({ from: day(-1) })],
    ['StayHasNoNights', of({ to: TODAY })],
    ['StayHasNoNights', of({ from: day(2), to: day(1) })],
    ['StayTooLong', of({ to: day(41) })],
    ['TooManyGuests', of({ adults: 4 })],
    ['TooManyGuests', of({ adults: 2, childrenAges: [3, 5] })],
    ['NoRateForNight', of({ from: day(450), to: day(451) })],
    ['RestrictionNotMet', of({ type: 'SGL', from: day(60), to: day(61) })],
    ['PromotionNotValid', of({ promotionCode: 'NOSUCH' })],
    ['PromotionNotValid', of({ promotionCode: 'spring', ratePlanId: layers.followerId })],
    ['RatePlanNotSold', of({ ratePlanId: layers.elsewhereId })],
    ['RatePlanNeedsCode', of({ ratePlanId: codedPlanId })],
    ['RoomNotFree', of({ roomId: room('103'), from: day(5), to: day(6) })],
    ['RoomOutOfService', of({ roomId: room('108') })],
    ['RoomRequired', of({}, { checkIn: true })],
    ['RoomOccupied', of({ roomId: room('101') }, { checkIn: true })],
    ['StayNotDueIn', of({ from: day(1), roomId: room('102') }, { checkIn: true })],
    // One of several rooms is enough for the whole command to fail.
    ['TooManyGuests', { ...of({}), rooms: [sale({}).rooms[0], { ...sale({}).rooms[0], adults: 4 }] }],
  ]
}

/** A stay that is not there, one in a state that forbids it, and one that somebody else has changed meanwhile. */
function common(forbidden: string | null, fine: string, input: object = {}): Limit[] {
  return [
    ['UnknownStay', { ...input, stayId: UNKNOWN }],
    ...(forbidden === null ? [] : [['StayStateForbids', { ...input, stayId: forbidden }] as Limit]),
    ['ReservationChangedMeanwhile', { ...input, stayId: fine, seenSeq: 1 }],
  ]
}

export function limitsOfReservations(house: House): Limits {
  const { left, gone, later, sold, inHouse, imported, type, room } = house
  const own = (change: object) =>
    imported({ arrival: day(1), departure: day(3), status: 'reserved', ...change })
  return {
    'reservations.create': saleLimits(house),
    'reservations.cancel': [
      ['UnknownReservation', { reservationId: UNKNOWN }],
      ['ReservationAlreadyCancelled', { reservationId: gone.reservationId }],
      ['ReservationFromChannel', { reservationId: sold.reservationId }],
      ['ReservationChangedMeanwhile', { reservationId: later.reservationId, seenSeq: 1 }],
      ['StayStateForbids', { reservationId: inHouse.reservationId }],
    ],
    'reservations.edit': [
      ['UnknownReservation', { reservationId: UNKNOWN, note: 'x', seenSeq: 1 }],
      ['ReservationChangedMeanwhile', { reservationId: left.reservationId, note: 'x', seenSeq: 1 }],
    ],
    'reservations.import': [
      ['UnknownRoomType', own({ roomTypeId: UNKNOWN })],
      ['UnknownRatePlan', own({ ratePlanId: UNKNOWN })],
      ['UnknownRoom', own({ roomId: UNKNOWN })],
      ['RoomTypeSoldOut', own({ roomTypeId: type('SUI'), arrival: day(10), departure: day(12) })],
      [
        'RoomNotFree',
        own({ roomTypeId: type('DBL'), roomId: room('103'), arrival: day(5), departure: day(7) }),
      ],
      ['DateBeyondHorizon', own({ arrival: day(799), departure: day(801) })],
      // Also one that took nothing in the end, and lies before the first night there is.
      ['DateBeyondHorizon', own({ arrival: day(-20), departure: day(-18), status: 'cancelled' })],
      ['StayHasNoNights', own({ departure: day(1) })],
      ['TooManyGuests', own({ adults: 4 })],
      ['InvalidInput', own({ status: 'in_house', arrival: TODAY, departure: day(2) })],
      ['InvalidInput', own({ bookedAt: 1 })],
      [
        'RoomOccupied',
        own({
          status: 'in_house',
          roomTypeId: type('DBL'),
          roomId: room('104'),
          arrival: day(-1),
          departure: TODAY,
          nightlyAmounts: [1],
        }),
      ],
    ],
  }
}

export function limitsOfStays(house: House): Limits {
  const { left, gone, later, inHouse, due, assigned, sold, past, longIn, longLeft, type, room } = house
  const dates = { arrival: day(30), departure: day(33) }
  const change = (more: object) => ({ stayId: later.stayId, ...dates, roomId: null, price: 'keep', ...more })
  return {
    'stays.split': [
      ...common(left.stayId, later.stayId, { at: day(31) }),
      ['SplitNotWithin', { stayId: later.stayId, at: day(30) }],
      ['SplitNotWithin', { stayId: later.stayId, at: day(33) }],
    ],
    'stays.announce': common(left.stayId, later.stayId, { expectedAt: '18:00' }),
    'stays.pin': [
      ...common(left.stayId, assigned.stayId, { pinned: true }),
      ['RoomRequired', { stayId: later.stayId, pinned: true }],
    ],
    'stays.wish': common(left.stayId, later.stayId, { wishes: {} }),
    'stays.noShow': [...common(inHouse.stayId, due.stayId), ['StayNotDueIn', { stayId: later.stayId }]],
    'stays.cancel': [
      ...common(inHouse.stayId, later.stayId),
      ['ReservationFromChannel', { stayId: sold.stayId }],
    ],
    'stays.reinstate': [
      ...common(later.stayId, gone.stayId),
      ['RoomTypeSoldOut', { stayId: gone.stayId }],
      ['NoNightsLeft', { stayId: past.stayId }],
      ['ReservationFromChannel', { stayId: house.takenBack.stayId }],
    ],
    'stays.undoCheckIn': [
      ...common(later.stayId, inHouse.stayId),
      ['TooLateToUndo', { stayId: longIn.stayId }],
    ],
    'stays.undoCheckOut': [
      ...common(later.stayId, left.stayId),
      ['TooLateToUndo', { stayId: longLeft.stayId }],
      ['RoomOccupied', { stayId: left.stayId }],
      ['RoomNotFree', { stayId: house.leftEarly.stayId }],
      ['RoomTypeSoldOut', { stayId: house.leftSuite.stayId }],
      ['RoomOutOfService', { stayId: house.leftOld.stayId }],
    ],
    'stays.assignRoom': [
      ['UnknownStay', { stayId: UNKNOWN, roomId: null }],
      ['UnknownRoom', { stayId: later.stayId, roomId: UNKNOWN }],
      ['StayStateForbids', { stayId: left.stayId, roomId: null }],
      ['RoomRequired', { stayId: inHouse.stayId, roomId: null }],
      ['RoomOccupied', { stayId: inHouse.stayId, roomId: room('104') }],
      ['RoomOutOfService', { stayId: later.stayId, roomId: room('108') }],
      ['RoomNotFree', { stayId: due.stayId, roomId: room('101') }],
      ['RoomTypeSoldOut', { stayId: due.stayId, roomId: room('107') }],
      ['DateBeyondHorizon', { stayId: house.far.stayId, roomId: room('107') }],
    ],
    'stays.change': [
      ...common(left.stayId, later.stayId, change({})),
      ['UnknownRoom', change({ roomId: UNKNOWN })],
      ['UnknownRoomType', change({ roomTypeId: UNKNOWN, price: 'plan' })],
      ['UnknownRatePlan', change({ ratePlanId: UNKNOWN, price: 'plan' })],
      ['RoomOfAnotherType', change({ roomTypeId: type('DBL'), roomId: room('105') })],
      ['StayHasNoNights', change({ departure: day(30) })],
      ['StayTooLong', change({ departure: day(71) })],
      ['ArrivalInPast', change({ arrival: day(-1), departure: day(2) })],
      ['DateBeyondHorizon', change({ arrival: day(799), departure: day(801) })],
      ['TooManyGuests', change({ adults: 4 })],
      ['NoRateForNight', change({ arrival: day(450), departure: day(451), price: 'plan' })],
      ['RoomTypeSoldOut', change({ roomId: room('107'), arrival: day(10), departure: day(12) })],
      ['RoomNotFree', change({ roomId: room('103'), arrival: day(5), departure: day(7) })],
      ['RoomOutOfService', change({ roomId: room('108') })],
      ['RoomRequired', { ...change({}), stayId: inHouse.stayId, arrival: TODAY, departure: day(3) }],
      [
        'RoomOccupied',
        { ...change({ roomId: room('104') }), stayId: inHouse.stayId, arrival: TODAY, departure: day(3) },
      ],
    ],
    'stays.checkIn': [
      ['UnknownStay', { stayId: UNKNOWN }],
      ['UnknownRoom', { stayId: due.stayId, roomId: UNKNOWN }],
      ['StayStateForbids', { stayId: inHouse.stayId }],
      ['StayNotDueIn', { stayId: later.stayId, roomId: room('102') }],
      ['RoomRequired', { stayId: due.stayId }],
      ['RoomOccupied', { stayId: due.stayId, roomId: room('101') }],
      ['RoomNotFree', { stayId: due.stayId, roomId: room('102') }],
      ['RoomOutOfService', { stayId: due.stayId, roomId: room('108') }],
      ['RoomTypeSoldOut', { stayId: due.stayId, roomId: room('107') }],
    ],
    'stays.checkOut': [
      ['UnknownStay', { stayId: UNKNOWN }],
      ['StayStateForbids', { stayId: later.stayId }],
    ],
    'rooms.autoAssign': [
      ['ArrivalInPast', { date: day(-1) }],
      ['DateBeyondHorizon', { date: day(801) }],
    ],
    'rooms.repack': repackLimits(house),
  }
}

function repackLimits({ later, left, pinned, assigned, room }: House): Limit[] {
  const move = (stayId: string, toRoomId: string, fromRoomId: string | null = null) => ({
    moves: [{ stayId, fromRoomId, toRoomId }],
  })
  return [
    ['UnknownStay', move(UNKNOWN, room('102'))],
    ['UnknownRoom', move(later.stayId, UNKNOWN)],
    ['StayStateForbids', move(left.stayId, room('102'))],
    ['StayPinned', move(pinned.stayId, room('103'), room('102'))],
    ['RoomOutOfService', move(later.stayId, room('108'))],
    ['RoomOfAnotherType', move(later.stayId, room('105'))],
    ['RoomNotFree', move(assigned.stayId, room('103'), room('101'))],
  ]
}
