/** The parts that the commands and queries share, made once for an open store. */
import type { Store } from '../store/store.ts'
import { type Alerts, createAlerts } from './attention.ts'
import { type Catalog, createCatalogReader } from './catalog.ts'
import { type ChannelTerms, createChannelTerms } from './channel-terms.ts'
import { createFolioRows, type FolioRows } from './folio/folio-rows.ts'
import { createGroupRows, type GroupRows } from './groups/group-rows.ts'
import { createGuestRows, type GuestRows } from './guest-rows.ts'
import { createHoldRows, type HoldRows } from './holds/hold-rows.ts'
import type { IdSource } from './ids.ts'
import { createInventory, type Inventory } from './inventory.ts'
import type { Journal } from './journal.ts'
import { type Cases, createCases } from './overbooking/case-rows.ts'
import { createWayRows, type WayRows } from './overbooking/way-rows.ts'
import { createDecisionRows, type DecisionRows } from './pricing/decision-rows.ts'
import { createPickUp, type PickUp } from './pricing/pick-up.ts'
import { createPricingRows, type PricingRows } from './pricing/pricing-rows.ts'
import { createYieldRows, type YieldRows } from './pricing/yield-rows.ts'
import { createRateRows, type RateRows } from './rate-rows.ts'
import { createExchangeRows, type ExchangeRows } from './rates/exchange-rows.ts'
import { createLayerRows, type LayerRows } from './rates/layer-rows.ts'
import { createPlanRows, type PlanRows } from './rates/plan-rows.ts'
import { createPromotionRows, type PromotionRows } from './rates/promotion-rows.ts'
import { createRowImages, type RowImages } from './rates/row-images.ts'
import { createUndoLog, type UndoLog } from './rates/undo-log.ts'
import { createRoomBlocks, type RoomBlocks } from './room-blocks.ts'
import { createRoomNights, type RoomNights } from './room-nights.ts'
import { createRoomRows, type RoomRows } from './rooms/room-rows.ts'
import { createStayRows, type StayRows } from './stay-rows.ts'
import { createTouched, type Touched } from './touched.ts'
import { createTrial, type Trial } from './trial.ts'
import { createWaitlistRows, type WaitlistRows } from './waitlist/waitlist-rows.ts'

export interface Parts {
  readonly inventory: Inventory
  readonly rates: RateRows
  /** What the nights of `rates` are worked out from. */
  readonly pricing: PricingRows
  readonly yield: YieldRows
  readonly decisions: DecisionRows
  readonly pickUp: PickUp
  readonly layers: LayerRows
  readonly plans: PlanRows
  readonly exchange: ExchangeRows
  readonly promotions: PromotionRows
  readonly undoLog: UndoLog
  /** Rows of layers as they can be put back. */
  readonly images: RowImages
  readonly rooms: RoomNights
  readonly roomRows: RoomRows
  readonly stays: StayRows
  readonly guests: GuestRows
  readonly blocks: RoomBlocks
  readonly journal: Journal
  readonly cases: Cases
  readonly alerts: Alerts
  /** What could lead out of an overbooking case. */
  readonly ways: WayRows
  readonly holds: HoldRows
  readonly groups: GroupRows
  readonly waitlist: WaitlistRows
  readonly folios: FolioRows
  /** What channels say of their bookings' money, and their newest revisions. */
  readonly channelTerms: ChannelTerms
  readonly touched: Touched
  readonly trial: Trial
  /** As the running command has left it: the cached one is of the last commit. */
  readonly readCatalog: () => Catalog
}

export function createParts(store: Store, ids: IdSource, journal: Journal): Parts {
  const touched = createTouched()
  return {
    inventory: createInventory(store),
    rates: createRateRows(store),
    pricing: createPricingRows(store),
    yield: createYieldRows(store),
    decisions: createDecisionRows(store),
    pickUp: createPickUp(store),
    layers: createLayerRows(store),
    plans: createPlanRows(store),
    exchange: createExchangeRows(store),
    promotions: createPromotionRows(store),
    undoLog: createUndoLog(store),
    images: createRowImages(store),
    rooms: createRoomNights(store, touched),
    roomRows: createRoomRows(store),
    stays: createStayRows(store, touched),
    guests: createGuestRows(store),
    blocks: createRoomBlocks(store, touched),
    journal,
    cases: createCases(store),
    alerts: createAlerts(store, ids),
    holds: createHoldRows(store, touched),
    groups: createGroupRows(store, touched),
    waitlist: createWaitlistRows(store),
    folios: createFolioRows(store),
    channelTerms: createChannelTerms(store),
    touched,
    ways: createWayRows(store),
    trial: createTrial(store, touched),
    readCatalog: createCatalogReader(store),
  }
}
