/** One stay of the demo hotel: who it is, what it costs, and how it stands today. */
import { dayNumber, daysBetween, type IsoDate, nightsOf } from '../../shared/dates.ts'
import type { Chance } from './demo-chance.ts'
import { demoLeadDays } from './demo-demand.ts'
import { DEMO_RATE_PLANS, type DemoRoomType } from './demo-hotel.ts'
import { DEMO_NOTES, type DemoPerson, demoPerson } from './demo-people.ts'
import { demoNightPrice } from './demo-rates.ts'

export interface DrawnStay {
  readonly type: DemoRoomType
  readonly room: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
}

export type DemoStatus = 'reserved' | 'in_house' | 'departed' | 'cancelled' | 'no_show'

export interface DemoStay extends DrawnStay {
  /** Whether the room is given already; false for who never came. */
  readonly hasRoom: boolean
  readonly status: DemoStatus
  readonly source: 'direct' | 'walk_in'
  readonly person: DemoPerson
  readonly adults: number
  readonly childrenAges: number[]
  readonly planCode: 'FLEX' | 'NRF'
  readonly nightlyAmounts: number[]
  readonly note: string
  /** Epoch ms. */
  readonly bookedAt: number
  readonly checkedInAt: number | null
  readonly checkedOutAt: number | null
}

/** The demo's today: its business date, and the instant at which the hotel was set up. */
export interface DemoDay {
  readonly today: IsoDate
  /** Epoch ms; nothing has happened after it. */
  readonly now: number
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** Stays that begin within so many days have their room already, most of them. */
const DAYS_ASSIGNED = 14

export function demoStay(stay: DrawnStay, status: DemoStatus, day: DemoDay, chance: Chance): DemoStay {
  const { type, arrival, departure } = stay
  const guests = party(type, chance)
  const planCode = chance.isOneOf(65) ? 'FLEX' : 'NRF'
  const percent = DEMO_RATE_PLANS.find(({ code }) => code === planCode)?.percent ?? 100
  const hasCome = status === 'in_house' || status === 'departed'
  const nights = nightsOf({ from: arrival, to: departure })
  const isWalkIn = hasCome && nights.length < 3 && chance.isOneOf(12)
  const checkedInAt = hasCome
    ? past(dayStart(arrival) + (13 + chance.fraction() * 8) * HOUR_MS, day, chance)
    : null
  const booked = bookedAt(arrival, day, chance)
  const leftAt = dayStart(departure) + (6 + chance.fraction() * 4) * HOUR_MS
  return {
    ...stay,
    hasRoom: hasCome || (status === 'reserved' && isGiven(arrival, day.today, chance)),
    status,
    source: isWalkIn ? 'walk_in' : 'direct',
    person: demoPerson(chance),
    ...guests,
    planCode,
    nightlyAmounts: nights.map((night) => demoNightPrice(type, percent, night, guests.adults)),
    note: chance.isOneOf(9) ? chance.oneOf(DEMO_NOTES) : '',
    bookedAt: isWalkIn && checkedInAt !== null ? checkedInAt : Math.min(booked, checkedInAt ?? booked),
    checkedInAt,
    checkedOutAt: status === 'departed' ? Math.max(past(leftAt, day, chance), checkedInAt ?? 0) : null,
  }
}

function party(type: DemoRoomType, chance: Chance): { adults: number; childrenAges: number[] } {
  if (type.code === 'FAM')
    return { adults: 2, childrenAges: ages(1 + chance.whole(type.maxOccupancy - 2), chance) }
  const adults = Math.min(type.maxOccupancy, chance.isOneOf(28) ? 1 : 2)
  const canBringOne = type.maxOccupancy > 2 && chance.isOneOf(18)
  return { adults, childrenAges: ages(canBringOne ? 1 : 0, chance) }
}

function ages(children: number, chance: Chance): number[] {
  return Array.from({ length: children }, () => 1 + chance.whole(14))
}

function isGiven(arrival: IsoDate, today: IsoDate, chance: Chance): boolean {
  return daysBetween(today, arrival) < DAYS_ASSIGNED && chance.isOneOf(82)
}

/** Who comes later than today booked before today, and nobody after arriving. */
function bookedAt(arrival: IsoDate, day: DemoDay, chance: Chance): number {
  const lead = demoLeadDays(chance)
  const ahead = Math.max(0, daysBetween(day.today, arrival))
  // Nearer bookings than today's are not known yet: the same lead counts from today then.
  const daysBefore = lead >= ahead ? lead : ahead + lead
  return past(dayStart(arrival) - daysBefore * DAY_MS + (7 + chance.fraction() * 5) * HOUR_MS, day, chance)
}

function dayStart(date: IsoDate): number {
  return dayNumber(date) * DAY_MS
}

/** The instant itself, or some minutes ago where it would be in the future. */
function past(at: number, { now }: DemoDay, chance: Chance): number {
  const ago = (1 + chance.whole(40)) * MINUTE_MS
  return Math.round(Math.min(at, now - ago))
}
