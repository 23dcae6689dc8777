/**
 * Which nights an event takes. Feeds say it as days (DTEND is the day of departure) or as instants; an instant counts as the day
 * on the wall clock that it is written for, so that no name of a zone has to be known: check-in is at 15:00 wherever the house is.
 */
import { addDays, type DateRange, fromDayNumber, type IsoDate, isIsoDate } from '../dates.ts'
import type { ContentLine } from './content-lines.ts'

/** The hotel's calendar day at an instant (epoch ms): what is given in UTC is the only thing that needs it. */
export type DayAt = (epochMs: number) => IsoDate

interface Moment {
  readonly day: IsoDate
  /** Null for a day without a time. */
  readonly minuteOfDay: number | null
  /** Epoch ms, where it is given in UTC. */
  readonly instant: number | null
}

const MOMENT = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2}))?(Z)?)?$/i
const DURATION =
  /^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/i
const DAY_MINUTES = 1_440
/** Nobody lets a room for longer, and no arithmetic leaves the calendar. */
const LONGEST_NIGHTS = 3_700

/** Null where no nights can be told from it. */
export function nightsOfEvent(
  start: ContentLine | undefined,
  end: ContentLine | undefined,
  duration: ContentLine | undefined,
  dayAt: DayAt,
): DateRange | null {
  const from = start === undefined ? null : momentOf(start.value, dayAt)
  if (from === null) return null
  const oneNight = { from: from.day, to: addDays(from.day, 1) }
  if (end !== undefined) {
    const to = momentOf(end.value, dayAt)
    if (to === null || to.day < from.day) return null
    return bounded(to.day === from.day ? oneNight : { from: from.day, to: to.day })
  }
  if (duration === undefined) return bounded(oneNight)
  const minutes = minutesOf(duration.value)
  if (minutes === null) return null
  const to = endAfter(from, minutes, dayAt)
  return bounded(to > from.day ? { from: from.day, to } : oneNight)
}

function bounded(nights: DateRange): DateRange | null {
  const isReal = isIsoDate(nights.to) && nights.to <= addDays(nights.from, LONGEST_NIGHTS)
  return isReal ? nights : null
}

/** `20261224`, `20261224T150000`, `20261224T150000Z`, with hyphens and colons where somebody wrote them. */
function momentOf(value: string, dayAt: DayAt): Moment | null {
  const [, year, month, date, hour, minute, second = '00', isUtc] = MOMENT.exec(value) ?? []
  if (year === undefined) return null
  const day = `${year}-${month}-${date}`
  if (!isIsoDate(day)) return null
  if (hour === undefined || minute === undefined) return { day, minuteOfDay: null, instant: null }
  if (Number(hour) > 24 || Number(minute) > 59) return null
  const minuteOfDay = Number(hour) * 60 + Number(minute)
  if (isUtc === undefined) return { day, minuteOfDay, instant: null }
  const instant = Date.parse(`${day}T00:00:00Z`) + minuteOfDay * 60_000 + Number(second) * 1_000
  const local = dayAt(instant)
  return isIsoDate(local) ? { day: local, minuteOfDay, instant } : null
}

function minutesOf(value: string): number | null {
  const [found, sign, weeks, days, hours, minutes] = DURATION.exec(value) ?? []
  if (found === undefined) return null
  const count = (text: string | undefined) => Number(text ?? 0)
  const total = (count(weeks) * 7 + count(days)) * DAY_MINUTES + count(hours) * 60 + count(minutes)
  return sign === '-' ? -total : total
}

/** The day of departure; a part of a day after a day without a time is a night. */
function endAfter({ day, minuteOfDay, instant }: Moment, minutes: number, dayAt: DayAt): IsoDate {
  if (minutes > LONGEST_NIGHTS * DAY_MINUTES || minutes < 0)
    return minutes < 0 ? day : addDays(day, LONGEST_NIGHTS + 1)
  if (instant !== null) return dayAt(instant + minutes * 60_000)
  const first = Date.parse(`${day}T00:00:00Z`) / 86_400_000
  const days =
    minuteOfDay === null
      ? Math.ceil(minutes / DAY_MINUTES)
      : Math.floor((minuteOfDay + minutes) / DAY_MINUTES)
  return fromDayNumber(first + days)
}
