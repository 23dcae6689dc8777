/** How full the demo hotel is on a night, and how long its guests stay: a city with an Advent market and busy weekends. */
import { daysBetween, type IsoDate, weekday } from '../../shared/dates.ts'
import type { Chance } from './demo-chance.ts'

/** Share of rooms sold by month, January first. */
const MONTHS = [0.56, 0.62, 0.68, 0.75, 0.82, 0.86, 0.89, 0.91, 0.86, 0.8, 0.76, 0.87] as const
/** Monday first: business on weekdays, the city on Friday and Saturday, and Sunday is quiet. */
const WEEKDAYS = [0.93, 0.97, 1, 0.99, 1.08, 1.14, 0.8] as const
const FULLEST = 0.97
/** In so many days from today two thirds of what will be sold are still to come. */
const PACE_DAYS = 75
/** What the demo hotel grows by in a year. */
const GROWTH = 0.05

/** Share of a type's rooms that are sold for a night, as the desk knows today: less of it the farther ahead. */
export function demoShareSold(night: IsoDate, today: IsoDate, chance: Chance): number {
  const ahead = daysBetween(today, night)
  const season = MONTHS[Number(night.slice(5, 7)) - 1] ?? MONTHS[0]
  const usual = season * (WEEKDAYS[weekday(night) - 1] ?? 1) * (1 + (GROWTH * ahead) / 365)
  const known = ahead <= 0 ? 1 : Math.exp(-ahead / PACE_DAYS)
  return Math.min(FULLEST, usual * known * (0.9 + chance.fraction() * 0.2))
}

const NIGHTS = [
  [1, 30],
  [2, 31],
  [3, 17],
  [4, 9],
  [5, 5],
  [7, 6],
  [10, 1],
  [14, 1],
] as const
const NIGHTS_OF_FAMILIES = [
  [2, 24],
  [3, 24],
  [4, 16],
  [5, 10],
  [7, 22],
  [14, 4],
] as const
const NIGHTS_OF_A_WEEKEND = [
  [1, 18],
  [2, 58],
  [3, 18],
  [4, 6],
] as const
const FRIDAY = 5

export function demoNights(arrival: IsoDate, isFamily: boolean, chance: Chance): number {
  if (isFamily) return chance.weighted(NIGHTS_OF_FAMILIES)
  return chance.weighted(weekday(arrival) === FRIDAY ? NIGHTS_OF_A_WEEKEND : NIGHTS)
}

/** Days from booking to arrival: some on the day, most within weeks, some half a year. */
export function demoLeadDays(chance: Chance): number {
  return Math.floor(-Math.log(1 - chance.fraction()) * 24)
}
