/**
 * The bugs that the simulation has to find: each takes one of the rules of docs/ARCHITECTURE.md away, in the ledger by its own
 * switches (`main/ledger/lanes/rules.ts`), elsewhere by what stands between the real parts.
 */
import type { Desk } from '../../sync/engine/ports.ts'
import type { Weakness } from './world.ts'

/** The engine has two senders for each lane, and each believes that it is the only one. */
function twoSenders(desk: Desk): Desk {
  return {
    ...desk,
    connections: async () =>
      (await desk.connections()).map((connection) => ({
        ...connection,
        lanes: connection.lanes.flatMap((lane) => [lane, lane]),
      })),
  }
}

/** A message counts as committed as soon as the host is asked to commit it. */
function answersBeforeCommit(desk: Desk): Desk {
  return {
    ...desk,
    ingest(channelId, message) {
      desk.ingest(channelId, message).catch(() => undefined)
      return Promise.resolve({ outcome: 'applied', code: null })
    },
    async ingestRelayed(message) {
      desk.ingestRelayed(message).catch(() => undefined)
      return { cursor: message.seq, outcomes: ['applied'] }
    },
  }
}

export const BUGS: Readonly<Record<string, Weakness>> = {
  'rule 1: what is sent is not marked unknown before': { rules: { unknownBeforeSending: false } },
  'rule 1: an answer stores the values of now': { rules: { storesWhatWasSent: false } },
  // The engine has one sender for a lane, and the ledger gives up a lane's earlier request: either is enough.
  'rule 2: two requests of a lane at once': { rules: { oneInFlight: false }, wrapDesk: twoSenders },
  'rule 3: the cursor moves with every answer': { rules: { cursorIsLowWaterMark: false } },
  'rule 4: nothing is confirmed after an uncertain answer': { rules: { confirmsAfterUncertainty: false } },
  'rule 5: settings and midnight leave the cursors': { rules: { settingsResetCursors: false } },
  'rule 6: a resync forgets nothing': { rules: { resyncForgets: false } },
  'rule 7: the cell is parked, not its value': { rules: { parksTheRefusedValue: false } },
  'rule 8: what is no longer mapped stays open': { rules: { closesUnmapped: false } },
  'rule 9: a channel’s own sale leaves what it shows known': { rules: { ownSalesDisturb: false } },
  'rule 9: states in between are not confirmed': { rules: { confirmsUntoldSales: false } },
  'rule 9: raises wait for no pull': { rules: { raisesWaitForPull: false } },
  'acknowledged before the commit': { wrapDesk: answersBeforeCommit },
  'numbers of revisions are ignored': { ignoresNumbers: true },
  'two hosts on one file': { hosts: 2 },
}
