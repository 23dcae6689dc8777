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
    arrivals: desk.stays.arrivals.handler(() => ledger.queries.arrivals()),
    departures: desk.stays.departures.handler(() => ledger.queries.departures()),
    inHouse: desk.stays.inHouse.handler(() => ledger.queries.inHouse()),
    tapeChart: desk.stays.tapeChart.handler(({ input }) => ledger.queries.tapeChart(input)),
  }
}
