/** One sentence for people per error code, with names and dates in it, never ids: what is wrong and what to do. */
import type { RESTRICTIONS } from '../shared/contract/inventory.ts'
import type { Failure, Refusal } from './failure.ts'
import { listText } from './formats.ts'
import type { HotelNames } from './hotel-names.ts'
import { day, type MessageValues, type Values } from './message-values.ts'
import { RATE_WORDS } from './rate-wording.ts'
import { t } from './text/text.ts'

export interface RestrictionNote {
  restriction: (typeof RESTRICTIONS)[number]
  date: string
  nights: number | null
}

/** `Needs 3 nights for Sun 22 Nov`, `Closed to arrival on Sun 22 Nov`; short enough for a table cell. */
export function restrictionText({ restriction, date, nights }: RestrictionNote): string {
  return t(`errors.restriction.${restriction}`, {
    date: day(date),
    nights: nights ?? (restriction === 'minLos' ? 2 : 1),
  })
}

const nothing = () => ({})

const VALUES: MessageValues = {
  InvalidInput: ({ issues }) => ({
    issues:
      issues.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ') ||
      t('errors.InvalidInput.fields'),
  }),
  NotSignedIn: nothing,
  NotPermitted: ({ permission }) => ({ permission }),
  IdempotencyKeyReused: nothing,
  HostBusy: ({ waiting }) => ({ waiting }),
  NoHotelYet: nothing,
  HotelExists: ({ name }) => ({ name }),
  UnknownReservation: nothing,
  UnknownStay: nothing,
  UnknownRoom: nothing,
  UnknownRoomType: nothing,
  UnknownRatePlan: nothing,
  UnknownChannel: nothing,
  UnknownCalendar: nothing,
  CalendarNotReadable: ({ fault }) => ({ fault }),
  UnknownGuest: nothing,
  UnknownBlock: nothing,
  UnknownMessage: nothing,
  RoomNameTaken: ({ name }) => ({ name }),
  ReservationChangedMeanwhile: nothing,
  RatesChangedMeanwhile: ({ ratePlanId, roomTypeId, date }, names) => ({
    ratePlan: names.ratePlan(ratePlanId),
    roomType: names.roomType(roomTypeId),
    date: day(date),
  }),
  PriceOutOfRange: ({ ratePlanId, roomTypeId, date }, names) => ({
    ratePlan: names.ratePlan(ratePlanId),
    roomType: names.roomType(roomTypeId),
    date: day(date),
  }),
  RoomTypeSoldOut: ({ roomTypeId, date }, names) => ({
    roomType: names.roomType(roomTypeId),
    date: day(date),
  }),
  DateBeyondHorizon: ({ date, horizon }) => ({ date: day(date), horizon: day(horizon) }),
  ArrivalInPast: ({ arrival, businessDate }) => ({
    arrival: day(arrival),
    businessDate: day(businessDate),
  }),
  StayHasNoNights: ({ departure }) => ({ departure: day(departure) }),
  TooManyGuests: ({ roomTypeId, guests, maxOccupancy }, names) => ({
    roomType: names.roomType(roomTypeId),
    guests,
    maxOccupancy,
  }),
  NoRateForNight: ({ ratePlanId, roomTypeId, date }, names) => ({
    ratePlan: names.ratePlan(ratePlanId),
    roomType: names.roomType(roomTypeId),
    date: day(date),
  }),
  RestrictionNotMet: (data) => ({ restriction: restrictionText(data) }),
  RoomRequired: nothing,
  RoomOccupied: ({ roomId }, names) => ({ room: names.room(roomId) }),
  RoomNotFree: ({ roomId, date }, names) => ({ room: names.room(roomId), date: day(date) }),
  RoomOutOfService: ({ roomId }, names) => ({ room: names.room(roomId) }),
  StayNotDueIn: ({ arrival, departure, businessDate }) => ({
    arrival: day(arrival),
    departure: day(departure),
    businessDate: day(businessDate),
  }),
  StayStateForbids: ({ status }) => ({ status }),
  ReservationAlreadyCancelled: nothing,
  ReservationFromChannel: ({ channel, channelRef }) => ({ channel, channelRef }),
  UnknownHold: nothing,
  HoldEnded: ({ status }) => ({ status }),
  ExpiryNotValid: nothing,
  UnknownGroup: nothing,
  GroupNotOpen: nothing,
  GroupCodeTaken: ({ code }) => ({ code }),
  ReleaseDateNotValid: ({ businessDate, departure }) => ({
    businessDate: day(businessDate),
    departure: day(departure),
  }),
  AllotmentUsedUp: ({ roomTypeId, date }, names) => ({
    roomType: names.roomType(roomTypeId),
    date: day(date),
  }),
  AllotmentPickedUp: ({ roomTypeId, date, pickedUp }, names) => ({
    roomType: names.roomType(roomTypeId),
    date: day(date),
    pickedUp,
  }),
  UnknownWaitlistEntry: nothing,
  WaitlistEntryEnded: nothing,
  NothingOffered: nothing,
  StayTooLong: ({ nights, maxNights }) => ({ nights, maxNights }),
  RoomOfAnotherType: ({ roomId }, names) => ({ room: names.room(roomId) }),
  StayPinned: nothing,
  SplitNotWithin: nothing,
  TooLateToUndo: ({ businessDate }) => ({ businessDate: day(businessDate) }),
  NoNightsLeft: ({ departure }) => ({ departure: day(departure) }),
  UnknownFolio: nothing,
  FolioClosed: nothing,
  FolioOpen: nothing,
  FolioNotBalanced: nothing,
  FolioOfAnotherCurrency: ({ currency }) => ({ currency }),
  FolioOfAnotherReservation: nothing,
  StayOfAnotherReservation: nothing,
  TooManyFolios: ({ folios }) => ({ folios }),
  UnknownPosting: nothing,
  PostingReversed: nothing,
  UnknownArticle: ({ article }) => ({ article }),
  AmountRequired: ({ article }) => ({ article }),
  AmountTooLarge: nothing,
  RefundTooLarge: nothing,
  UnknownCase: nothing,
  CaseClosed: nothing,
  WayNotOpen: nothing,
  AllowanceInUse: ({ roomTypeId, date, oversold }, names) => ({
    roomType: names.roomType(roomTypeId),
    date: day(date),
    oversold,
  }),
  NotQuarantined: nothing,
  StillUnmapped: ({ roomCode }) => ({ roomCode }),
  NoHistoryThen: nothing,
  RangeTooLong: ({ days, maxDays }) => ({ days, maxDays }),
  TooManyPrices: ({ roomTypeId, prices, maxOccupancy }, names) => ({
    roomType: names.roomType(roomTypeId),
    prices,
    maxOccupancy,
  }),
  MappingConflict: ({ code }) => ({ code }),
  SyncUnavailable: nothing,
  CredentialsNeeded: nothing,
  NoSandbox: nothing,
  SandboxRefused: ({ reason }) => ({ reason, said: reason }),
  NotPaired: nothing,
  AlreadyPaired: ({ url }) => ({ url }),
  PairingRefused: nothing,
  RelayUnreachable: ({ reason }) => ({ reason }),
  RelayRefused: nothing,
  RecoveryCodeNotValid: nothing,
  RecoveryRefused: nothing,
  MessagesWaiting: ({ waiting }) => ({ waiting }),
  ChannelsByRelay: ({ channels }) => ({ channels: listText(channels) }),
  DeliveryNotChangedHere: nothing,
  NotByRelay: nothing,
  RelayChanged: nothing,
  ...RATE_WORDS,
  UnknownBatch: nothing,
  StaleEpoch: nothing,
}

export function refusalSentence(refusal: Refusal, names: HotelNames): string {
  // A newer host may know codes that this page does not.
  if (!Object.hasOwn(VALUES, refusal.code)) return t('errors.notKnownHere')
  const values = VALUES[refusal.code] as (data: unknown, names: HotelNames) => Values
  return t(`errors.${refusal.code}`, values(refusal.data, names))
}

export function failureSentence(failure: Failure, names: HotelNames): string {
  switch (failure.kind) {
    case 'refused':
      return refusalSentence(failure.refusal, names)
    case 'no-answer':
      return t('errors.noAnswer')
    case 'unexpected':
      return failure.errorId === null
        ? t('errors.unexpected')
        : t('errors.unexpectedWithId', { id: failure.errorId })
  }
}
