/** What a replayed past comes to: better or worse and how surely, its weeks, and the dates that are asked for. Pure. */
import { addDays, type DateRange, earlierOf, type IsoDate, laterOf } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import type { BackTestSpan } from './recommend-state.ts'

export type BackTest = Answers['pricing']['backTest']

const SPAN_DAYS = { quarter: 90, year: 365 } as const
/** As the contract takes them. */
export const MOST_REPLAYED_DAYS = 366

/** Nights that are over, at most a year of them; `to` exclusive. Of the dates as far as they make sense. */
export function replayedRange(
  span: BackTestSpan,
  { from, last }: { from: IsoDate | null; last: IsoDate | null },
  businessDate: IsoDate,
): DateRange {
  if (span !== 'dates') return { from: addDays(businessDate, -SPAN_DAYS[span]), to: businessDate }
  const to = last === null ? businessDate : earlierOf(addDays(last, 1), businessDate)
  const begin = from ?? addDays(to, -SPAN_DAYS.quarter)
  return { from: laterOf(earlierOf(begin, addDays(to, -1)), addDays(to, -MOST_REPLAYED_DAYS)), to }
}

export interface BackTestSums {
  readonly verdict: 'more' | 'less' | 'same' | 'too_little' | 'no_nights'
  readonly differenceMinor: number
  readonly lowMinor: number
  readonly highMinor: number
  /** The range reaches to the other side of nothing. */
  readonly isUnsure: boolean
  /** Fewer nights were replayed than could not be. */
  readonly saysLittle: boolean
  readonly weeks: readonly WeekSum[]
  readonly weeksBetter: number
  readonly worst: WeekSum | null
}

export interface WeekSum {
  readonly from: IsoDate
  readonly chargedMinor: number
  readonly replayedMinor: number
  readonly differenceMinor: number
  /** With every week before it. */
  readonly sumMinor: number
}

export function backTestSums(test: BackTest): BackTestSums {
  const { chargedMinor, replayed, nights, tooLittleHistory } = test
  let sumMinor = 0
  const weeks = test.weeks.map((week) => {
    const differenceMinor = Math.round(week.replayedMinor - week.chargedMinor)
    sumMinor += differenceMinor
    return { ...week, differenceMinor, sumMinor }
  })
  const differenceMinor = Math.round(replayed.mid - chargedMinor)
  const lowMinor = Math.round(replayed.low - chargedMinor)
  const highMinor = Math.round(replayed.high - chargedMinor)
  return {
    verdict:
      nights === 0
        ? tooLittleHistory === 0
          ? 'no_nights'
          : 'too_little'
        : differenceMinor > 0
          ? 'more'
          : differenceMinor < 0
            ? 'less'
            : 'same',
    differenceMinor,
    lowMinor,
    highMinor,
    isUnsure: lowMinor < 0 && highMinor > 0,
    saysLittle: nights > 0 && tooLittleHistory > nights,
    weeks,
    weeksBetter: weeks.filter((week) => week.differenceMinor > 0).length,
    worst: weeks.reduce<WeekSum | null>(
      (worst, week) => (worst === null || week.differenceMinor < worst.differenceMinor ? week : worst),
      null,
    ),
  }
}
