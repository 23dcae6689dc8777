/** Everything the ledger can be asked, put together from its views. */

import { DomainError } from '../../shared/errors.ts'
import { isCalendar } from './calendars/is-calendar.ts'
import { createPast } from './history/past.ts'
import type { LedgerQueries } from './ledger.ts'
import type { Parts } from './parts.ts'
import { createBoardView } from './views/board-view.ts'
import { createChangeView } from './views/change-view.ts'
import { createChannelView } from './views/channel-view.ts'
import { createExposureView } from './views/exposure-view.ts'
import { createFolioView } from './views/folio-view.ts'
import { createGroupView } from './views/group-view.ts'
import { createHoldView } from './views/hold-view.ts'
import { createOfferView } from './views/offer-view.ts'
import { createParityView } from './views/parity-view.ts'
import { createPricingView } from './views/pricing-view.ts'
import { createPromotionView } from './views/promotion-view.ts'
import { createQuarantineView } from './views/quarantine-view.ts'
import type { QueryPorts } from './views/query-ports.ts'
import { createRateEffect } from './views/rate-effect.ts'
import { createRateView } from './views/rate-view.ts'
import type { Reading } from './views/reading.ts'
import { createRecommendationView } from './views/recommendation-view.ts'
import { createReservationList } from './views/reservation-list.ts'
import { createRoomView } from './views/room-view.ts'
import { createSearchView } from './views/search-view.ts'
import { createSeasonView } from './views/season-view.ts'
import { createStanding } from './views/standing.ts'
import { createFeeView } from './views/stay-fees.ts'
import { createStayLists } from './views/stay-lists.ts'
import { createStayView } from './views/stay-view.ts'
import { createStockView } from './views/stock-view.ts'
import { createTapeChart } from './views/tape-chart.ts'
import { createTimeline } from './views/timeline.ts'
import { createWaitlistView } from './views/waitlist-view.ts'
import { createWayView } from './views/way-view.ts'
import { createWhyView } from './views/why-view.ts'
import { createYieldView } from './views/yield-view.ts'

function payloadOf(row: { readonly payload: string }): Record<string, unknown> {
  return JSON.parse(row.payload) as Record<string, unknown>
}

/** The reservation that a journal row names, or whose stay it names; null for any other row. */
function reservationOf(parts: Parts, { reservation, stay }: Record<string, unknown>): string | null {
  if (typeof reservation === 'string') return reservation
  const found = typeof stay === 'string' ? parts.stays.stay(stay) : undefined
  return found === undefined ? null : parts.stays.reservationById(found.reservation_id).public_id
}

export function createQueries(ports: QueryPorts): LedgerQueries {
  const { store, parts, rows, keeper, journal, findChannel } = ports
  const past = createPast(store)
  const stays = createStayView(store, parts, past)
  const chart = createTapeChart(store, parts, past)
  const timeline = createTimeline(parts, journal, past)
  const lists = createStayLists(store)
  const offers = createOfferView(parts)
  const stock = createStockView(store, parts)
  const channels = createChannelView(store, rows, keeper, journal, ports.now)
  const exposure = createExposureView(store, rows, keeper)
  const quarantine = createQuarantineView(store, rows)
  const changes = createChangeView(parts, ports.rehearse)
  const board = createBoardView(store, parts, lists)
  const search = createSearchView(store)
  const { pickUp } = parts
  const effect = createRateEffect(store, rows)
  const rateGrid = createRateView({ store, parts, pickUp, effect })
  const feeView = createFeeView(ports)
  const roomView = createRoomView(ports)
  const holdView = createHoldView(ports)
  const groupView = createGroupView(ports)
  const waitlistView = createWaitlistView(ports)
  const folioView = createFolioView(ports)
  const wayView = createWayView(ports)
  const whyView = createWhyView(ports)
  const seasonView = createSeasonView(ports, effect, pickUp)
  const promotionView = createPromotionView(ports)
  const parityView = createParityView(ports)
  const pricingView = createPricingView(ports)
  const yieldView = createYieldView(ports, effect)
  const recommendationView = createRecommendationView(ports)
  const reservationList = createReservationList(ports)
  const standing = createStanding(ports)
  store.compileAll()

  const reading = (): Reading => {
    const property = ports.property()
    if (property === undefined) throw new DomainError('NoHotelYet', {})
    return { property, catalog: ports.catalog() }
  }
  return {
    hotel: () => (ports.property() === undefined ? null : stock.hotel(reading())),
    availability: (input) => stock.availability(reading(), input),
    offers: (input) => offers.offers(reading(), input),
    reservation: (input) => stays.reservation(reading(), input, journal.head().seq),
    fees: (input) => feeView.fees(reading(), input),
    roomProposals: (input) => roomView.roomProposals(reading(), input),
    planRepack: (input) => roomView.planRepack(reading(), input),
    holds: (input) => holdView.holds(reading(), input),
    groups: () => groupView.groups(reading()),
    group: (input) => groupView.group(reading(), input),
    waitlist: () => waitlistView.waitlist(reading()),
    folios: (input) => folioView.folios(reading(), input),
    articles: () => folioView.articles(reading()),
    waysOut: (input) => wayView.waysOut(reading(), input),
    whyAvailability: (input) => whyView.whyAvailability(reading(), input),
    whyRate: (input) => whyView.whyRate(reading(), input),
    reservations: (input) => reservationList.reservations(reading(), input),
    timeline: (input) => timeline.of(reading(), input),
    previewStayChange: (input) => changes.preview(reading(), input),
    previewSplit: (input) => changes.previewSplit(reading(), input),
    board: () => board.day(reading()),
    search: (input) => search.find(reading(), input),
    matchGuests: (input) => search.match(input),
    ratesGrid: (input) => rateGrid.grid(reading(), input, journal.head().seq, ports.now()),
    previewRateChange: (input) => ({
      seq: journal.head().seq,
      ...rateGrid.preview(reading(), input, ports.channels(), ports.rehearse),
    }),
    previewRateCells: (input) => ({
      seq: journal.head().seq,
      ...rateGrid.previewCells(input, ports.channels(), ports.rehearse),
    }),
    rateFile: (input) => rateGrid.file(reading(), input),
    parity: (input) => parityView.parity(reading(), input),
    seasons: () => seasonView.seasons(reading()),
    previewLayer: (input) => seasonView.previewLayer(reading(), input),
    rateChanges: () => seasonView.rateChanges(reading()),
    rateComparison: (input) => seasonView.rateComparison(reading(), input),
    promotions: () => promotionView.promotions(reading()),
    yieldRules: () => yieldView.yieldRules(reading()),
    previewYieldRule: (input) => yieldView.preview(reading(), input),
    exchangeRates: () => promotionView.exchangeRates(reading()),
    pricingSettings: () => pricingView.pricingSettings(reading()),
    recommendations: (input) => recommendationView.recommendations(reading(), input),
    explainRecommendation: (input) => recommendationView.explain(reading(), input),
    backTest: (input) => recommendationView.backTest(reading(), input),
    channelMessage: (input) => channels.message(findChannel(input.channelId), input.messageId),
    channelSent: (input) => channels.sent(findChannel(input.channelId), input.limit),
    arrivals: () => lists.arrivals(reading()),
    departures: () => lists.departures(reading()),
    inHouse: () => lists.inHouse(reading()),
    tapeChart: (input) => chart.tapeChart(reading(), input, journal.head().seq),
    rates: (input) => stock.rates(reading(), input),
    calendars: () => ports.calendars(reading().catalog),
    channels: () =>
      ports.property() === undefined
        ? []
        : channels.channels(
            rows.all().filter((row) => !isCalendar(row)),
            ports.catalog(),
          ),
    channelCells: (input) => channels.cells(findChannel(input.channelId), ports.catalog(), input),
    channelInbox: (input) => channels.inbox(findChannel(input.channelId), input.limit),
    exposure: () =>
      ports.property() === undefined ? { channels: [] } : exposure(rows.all(), ports.catalog()),
    quarantine: () =>
      ports.property() === undefined ? { messages: [] } : quarantine(rows.all(), ports.catalog()),
    channelMapping: (input) => channels.mapping(findChannel(input.channelId), ports.catalog()),
    channelParked: (input) => channels.parked(findChannel(input.channelId), ports.catalog()),
    linkProduct: ({ roomTypeId, ratePlanId }) => ({
      roomTypeId: String(ports.catalog().roomType(roomTypeId).id),
      ratePlanId: ratePlanId === undefined ? null : String(ports.catalog().ratePlan(ratePlanId).id),
    }),
    channelRoomCodes: (channelId) =>
      new Map(
        rows
          .roomMappings(findChannel(channelId).id)
          .filter((row) => row.active === 1)
          .map((row) => [row.room_code, ports.catalog().roomTypes.get(row.room_type_id).publicId]),
      ),
    cases: () => (ports.property() === undefined ? { cases: [] } : stock.cases(reading())),
    alerts: () => ({
      alerts: parts.alerts.listOpen().map((row) => ({
        id: row.public_id,
        kind: row.kind,
        severity: row.severity,
        subject: row.subject,
        detail: row.detail,
        openedAt: row.opened_at,
      })),
    }),
    journal: ({ beforeSeq, limit }) => ({
      rows: journal.newest(beforeSeq ?? Number.MAX_SAFE_INTEGER, limit).map((row) => ({
        seq: row.seq,
        at: row.at,
        actor: row.actor,
        command: row.command,
        payload: payloadOf(row),
        hash: row.hash.toString('hex'),
        reservationId: reservationOf(parts, payloadOf(row)),
      })),
    }),
    standing: () => standing(),
    headSeq: () => journal.head().seq,
  }
}
