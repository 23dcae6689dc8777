/** Believable stays of the demo hotel: drawn room by room, so that they fit, from one seed, so that they repeat. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { DEMO_ROOM_TYPES, type DemoRoomType } from './demo-hotel.ts'

const DAYS_DRAWN = 120
/** Stays that begin within so many days have their room already. */
const DAYS_ASSIGNED = 14

export interface DemoStay {
  readonly type: DemoRoomType
  readonly room: string | null
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  readonly childrenAges: number[]
  readonly planCode: 'FLEX' | 'NRF'
  readonly surname: string
  readonly firstName: string
  /** Arrived today and is in its room already. */
  readonly inHouse: boolean
}

/** Mulberry32: small and good enough to draw guests; uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Stays from the business date on, about three rooms of five taken in the first weeks and fewer later. The last room
 * of each type is free for at least two nights: somebody will walk in.
 */
export function demoStays(businessDate: IsoDate, seed: number): DemoStay[] {
  const random = seeded(seed)
  return DEMO_ROOM_TYPES.flatMap((type) =>
    type.rooms.flatMap((room, index) => {
      const isLast = index === type.rooms.length - 1
      const first = isLast ? 2 + whole(random, 3) : random() < 0.6 ? 0 : 1 + whole(random, 4)
      return staysOfRoom(type, room, businessDate, first, random)
    }),
  )
}

function staysOfRoom(
  type: DemoRoomType,
  room: string,
  businessDate: IsoDate,
  firstDay: number,
  random: () => number,
): DemoStay[] {
  const stays: DemoStay[] = []
  let day = firstDay
  while (day < DAYS_DRAWN) {
    const nights = 1 + whole(random, 4) + (random() < 0.15 ? 3 : 0)
    stays.push({
      type,
      room: day < DAYS_ASSIGNED ? room : null,
      arrival: addDays(businessDate, day),
      departure: addDays(businessDate, day + nights),
      ...party(type, random),
      planCode: random() < 0.65 ? 'FLEX' : 'NRF',
      surname: oneOf(SURNAMES, random),
      firstName: oneOf(FIRST_NAMES, random),
      inHouse: day === 0 && random() < 0.6,
    })
    day += nights + gap(day, random)
  }
  return stays
}

/** Empty nights after a stay: one or two soon, many in three months. */
function gap(day: number, random: () => number): number {
  return whole(random, 4) + Math.floor((day / 30) * 2 * random())
}

function party(type: DemoRoomType, random: () => number): { adults: number; childrenAges: number[] } {
  const adults = Math.min(type.maxOccupancy, random() < 0.3 ? 1 : 2)
  const children = type.code === 'FAM' ? 1 + whole(random, type.maxOccupancy - adults) : 0
  return { adults, childrenAges: Array.from({ length: children }, () => 2 + whole(random, 12)) }
}

function whole(random: () => number, below: number): number {
  return Math.floor(random() * below)
}

function oneOf(names: readonly string[], random: () => number): string {
  return names[whole(random, names.length)] ?? 'Guest'
}

const SURNAMES = [
  'Aichinger',
  'Baranova',
  'Castellan',
  'Dvorsky',
  'Eberhart',
  'Fontaine',
  'Grabner',
  'Halvorsen',
  'Ivanic',
  'Jelinek',
  'Kowalczyk',
  'Lindqvist',
  'Marchetti',
  'Novotny',
  'Okonkwo',
  'Pichler',
  'Quintero',
  'Rosenblatt',
  'Steinmann',
  'Takahashi',
  'Urban',
  'Vandermeer',
  'Wojcik',
  'Yilmaz',
  'Zangerl',
]
const FIRST_NAMES = [
  'Amara',
  'Bruno',
  'Clara',
  'Dario',
  'Elif',
  'Felix',
  'Greta',
  'Henrik',
  'Ines',
  'Jonas',
  'Katalin',
  'Luca',
  'Mira',
  'Noel',
  'Oksana',
  'Paul',
  'Rosa',
  'Simon',
  'Teresa',
  'Viktor',
]
