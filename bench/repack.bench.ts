/**
 * How long the desk waits for a repack plan: one type of 200 rooms that is full to 95 % for 90 nights, guests in house and
 * every tenth stay pinned, and a stay that fits by count on all its nights and into no single room. `repack` is the whole
 * query as the API calls it. `repack-raw` is the same nights coloured greedily in memory, from an empty house and with
 * nothing fixed: the least that any answer costs; its ratio is the part of `repack` that it makes.
 */
import type { ImportedStay } from '../shared/contract/reservations.ts'
import { addDays, daysBetween, type IsoDate } from '../shared/dates.ts'
import type { Figure } from './figure.ts'
import { ACTOR, type BenchHotel, newKey, openBenchHotel, saleInput } from './hotel.ts'
import { drawing } from './large-house.ts'
import { percentile } from './samples.ts'

export const names = ['repack', 'repack-raw']

const ROOMS = 200
const NIGHTS = 90
const PAST_DAYS = 10
const STAYS_PER_IMPORT = 500
const PINNED_EVERY = 10
const PLANS = 300
const WARM_UP_PLANS = 20
const LEAST_OCCUPANCY = 0.95
const LIMIT_MS = 250

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openBenchHotel(ROOMS, PAST_DAYS)
  try {
    await fill(hotel)
    const samples: number[] = []
    const outcomes = new Map<string, number>()
    for (let plan = -WARM_UP_PLANS; plan < PLANS; plan++) {
      const measured = await planOne(hotel, plan + WARM_UP_PLANS)
      if (plan < 0) continue
      samples.push(measured.spentMs)
      outcomes.set(measured.outcome, (outcomes.get(measured.outcome) ?? 0) + 1)
    }
    console.error(`occupancy ${occupancy(hotel).toFixed(3)}, plans: ${JSON.stringify([...outcomes].sort())}`)
    const [p50, p99] = [percentile(samples, 50), percentile(samples, 99)]
    report({ name: 'repack', value: p50, unit: 'ms', p50, p99, limit: LIMIT_MS })
    const raw = greedyMs(hotel)
    report({ name: 'repack-raw', value: raw, unit: 'ms', ratio: raw / p50 })
  } finally {
    await hotel.close()
  }
}

const typeOf = (hotel: BenchHotel): string => hotel.roomTypeIds[0] ?? ''

/** Every room back to back, with one to four nights between two stays now and then. */
async function fill(hotel: BenchHotel): Promise<void> {
  const { ledger, businessDate } = hotel
  const stays = staysOf(hotel)
  for (let at = 0; at < stays.length; at += STAYS_PER_IMPORT) {
    await ledger.submit('reservations.import', ACTOR, {
      idempotencyKey: newKey(),
      stays: stays.slice(at, at + STAYS_PER_IMPORT),
    })
  }
  const reserved = ledger.store.sqlite
    .prepare(`SELECT public_id FROM stay WHERE status = 'reserved' AND id % ${PINNED_EVERY} = 0`)
    .pluck()
    .all() as string[]
  const pins = reserved.map((stayId) =>
    ledger.submit('stays.pin', ACTOR, { idempotencyKey: newKey(), stayId, pinned: true }),
  )
  await Promise.all(pins)
  const full = occupancy(hotel)
  if (full < LEAST_OCCUPANCY) throw new Error(`the house is only ${full} full from ${businessDate} on`)
}

function staysOf({ ledger, ratePlanId, businessDate, ...hotel }: BenchHotel): ImportedStay[] {
  const roomTypeId = hotel.roomTypeIds[0] ?? ''
  const rooms = (ledger.queries.hotel()?.rooms ?? []).filter((room) => room.roomTypeId === roomTypeId)
  const draw = drawing(20_261_123)
  const end = addDays(businessDate, NIGHTS)
  return rooms.flatMap((room) => {
    const stays: ImportedStay[] = []
    let free = addDays(businessDate, -draw(5))
    while (free < end) {
      const arrival = free
      const nights = 1 + draw(7)
      const departure = addDays(arrival, nights)
      free = addDays(departure, draw(12) === 0 ? 1 + draw(4) : 0)
      if (departure <= businessDate) continue
      stays.push({
        guest: { surname: 'Albrecht', firstName: 'Anna', email: '', phone: '' },
        roomTypeId,
        ratePlanId,
        roomId: room.id,
        arrival,
        departure,
        status: arrival < businessDate ? 'in_house' : 'reserved',
        source: 'direct',
        adults: 2,
        childrenAges: [],
        nightlyAmounts: new Array<number>(nights).fill(12_900),
        note: '',
        bookedAt: Date.parse(`${businessDate}T00:00:00Z`),
        checkedInAt: null,
        checkedOutAt: null,
      })
    }
    return stays
  })
}

function occupancy(hotel: BenchHotel): number {
  const { ledger, businessDate } = hotel
  const { roomTypes } = ledger.queries.availability({
    from: businessDate,
    to: addDays(businessDate, NIGHTS),
    roomTypeId: typeOf(hotel),
  })
  const days = roomTypes[0]?.days ?? []
  return days.reduce((sum, day) => sum + day.booked, 0) / days.reduce((sum, day) => sum + day.total, 0)
}

/** Sells a stay that no single room is free for, asks for the plan, and cancels it again. */
async function planOne(hotel: BenchHotel, number: number): Promise<{ spentMs: number; outcome: string }> {
  const { ledger } = hotel
  const { stayId, reservationId } = await sellHard(hotel, number)
  const begin = performance.now()
  const plan = ledger.queries.planRepack({ stayId })
  const spentMs = performance.now() - begin
  await ledger.submit('reservations.cancel', ACTOR, {
    idempotencyKey: newKey(),
    reservationId,
    reason: '',
    agreedWithChannel: true,
    fee: 'waive',
  })
  const outcome = plan.outcome === 'solved' ? `solved, ${plan.moves.length - 1} others move` : plan.outcome
  return { spentMs, outcome }
}

async function sellHard(
  hotel: BenchHotel,
  number: number,
): Promise<{ stayId: string; reservationId: string }> {
  const { ledger, businessDate } = hotel
  const taken = takenNights(hotel)
  for (let attempt = 0; attempt < NIGHTS * 10; attempt++) {
    const arrival = addDays(businessDate, (number * 31 + attempt * 7) % (NIGHTS - 14))
    const departure = addDays(arrival, 3 + ((number + attempt) % 10))
    if (!fitsByCount(hotel, arrival, departure) || fitsOneRoom(taken, arrival, departure)) continue
    const sale = saleInput(hotel, 0)
    const [room] = sale.rooms
    if (room === undefined) throw new Error('a sale without a room')
    const sold = await ledger.submit('reservations.create', ACTOR, {
      ...sale,
      rooms: [{ ...room, roomTypeId: typeOf(hotel), arrival, departure }],
    })
    return { stayId: sold.stayIds[0] ?? '', reservationId: sold.reservationId }
  }
  throw new Error('every stay that can be sold has a free room')
}

function fitsByCount(hotel: BenchHotel, from: IsoDate, to: IsoDate): boolean {
  const { roomTypes } = hotel.ledger.queries.availability({ from, to, roomTypeId: typeOf(hotel) })
  return (roomTypes[0]?.days ?? []).every((day) => day.available > 0)
}

interface Lying {
  readonly room: number
  readonly from: IsoDate
  readonly to: IsoDate
}

/** What hangs on the hooks of the type's rooms, stay by stay. */
function takenNights({ ledger, businessDate }: BenchHotel): Lying[] {
  const rows = ledger.store.sqlite
    .prepare(
      `SELECT room_id AS room, min(date) AS first, count(*) AS nights FROM room_night
        WHERE date >= ? GROUP BY room_id, stay_id ORDER BY first`,
    )
    .all(businessDate) as { room: number; first: IsoDate; nights: number }[]
  return rows.map(({ room, first, nights }) => ({ room, from: first, to: addDays(first, nights) }))
}

function fitsOneRoom(taken: readonly Lying[], from: IsoDate, to: IsoDate): boolean {
  const inTheWay = taken.filter((lying) => lying.from < to && from < lying.to).map(({ room }) => room)
  return new Set(inTheWay).size < ROOMS
}

/** Best of some rounds: what the machine can do. */
function greedyMs(hotel: BenchHotel): number {
  const intervals = takenNights(hotel).map(({ from, to }) => ({
    from: daysBetween(hotel.businessDate, from),
    to: daysBetween(hotel.businessDate, to),
  }))
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 50; round++) {
    const begin = performance.now()
    const busyUntil = new Int32Array(ROOMS)
    for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
      const room = busyUntil.findIndex((until) => until <= from)
      if (room === -1) throw new Error('more stays than rooms')
      busyUntil[room] = to
    }
    best = Math.min(best, performance.now() - begin)
  }
  return best
}
