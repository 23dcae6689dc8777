/** What channels were asked and told, of this host's time: the two books put together, as the link fills them and people read them. */
import type { CallsPort } from '../api/ports.ts'
import type { LaneDesk, LedgerQueries } from '../ledger/ledger.ts'
import { createCallBook } from './call-book.ts'
import type { LinkWatch } from './sync-link.ts'
import { createToldBook } from './told-book.ts'

export interface ChannelWatch extends CallsPort, LinkWatch {
  end(): void
}

export function watchChannels(
  { lanes, queries }: { lanes: Pick<LaneDesk, 'observe'>; queries: Pick<LedgerQueries, 'linkProduct'> },
  clock: { now(): number },
): ChannelWatch {
  const calls = createCallBook(clock)
  const told = createToldBook({ now: clock.now, callIdOf: calls.idOf })
  const ends = [calls.observer, told.observer].map((observer) => lanes.observe(observer))
  return {
    note: calls.note,
    list: calls.list,
    one: calls.one,
    comparing: told.comparing,
    compared: told.compared,
    told: (cell) => told.told({ ...cell, ...queries.linkProduct(cell) }),
    end() {
      for (const end of ends) end()
    },
  }
}
