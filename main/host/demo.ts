/** Fills an empty data folder with the demo hotel through the same commands as any desk, and connects the sandbox. */
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { ReportIncident } from '../api/failures.ts'
import type { DemoPort } from '../api/ports.ts'
import type { CommandName, Commands } from '../ledger/commands.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { localDay } from '../ledger/property-clock.ts'
import type { HostClock, HostRandom } from './clock.ts'
import { demoSales, FIRST_SALES, sellOnChannel } from './demo-channel-sales.ts'
import {
  DEMO_ARTICLES,
  DEMO_CURRENCY,
  DEMO_DAYS_PRICED,
  DEMO_NAME,
  DEMO_POLICIES,
  DEMO_RATE_PLANS,
  DEMO_ROOM_TYPES,
  DEMO_TIME_ZONE,
} from './demo-hotel.ts'
import {
  DEMO_CHILD_BANDS,
  DEMO_NON_REFUNDABLE,
  demoBasePrices,
  demoBounds,
  demoLayers,
} from './demo-rates.ts'
import type { DemoDay, DemoStay } from './demo-stay.ts'
import { DEMO_DAYS_BACK, type DemoBlock, demoBlocks, demoStays } from './demo-stays.ts'
import { SANDBOX_HOTEL_CODE, SANDBOX_SETTINGS, type SandboxChannel } from './sandbox-channel.ts'
import { newSecret } from './secrets.ts'

const OUT_OF_ORDER = { kind: 'out_of_order', force: false } as const
const ACTOR = 'demo'
const SEED = 20_261
/** What one import command takes. */
const STAYS_AT_ONCE = 500
/** Journal rows of a filling, and more. */
const MOST_STEPS = 200

export interface DemoParts {
  readonly ledger: Ledger
  readonly sandbox: SandboxChannel
  readonly clock: Pick<HostClock, 'now' | 'after'>
  readonly random: HostRandom
  readonly report: ReportIncident
}

/**
 * Every step carries a key made from its place, and everything follows from the instant at which the hotel was set up:
 * a demo whose filling was cut off is filled on, not twice. The connection to the sandbox comes last and marks the end.
 */
export function createDemo({ ledger, sandbox, clock, random, report }: DemoParts): DemoPort {
  let opening: Promise<{ hotelId: string }> | null = null

  async function fill(): Promise<{ hotelId: string }> {
    const before = ledger.queries.hotel()
    if (before !== null && sandbox.channelId() !== null) return { hotelId: before.id }
    if (before !== null && before.name !== DEMO_NAME)
      throw new DomainError('HotelExists', { name: before.name })
    if (before === null) {
      const { businessDate } = localDay(clock.now(), DEMO_TIME_ZONE)
      await ledger.submit('property.setUp', ACTOR, hotelInput(businessDate))
    }
    const hotel = ledger.queries.hotel()
    if (hotel === null) throw new Error('the demo hotel was set up and is not there')
    await furnish(hotel)
    const { day, imports } = progress(ledger)
    await setRates(ledger.queries.hotel() ?? hotel, day.today)
    for (const input of importInputs(hotel, day).slice(imports))
      await ledger.submit('reservations.import', ACTOR, input)
    for (const block of demoBlocks(day.today)) await takeOutOfOrder(hotel, block)
    await connect(hotel)
    const sales = demoSales(FIRST_SALES, hotel.calendarDate, ({ roomCode }) => roomCode)
    sellOnChannel({ running: sandbox.running, clock, report }, sales)
    return { hotelId: hotel.id }
  }

  /** What is charged beside the room, and what a guest who does not come owes. */
  async function furnish(hotel: Hotel): Promise<void> {
    for (const article of DEMO_ARTICLES) {
      const input = { idempotencyKey: `demo-article-${article.code}`, active: true, ...article }
      await ledger.submit('folios.saveArticle', ACTOR, input)
    }
    for (const { planCode, ...policy } of DEMO_POLICIES) {
      const ratePlanIds = [idOf(hotel.ratePlans, planCode)]
      const input = { idempotencyKey: `demo-policy-${planCode}`, ratePlanIds, ...policy }
      await ledger.submit('property.savePolicy', ACTOR, input)
    }
  }

  /** Seasons, weekends and events over the base prices; the other plan follows the flexible one. */
  async function setRates(hotel: Hotel, today: IsoDate): Promise<void> {
    const flexId = idOf(hotel.ratePlans, 'FLEX')
    const nonRefundable = hotel.ratePlans.find(({ code }) => code === 'NRF')
    if (nonRefundable === undefined) throw new Error('the demo hotel has no plan that follows')
    const { id: ratePlanId, code, name, terms, cancellationPolicyId } = nonRefundable
    await ledger.submit('plans.save', ACTOR, {
      idempotencyKey: 'demo-plan-nrf',
      ratePlanId,
      code,
      name,
      parent: { ratePlanId: flexId, ...DEMO_NON_REFUNDABLE },
      terms: { ...terms, guarantee: 'prepaid' },
      cancellationPolicyId,
      soldAtDesk: true,
      notOnChannelIds: [],
    })
    const roomTypeIds = hotel.roomTypes.map(({ id }) => id)
    for (const { key, change } of demoLayers(today, flexId, roomTypeIds))
      await ledger.submit('seasons.apply', ACTOR, {
        idempotencyKey: `demo-layer-${key}`,
        change,
        overHand: false,
        confirmBounds: false,
      })
    await ledger.submit('pricing.saveSettings', ACTOR, {
      idempotencyKey: 'demo-pricing',
      childBands: [...DEMO_CHILD_BANDS],
      bounds: DEMO_ROOM_TYPES.map((type) => ({
        roomTypeId: idOf(hotel.roomTypes, type.code),
        extraBeds: 0,
        ...demoBounds(type),
      })),
    })
  }

  /** A filling that goes on days later has no use for what would lie in the past. */
  async function takeOutOfOrder(hotel: Hotel, { room, from, to, reason }: DemoBlock): Promise<void> {
    if (from < hotel.businessDate) return
    const input = {
      idempotencyKey: `demo-block-${room}`,
      roomId: roomOf(hotel, room),
      from,
      to,
      reason,
      ...OUT_OF_ORDER,
    }
    await ledger.submit('rooms.block', ACTOR, input)
  }

  async function connect(hotel: Hotel): Promise<void> {
    const credentials = { username: 'adler', password: newSecret(random) }
    const { url, setProducts } = await sandbox.begin(hotel.currency, credentials)
    const rateCodes = DEMO_RATE_PLANS.map(({ rateCode }) => rateCode)
    await setProducts(DEMO_ROOM_TYPES.map(({ roomCode, name }) => ({ roomCode, name, rateCodes })))
    await ledger.submit('channels.connect', ACTOR, {
      idempotencyKey: `demo-connect-${newSecret(random)}`,
      kind: 'bookingcom',
      name: 'Booking.com (sandbox)',
      settings: {
        ariBaseUrl: url,
        reservationsBaseUrl: url,
        hotelCode: SANDBOX_HOTEL_CODE,
        ...SANDBOX_SETTINGS,
      },
      exposure: { buffer: 0, cap: null, horizonDays: DEMO_DAYS_PRICED, safetyBuffer: 0 },
      credentials,
      mapping: DEMO_ROOM_TYPES.map((type) => ({
        roomTypeId: idOf(hotel.roomTypes, type.code),
        roomCode: type.roomCode,
        rates: DEMO_RATE_PLANS.map((plan) => ({
          ratePlanId: idOf(hotel.ratePlans, plan.code),
          rateCode: plan.rateCode,
        })),
      })),
    })
  }

  return {
    async open() {
      opening ??= fill().finally(() => {
        opening = null
      })
      return opening
    },
  }
}

type InputOf<N extends CommandName> = Commands[N]['input']

function hotelInput(today: IsoDate): InputOf<'property.setUp'> {
  return {
    idempotencyKey: 'demo-set-up',
    name: DEMO_NAME,
    timeZone: DEMO_TIME_ZONE,
    currency: DEMO_CURRENCY,
    roomTypes: DEMO_ROOM_TYPES.map(({ code, name, baseOccupancy, maxOccupancy, rooms }) => ({
      code,
      name,
      baseOccupancy,
      maxOccupancy,
      rooms: [...rooms],
    })),
    ratePlans: DEMO_RATE_PLANS.map(({ code, name }) => ({ code, name })),
    prices: demoBasePrices().map((price) => ({ ratePlanCode: 'FLEX', ...price })),
    inventoryFrom: addDays(today, -DEMO_DAYS_BACK),
  }
}

/** The day of the set-up, also when the filling goes on later, and how many imports are done. */
function progress(ledger: Ledger): { day: DemoDay; imports: number } {
  const { rows } = ledger.queries.journal({ limit: MOST_STEPS })
  const setUp = rows.find(({ command }) => command === 'property.setUp')
  if (setUp === undefined) throw new Error('the journal of the demo hotel does not begin')
  const today = localDay(setUp.at, DEMO_TIME_ZONE).businessDate
  const imports = rows.filter(({ command }) => command === 'reservations.import').length
  return { day: { now: setUp.at, today }, imports }
}

function importInputs(hotel: Hotel, day: DemoDay): InputOf<'reservations.import'>[] {
  const stays = demoStays(day, SEED)
  const count = Math.ceil(stays.length / STAYS_AT_ONCE)
  return Array.from({ length: count }, (_, index) => ({
    idempotencyKey: `demo-import-${index}`,
    stays: stays
      .slice(index * STAYS_AT_ONCE, (index + 1) * STAYS_AT_ONCE)
      .map((stay) => importedStay(hotel, stay)),
  }))
}

function importedStay(hotel: Hotel, stay: DemoStay): InputOf<'reservations.import'>['stays'][number] {
  const { arrival, departure, source, adults, childrenAges, nightlyAmounts, note } = stay
  return {
    guest: stay.person,
    roomTypeId: idOf(hotel.roomTypes, stay.type.code),
    ratePlanId: idOf(hotel.ratePlans, stay.planCode),
    roomId: stay.hasRoom ? roomOf(hotel, stay.room) : null,
    arrival,
    departure,
    // Days after a filling that was cut off, who was due then and is not in yet has not come.
    status: stay.status === 'reserved' && departure <= hotel.businessDate ? 'no_show' : stay.status,
    source,
    adults,
    childrenAges,
    nightlyAmounts,
    note,
    bookedAt: stay.bookedAt,
    checkedInAt: stay.checkedInAt,
    checkedOutAt: stay.checkedOutAt,
  }
}

function idOf(named: readonly { id: string; code: string }[], code: string): string {
  const found = named.find((each) => each.code === code)
  if (found === undefined) throw new Error(`the demo hotel has no ${code}`)
  return found.id
}

function roomOf(hotel: Hotel, name: string): string {
  const found = hotel.rooms.find((room) => room.name === name)
  if (found === undefined) throw new Error(`the demo hotel has no room ${name}`)
  return found.id
}
