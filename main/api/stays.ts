/** Stays and the lists the desk works from. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function staysApi(desk: GuardedContract, ledger: Ledger) {
  return {
    assignRoom: desk.stays.assignRoom.handler(({ input, context }) =>
      ledger.submit('stays.assignRoom', context.caller.actor, input),
    ),
    change: desk.stays.change.handler(({ input, context }) =>
      ledger.submit('stays.change', context.caller.actor, input),
    ),
    previewChange: desk.stays.previewChange.handler(({ input }) => ledger.queries.previewStayChange(input)),
    checkIn: desk.stays.checkIn.handler(({ input, context }) =>
      ledger.submit('stays.checkIn', context.caller.actor, input),
    ),
    checkOut: desk.stays.checkOut.handler(({ input, context }) =>
      ledger.submit('stays.checkOut', context.caller.actor, input),
    ),
    split: desk.stays.split.handler(({ input, context }) =>
      ledger.submit('stays.split', context.caller.actor, input),
    ),
    previewSplit: desk.stays.previewSplit.handler(({ input }) => ledger.queries.previewSplit(input)),
    announce: desk.stays.announce.handler(({ input, context }) =>
      ledger.submit('stays.announce', context.caller.actor, input),
    ),
    pin: desk.stays.pin.handler(({ input, context }) =>
      ledger.submit('stays.pin', context.caller.actor, input),
    ),
    wish: desk.stays.wish.handler(({ input, context }) =>
      ledger.submit('stays.wish', context.caller.actor, input),
    ),
    noShow: desk.stays.noShow.handler(({ input, context }) =>
      ledger.submit('stays.noShow', context.caller.actor, input),
    ),
    cancel: desk.stays.cancel.handler(({ input, context }) =>
      ledger.submit('stays.cancel', context.caller.actor, input),
    ),
    reinstate: desk.stays.reinstate.handler(({ input, context }) =>
      ledger.submit('stays.reinstate', context.caller.actor, input),
    ),
    undoCheckIn: desk.stays.undoCheckIn.handler(({ input, context }) =>
      ledger.submit('stays.undoCheckIn', context.caller.actor, input),
    ),
    undoCheckOut: desk.stays.undoCheckOut.handler(({ input, context }) =>
      ledger.submit('stays.undoCheckOut', context.caller.actor, input),
    ),
    fees: desk.stays.fees.handler(({ input }) => ledger.queries.fees(input)),
    arrivals: desk.stays.arrivals.handler(() => ledger.queries.arrivals()),
    departures: desk.stays.departures.handler(() => ledger.queries.departures()),
    inHouse: desk.stays.inHouse.handler(() => ledger.queries.inHouse()),
    tapeChart: desk.stays.tapeChart.handler(({ input }) => ledger.queries.tapeChart(input)),
  }
}
