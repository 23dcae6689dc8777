/** Which function carries out which command. */
import { assignRoom, checkIn, checkOut } from './assignment.ts'
import type { Calendars } from './calendars/calendars.ts'
import { cancelReservation } from './cancellation.ts'
import type { Ingestion } from './channel-bookings.ts'
import {
  type ChannelParts,
  configureChannel,
  connectChannel,
  resumeChannel,
  resyncChannel,
} from './channel-settings.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { CommandName, Commands } from './commands.ts'
import { dismissMessage } from './dismissal.ts'
import { reversePosting, splitPosting, transferPostings } from './folio/corrections.ts'
import { closeFolio, openFolio, reopenFolio, routeCharges, saveArticle } from './folio/folios.ts'
import { postCharge, postNights, recordPayment, recordRefund } from './folio/postings.ts'
import { cancelGroup, changeGroup, createGroup, releaseGroup } from './groups/groups.ts'
import { importRoomingList, pickUp } from './groups/pick-up.ts'
import { convertHold, extendHold, placeHold, releaseHold } from './holds/holds.ts'
import type { HouseRulesCommands } from './house-rules.ts'
import type { InHotel } from './ingest-one.ts'
import { blockRoom, unblockRoom } from './out-of-order.ts'
import { setAllowance } from './overbooking/allowance.ts'
import { resolveCase } from './overbooking/resolve.ts'
import type { Parts } from './parts.ts'
import { decideRecommendations } from './pricing/decide.ts'
import { savePricingSettings } from './pricing/settings.ts'
import { saveYieldRule } from './pricing/yield-commands.ts'
import { changeRates, setRateCells, setRateRange } from './rate-changes.ts'
import { importExchangeRates } from './rates/exchange-rates.ts'
import { applyLayer } from './rates/layer-commands.ts'
import { savePlan, setPlanActive } from './rates/plan-commands.ts'
import { savePromotion } from './rates/promotion-commands.ts'
import { undoRates } from './rates/undo.ts'
import { replayMessage } from './replay.ts'
import { editReservation } from './reservation-changes.ts'
import { autoAssign } from './rooms/auto-assign.ts'
import { describeRoom } from './rooms/describe.ts'
import { repackRooms } from './rooms/repack.ts'
import { createReservation } from './sale.ts'
import type { SetUp } from './set-up.ts'
import { changeStay } from './stay-change.ts'
import { importStays } from './stay-import.ts'
import { cancelStay, markNoShow } from './stay-life/endings.ts'
import { splitStay } from './stay-life/split.ts'
import { reinstateStay, undoCheckIn, undoCheckOut } from './stay-life/undo.ts'
import { announceStay, pinStay, wishForStay } from './stay-life/wishes.ts'
import { acceptOffer, addToWaitlist, changeWaitlistEntry, withdrawFromWaitlist } from './waitlist/waitlist.ts'

export type Handlers = {
  [N in CommandName]: (
    input: Commands[N]['input'],
  ) => (context: Omit<CommandContext, 'property' | 'catalog'>) => Outcome<Commands[N]['output']>
}

export interface HandlerPorts {
  readonly parts: Parts
  readonly setUp: SetUp
  readonly houseRules: HouseRulesCommands
  readonly ingestion: Ingestion
  readonly channelParts: ChannelParts
  readonly calendars: Calendars
  readonly channelName: (channelId: number) => string
  readonly inHotel: InHotel
}

export function createHandlers(ports: HandlerPorts): Handlers {
  const { parts, setUp, houseRules, ingestion, channelParts, calendars, channelName, inHotel } = ports
  return {
    'property.setUp': (input) => (context) => setUp.setUp(context, input),
    'property.configure': (input) => inHotel((context) => setUp.configure(context, input)),
    'property.setRules': (input) => inHotel((context) => houseRules.setRules(context, input)),
    'property.savePolicy': (input) => inHotel((context) => houseRules.savePolicy(context, input)),
    'property.addRooms': (input) => inHotel((context) => setUp.addRooms(context, input)),
    'reservations.create': (input) => inHotel((context) => createReservation(parts, context, input)),
    'reservations.cancel': (input) =>
      inHotel((context) => cancelReservation(parts, context, input, channelName)),
    'reservations.edit': (input) => inHotel((context) => editReservation(parts, context, input)),
    'reservations.import': (input) => inHotel((context) => importStays(parts, context, input)),
    'stays.change': (input) => inHotel((context) => changeStay(parts, context, input)),
    'stays.assignRoom': (input) => inHotel((context) => assignRoom(parts, context, input)),
    'stays.checkIn': (input) => inHotel((context) => checkIn(parts, context, input)),
    'stays.checkOut': (input) => inHotel((context) => checkOut(parts, context, input)),
    'rooms.block': (input) => inHotel((context) => blockRoom(parts, context, input)),
    'rooms.unblock': (input) => inHotel((context) => unblockRoom(parts, context, input)),
    'rates.change': (input) => inHotel((context) => changeRates(parts, context, input)),
    'rates.setCells': (input) => inHotel((context) => setRateCells(parts, context, input)),
    'rates.setRange': (input) => inHotel((context) => setRateRange(parts, context, input)),
    'rates.undo': (input) => inHotel((context) => undoRates(parts, context, input)),
    'plans.save': (input) => inHotel((context) => savePlan(parts, context, input)),
    'plans.setActive': (input) => inHotel((context) => setPlanActive(parts, context, input)),
    'seasons.apply': (input) => inHotel((context) => applyLayer(parts, context, input)),
    'promotions.save': (input) => inHotel((context) => savePromotion(parts, context, input)),
    'pricing.saveSettings': (input) => inHotel((context) => savePricingSettings(parts, context, input)),
    'pricing.decide': (input) => inHotel((context) => decideRecommendations(parts, context, input)),
    'yieldRules.save': (input) => inHotel((context) => saveYieldRule(parts, context, input)),
    'pricing.importExchangeRates': (input) =>
      inHotel((context) => importExchangeRates(parts, context, input)),
    'channels.connect': (input) => inHotel((context) => connectChannel(channelParts, context, input)),
    'channels.configure': (input) => inHotel((context) => configureChannel(channelParts, context, input)),
    'channels.resync': (input) => inHotel((context) => resyncChannel(channelParts, context, input)),
    'channels.resume': (input) => inHotel((context) => resumeChannel(channelParts, context, input)),
    'channels.replay': (input) =>
      inHotel((context) => replayMessage(ingestion, channelParts, context, input)),
    'channels.dismiss': (input) =>
      inHotel((context) => dismissMessage(ingestion.inbox, channelParts, context, input)),
    'holds.place': (input) => inHotel((context) => placeHold(parts, context, input)),
    'holds.extend': (input) => inHotel((context) => extendHold(parts, context, input)),
    'holds.release': (input) => inHotel((context) => releaseHold(parts, context, input)),
    'holds.convert': (input) => inHotel((context) => convertHold(parts, context, input)),
    'groups.create': (input) => inHotel((context) => createGroup(parts, context, input)),
    'groups.change': (input) => inHotel((context) => changeGroup(parts, context, input)),
    'groups.release': (input) => inHotel((context) => releaseGroup(parts, context, input)),
    'groups.cancel': (input) => inHotel((context) => cancelGroup(parts, context, input)),
    'groups.pickUp': (input) => inHotel((context) => pickUp(parts, context, input)),
    'groups.importRoomingList': (input) => inHotel((context) => importRoomingList(parts, context, input)),
    'waitlist.add': (input) => inHotel((context) => addToWaitlist(parts, context, input)),
    'waitlist.change': (input) => inHotel((context) => changeWaitlistEntry(parts, context, input)),
    'waitlist.withdraw': (input) => inHotel((context) => withdrawFromWaitlist(parts, context, input)),
    'waitlist.accept': (input) => inHotel((context) => acceptOffer(parts, context, input)),
    'folios.open': (input) => inHotel((context) => openFolio(parts, context, input)),
    'folios.close': (input) => inHotel((context) => closeFolio(parts, context, input)),
    'folios.reopen': (input) => inHotel((context) => reopenFolio(parts, context, input)),
    'folios.route': (input) => inHotel((context) => routeCharges(parts, context, input)),
    'folios.saveArticle': (input) => inHotel((context) => saveArticle(parts, context, input)),
    'folios.post': (input) => inHotel((context) => postCharge(parts, context, input)),
    'folios.postNights': (input) => inHotel((context) => postNights(parts, context, input)),
    'folios.pay': (input) => inHotel((context) => recordPayment(parts, context, input)),
    'folios.refund': (input) => inHotel((context) => recordRefund(parts, context, input)),
    'folios.reverse': (input) => inHotel((context) => reversePosting(parts, context, input)),
    'folios.split': (input) => inHotel((context) => splitPosting(parts, context, input)),
    'folios.transfer': (input) => inHotel((context) => transferPostings(parts, context, input)),
    'calendars.connect': (input) => inHotel((context) => calendars.connect(context, input)),
    'calendars.configure': (input) => inHotel((context) => calendars.configure(context, input)),
    'calendars.readNow': (input) => inHotel((context) => calendars.readNow(context, input)),
    'calendars.disconnect': (input) => inHotel((context) => calendars.disconnect(context, input)),
    'calendars.importFile': (input) => inHotel((context) => calendars.importFile(context, input)),
    'calendars.exportFile': (input) => inHotel((context) => calendars.exportFile(context, input)),
    'calendars.publish': (input) => inHotel((context) => calendars.publish(context, input)),
    'calendars.revoke': (input) => inHotel((context) => calendars.revoke(context, input)),
    'stays.split': (input) => inHotel((context) => splitStay(parts, context, input)),
    'stays.announce': (input) => inHotel((context) => announceStay(parts, context, input)),
    'stays.pin': (input) => inHotel((context) => pinStay(parts, context, input)),
    'stays.wish': (input) => inHotel((context) => wishForStay(parts, context, input)),
    'stays.cancel': (input) => inHotel((context) => cancelStay(parts, context, input, channelName)),
    'stays.noShow': (input) => inHotel((context) => markNoShow(parts, context, input)),
    'stays.reinstate': (input) => inHotel((context) => reinstateStay(parts, context, input, channelName)),
    'stays.undoCheckIn': (input) => inHotel((context) => undoCheckIn(parts, context, input)),
    'stays.undoCheckOut': (input) => inHotel((context) => undoCheckOut(parts, context, input)),
    'rooms.describe': (input) => inHotel((context) => describeRoom(parts, context, input)),
    'rooms.autoAssign': (input) => inHotel((context) => autoAssign(parts, context, input)),
    'rooms.repack': (input) => inHotel((context) => repackRooms(parts, context, input)),
    'overbooking.resolve': (input) => inHotel((context) => resolveCase(parts, context, input)),
    'overbooking.setAllowance': (input) => inHotel((context) => setAllowance(parts, context, input)),
  }
}
