/** Refusals about reservations, stays, rooms and rates. */
import { z } from 'zod'

const id = z.string()
const date = z.string()
const count = z.number().int()

export const STAYS_ERRORS = {
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
      restriction: z.enum([
        'closed',
        'closedToArrival',
        'closedToDeparture',
        'minLos',
        'maxLos',
        'minAdvance',
        'maxAdvance',
      ]),
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
    data: z.object({ splitAt: z.string(), from: z.string(), to: z.string() }),
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
  TooManyPrices: {
    status: 400,
    message: 'There are more prices than guests who fit the room type. Give one per number of adults.',
    data: z.object({ roomTypeId: id, prices: count, maxOccupancy: count }),
  },
} as const
