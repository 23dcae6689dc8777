/** Messages of the area "errors", in ICU MessageFormat; a refusal's key is its code: what is wrong and what to do. */
export const errors = {
  'errors.InvalidInput': 'Not valid: {issues}. Correct it and try again.',
  'errors.InvalidInput.fields': 'please check the fields',
  'errors.NotSignedIn': 'This page has no session any more. Open the desk again from its own link.',
  'errors.NotPermitted': 'Your session may not do this; it needs the permission “{permission}”.',
  'errors.IdempotencyKeyReused': 'This was already sent with other details. Close this and start again.',
  'errors.HostBusy':
    'The host is busy, {waiting, plural, one {# command is} other {# commands are}} waiting. Nothing was changed; try again in a moment.',
  'errors.NoHotelYet': 'There is no hotel here yet. Open the demo hotel or set one up first.',
  'errors.HotelExists': 'This data folder already holds {name}. Use another folder for a second hotel.',
  'errors.UnknownReservation': 'This reservation does not exist any more. Reload the list it came from.',
  'errors.UnknownStay': 'This stay does not exist any more. Reload the list it came from.',
  'errors.UnknownRoom': 'That room is not one of this hotel’s. Choose another one.',
  'errors.UnknownRoomType': 'That room type is not one of this hotel’s. Choose another one.',
  'errors.UnknownRatePlan': 'That rate plan is not one of this hotel’s. Choose another one.',
  'errors.UnknownChannel': 'That channel is gone. Reload the list of channels.',
  'errors.UnknownGuest': 'That guest is not known any more. Search for the name again, or enter it anew.',
  'errors.UnknownBlock': 'This room is no longer out of order. The chart shows it as it is now.',
  'errors.UnknownCalendar': 'This calendar is gone. Reload the list.',
  'errors.CalendarNotReadable':
    '{fault, select, empty {This file is empty, which is not a calendar without bookings.} not_a_calendar {This file is no calendar.} cut_off {This file ends before its calendar does.} too_large {This file is larger than the calendar of one room can be.} other {This calendar is damaged.}} Nothing was changed; download it again.',
  'errors.UnknownMessage': 'This message is gone. Reload the list.',
  'errors.RoomNameTaken': 'There is a room {name} already. Give each room a name of its own.',
  'errors.ReservationChangedMeanwhile':
    'Somebody else changed this reservation while you had it open. Nothing of yours was done; look at it as it is now.',
  'errors.RatesChangedMeanwhile':
    '{ratePlan} for {roomType} on {date} was changed meanwhile. Nothing of yours was done; look at it as it is now.',
  'errors.PriceOutOfRange':
    '{ratePlan} for {roomType} on {date} would fall below zero or grow too large. Change less, or fewer nights.',
  'errors.RoomTypeSoldOut': '{roomType} sold out on {date}. Choose other dates or another type.',
  'errors.DateBeyondHorizon':
    '{date} is not on sale yet; this hotel sells up to {horizon}. Choose an earlier date.',
  'errors.ArrivalInPast':
    'The arrival {arrival} is before the business date. Choose {businessDate} or later.',
  'errors.StayHasNoNights': 'A stay needs at least one night: a departure on {departure} is too early.',
  'errors.TooManyGuests':
    '{roomType} sleeps {maxOccupancy, number}, not {guests, number}. Choose a larger type or add a room.',
  'errors.NoRateForNight':
    '{ratePlan} has no price for {roomType} on {date}. Choose another plan or set a price.',
  'errors.RestrictionNotMet': '{restriction}. Change the dates or the plan.',
  'errors.restriction.closed': 'Closed on {date}',
  'errors.restriction.closedToArrival': 'Closed to arrival on {date}',
  'errors.restriction.closedToDeparture': 'Closed to departure on {date}',
  'errors.restriction.minLos': 'Needs {nights, plural, one {# night} other {# nights}} for {date}',
  'errors.restriction.minAdvance':
    'Booked at least {nights, plural, one {# day} other {# days}} before {date}',
  'errors.restriction.maxAdvance':
    'Booked at most {nights, plural, one {# day} other {# days}} before {date}',
  'errors.restriction.maxLos': 'At most {nights, plural, one {# night} other {# nights}} for {date}',
  'errors.RoomRequired': 'The guest needs a room to check in. Choose one.',
  'errors.RoomOccupied':
    'Room {room} is still occupied. Check its guest out or move them first, or choose another room.',
  'errors.RoomNotFree': 'Room {room} is taken on {date}. Choose another room.',
  'errors.RoomOutOfService': 'Room {room} is out of service. Choose another room.',
  'errors.StayNotDueIn':
    'This stay runs from {arrival} to {departure} and cannot check in on {businessDate}.',
  'errors.StayStateForbids':
    'The stay is {status, select, reserved {reserved} in_house {in house} departed {departed} cancelled {cancelled} no_show {a no-show} other {no longer as it was}}, so this cannot be done. Nothing was changed.',
  'errors.ReservationAlreadyCancelled': 'This reservation is cancelled already. Nothing was changed.',
  'errors.ReservationFromChannel':
    '{channel} sold this as {channelRef} and still counts on it. Cancel it there, or tick that it is agreed with {channel}.',
  'errors.UnknownHold': 'This hold is gone. The list shows what is held now.',
  'errors.HoldEnded':
    'This hold has ended already ({status, select, converted {it was booked} released {it was released} other {it expired}}). Place another one if rooms are left.',
  'errors.ExpiryNotValid': 'The expiry must lie in the future, at most 400 days ahead.',
  'errors.UnknownGroup': 'This group does not exist any more. Reload the list.',
  'errors.GroupNotOpen': 'The rooms of this group have been returned. Book further rooms like any other.',
  'errors.GroupCodeTaken': 'There is a group {code} already. Give this one a code of its own.',
  'errors.ReleaseDateNotValid': 'The release date must lie between {businessDate} and {departure}.',
  'errors.AllotmentUsedUp':
    'The group has no {roomType} left on {date}. Choose another type, or take it from what is for sale.',
  'errors.AllotmentPickedUp':
    '{pickedUp, plural, one {# {roomType} is} other {# {roomType} are}} picked up on {date}. Cancel or move some of them first.',
  'errors.UnknownWaitlistEntry': 'This entry is gone from the waitlist. Reload the list.',
  'errors.WaitlistEntryEnded': 'This entry no longer waits. Add another one.',
  'errors.NothingOffered': 'Nothing is offered to this entry now: it still waits, or its offer has lapsed.',
  'errors.StayTooLong':
    '{nights, plural, one {# night is} other {# nights are}} more than this hotel sells at once ({maxNights}). Choose fewer, or change the house rule.',
  'errors.RoomOfAnotherType': 'Room {room} is of another type. Choose a room of the type that is meant.',
  'errors.StayPinned': 'This stay is pinned to its room. Unpin it first.',
  'errors.SplitNotWithin': 'Both parts must keep something. Choose a point between the first and the last.',
  'errors.TooLateToUndo': 'This can be undone only on the day it was done; today is {businessDate}.',
  'errors.NoNightsLeft':
    'All nights of this stay lie in the past; it was to leave on {departure}. Make a new reservation.',
  'errors.UnknownFolio': 'This folio does not exist any more. Reload the reservation.',
  'errors.FolioClosed': 'This folio is closed. Open it again, or use another one.',
  'errors.FolioOpen': 'This folio is open already.',
  'errors.FolioNotBalanced':
    'This folio is not settled. Take the payment, give back what is too much, or move the postings.',
  'errors.FolioOfAnotherCurrency':
    'That folio is in {currency}. Take the posting back here and post it there anew.',
  'errors.FolioOfAnotherReservation':
    'That folio belongs to another reservation. Choose one of this reservation.',
  'errors.StayOfAnotherReservation':
    'That stay belongs to another reservation. Choose one of this reservation.',
  'errors.TooManyFolios':
    'This reservation has {folios, plural, one {# folio} other {# folios}} already, as many as one can have. Use one of them.',
  'errors.UnknownPosting': 'This posting does not exist any more. Reload the folio.',
  'errors.PostingReversed': 'This posting has been taken back already. Nothing was changed.',
  'errors.UnknownArticle':
    'There is no article {article}. Choose one of the list, or add it in the settings.',
  'errors.AmountRequired': '{article} has no fixed price. Give an amount.',
  'errors.AmountTooLarge': 'The amount is too large. Post less at once.',
  'errors.RefundTooLarge': 'No more can be given back than was paid on this folio.',
  'errors.UnknownCase': 'This case does not exist any more. Reload the list.',
  'errors.CaseClosed': 'This case is closed: its nights fit again.',
  'errors.WayNotOpen': 'This way out is no longer there. Look at the ways as they are now.',
  'errors.AllowanceInUse':
    '{oversold, plural, one {# {roomType} more is} other {# {roomType} more are}} sold on {date} than this would allow. Move bookings first, or force it: they get their cases.',
  'errors.NotQuarantined': 'This message does not wait for a mapping.',
  'errors.StillUnmapped': 'The room code {roomCode} is still not mapped. Map it to a room type first.',
  'errors.NoHistoryThen': 'The ledger does not reach back so far. Choose a later moment.',
  'errors.RangeTooLong':
    '{days, plural, one {# day is} other {# days are}} too many at once. Ask for at most {maxDays, number}.',
  'errors.TooManyPrices':
    '{prices, plural, one {# price} other {# prices}} for {roomType}, which sleeps {maxOccupancy, number}. Give one per number of adults.',
  'errors.MappingConflict':
    'The channel’s code {code} is mapped to another product already. Remove that mapping first.',
  'errors.SyncUnavailable':
    'The sync process is not running, or did not answer in time. It starts again by itself: try again in a moment.',
  'errors.CredentialsNeeded':
    'Type the user name and the password or the key first: those that are stored are used for the stored address alone.',
  'errors.NoSandbox': 'No sandbox is running. Start the desk with --demo.',
  'errors.SandboxRefused':
    'The sandbox did not sell: {reason, select, SoldOut {it has no room left for these nights} NoPrice {it was told no price for these guests} NoSuchRoom {this type is not on sale there} NoSuchRate {no rate plan of this type is on sale there} BadDates {it takes no such dates} Closed {a night is closed} ClosedToArrival {the first day is closed to arrival} ClosedToDeparture {the last day is closed to departure} MinStay {the stay is too short for its rate} MaxStay {the stay is too long for its rate} other {{said}}}. Choose other dates or another type.',
  'errors.NotPaired': 'This hotel is not paired with a relay. Pair it first.',
  'errors.AlreadyPaired': 'This hotel is paired with {url} already. End that pairing first.',
  'errors.PairingRefused':
    'The relay does not accept this code. It is good once, for 24 hours: check it, or ask for a new one.',
  'errors.RelayUnreachable':
    'The relay does not answer ({reason}). Nothing was changed; check its address and try again.',
  'errors.RelayRefused':
    'The relay no longer lets this desk in: another one has taken up the pairing. Restore it here with the recovery code.',
  'errors.RecoveryCodeNotValid': 'This is not a recovery code as it was printed. Check it letter by letter.',
  'errors.RecoveryRefused':
    'The relay knows no hotel of this recovery code. Check its address, and the code.',
  'errors.MessagesWaiting':
    'Still waiting at the relay: {waiting, plural, one {# message} other {# messages}}. Let them be applied first, then try again.',
  'errors.ChannelsByRelay':
    'Reservations of {channels} still come by this relay. Disconnect them from it first.',
  'errors.DeliveryNotChangedHere':
    'How reservations come is changed where channels are connected to the relay. The other settings can be changed here.',
  'errors.NotByRelay':
    'Channels of this kind do not deliver to a relay. Leave its reservations to be fetched: nothing has to be set up for that.',
  'errors.RelayChanged': 'The pairing with the relay is another one now. Try again.',
  'errors.UnknownBatch': 'The host no longer knows this batch of work. It will be asked for again.',
  'errors.StaleEpoch': 'A newer sync process has taken over.',

  'errors.notKnownHere': 'The host refused this for a reason that this page does not know. Reload the page.',
  'errors.noAnswer':
    'The host did not answer, so it may or may not have been done. Try again: it is done at most once.',
  'errors.unexpected': 'Something failed that Keyrack did not expect. Nothing was changed.',
  'errors.unexpectedWithId': 'Something failed that Keyrack did not expect. Nothing was changed. Error {id}.',

  'errors.gone.roomType': 'a room type that is gone',
  'errors.gone.room': 'a room that is gone',
  'errors.gone.ratePlan': 'a rate plan that is gone',
  'errors.gone.notMapped': 'Rate not mapped',
  'errors.PriceBeyondBounds':
    '{roomType}, {ratePlan}, {date}: {amount} is below the floor or above the ceiling{nights, plural, offset:1 =1 {} one { (and # night more)} other { (and # nights more)}}. Confirm it, cap it, or give another price.',
  'errors.BoundsNotValid':
    '{roomType}: the floor must not be above the ceiling, and one bed has to be left. Correct them.',
  'errors.UnknownLayer': 'This season, event or rule is gone. Look at the list again.',
  'errors.SeasonsOverlap':
    '{name} has the same precedence {precedence} and covers nights between {from} and {to}. Put one of the two above the other.',
  'errors.TooManyLayers': 'There are {most} of this kind already. Remove some that are no longer used.',
  'errors.PlanFollowsParent':
    '{ratePlan} follows the price of another plan. Give the price to that plan, or set nights by hand.',
  'errors.RatePlanCodeTaken': 'A rate plan with the code {code} is there already. Choose another code.',
  'errors.RatePlanCycle': 'The plan would follow itself: {plans}. Choose another parent.',
  'errors.RatePlanHasFollowers':
    '{plans} follow the price of {ratePlan}. Let them follow another plan first.',
  'errors.RatePlanParentNotSold':
    '{ratePlan} is out of sale, so nothing in sale can follow it. Bring it back first, or choose another plan.',
  'errors.RatePlanNotSold': '{ratePlan} is not sold at the desk. Choose another plan.',
  'errors.RatePlanNeedsCode':
    '{ratePlan} is sold only to whoever names its access code. Give the code, or choose another plan.',
  'errors.TooManyRatePlans': 'There are {most} rate plans already. Use one of them.',
  'errors.UnknownPolicy': 'This cancellation policy is gone. Look at the list again.',
  'errors.UnknownPromotion': 'This promotion is gone. Look at the list again.',
  'errors.PromotionCodeTaken': 'Another promotion has the code {code}. Choose another code.',
  'errors.PromotionNotValid':
    '{reason, select, unknown {There is no code {code}.} other {The code {code} does not hold for this stay.}} Check it, or leave it out.',
  'errors.ExchangeRateFileNotReadable':
    'Line {line} is not as the European Central Bank writes its rates. Choose its CSV or XML file.',
  'errors.LayerChangedMeanwhile':
    '{name} was changed meanwhile. Nothing of yours was done; look at it as it is now.',
  'errors.UndoConflicts':
    '{reason, select, code_taken {Its code belongs to {name} now.} circle {It would follow {name}, which follows it now.} parent_not_sold {It would follow {name}, which is out of sale.} has_followers {{name} follows it now.} other {{name} covers some of its nights now.}} Change that first; nothing was undone.',
  'errors.NothingToUndo': 'This change cannot be undone: it was undone already, or is not one of rates.',
} as const
