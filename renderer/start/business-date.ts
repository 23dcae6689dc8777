/** The business date of a hotel that is not set up yet, by the wall clock of its zone. */
import type { IsoDate } from '../../shared/dates.ts'
import { businessDateOf } from '../../shared/selling-window.ts'

/** @param at epoch ms */
export function businessDateAt(at: number, timeZone: string): IsoDate {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return businessDateOf(`${part('year')}-${part('month')}-${part('day')}`, Number(part('hour')))
}
