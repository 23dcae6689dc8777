/** What the demo hotel is: its rooms, its prices by season, and what the sandbox channel calls them. */

import type { CancellationTerms } from '../../shared/rates/plan-terms.ts'

export const DEMO_NAME = 'Hotel Adler'
export const DEMO_CURRENCY = 'EUR'
export const DEMO_TIME_ZONE = 'Europe/Vienna'
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

/** `101, 6` -> `101` to `106` */
function numbered(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(first + index))
}

export const DEMO_ROOM_TYPES: readonly DemoRoomType[] = [
  {
    code: 'SGL',
    name: 'Single',
    baseOccupancy: 1,
    maxOccupancy: 1,
    rooms: numbered(101, 6),
    baseMinor: 8_900,
    perAdultMinor: 0,
    roomCode: '88402101',
  },
  {
    code: 'DBL',
    name: 'Double, courtyard',
    baseOccupancy: 2,
    maxOccupancy: 2,
    rooms: [...numbered(107, 4), ...numbered(201, 10), ...numbered(301, 4)],
    baseMinor: 10_900,
    perAdultMinor: 2_000,
    roomCode: '88402102',
  },
  {
    code: 'TWN',
    name: 'Twin, garden',
    baseOccupancy: 2,
    maxOccupancy: 3,
    rooms: [...numbered(305, 6), ...numbered(401, 4)],
    baseMinor: 11_900,
    perAdultMinor: 2_200,
    roomCode: '88402103',
  },
  {
    code: 'FAM',
    name: 'Family room',
    baseOccupancy: 3,
    maxOccupancy: 5,
    rooms: numbered(405, 6),
    baseMinor: 15_900,
    perAdultMinor: 2_400,
    roomCode: '88402104',
  },
  {
    code: 'STE',
    name: 'Suite with terrace',
    baseOccupancy: 2,
    maxOccupancy: 4,
    rooms: numbered(501, 5),
    baseMinor: 24_900,
    perAdultMinor: 3_000,
    roomCode: '88402105',
  },
]

export const DEMO_RATE_PLANS = [
  { code: 'FLEX', name: 'Flexible', percent: 100, rateCode: '7710011' },
  { code: 'NRF', name: 'Non-refundable', percent: 90, rateCode: '7710012' },
] as const

/** What is charged beside the room; null: the amount is typed. Minor units. */
export const DEMO_ARTICLES = [
  { code: 'MB', name: 'Minibar', amountMinor: 650, taxCode: 'V20' },
  { code: 'BF', name: 'Breakfast', amountMinor: 1_600, taxCode: 'V10' },
  { code: 'RE', name: 'Restaurant', amountMinor: null, taxCode: 'V10' },
  { code: 'BA', name: 'Bar', amountMinor: null, taxCode: 'V20' },
  { code: 'PK', name: 'Parking, a night', amountMinor: 1_800, taxCode: 'V20' },
  { code: 'LA', name: 'Laundry', amountMinor: null, taxCode: 'V20' },
  { code: 'DG', name: 'Dog, a night', amountMinor: 1_200, taxCode: 'V10' },
  { code: 'LC', name: 'Late check-out', amountMinor: 3_000, taxCode: 'V10' },
] as const

/** By the code of the rate plan that follows it. */
export const DEMO_POLICIES: readonly (CancellationTerms & {
  readonly planCode: string
  readonly name: string
})[] = [
  {
    planCode: 'FLEX',
    name: 'Free until the day before',
    tiers: [{ hoursBefore: 35, fee: { kind: 'nights', nights: 1 } }],
    noShow: { kind: 'nights', nights: 1 },
  },
  {
    planCode: 'NRF',
    name: 'Not refundable',
    tiers: [{ hoursBefore: null, fee: { kind: 'percent', percent: 100, ofNights: null } }],
    noShow: { kind: 'percent', percent: 100, ofNights: null },
  },
]
