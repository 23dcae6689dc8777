/** How a stay looks on the business date: a colour, a mark and a word each, the same on the chart and in lists. */
import type { IsoDate } from '../../shared/dates.ts'
import { t } from '../text/text.ts'

export const LOOKS = [
  'confirmed',
  'due-in',
  'in-house',
  'due-out',
  'departed',
  'cancelled',
  'no-show',
] as const
export type Look = (typeof LOOKS)[number]

export function lookText(look: Look): string {
  return t(`chart.look.${look}`)
}

/** A stay still reserved after its arrival stays due in, one in house after its departure stays due out. */
export function lookOf(
  stay: { status: string; arrival: IsoDate; departure: IsoDate },
  businessDate: IsoDate,
): Look {
  switch (stay.status) {
    case 'in_house':
      return stay.departure <= businessDate ? 'due-out' : 'in-house'
    case 'departed':
      return 'departed'
    case 'cancelled':
      return 'cancelled'
    case 'no_show':
      return 'no-show'
    default:
      return stay.arrival <= businessDate ? 'due-in' : 'confirmed'
  }
}
