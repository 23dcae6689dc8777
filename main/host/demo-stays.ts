/**
 * The demo hotel's stays: a year back, half a year ahead, drawn night after night from one seed. A guest gets a room
 * that is free from then on, so that every stay fits.
 */
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { type Chance, seededChance } from './demo-chance.ts'
import { demoNights, demoShareSold } from './demo-demand.ts'
import { DEMO_ROOM_TYPES, type DemoRoomType } from './demo-hotel.ts'
import { type DemoDay, type DemoStatus, type DemoStay, type DrawnStay, demoStay } from './demo-stay.ts'

export const DEMO_DAYS_BACK = 372
const DAYS_AHEAD = 180
/** One room of so many is free tonight, and the last of each type for three nights: somebody will walk in. */
const ROOMS_PER_SPARE = 5
const NIGHTS_KEPT_FREE = 3
const OVERSTAYED_ROOM = '110'
const PERCENT_CANCELLED = 6
const PERCENT_NO_SHOW = 1

export interface DemoBlock {
  readonly room: string
  readonly from: IsoDate
  /** Exclusive. */
  readonly to: IsoDate
  readonly reason: string
}

/** Rooms that cannot be sold now and soon. */
export function demoBlocks(today: IsoDate): DemoBlock[] {
  return [
    { room: '204', from: today, to: addDays(today, 4), reason: 'Water damage in the bathroom' },
    { room: '308', from: today, to: addDays(today, 1), reason: 'New carpet' },
    { room: '103', from: addDays(today, 5), to: addDays(today, 8), reason: 'Painting' },
  ]
}

/** In the order of their arrivals. */
export function demoStays(day: DemoDay, seed: number): DemoStay[] {
  const { today } = day
  const chance = seededChance(seed)
  const overstay = overstayOf(today)
  const drawn = [...DEMO_ROOM_TYPES.flatMap((type) => staysOfType(type, today, chance)), overstay]
  drawn.sort((a, b) => compare(a.arrival, b.arrival) || compare(a.room, b.room))
  const statusOf = standing(drawn, overstay, today, chance)
  return drawn.flatMap((stay) => {
    const stays = [demoStay(stay, statusOf(stay), day, chance)]
    // Bookings that were given up took their rooms from nobody.
    if (chance.isOneOf(PERCENT_CANCELLED)) stays.push(demoStay(stay, 'cancelled', day, chance))
    return stays
  })
}

/** How each stay stands today: most of today's departures are still to leave, some of its arrivals have come. */
function standing(
  drawn: readonly DrawnStay[],
  overstay: DrawnStay,
  today: IsoDate,
  chance: Chance,
): (stay: DrawnStay) => DemoStatus {
  const kept = new Set(DEMO_ROOM_TYPES.flatMap((type) => [...keptNights(type, today).keys()]))
  const missed = drawn.find(({ arrival, departure }) => arrival === addDays(today, -1) && departure === today)
  const goesToday = drawn.filter(
    (stay) => stay.departure === today && stay !== missed && !kept.has(stay.room),
  )
  const leaving = new Set(goesToday.filter((_, index) => index % 5 < 3))
  const roomsOfLeaving = new Set([...leaving].map(({ room }) => room))
  return (stay) => {
    const { arrival, departure, room } = stay
    if (stay === overstay || leaving.has(stay)) return 'in_house'
    if (stay === missed) return 'no_show'
    if (departure <= today) return chance.isOneOf(PERCENT_NO_SHOW) ? 'no_show' : 'departed'
    if (arrival < today) return 'in_house'
    return arrival === today && !roomsOfLeaving.has(room) && chance.isOneOf(45) ? 'in_house' : 'reserved'
  }
}

function staysOfType(type: DemoRoomType, today: IsoDate, chance: Chance): DrawnStay[] {
  const stays: DrawnStay[] = []
  const freeFrom = new Map<string, IsoDate>()
  const kept = keptNights(type, today)
  const days = { from: addDays(today, -DEMO_DAYS_BACK), to: addDays(today, DAYS_AHEAD) }
  for (const night of nightsOf(days)) {
    const free = type.rooms.filter((room) => (freeFrom.get(room) ?? night) <= night)
    const taken = type.rooms.length - free.length
    const wanted = Math.round(type.rooms.length * demoShareSold(night, today, chance)) - taken
    for (let left = wanted; left > 0; left--) {
      const departure = addDays(night, demoNights(night, type.code === 'FAM', chance))
      const fitting = free.filter((room) => !overlaps(kept.get(room), night, departure))
      if (fitting.length === 0) break
      const room = chance.oneOf(fitting)
      free.splice(free.indexOf(room), 1)
      freeFrom.set(room, departure)
      stays.push({ type, room, arrival: night, departure })
    }
  }
  return stays
}

/** The rooms that are free tonight whatever the season. */
export function demoSpareRooms({ rooms }: DemoRoomType): readonly string[] {
  return rooms.slice(-Math.ceil(rooms.length / ROOMS_PER_SPARE))
}

/** Nights that a room must stay free, by room. */
function keptNights(type: DemoRoomType, today: IsoDate): Map<string, { from: IsoDate; to: IsoDate }> {
  const kept = new Map(demoBlocks(today).map((block) => [block.room, { from: block.from, to: block.to }]))
  const spare = demoSpareRooms(type)
  for (const [index, room] of spare.entries()) {
    const nights = index === spare.length - 1 ? NIGHTS_KEPT_FREE : 1
    kept.set(room, { from: today, to: addDays(today, nights) })
  }
  const overstay = overstayOf(today)
  if (overstay.type === type) kept.set(overstay.room, { from: overstay.arrival, to: addDays(today, 1) })
  return kept
}

function overlaps(
  kept: { from: IsoDate; to: IsoDate } | undefined,
  arrival: IsoDate,
  departure: IsoDate,
): boolean {
  return kept !== undefined && arrival < kept.to && kept.from < departure
}

/** One who should have left yesterday and did not; nobody has come to that room since. */
function overstayOf(today: IsoDate): DrawnStay {
  const type = DEMO_ROOM_TYPES.find(({ code }) => code === 'DBL')
  if (type === undefined) throw new Error('the demo hotel has no doubles')
  return { type, room: OVERSTAYED_ROOM, arrival: addDays(today, -4), departure: addDays(today, -1) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
