/** The demo hotel's layers of prices: base prices, a year of seasons, weekends, events, and plans that follow the flexible one. */
import { addDays, type IsoDate, isoDate, weekday } from '../../shared/dates.ts'
import type { Commands } from '../ledger/commands.ts'
import { DEMO_ROOM_TYPES, type DemoRoomType } from './demo-hotel.ts'

/** Percent of the middle season by month, January first: a city with an Advent market. */
const MONTH_PERCENT = [82, 82, 90, 100, 108, 108, 115, 115, 108, 100, 85, 122] as const
const WEEKEND = { weekdays: [5, 6], percent: 118 }
const WHOLE_EUROS = { roundToMinor: 100, rounding: 'nearest' } as const

/** Minor units of one night for so many adults, in whole euros, as guests paid who booked at the usual price. */
export function demoNightPrice(
  type: DemoRoomType,
  planPercent: number,
  night: IsoDate,
  adults: number,
): number {
  const season = MONTH_PERCENT[Number(night.slice(5, 7)) - 1] ?? 100
  const day = WEEKEND.weekdays.includes(weekday(night)) ? WEEKEND.percent : 100
  return Math.round((demoBasePrice(type, adults) * season * day * planPercent) / 100_000_000) * 100
}

export function demoBasePrice(type: DemoRoomType, adults: number): number {
  return type.baseMinor + (adults - 1) * type.perAdultMinor
}

export const DEMO_CHILD_BANDS = [
  { name: 'Infant', fromAge: 0, toAge: 2 },
  { name: 'Child', fromAge: 3, toAge: 11 },
  { name: 'Teenager', fromAge: 12, toAge: 17 },
] as const

export const DEMO_NON_REFUNDABLE = {
  derivation: {
    percent: -10,
    amountMinor: 0,
    per: 'room',
    ...WHOLE_EUROS,
    followsRestrictions: true,
  },
} as const

interface Season {
  readonly key: string
  readonly name: string
  /** Month and day, inclusive and exclusive; the last one may be of the next year. */
  readonly from: string
  readonly to: string
  readonly percent: number
  readonly colour: number
  readonly precedence?: number
  readonly minNights?: number
}

/** April and October are the middle of the year: they have the base price. */
const SEASONS: readonly Season[] = [
  { key: 'winter', name: 'Winter', from: '01-01', to: '03-01', percent: -18, colour: 0 },
  { key: 'march', name: 'Early spring', from: '03-01', to: '04-01', percent: -10, colour: 1 },
  { key: 'spring', name: 'Spring', from: '05-01', to: '07-01', percent: 8, colour: 2 },
  { key: 'summer', name: 'Summer', from: '07-01', to: '09-01', percent: 15, colour: 3 },
  { key: 'september', name: 'Early autumn', from: '09-01', to: '10-01', percent: 8, colour: 4 },
  { key: 'november', name: 'November', from: '11-01', to: '12-01', percent: -15, colour: 5 },
  { key: 'advent', name: 'Advent', from: '12-01', to: '01-01', percent: 22, colour: 6 },
  {
    key: 'new-year',
    name: 'New Year',
    from: '12-31',
    to: '01-02',
    percent: 40,
    colour: 7,
    precedence: 40,
    minNights: 2,
  },
]

type Change = Commands['seasons.apply']['input']['change']

/** One change a layer, by a name that stays the same; seasons begin with the year of `today`. */
export function demoLayers(
  today: IsoDate,
  flexId: string,
  roomTypeIds: readonly string[],
): { readonly key: string; readonly change: Change }[] {
  const year = Number(today.slice(0, 4))
  const everyDay = [1, 2, 3, 4, 5, 6, 7]
  const seasons = SEASONS.map(({ key, name, from, to, percent, colour, precedence, minNights }) => ({
    key,
    change: {
      kind: 'season' as const,
      name,
      precedence: precedence ?? 20,
      colour,
      from: isoDate(`${year}-${from}`),
      to: isoDate(`${to > from ? year : year + 1}-${to}`),
      repeats: 'same_dates' as const,
      weekdays: everyDay,
      prices: roomTypeIds.map((roomTypeId) => ({
        ratePlanId: flexId,
        roomTypeId,
        price: { kind: 'percent' as const, percent },
      })),
      restrictions:
        minNights === undefined ? [] : [{ restrictions: { minLosThrough: minNights }, weekdays: everyDay }],
    },
  }))
  const adjustment = { kind: 'adjustment' as const, repeats: 'never' as const, weekdays: everyDay }
  const event = (key: string, name: string, from: IsoDate, nights: number, percent: number | null) => ({
    key,
    change: {
      ...adjustment,
      type: 'event' as const,
      name,
      change: percent === null ? null : { kind: 'percent' as const, percent },
      from,
      to: addDays(from, nights),
    },
  })
  return [
    ...seasons,
    {
      key: 'weekend',
      change: {
        ...adjustment,
        type: 'weekday',
        name: 'Weekend',
        change: { kind: 'percent', percent: WEEKEND.percent - 100 },
        from: null,
        to: null,
        weekdays: [...WEEKEND.weekdays],
      },
    },
    event('market', 'Christmas market', isoDate(`${year}-11-20`), 33, null),
    event('marathon', 'City marathon', addDays(today, 45 - weekday(today) + 6), 2, 12),
  ]
}

/** Floor and ceiling of each type, around its base price. */
export function demoBounds(type: DemoRoomType): { floorMinor: number; ceilingMinor: number } {
  const base = demoBasePrice(type, type.baseOccupancy)
  const whole = (minor: number) => Math.round(minor / 500) * 500
  return { floorMinor: whole(base * 0.6), ceilingMinor: whole(base * 2.1) }
}

/** The base prices of the flexible plan by the code of the type: what `property.setUp` is given. */
export function demoBasePrices(): { roomTypeCode: string; prices: number[] }[] {
  return DEMO_ROOM_TYPES.map((type) => ({
    roomTypeCode: type.code,
    prices: Array.from({ length: type.maxOccupancy }, (_, index) => demoBasePrice(type, index + 1)),
  }))
}
