/**
 * The rules of the lanes (docs/ARCHITECTURE.md), each with a switch. The desk always runs with all of them; the switches exist so
 * that the randomized model can show that each one is needed: with any of them off, a channel ends up showing what
 * the ledger does not say.
 */
export interface LaneRules {
  /** 1: a batch's cells are durably unknown before its first byte leaves. */
  readonly unknownBeforeSending: boolean
  /** 1: an acknowledgement stores the values that were sent, not the values of now. */
  readonly storesWhatWasSent: boolean
  /** 2: at most one request of a lane is in flight; a second claim makes the first one's fate unknown. */
  readonly oneInFlight: boolean
  /** 3: the cursor moves only when no work at or below it is left. */
  readonly cursorIsLowWaterMark: boolean
  /** 4: after an uncertain answer a cell is sent once more by a request begun at least T later. */
  readonly confirmsAfterUncertainty: boolean
  /** 5: settings, mapping and the property's midnight set the cursors to 0. */
  readonly settingsResetCursors: boolean
  /** 6: a full resync forgets every shown value. */
  readonly resyncForgets: boolean
  /** 7: a refused value is parked as that value and comes back when another is desired. */
  readonly parksTheRefusedValue: boolean
  /** 8: what is no longer mapped is closed. */
  readonly closesUnmapped: boolean
  /** 9: a channel's own sale makes what it shows unknown, also for answers already on their way. */
  readonly ownSalesDisturb: boolean
  /** 9: after any message of the channel all its availability is confirmed, for the states that it did not tell. */
  readonly confirmsUntoldSales: boolean
  /** 9: what raises availability waits for a pull that began after it. */
  readonly raisesWaitForPull: boolean
}

export const ALL_RULES: LaneRules = {
  unknownBeforeSending: true,
  storesWhatWasSent: true,
  oneInFlight: true,
  cursorIsLowWaterMark: true,
  confirmsAfterUncertainty: true,
  settingsResetCursors: true,
  resyncForgets: true,
  parksTheRefusedValue: true,
  closesUnmapped: true,
  ownSalesDisturb: true,
  confirmsUntoldSales: true,
  raisesWaitForPull: true,
}
