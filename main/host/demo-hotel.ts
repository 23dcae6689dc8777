/** What the demo hotel is: its rooms, its prices by season, and what the sandbox channel calls them. */
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'

export const DEMO_NAME = 'Hotel Adler'
export const DEMO_CURRENCY = 'EUR'
export const DEMO_DAYS_PRICED = 500

export interface DemoRoomType {
  readonly code: string
  readonly name: string
  readonly baseOccupancy: number
  readonly maxOccupancy: number
  readonly rooms: readonly string[]
  /** Of one adult in the middle season on a weekday, Flexible; minor units. */
  readonly baseMinor: number
  /** What each further adult adds. */
  readonly perAdultMinor: number
  /** The channel's number of the type. */
  readonly roomCode: string
}

export const DEMO_ROOM_TYPES: readonly DemoRoomType[] = [
  {
    code: 'SGL',
    name: 'Single',
    baseOccupancy: 1,
    maxOccupancy: 1,
    rooms: ['101', '102', '103', '104'],
    baseMinor: 8_900,
    perAdultMinor: 0,
    roomCode: '88402101',
  },
  {
    code: 'DBL',
    name: 'Double, courtyard',
    baseOccupancy: 2,
    maxOccupancy: 2,
    rooms: ['105', '106', '201', '202', '203', '204', '205', '206'],
    baseMinor: 10_900,
    perAdultMinor: 2_000,
    roomCode: '88402102',
  },
  {
    code: 'TWN',
    name: 'Twin, garden',
    baseOccupancy: 2,
    maxOccupancy: 3,
    rooms: ['301', '302', '303', '304', '305'],
    baseMinor: 11_900,
    perAdultMinor: 2_200,
    roomCode: '88402103',
  },
  {
    code: 'FAM',
    name: 'Family room',
    baseOccupancy: 3,
    maxOccupancy: 5,
    rooms: ['401', '402', '403', '404'],
    baseMinor: 15_900,
    perAdultMinor: 2_400,
    roomCode: '88402104',
  },
  {
    code: 'STE',
    name: 'Suite with terrace',
    baseOccupancy: 2,
    maxOccupancy: 4,
    rooms: ['501', '502', '503'],
    baseMinor: 24_900,
    perAdultMinor: 3_000,
    roomCode: '88402105',
  },
]

export const DEMO_RATE_PLANS = [
  { code: 'FLEX', name: 'Flexible', percent: 100, rateCode: '7710011' },
  { code: 'NRF', name: 'Non-refundable', percent: 90, rateCode: '7710012' },
] as const

/** Percent of the middle season by month, January first: a city with an Advent market. */
const MONTH_PERCENT = [82, 82, 90, 100, 108, 108, 115, 115, 108, 100, 85, 122] as const
const WEEKEND = { weekdays: [5, 6], percent: 118 } as const
const WORKDAYS = { weekdays: [7, 1, 2, 3, 4], percent: 100 } as const

export interface DemoPrice {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly weekdays: number[]
  readonly prices: number[]
}

/** Prices of one plan and type, in as few ranges as the seasons allow. */
export function demoPrices(type: DemoRoomType, planPercent: number, from: IsoDate): DemoPrice[] {
  return seasonsFrom(from).flatMap((season) =>
    [WORKDAYS, WEEKEND].map((days) => ({
      from: season.from,
      to: season.to,
      weekdays: [...days.weekdays],
      prices: Array.from({ length: type.maxOccupancy }, (_, index) =>
        wholeEuros(
          (type.baseMinor + index * type.perAdultMinor) *
            (season.percent / 100) *
            (days.percent / 100) *
            (planPercent / 100),
        ),
      ),
    })),
  )
}

function wholeEuros(minor: number): number {
  return Math.round(minor / 100) * 100
}

/** The nights from `from` on, cut where the percentage changes. */
function seasonsFrom(from: IsoDate): { from: IsoDate; to: IsoDate; percent: number }[] {
  const seasons: { from: IsoDate; to: IsoDate; percent: number }[] = []
  for (const night of nightsOf({ from, to: addDays(from, DEMO_DAYS_PRICED) })) {
    const percent = MONTH_PERCENT[Number(night.slice(5, 7)) - 1] ?? 100
    const last = seasons.at(-1)
    if (last?.percent === percent) last.to = addDays(night, 1)
    else seasons.push({ from: night, to: addDays(night, 1), percent })
  }
  return seasons
}
