/** What an event did to prices when it was on before: its nights against nights around them without an event. Pure. */
import { addDays, type IsoDate } from '../../dates.ts'
import { MOST_DAYS_BACK } from './comparable.ts'
import type { PastNights } from './past-night.ts'
import { clamp, median } from './statistics.ts'

export interface EventPast {
  readonly percent: number
  readonly nights: number
}

interface EventQuery {
  readonly history: PastNights
  readonly knownBefore: IsoDate
  /** The event itself. */
  readonly isOn: (date: IsoDate) => boolean
  readonly events: readonly { readonly isOn: (date: IsoDate) => boolean }[]
}

const FEWEST_NIGHTS = 3
const FEWEST_AROUND = 3
const MOST_PERCENT = 50
/** Nights of the same weekday before and after. */
const WEEKS = [-3, -2, -1, 1, 2, 3]

/** Undefined: it was not on often enough to say. */
export function eventPercent({ history, knownBefore, isOn, events }: EventQuery): EventPast | undefined {
  const ratios: number[] = []
  for (let back = 1; back <= MOST_DAYS_BACK; back++) {
    const date = addDays(knownBefore, -back)
    const paid = history.get(date)?.paidMinor ?? null
    if (paid === null || !isOn(date)) continue
    const around = WEEKS.flatMap((weeks) => {
      const at = addDays(date, weeks * 7)
      const minor = at < knownBefore ? (history.get(at)?.paidMinor ?? null) : null
      return minor === null || events.some((event) => event.isOn(at)) ? [] : [minor]
    })
    if (around.length < FEWEST_AROUND) continue
    const usual = median(around)
    if (usual > 0) ratios.push(paid / usual)
  }
  if (ratios.length < FEWEST_NIGHTS) return undefined
  return {
    percent: clamp((median(ratios) - 1) * 100, -MOST_PERCENT, MOST_PERCENT),
    nights: ratios.length,
  }
}
