/**
 * The closed list of domain errors: a stable code, the HTTP status of the REST API, a sentence that says what
 * to do, and the fields to act on. The contract declares from it what each procedure may answer.
 */
import { z } from 'zod'

const id = z.string()
const date = z.string()
const count = z.number().int()

export const DOMAIN_ERRORS = {
  InvalidInput: {
    status: 400,
    message: 'The input is not valid. Correct the named fields and try again.',
    data: z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }),
  },
  NotSignedIn: {
    status: 401,
    message: 'This needs a session. Open the desk from its own link, or send a bearer token.',
    data: z.object({}),
  },
  NotPermitted: {
    status: 403,
    message: 'Your session may not do this. Ask someone whose permissions include it.',
    data: z.object({ permission: z.string() }),
  },
  IdempotencyKeyReused: {
    status: 409,
    message: 'This key was already used for another command. Send a new key.',
    data: z.object({ key: z.string() }),
  },
  HostBusy: {
    status: 503,
    message: 'Too many commands are waiting. Nothing was changed; try again in a moment.',
    data: z.object({ waiting: count }),
  },
  NoHotelYet: {
    status: 409,
    message: 'This data folder has no hotel yet. Open the demo hotel or set one up first.',
    data: z.object({}),
  },
  HotelExists: {
    status: 409,
    message: 'This data folder already holds a hotel. Use another folder for a second one.',
    data: z.object({ name: z.string() }),
  },
  UnknownReservation: {
    status: 404,
    message: 'There is no such reservation. Check the code, or search for the guest.',
    data: z.object({ reservationId: id }),
  },
  UnknownStay: {
    status: 404,
    message: 'There is no such stay. Reload the list it came from.',
    data: z.object({ stayId: id }),
  },
  UnknownRoom: {
    status: 404,
    message: 'There is no such room. Choose one of the rooms of this hotel.',
    data: z.object({ roomId: id }),
  },
  UnknownRoomType: {
    status: 404,
    message: 'There is no such room type. Choose one of the room types of this hotel.',
    data: z.object({ roomTypeId: id }),
  },
  UnknownRatePlan: {
    status: 404,
    message: 'There is no such rate plan. Choose one of the rate plans of this hotel.',
    data: z.object({ ratePlanId: id }),
  },
  UnknownChannel: {
    status: 404,
    message: 'There is no such channel. Reload the list of channels.',
    data: z.object({ channelId: id }),
  },
  UnknownGuest: {
    status: 404,
    message: 'There is no such guest. Search for the name again, or enter the guest anew.',
    data: z.object({ guestId: id }),
  },
  UnknownBlock: {
    status: 404,
    message: 'This room is no longer out of order. Reload the chart.',
    data: z.object({ blockId: id }),
  },
  UnknownMessage: {
    status: 404,
    message: 'There is no such message of this channel. Reload the list.',
    data: z.object({ messageId: count }),
  },
  RoomNameTaken: {
    status: 409,
    message: 'A room of this name is there already. Give each room a name of its own.',
    data: z.object({ name: z.string() }),
  },
  ReservationChangedMeanwhile: {
    status: 409,
    message: 'Somebody changed this reservation while you had it open. Look at it as it is now, then decide.',
    data: z.object({ reservationId: id, seq: count, actor: z.string(), at: count, command: z.string() }),
  },
  RatesChangedMeanwhile: {
    status: 409,
    message:
      'Somebody changed these prices or restrictions since you looked. Look at them as they are now, then decide.',
    data: z.object({ ratePlanId: id, roomTypeId: id, date, seq: count }),
  },
  PriceOutOfRange: {
    status: 409,
    message: 'A price would fall below zero or grow beyond what can be stored. Change less, or fewer nights.',
    data: z.object({ ratePlanId: id, roomTypeId: id, date, amountMinor: count }),
  },
  RoomTypeSoldOut: {
    status: 409,
    message: 'No room of this type is left on that night. Choose other dates or another type.',
    data: z.object({ roomTypeId: id, date }),
  },
  DateBeyondHorizon: {
    status: 409,
    message: 'That date is beyond what this hotel sells yet. Choose an earlier one.',
    data: z.object({ date, horizon: date }),
  },
  ArrivalInPast: {
    status: 409,
    message: 'The arrival is before the business date. Choose the business date or later.',
    data: z.object({ arrival: date, businessDate: date }),
  },
  StayHasNoNights: {
    status: 400,
    message: 'The departure must be at least one day after the arrival.',
    data: z.object({ arrival: date, departure: date }),
  },
  TooManyGuests: {
    status: 409,
    message: 'So many guests do not fit this room type. Choose a larger one, or add a room.',
    data: z.object({ roomTypeId: id, guests: count, maxOccupancy: count }),
  },
  NoRateForNight: {
    status: 409,
    message: 'This rate plan has no price for that night. Set one, or choose another plan.',
    data: z.object({ ratePlanId: id, roomTypeId: id, date }),
  },
  RestrictionNotMet: {
    status: 409,
    message: 'The rate plan does not allow this stay. Change the dates, the plan, or the restriction.',
    data: z.object({
      restriction: z.enum(['closed', 'closedToArrival', 'closedToDeparture', 'minLos', 'maxLos']),
      date,
      nights: count.nullable(),
    }),
  },
  RoomRequired: {
    status: 409,
    message: 'A room must be given before the guest can check in. Choose one.',
    data: z.object({ stayId: id }),
  },
  RoomOccupied: {
    status: 409,
    message: 'Another stay is in house in that room. Check it out or move it first, or choose another room.',
    data: z.object({ roomId: id, stayId: id }),
  },
  RoomNotFree: {
    status: 409,
    message: 'That room is taken on one of the nights. Choose another room.',
    data: z.object({ roomId: id, date }),
  },
  RoomOutOfService: {
    status: 409,
    message: 'That room is out of service. Choose another one.',
    data: z.object({ roomId: id }),
  },
  StayNotDueIn: {
    status: 409,
    message: 'This stay cannot be checked in on the business date.',
    data: z.object({ stayId: id, arrival: date, departure: date, businessDate: date }),
  },
  StayStateForbids: {
    status: 409,
    message: 'The stay is not in a state that allows this. Reload it and look at its status.',
    data: z.object({ stayId: id, status: z.string(), command: z.string() }),
  },
  ReservationAlreadyCancelled: {
    status: 409,
    message: 'This reservation is cancelled already. Nothing was changed.',
    data: z.object({ reservationId: id }),
  },
  ReservationFromChannel: {
    status: 409,
    message:
      'A channel sold this reservation and still counts on it. Cancel it there: it will arrive here by itself. Where that is already agreed with the channel, say so and cancel here.',
    data: z.object({ reservationId: id, channel: z.string(), channelRef: z.string() }),
  },
  UnknownHold: {
    status: 404,
    message: 'There is no such hold. Reload the list.',
    data: z.object({ holdId: id }),
  },
  HoldEnded: {
    status: 409,
    message: 'This hold has ended already. Nothing was changed; place another one if rooms are left.',
    data: z.object({ holdId: id, status: z.string() }),
  },
  ExpiryNotValid: {
    status: 400,
    message: 'The expiry must lie in the future, at most 400 days ahead.',
    data: z.object({ expiresAt: count }),
  },
  UnknownGroup: {
    status: 404,
    message: 'There is no such group. Reload the list.',
    data: z.object({ groupId: id }),
  },
  GroupNotOpen: {
    status: 409,
    message: 'The allotment of this group has been returned. Book further rooms like any other.',
    data: z.object({ groupId: id, status: z.string() }),
  },
  GroupCodeTaken: {
    status: 409,
    message: 'A group of this code is there already. Give it a code of its own.',
    data: z.object({ code: z.string() }),
  },
  ReleaseDateNotValid: {
    status: 400,
    message: 'The release date must not be before the business date, nor after the departure.',
    data: z.object({ releaseDate: date, businessDate: date, departure: date }),
  },
  AllotmentUsedUp: {
    status: 409,
    message:
      'The group has no room of this type left on that night. Choose another type, or take it from what is for sale.',
    data: z.object({ groupId: id, roomTypeId: id, date }),
  },
  AllotmentPickedUp: {
    status: 409,
    message: 'More rooms are picked up on that night than would be left. Cancel or move some of them first.',
    data: z.object({ groupId: id, roomTypeId: id, date, pickedUp: count }),
  },
  UnknownWaitlistEntry: {
    status: 404,
    message: 'There is no such entry of the waitlist. Reload the list.',
    data: z.object({ entryId: id }),
  },
  WaitlistEntryEnded: {
    status: 409,
    message: 'This entry no longer waits. Add another one.',
    data: z.object({ entryId: id, status: z.string() }),
  },
  NothingOffered: {
    status: 409,
    message: 'Nothing is offered to this entry now. It goes on waiting, or its offer has lapsed.',
    data: z.object({ entryId: id, status: z.string() }),
  },
  StayTooLong: {
    status: 409,
    message: 'This hotel does not sell stays of so many nights. Choose fewer, or change the house rule.',
    data: z.object({ nights: count, maxNights: count }),
  },
  RoomOfAnotherType: {
    status: 409,
    message: 'That room is of another type. Choose a room of the type that is meant.',
    data: z.object({ roomId: id, roomTypeId: id }),
  },
  StayPinned: {
    status: 409,
    message: 'This stay is pinned to its room. Unpin it first.',
    data: z.object({ stayId: id }),
  },
  SplitNotWithin: {
    status: 400,
    message: 'Both parts must keep something. Choose a point between the first and the last.',
    data: z.object({ at: z.string(), from: z.string(), to: z.string() }),
  },
  TooLateToUndo: {
    status: 409,
    message: 'This can be undone only on the business date on which it was done.',
    data: z.object({ stayId: id, businessDate: date }),
  },
  NoNightsLeft: {
    status: 409,
    message: 'All nights of this stay lie in the past. Make a new reservation.',
    data: z.object({ stayId: id, departure: date, businessDate: date }),
  },
  UnknownFolio: {
    status: 404,
    message: 'There is no such folio. Reload the reservation.',
    data: z.object({ folioId: id }),
  },
  FolioClosed: {
    status: 409,
    message: 'This folio is closed. Open it again, or use another one.',
    data: z.object({ folioId: id }),
  },
  FolioOpen: {
    status: 409,
    message: 'This folio is open already. Nothing was changed.',
    data: z.object({ folioId: id }),
  },
  FolioNotBalanced: {
    status: 409,
    message: 'This folio is not settled. Take the payment, give back what is too much, or move the postings.',
    data: z.object({ folioId: id, balanceMinor: count }),
  },
  FolioOfAnotherReservation: {
    status: 409,
    message: 'That folio belongs to another reservation. Choose one of this reservation.',
    data: z.object({ folioId: id, reservationId: id }),
  },
  StayOfAnotherReservation: {
    status: 409,
    message: 'That stay belongs to another reservation. Choose one of this reservation.',
    data: z.object({ stayId: id, reservationId: id }),
  },
  TooManyFolios: {
    status: 409,
    message: 'This reservation has as many folios as one can have. Use one of them.',
    data: z.object({ reservationId: id, folios: count }),
  },
  UnknownPosting: {
    status: 404,
    message: 'There is no such posting. Reload the folio.',
    data: z.object({ postingId: id }),
  },
  PostingReversed: {
    status: 409,
    message: 'This posting has been taken back already, or takes another one back. Nothing was changed.',
    data: z.object({ postingId: id }),
  },
  UnknownArticle: {
    status: 404,
    message: 'There is no such article. Choose one of the list, or add it in the settings.',
    data: z.object({ article: z.string() }),
  },
  AmountRequired: {
    status: 400,
    message: 'This article has no fixed price. Give an amount.',
    data: z.object({ article: z.string() }),
  },
  AmountTooLarge: {
    status: 400,
    message: 'The amount is larger than what can be stored. Post less at once.',
    data: z.object({ amountMinor: count, largestMinor: count }),
  },
  RefundTooLarge: {
    status: 409,
    message: 'No more can be given back than was paid on this folio.',
    data: z.object({ folioId: id, paidMinor: count }),
  },
  UnknownCase: {
    status: 404,
    message: 'There is no such overbooking case. Reload the list.',
    data: z.object({ caseId: id }),
  },
  CaseClosed: {
    status: 409,
    message: 'This case is closed: its nights fit again. Nothing was changed.',
    data: z.object({ caseId: id }),
  },
  WayNotOpen: {
    status: 409,
    message: 'This way out is no longer there. Look at the ways as they are now.',
    data: z.object({ caseId: id, kind: z.string() }),
  },
  AllowanceInUse: {
    status: 409,
    message:
      'More rooms are sold on that night than this would allow. Move bookings first, or force it: they get their cases.',
    data: z.object({ roomTypeId: id, date, oversold: count }),
  },
  NotQuarantined: {
    status: 409,
    message: 'This message does not wait for a mapping. Nothing was changed.',
    data: z.object({ messageId: count, outcome: z.string() }),
  },
  StillUnmapped: {
    status: 409,
    message: 'A room code of this message is still not mapped. Map it to a room type first.',
    data: z.object({ messageId: count, roomCode: z.string() }),
  },
  NoHistoryThen: {
    status: 409,
    message: 'The ledger does not reach back so far. Choose a later moment.',
    data: z.object({ asOf: count, since: count }),
  },
  RangeTooLong: {
    status: 400,
    message: 'The range of dates is too long. Ask for fewer days.',
    data: z.object({ days: count, maxDays: count }),
  },
  TooManyPrices: {
    status: 400,
    message: 'There are more prices than guests who fit the room type. Give one per number of adults.',
    data: z.object({ roomTypeId: id, prices: count, maxOccupancy: count }),
  },
  MappingConflict: {
    status: 409,
    message: 'This code of the channel is already mapped to another product. Remove that mapping first.',
    data: z.object({ code: z.string() }),
  },
  NoSandbox: {
    status: 409,
    message: 'No sandbox channel is running. Start the desk with --demo.',
    data: z.object({}),
  },
  SandboxRefused: {
    status: 409,
    message: 'The sandbox could not sell: it shows no room for these dates.',
    data: z.object({ reason: z.string() }),
  },
  NotPaired: {
    status: 409,
    message: 'This hotel is not paired with a relay. Pair it first.',
    data: z.object({}),
  },
  AlreadyPaired: {
    status: 409,
    message: 'This hotel is paired with a relay already. End that pairing first.',
    data: z.object({ url: z.string() }),
  },
  PairingRefused: {
    status: 409,
    message:
      'The relay does not accept this code. A code is good once, for 24 hours: check it, or ask for a new one.',
    data: z.object({}),
  },
  RelayUnreachable: {
    status: 503,
    message: 'The relay does not answer. Nothing was changed; check its address and try again.',
    data: z.object({ reason: z.string() }),
  },
  RelayRefused: {
    status: 409,
    message:
      'The relay no longer lets this desk in: another one has taken up the pairing. Restore it here with the recovery code.',
    data: z.object({}),
  },
  RecoveryCodeNotValid: {
    status: 400,
    message: 'This is not a recovery code as it was printed. Check it letter by letter.',
    data: z.object({}),
  },
  RecoveryRefused: {
    status: 409,
    message: 'The relay knows no hotel of this recovery code. Check its address, and the code.',
    data: z.object({}),
  },
  MessagesWaiting: {
    status: 409,
    message:
      'Reservations of this channel still wait at the relay. Let them be applied first, then try again.',
    data: z.object({ waiting: count }),
  },
  ChannelsByRelay: {
    status: 409,
    message: 'Reservations of channels still come by this relay. Disconnect those channels from it first.',
    data: z.object({ channels: z.array(z.string()) }),
  },
  DeliveryNotChangedHere: {
    status: 409,
    message:
      'How reservations come is not changed by the settings of a channel. Connect it to the relay, or disconnect it there.',
    data: z.object({ channelId: id }),
  },
  RelayChanged: {
    status: 409,
    message: 'The pairing with the relay is another one now. Read the connections again.',
    data: z.object({}),
  },
  UnknownBatch: {
    status: 409,
    message: 'The host no longer knows this batch. Ask for work again.',
    data: z.object({ requestId: z.string() }),
  },
  StaleEpoch: {
    status: 409,
    message: 'A newer sync process has taken over. This one must exit.',
    data: z.object({ epoch: count, current: count }),
  },
} as const

export type DomainErrorCode = keyof typeof DOMAIN_ERRORS
export type DomainErrorData<C extends DomainErrorCode> = z.infer<(typeof DOMAIN_ERRORS)[C]['data']>

/** A refusal by a rule of the domain; anything else that is thrown is a bug. */
export class DomainError<C extends DomainErrorCode = DomainErrorCode> extends Error {
  override readonly name = 'DomainError'
  readonly code: C
  readonly data: DomainErrorData<C>

  constructor(code: C, data: DomainErrorData<C>) {
    super(DOMAIN_ERRORS[code].message)
    this.code = code
    this.data = data
  }
}

/** The entries of the list that a procedure may answer, in the form the contract wants them. */
export function errorsOf<C extends DomainErrorCode>(...codes: C[]): Pick<typeof DOMAIN_ERRORS, C> {
  return Object.fromEntries(codes.map((code) => [code, DOMAIN_ERRORS[code]])) as Pick<typeof DOMAIN_ERRORS, C>
}
