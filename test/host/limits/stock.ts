/** Limits of what keeps rooms back: holds, groups, the waitlist, overbooking. */
import { day, NOON, TODAY } from '../../ledger/ledger-fixture.ts'
import { type House, type Limit, type Limits, limit, person, UNKNOWN } from './house.ts'
import { saleLimits } from './stays.ts'

const DAY_MS = 86_400_000

export function limitsOfHolds(house: House): Limits {
  const { hold, holdId, endedHoldId, type } = house
  const line = { roomTypeId: type('DBL'), from: day(5), to: day(6), rooms: 1 }
  const place = (change: object) => ({ ...hold, lines: [{ ...line, ...change }] })
  return {
    'holds.place': [
      ['UnknownRoomType', place({ roomTypeId: UNKNOWN })],
      ['RoomTypeSoldOut', place({ rooms: 5 })],
      // Several lines of one type and night count together.
      [
        'RoomTypeSoldOut',
        {
          ...hold,
          lines: [
            { ...line, rooms: 2 },
            { ...line, rooms: 2 },
          ],
        },
      ],
      ['DateBeyondHorizon', place({ from: day(799), to: day(801) })],
      ['ArrivalInPast', place({ from: day(-1) })],
      ['StayHasNoNights', place({ to: day(5) })],
      ['RangeTooLong', place({ to: day(406) })],
      ['ExpiryNotValid', { ...hold, expiresAt: NOON }],
      ['ExpiryNotValid', { ...hold, expiresAt: NOON + 401 * DAY_MS }],
    ],
    'holds.extend': [
      ['UnknownHold', { holdId: UNKNOWN, expiresAt: NOON + DAY_MS }],
      ['HoldEnded', { holdId: endedHoldId, expiresAt: NOON + DAY_MS }],
      ['ExpiryNotValid', { holdId, expiresAt: NOON }],
      ['ExpiryNotValid', { holdId, expiresAt: NOON + 401 * DAY_MS }],
    ],
    'holds.release': [
      ['UnknownHold', { holdId: UNKNOWN }],
      ['HoldEnded', { holdId: endedHoldId }],
    ],
    'holds.convert': [
      ['UnknownHold', house.sale({}, { holdId: UNKNOWN })],
      ['HoldEnded', house.sale({}, { holdId: endedHoldId })],
      ...saleLimits(house, { holdId }),
    ],
  }
}

export function limitsOfGroups({ group, pickUp, groupId, endedGroupId, type }: House): Limits {
  const create = (change: object) => ({ ...group, code: 'NEW', ...change })
  const allotment = (change: object) => ({ roomTypeId: type('DBL'), rooms: 1, amountMinor: 1, ...change })
  const rows = (change: object) => {
    const { groupId: id, ...row } = { ...pickUp, arrival: day(91), departure: day(92), ...change }
    return { groupId: id, rows: [row] }
  }
  const guests = (input: (change: object) => object): Limit[] =>
    guestLimits(input).map(([code, wrong]) => limit(code, wrong))
  const guestLimits = (input: (change: object) => object): [string, object][] => [
    ['UnknownGroup', input({ groupId: UNKNOWN })],
    ['GroupNotOpen', input({ groupId: endedGroupId })],
    ['UnknownRoomType', input({ roomTypeId: UNKNOWN })],
    ['AllotmentUsedUp', input({ roomTypeId: type('SGL') })],
    ['DateBeyondHorizon', input({ arrival: day(799), departure: day(801) })],
    ['ArrivalInPast', input({ arrival: day(-1), departure: day(1) })],
    ['StayHasNoNights', input({ departure: day(91) })],
    ['StayTooLong', input({ departure: day(140) })],
    ['TooManyGuests', input({ adults: 4 })],
  ]
  const beyond = { roomTypeId: type('SUI'), arrival: day(10), departure: day(11) }
  return {
    'groups.create': [
      ['UnknownRoomType', create({ allotments: [allotment({ roomTypeId: UNKNOWN })] })],
      ['UnknownRatePlan', create({ ratePlanId: UNKNOWN })],
      ['RoomTypeSoldOut', create({ allotments: [allotment({ rooms: 5 })] })],
      ['DateBeyondHorizon', create({ arrival: day(799), departure: day(801) })],
      ['ArrivalInPast', create({ arrival: day(-1) })],
      ['StayHasNoNights', create({ departure: day(90) })],
      ['RangeTooLong', create({ arrival: TODAY, departure: day(401), releaseDate: TODAY })],
      ['GroupCodeTaken', create({ code: 'CHOIR' })],
      ['ReleaseDateNotValid', create({ releaseDate: day(-1) })],
      ['ReleaseDateNotValid', create({ releaseDate: day(94) })],
    ],
    'groups.change': [
      ['UnknownGroup', { groupId: UNKNOWN, name: 'x' }],
      ['GroupNotOpen', { groupId: endedGroupId, name: 'x' }],
      ['UnknownRoomType', { groupId, allotments: [allotment({ roomTypeId: UNKNOWN })] }],
      ['RoomTypeSoldOut', { groupId, allotments: [allotment({ rooms: 5 })] }],
      ['AllotmentPickedUp', { groupId, allotments: [allotment({ rooms: 0 })] }],
      ['ReleaseDateNotValid', { groupId, releaseDate: day(94) }],
    ],
    'groups.pickUp': [
      ...guests((change) => ({ ...pickUp, arrival: day(91), departure: day(92), ...change })),
      ['RoomTypeSoldOut', { ...pickUp, ...beyond, beyond: true }],
    ],
    'groups.importRoomingList': [
      // All that is wrong is told at once, row by row.
      ...guests(rows).map(([code, input]) => limit(/Group/.test(code) ? code : 'InvalidInput', input)),
      ['InvalidInput', { ...rows(beyond), beyond: true }],
    ],
    'groups.release': [
      ['UnknownGroup', { groupId: UNKNOWN }],
      ['GroupNotOpen', { groupId: endedGroupId }],
    ],
    'groups.cancel': [
      ['UnknownGroup', { groupId: UNKNOWN }],
      ['GroupNotOpen', { groupId: endedGroupId }],
    ],
  }
}

export function limitsOfWaitlist({
  entry,
  entryId,
  endedEntryId,
  closedEntryId,
  codedEntryId,
}: House): Limits {
  const add = (change: object) => ({ ...entry, guest: person, ...change })
  return {
    'waitlist.add': [
      ['UnknownRoomType', add({ roomTypeIds: [UNKNOWN] })],
      ['UnknownRatePlan', add({ ratePlanId: UNKNOWN })],
      ['DateBeyondHorizon', add({ arrival: day(799), departure: day(801) })],
      ['ArrivalInPast', add({ arrival: day(-1) })],
      ['StayHasNoNights', add({ departure: day(10) })],
      ['StayTooLong', add({ departure: day(51) })],
      ['TooManyGuests', add({ adults: 4 })],
    ],
    'waitlist.change': [
      ['UnknownWaitlistEntry', { entryId: UNKNOWN, priority: 1 }],
      ['WaitlistEntryEnded', { entryId: endedEntryId, priority: 1 }],
    ],
    'waitlist.withdraw': [
      ['UnknownWaitlistEntry', { entryId: UNKNOWN }],
      ['WaitlistEntryEnded', { entryId: endedEntryId }],
    ],
    'waitlist.accept': [
      ['UnknownWaitlistEntry', { entryId: UNKNOWN }],
      ['NothingOffered', { entryId }],
      ['RestrictionNotMet', { entryId: closedEntryId }],
      ['RatePlanNeedsCode', { entryId: codedEntryId }],
    ],
  }
}

export function limitsOfOverbooking({ caseId, closedCaseId, type }: House): Limits {
  const allow = (change: object) => ({
    roomTypeId: type('DBL'),
    from: TODAY,
    to: day(1),
    rooms: 1,
    ...change,
  })
  return {
    'overbooking.resolve': [
      ['UnknownCase', { caseId: UNKNOWN, way: { kind: 'allowance' } }],
      ['CaseClosed', { caseId: closedCaseId, way: { kind: 'allowance' } }],
      ['WayNotOpen', { caseId, way: { kind: 'unblock', blockId: UNKNOWN } }],
      ['WayNotOpen', { caseId, way: { kind: 'upgrade', roomTypeId: type('SUI') } }],
    ],
    'overbooking.setAllowance': [
      ['UnknownRoomType', allow({ roomTypeId: UNKNOWN })],
      ['RangeTooLong', allow({ to: day(801) })],
      ['DateBeyondHorizon', allow({ from: day(799), to: day(801) })],
      ['ArrivalInPast', allow({ from: day(-1) })],
      ['AllowanceInUse', allow({ roomTypeId: type('SUI'), from: day(24), to: day(25), rooms: 0 })],
    ],
  }
}
