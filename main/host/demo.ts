/** Fills an empty data folder with the demo hotel through the same commands as any desk, and connects the sandbox. */
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays, isoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { DemoPort } from '../api/ports.ts'
import type { CommandName, Commands, Ledger } from '../ledger/ledger.ts'
import type { HostRandom } from './clock.ts'
import { type DemoStay, demoStays } from './demo-guests.ts'
import {
  DEMO_CURRENCY,
  DEMO_DAYS_PRICED,
  DEMO_NAME,
  DEMO_RATE_PLANS,
  DEMO_ROOM_TYPES,
  demoPrices,
} from './demo-hotel.ts'
import { SANDBOX_HOTEL_CODE, SANDBOX_SETTINGS, type SandboxChannel } from './sandbox-channel.ts'
import { newSecret } from './secrets.ts'

const ACTOR = 'demo'
const SEED = 20_261
/** Commands under way at a time: one group commit. */
const AT_ONCE = 64

/**
 * Every step carries a key made from its place, so that a demo whose filling was cut off is filled on, not twice; the
 * connection to the sandbox comes last and marks the end.
 */
export function createDemo(ledger: Ledger, sandbox: SandboxChannel, random: HostRandom): DemoPort {
  let opening: Promise<{ hotelId: string }> | null = null

  async function fill(): Promise<{ hotelId: string }> {
    const before = ledger.queries.hotel()
    if (before !== null && sandbox.channelId() !== null) return { hotelId: before.id }
    if (before !== null && before.name !== DEMO_NAME)
      throw new DomainError('HotelExists', { name: before.name })
    if (before === null) await ledger.submit('property.setUp', ACTOR, hotelInput())
    const hotel = ledger.queries.hotel()
    if (hotel === null) throw new Error('the demo hotel was set up and is not there')
    await inGroups(priceInputs(hotel), (input) => ledger.submit('rates.setRange', ACTOR, input))
    await inGroups(demoStays(hotel.businessDate, SEED), (stay, index) => sell(hotel, stay, index))
    await connect(hotel)
    return { hotelId: hotel.id }
  }

  async function sell(hotel: Hotel, stay: DemoStay, index: number): Promise<void> {
    const key = `demo-${hotel.businessDate}-${index}`
    const sold = await ledger.submit('reservations.create', ACTOR, saleInput(hotel, stay, `${key}-sale`))
    const [stayId] = sold.stayIds
    if (!stay.inHouse || stayId === undefined) return
    await ledger.submit('stays.checkIn', ACTOR, { idempotencyKey: `${key}-in`, stayId })
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
      exposure: { buffer: 0, cap: null, horizonDays: DEMO_DAYS_PRICED },
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

function hotelInput(): InputOf<'property.setUp'> {
  return {
    idempotencyKey: 'demo-set-up',
    name: DEMO_NAME,
    timeZone: 'Europe/Vienna',
    currency: DEMO_CURRENCY,
    roomTypes: DEMO_ROOM_TYPES.map(({ code, name, baseOccupancy, maxOccupancy, rooms }) => ({
      code,
      name,
      baseOccupancy,
      maxOccupancy,
      rooms: [...rooms],
    })),
    ratePlans: DEMO_RATE_PLANS.map(({ code, name }) => ({ code, name })),
    prices: [],
  }
}

function priceInputs(hotel: Hotel): InputOf<'rates.setRange'>[] {
  const prices = DEMO_RATE_PLANS.flatMap((plan) =>
    DEMO_ROOM_TYPES.flatMap((type) =>
      demoPrices(type, plan.percent, hotel.businessDate).map((price, index) => ({
        idempotencyKey: `demo-${hotel.businessDate}-${plan.code}-${type.code}-${index}`,
        ratePlanId: idOf(hotel.ratePlans, plan.code),
        roomTypeIds: [idOf(hotel.roomTypes, type.code)],
        ...price,
      })),
    ),
  )
  return [...prices, newYearInput(hotel)]
}

/** At least two nights over New Year, so that restrictions are there to be seen. */
function newYearInput(hotel: Hotel): InputOf<'rates.setRange'> {
  const evening = isoDate(`${hotel.businessDate.slice(0, 4)}-12-31`)
  return {
    idempotencyKey: `demo-${hotel.businessDate}-new-year`,
    ratePlanId: idOf(hotel.ratePlans, 'FLEX'),
    roomTypeIds: hotel.roomTypes.map(({ id }) => id),
    from: evening,
    to: addDays(evening, 2),
    restrictions: { minLosThrough: 2 },
  }
}

function saleInput(hotel: Hotel, stay: DemoStay, key: string): InputOf<'reservations.create'> {
  const { arrival, departure, adults, childrenAges, surname, firstName } = stay
  return {
    idempotencyKey: key,
    booker: { surname, firstName, email: '', phone: '' },
    rooms: [
      {
        roomTypeId: idOf(hotel.roomTypes, stay.type.code),
        ratePlanId: idOf(hotel.ratePlans, stay.planCode),
        arrival,
        departure,
        adults,
        childrenAges,
        ...(stay.room === null ? {} : { roomId: roomOf(hotel, stay.room) }),
      },
    ],
    checkIn: false,
    ignoreRestrictions: true,
    note: '',
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

async function inGroups<T>(
  items: readonly T[],
  run: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map((item, offset) => run(item, start + offset)))
  }
}
