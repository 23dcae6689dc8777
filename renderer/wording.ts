/** One sentence for people per error code, with names and dates in it, never ids: what is wrong and what to do. */
import { isIsoDate } from '../shared/dates.ts'
import type { DomainErrorCode, DomainErrorData } from '../shared/errors.ts'
import type { Failure, Refusal } from './failure.ts'
import { counted, dayText } from './formats.ts'
import type { HotelNames } from './hotel-names.ts'

type Sentences = { [C in DomainErrorCode]: (data: DomainErrorData<C>, names: HotelNames) => string }

function day(text: string): string {
  return isIsoDate(text) ? dayText(text) : text
}

const STATUS_WORDS: Record<string, string> = {
  reserved: 'reserved',
  in_house: 'in house',
  departed: 'departed',
  cancelled: 'cancelled',
  no_show: 'a no-show',
}

/** The sandbox sells to two guests at a time, or to one where the type sleeps no more. */
const SANDBOX_REASONS: Record<string, string> = {
  SoldOut: 'it has no room left for these nights',
  NoPrice: 'it was told no price for these guests',
  NoSuchRoom: 'this type is not on sale there',
  NoSuchRate: 'no rate plan of this type is on sale there',
  BadDates: 'it takes no such dates',
  Closed: 'a night is closed',
  ClosedToArrival: 'the first day is closed to arrival',
  ClosedToDeparture: 'the last day is closed to departure',
  MinStay: 'the stay is too short for its rate',
  MaxStay: 'the stay is too long for its rate',
}

export interface RestrictionNote {
  restriction: 'closed' | 'closedToArrival' | 'closedToDeparture' | 'minLos' | 'maxLos'
  date: string
  nights: number | null
}

/** `Needs 3 nights`, `Closed to arrival on Sun 22 Nov`; short enough for a table cell. */
export function restrictionText({ restriction, date, nights }: RestrictionNote): string {
  switch (restriction) {
    case 'closed':
      return `Closed on ${day(date)}`
    case 'closedToArrival':
      return `Closed to arrival on ${day(date)}`
    case 'closedToDeparture':
      return `Closed to departure on ${day(date)}`
    case 'minLos':
      return `Needs ${counted(nights ?? 2, 'night')} for ${day(date)}`
    case 'maxLos':
      return `At most ${counted(nights ?? 1, 'night')} for ${day(date)}`
  }
}

const SENTENCES: Sentences = {
  InvalidInput: ({ issues }) =>
    `Not valid: ${issues.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ') || 'please check the fields'}. Correct it and try again.`,
  NotSignedIn: () => 'This page has no session any more. Open the desk again from its own link.',
  NotPermitted: ({ permission }) => `Your session may not do this; it needs the permission “${permission}”.`,
  IdempotencyKeyReused: () => 'This was already sent with other details. Close this and start again.',
  HostBusy: ({ waiting }) =>
    `The host is busy, ${counted(waiting, 'command')} are waiting. Nothing was changed; try again in a moment.`,
  NoHotelYet: () => 'There is no hotel here yet. Open the demo hotel or set one up first.',
  HotelExists: ({ name }) => `This data folder already holds ${name}. Use another folder for a second hotel.`,
  UnknownReservation: () => 'This reservation does not exist any more. Reload the list it came from.',
  UnknownStay: () => 'This stay does not exist any more. Reload the list it came from.',
  UnknownRoom: () => 'That room is not one of this hotel’s. Choose another one.',
  UnknownRoomType: () => 'That room type is not one of this hotel’s. Choose another one.',
  UnknownRatePlan: () => 'That rate plan is not one of this hotel’s. Choose another one.',
  UnknownChannel: () => 'That channel is gone. Reload the list of channels.',
  UnknownGuest: () => 'That guest is not known any more. Search for the name again, or enter it anew.',
  UnknownBlock: () => 'This room is no longer out of order. The chart shows it as it is now.',
  UnknownMessage: () => 'This message is gone. Reload the list.',
  RoomNameTaken: ({ name }) => `There is a room ${name} already. Give each room a name of its own.`,
  ReservationChangedMeanwhile: () =>
    'Somebody else changed this reservation while you had it open. Nothing of yours was done; look at it as it is now.',
  PriceOutOfRange: ({ ratePlanId, roomTypeId, date }, names) =>
    `${names.ratePlan(ratePlanId)} for ${names.roomType(roomTypeId)} on ${day(date)} would fall below zero or grow too large. Change less, or fewer nights.`,
  RoomTypeSoldOut: ({ roomTypeId, date }, names) =>
    `${names.roomType(roomTypeId)} sold out on ${day(date)}. Choose other dates or another type.`,
  DateBeyondHorizon: ({ date, horizon }) =>
    `${day(date)} is not on sale yet; this hotel sells up to ${day(horizon)}. Choose an earlier date.`,
  ArrivalInPast: ({ arrival, businessDate }) =>
    `The arrival ${day(arrival)} is before the business date. Choose ${day(businessDate)} or later.`,
  StayHasNoNights: ({ departure }) =>
    `A stay needs at least one night: a departure on ${day(departure)} is too early.`,
  TooManyGuests: ({ roomTypeId, guests, maxOccupancy }, names) =>
    `${names.roomType(roomTypeId)} sleeps ${maxOccupancy}, not ${guests}. Choose a larger type or add a room.`,
  NoRateForNight: ({ ratePlanId, roomTypeId, date }, names) =>
    `${names.ratePlan(ratePlanId)} has no price for ${names.roomType(roomTypeId)} on ${day(date)}. Choose another plan or set a price.`,
  RestrictionNotMet: (data) => `${restrictionText(data)}. Change the dates or the plan.`,
  RoomRequired: () => 'The guest needs a room to check in. Choose one.',
  RoomOccupied: ({ roomId }, names) =>
    `Room ${names.room(roomId)} is still occupied. Check its guest out or move them first, or choose another room.`,
  RoomNotFree: ({ roomId, date }, names) =>
    `Room ${names.room(roomId)} is taken on ${day(date)}. Choose another room.`,
  RoomOutOfService: ({ roomId }, names) =>
    `Room ${names.room(roomId)} is out of service. Choose another room.`,
  StayNotDueIn: ({ arrival, departure, businessDate }) =>
    `This stay runs from ${day(arrival)} to ${day(departure)} and cannot check in on ${day(businessDate)}.`,
  StayStateForbids: ({ status }) =>
    `The stay is ${STATUS_WORDS[status] ?? status}, so this cannot be done. Nothing was changed.`,
  ReservationAlreadyCancelled: () => 'This reservation is cancelled already. Nothing was changed.',
  ReservationFromChannel: ({ channel, channelRef }) =>
    `${channel} sold this as ${channelRef} and still counts on it. Cancel it there, or tick that it is agreed with ${channel}.`,
  RangeTooLong: ({ days, maxDays }) =>
    `${counted(days, 'day')} are too many at once. Ask for at most ${maxDays}.`,
  TooManyPrices: ({ roomTypeId, prices, maxOccupancy }, names) =>
    `${counted(prices, 'price')} for ${names.roomType(roomTypeId)}, which sleeps ${maxOccupancy}. Give one per number of adults.`,
  MappingConflict: ({ code }) =>
    `The channel’s code ${code} is mapped to another product already. Remove that mapping first.`,
  NoSandbox: () => 'No sandbox is running. Start the desk with --demo.',
  SandboxRefused: ({ reason }) =>
    `The sandbox did not sell: ${SANDBOX_REASONS[reason] ?? reason}. Choose other dates or another type.`,
  NotPaired: () => 'This hotel is not paired with a relay. Pair it first.',
  AlreadyPaired: ({ url }) => `This hotel is paired with ${url} already. End that pairing first.`,
  PairingRefused: () =>
    'The relay does not accept this code. It is good once, for 24 hours: check it, or ask for a new one.',
  RelayUnreachable: ({ reason }) =>
    `The relay does not answer (${reason}). Nothing was changed; check its address and try again.`,
  RelayRefused: () =>
    'The relay no longer lets this desk in: another one has taken up the pairing. Restore it here with the recovery code.',
  RecoveryCodeNotValid: () => 'This is not a recovery code as it was printed. Check it letter by letter.',
  RecoveryRefused: () => 'The relay knows no hotel of this recovery code. Check its address, and the code.',
  MessagesWaiting: ({ waiting }) =>
    `Still waiting at the relay: ${counted(waiting, 'message')}. Let them be applied first, then try again.`,
  ChannelsByRelay: ({ channels }) =>
    `Reservations of ${channels.join(', ')} still come by this relay. Disconnect them from it first.`,
  DeliveryNotChangedHere: () =>
    'How reservations come is changed where channels are connected to the relay. The other settings can be changed here.',
  RelayChanged: () => 'The pairing with the relay is another one now. Try again.',
  UnknownBatch: () => 'The host no longer knows this batch of work. It will be asked for again.',
  StaleEpoch: () => 'A newer sync process has taken over.',
}

export function refusalSentence(refusal: Refusal, names: HotelNames): string {
  const sentence = SENTENCES[refusal.code] as ((data: unknown, names: HotelNames) => string) | undefined
  return sentence === undefined
    ? 'The host refused this for a reason that this page does not know. Reload the page.'
    : sentence(refusal.data, names)
}

export function failureSentence(failure: Failure, names: HotelNames): string {
  switch (failure.kind) {
    case 'refused':
      return refusalSentence(failure.refusal, names)
    case 'no-answer':
      return 'The host did not answer, so it may or may not have been done. Try again: it is done at most once.'
    case 'unexpected':
      return `Something failed that Keyrack did not expect. Nothing was changed.${
        failure.errorId === null ? '' : ` Error ${failure.errorId}.`
      }`
  }
}
