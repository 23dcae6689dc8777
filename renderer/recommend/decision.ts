/** What is about to be decided: which nights get which price, what that changes, and what lies beyond floor or ceiling. Pure. */
import { type IsoDate, isoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import type { BoundChoice } from '../rates/bound-decisions.ts'
import type { Preview } from '../rates/preview-table.ts'

export type Found = Answers['pricing']['recommendations']
export type Recommended = Found['rows'][number]
type Bounds = Answers['pricing']['settings']['bounds']

export interface PlannedDecision {
  readonly kind: 'accept' | 'edit' | 'ignore'
  readonly nights: readonly PlannedNight[]
}
export interface PlannedNight {
  readonly row: Recommended
  /** Null: ignored. */
  readonly priceMinor: number | null
}

/** Begins with the date, so that keys are in the order of the rows. */
export const keyOf = ({ date, roomTypeId }: Pick<Recommended, 'date' | 'roomTypeId'>): string =>
  `${date} ${roomTypeId}`

export const accepting = (rows: readonly Recommended[]): PlannedDecision => ({
  kind: 'accept',
  nights: rows.map((row) => ({ row, priceMinor: row.recommendedMinor })),
})
export const ignoring = (rows: readonly Recommended[]): PlannedDecision => ({
  kind: 'ignore',
  nights: rows.map((row) => ({ row, priceMinor: null })),
})

export interface PlannedEffect {
  /** Prices, and dates on which they are. */
  readonly count: number
  readonly nights: number
  readonly first: IsoDate
  readonly last: IsoDate
  readonly roomTypeIds: readonly string[]
  /** The smallest and the largest change; 0 where nothing changes. */
  readonly leastMinor: number
  readonly mostMinor: number
  readonly roomsLeft: number
}

export function effectOf({ nights }: PlannedDecision): PlannedEffect {
  const dates = nights.map(({ row }) => row.date).sort()
  const changes = nights.map(({ row, priceMinor }) =>
    priceMinor === null ? 0 : priceMinor - row.currentMinor,
  )
  const never = isoDate('2000-01-01')
  return {
    count: nights.length,
    nights: new Set(dates).size,
    first: dates[0] ?? never,
    last: dates.at(-1) ?? never,
    roomTypeIds: [...new Set(nights.map(({ row }) => row.roomTypeId))],
    leastMinor: nights.length === 0 ? 0 : Math.min(...changes),
    mostMinor: nights.length === 0 ? 0 : Math.max(...changes),
    roomsLeft: nights.reduce((sum, { row }) => sum + row.roomsLeft, 0),
  }
}

type Beyond = Pick<Preview, 'beyondBounds' | 'beyondBoundsCount'>

/** In the form in which the grid asks about them. */
export function beyondBounds(
  { nights }: PlannedDecision,
  bounds: Bounds | undefined,
  ratePlanId: string,
): Beyond {
  const beyond = nights.flatMap(({ row: { roomTypeId, date }, priceMinor }) => {
    const own = bounds?.find((each) => each.roomTypeId === roomTypeId)
    if (priceMinor === null || own === undefined || within(priceMinor, own) === priceMinor) return []
    const { floorMinor, ceilingMinor } = own
    return [{ ratePlanId, roomTypeId, date, amountMinor: priceMinor, floorMinor, ceilingMinor }]
  })
  return { beyondBounds: beyond, beyondBoundsCount: beyond.length }
}

function within(
  minor: number,
  { floorMinor, ceilingMinor }: Pick<Bounds[number], 'floorMinor' | 'ceilingMinor'>,
): number {
  return Math.min(Math.max(minor, floorMinor ?? minor), ceilingMinor ?? minor)
}

/** As the command takes it: what is to be capped is at its bound. */
export function decisionsOf(
  { nights }: PlannedDecision,
  { beyondBounds: beyond }: Beyond,
  answer: BoundChoice['answer'],
) {
  const isCapped = (night: PlannedNight) =>
    answer.capAll === true ||
    answer.cap?.some(({ roomTypeId, date }) => keyOf({ roomTypeId, date }) === keyOf(night.row)) === true
  return nights.map((night) => {
    const { row, priceMinor } = night
    const check = beyond.find((each) => keyOf(each) === keyOf(row))
    return {
      roomTypeId: row.roomTypeId,
      date: row.date,
      recommendedMinor: row.recommendedMinor,
      priceMinor:
        priceMinor !== null && check !== undefined && isCapped(night)
          ? within(priceMinor, check)
          : priceMinor,
    }
  })
}
