/** The parts that the commands and queries share, made once for an open store. */
import type { Store } from '../store/store.ts'
import { type Alerts, type Cases, createAlerts, createCases } from './attention.ts'
import { createGuestRows, type GuestRows } from './guest-rows.ts'
import type { IdSource } from './ids.ts'
import { createInventory, type Inventory } from './inventory.ts'
import type { Journal } from './journal.ts'
import { createRateRows, type RateRows } from './rate-rows.ts'
import { createRoomBlocks, type RoomBlocks } from './room-blocks.ts'
import { createRoomNights, type RoomNights } from './room-nights.ts'
import { createStayRows, type StayRows } from './stay-rows.ts'

export interface Parts {
  readonly inventory: Inventory
  readonly rates: RateRows
  readonly rooms: RoomNights
  readonly stays: StayRows
  readonly guests: GuestRows
  readonly blocks: RoomBlocks
  readonly journal: Journal
  readonly cases: Cases
  readonly alerts: Alerts
}

export function createParts(store: Store, ids: IdSource, journal: Journal): Parts {
  return {
    inventory: createInventory(store),
    rates: createRateRows(store),
    rooms: createRoomNights(store),
    stays: createStayRows(store),
    guests: createGuestRows(store),
    blocks: createRoomBlocks(store),
    journal,
    cases: createCases(store),
    alerts: createAlerts(store, ids),
  }
}
