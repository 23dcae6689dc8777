/** Limits of bills, of the house itself, its prices and its channels. */
import { mappingOf } from '../../ledger/channel-fixture.ts'
import { day, TODAY } from '../../ledger/ledger-fixture.ts'
import { type House, type Limits, limit, UNKNOWN } from './house.ts'

const MOST = 100_000_000_000

export function limitsOfFolios(house: House): Limits {
  const {
    folioId,
    secondFolioId,
    closedFolioId,
    otherFolioId,
    charge,
    postingId,
    reversedId,
    later,
    due,
    gone,
  } = house
  const pay = { folioId, amountMinor: 100, method: 'cash' }
  const half = { postingId, part: { percent: 50 } }
  return {
    'folios.open': [
      ['UnknownReservation', { reservationId: UNKNOWN, name: 'x' }],
      ['UnknownStay', { ...later, stayId: UNKNOWN, name: 'x' }],
      ['TooManyFolios', { reservationId: house.full.reservationId, name: 'x' }],
      ['StayOfAnotherReservation', { ...later, stayId: due.stayId, name: 'x' }],
    ],
    'folios.post': [
      ['UnknownStay', { ...charge, stayId: UNKNOWN }],
      ['UnknownArticle', { ...charge, articleCode: 'NOTHING' }],
      ['UnknownFolio', { ...charge, folioId: UNKNOWN }],
      ['FolioOfAnotherReservation', { ...charge, folioId: otherFolioId }],
      ['FolioClosed', { ...charge, folioId: closedFolioId }],
      ['AmountRequired', { ...charge, articleCode: 'BAR' }],
      ['AmountTooLarge', { ...charge, amountMinor: MOST, quantity: 999 }],
      ['StayStateForbids', { ...charge, stayId: gone.stayId, folioId: undefined }],
    ],
    'folios.postNights': [
      ['UnknownStay', { stayId: UNKNOWN }],
      ['FolioClosed', { stayId: house.longIn.stayId }],
    ],
    'folios.pay': [
      ['UnknownFolio', { ...pay, folioId: UNKNOWN }],
      ['FolioClosed', { ...pay, folioId: closedFolioId }],
    ],
    'folios.refund': [
      ['UnknownFolio', { ...pay, folioId: UNKNOWN }],
      ['FolioClosed', { ...pay, folioId: closedFolioId }],
      ['RefundTooLarge', pay],
    ],
    'folios.reverse': [
      ['UnknownPosting', { postingId: UNKNOWN, reason: 'x' }],
      ['PostingReversed', { postingId: reversedId, reason: 'x' }],
      ['FolioClosed', { postingId: house.settledPostingId, reason: 'x' }],
    ],
    'folios.split': [
      ['UnknownPosting', { ...half, postingId: UNKNOWN }],
      ['UnknownFolio', { ...half, toFolioId: UNKNOWN }],
      ['PostingReversed', { ...half, postingId: reversedId }],
      ['FolioClosed', { ...half, toFolioId: closedFolioId }],
      ['FolioOfAnotherReservation', { ...half, toFolioId: otherFolioId }],
      ['SplitNotWithin', { postingId, part: { amountMinor: 2_000 } }],
    ],
    'folios.transfer': [
      ['UnknownPosting', { toFolioId: folioId, postingIds: [UNKNOWN] }],
      ['UnknownFolio', { toFolioId: UNKNOWN, postingIds: [postingId] }],
      ['PostingReversed', { toFolioId: secondFolioId, postingIds: [reversedId] }],
      ['FolioClosed', { toFolioId: closedFolioId, postingIds: [postingId] }],
      ['FolioOfAnotherReservation', { toFolioId: otherFolioId, postingIds: [postingId] }],
    ],
    'folios.route': [
      ['UnknownStay', { stayId: UNKNOWN, articleIds: [null], folioId }],
      ['UnknownFolio', { stayId: later.stayId, articleIds: [null], folioId: UNKNOWN }],
      ['UnknownArticle', { stayId: later.stayId, articleIds: [UNKNOWN], folioId }],
      ['FolioOfAnotherReservation', { stayId: later.stayId, articleIds: [null], folioId: otherFolioId }],
    ],
    'folios.close': [
      ['UnknownFolio', { folioId: UNKNOWN }],
      ['FolioClosed', { folioId: closedFolioId }],
      ['FolioNotBalanced', { folioId }],
    ],
    'folios.reopen': [
      ['UnknownFolio', { folioId: UNKNOWN }],
      ['FolioOpen', { folioId }],
    ],
  }
}

export function limitsOfHouse({ type, room }: House): Limits {
  const block = (change: object) => ({
    roomId: room('102'),
    from: day(100),
    to: day(101),
    reason: 'paint',
    ...change,
  })
  const first = {
    name: 'Second',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: [{ code: 'A', name: 'A', baseOccupancy: 1, maxOccupancy: 1, rooms: ['1'] }],
    ratePlans: [{ code: 'B', name: 'B' }],
  }
  const policy = {
    name: 'x',
    tiers: [],
    noShow: null,
  }
  return {
    'property.setUp': [['HotelExists', first]],
    'property.savePolicy': [['UnknownRatePlan', { ...policy, ratePlanIds: [UNKNOWN] }]],
    'property.addRooms': [
      ['UnknownRoomType', { roomTypeId: UNKNOWN, rooms: ['200'] }],
      ['RoomNameTaken', { roomTypeId: type('DBL'), rooms: ['101'] }],
      ['RoomNameTaken', { roomTypeId: type('DBL'), rooms: ['201', '201'] }],
    ],
    'rooms.describe': [['UnknownRoom', { roomId: UNKNOWN, floor: '1' }]],
    'rooms.block': [
      ['UnknownRoom', block({ roomId: UNKNOWN })],
      ['RoomNotFree', block({ roomId: room('103'), from: day(5), to: day(6) })],
      ['RoomOccupied', block({ roomId: room('101'), from: TODAY, to: day(1) })],
      ['RoomOutOfService', block({ roomId: room('108') })],
      ['RoomTypeSoldOut', block({ roomId: room('107'), from: day(50), to: day(51) })],
      ['DateBeyondHorizon', block({ from: day(799), to: day(801) })],
      ['ArrivalInPast', block({ from: day(-1), to: day(1) })],
      ['RangeTooLong', block({ to: day(501) })],
    ],
    'rooms.unblock': [['UnknownBlock', { blockId: UNKNOWN }]],
  }
}

export function limitsOfCalendars({ calendarId }: House): Limits {
  const unknown = limit('UnknownCalendar', { calendarId: UNKNOWN })
  return {
    'calendars.connect': [
      ['UnknownRoom', { name: 'Second', unit: { kind: 'room', roomId: UNKNOWN } }],
      ['UnknownRoomType', { name: 'Second', unit: { kind: 'type', roomTypeId: UNKNOWN } }],
    ],
    'calendars.configure': [unknown],
    'calendars.disconnect': [unknown],
    'calendars.readNow': [unknown],
    'calendars.importFile': [
      ['UnknownCalendar', { calendarId: UNKNOWN, text: '' }],
      ['CalendarNotReadable', { calendarId, text: '<html>' }],
    ],
    'calendars.exportFile': [unknown],
    'calendars.publish': [unknown, ['NotPaired', { calendarId }]],
    'calendars.revoke': [unknown],
  }
}

export function limitsOfChannels({ hotel, channelId, appliedMessage, waitingMessage }: House): Limits {
  const [double, suite] = mappingOf(hotel, 'DBL', 'SUI')
  const settings = { hotelCode: '1' }
  const connect = (change: object) => ({
    kind: 'bookingcom',
    name: 'Second',
    settings,
    credentials: { username: 'u', password: 'p' },
    mapping: [],
    ...change,
  })
  const mappings: [string, object][] = [
    ['UnknownRoomType', { mapping: [{ ...double, roomTypeId: UNKNOWN }] }],
    ['UnknownRatePlan', { mapping: [{ ...double, rates: [{ ratePlanId: UNKNOWN, rateCode: 'x' }] }] }],
    ['MappingConflict', { mapping: [double, { ...suite, roomCode: double!.roomCode }] }],
    ['DeliveryNotChangedHere', { settings: { ...settings, reservationsBy: 'relay' } }],
  ]
  return {
    'channels.connect': mappings.map(([code, change]) => limit(code, connect(change))),
    'channels.configure': [
      ['UnknownChannel', { channelId: UNKNOWN, name: 'x' }],
      ...mappings.map(([code, change]) => limit(code, { channelId, ...change })),
    ],
    'channels.replay': [
      ['UnknownChannel', { channelId: UNKNOWN, messageId: waitingMessage }],
      ['UnknownMessage', { channelId, messageId: 999 }],
      ['NotQuarantined', { channelId, messageId: appliedMessage }],
      ['StillUnmapped', { channelId, messageId: waitingMessage }],
    ],
    'channels.dismiss': [
      ['UnknownChannel', { channelId: UNKNOWN, messageId: waitingMessage, reason: 'x' }],
      ['UnknownMessage', { channelId, messageId: 999, reason: 'x' }],
      ['NotQuarantined', { channelId, messageId: appliedMessage, reason: 'x' }],
    ],
    'channels.resync': [['UnknownChannel', { channelId: UNKNOWN }]],
    'channels.resume': [['UnknownChannel', { channelId: UNKNOWN }]],
  }
}
