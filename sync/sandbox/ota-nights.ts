/** The nights that an OTA message is about, by its dates and its days of the week. */
import { type IsoDate, isIsoDate, weekday } from '../../shared/dates.ts'
import { attribute, type XmlElement } from '../channels/xml/xml-tree.ts'
import { nightsThrough } from './bookingcom/stock.ts'

/** As OTA spells them. */
const WEEKDAYS = ['Mon', 'Tue', 'Weds', 'Thur', 'Fri', 'Sat', 'Sun'] as const

export interface OtaNights {
  readonly nights: readonly IsoDate[]
  /** How many of the seven days it speaks of; all nights are meant where that is none. */
  readonly daysTold: number
}

/** Null where `Start` and `End` are no dates in order. */
export function otaNights(source: XmlElement | undefined): OtaNights | null {
  const [start = '', end = ''] = [attribute(source, 'Start'), attribute(source, 'End')]
  if (!isIsoDate(start) || !isIsoDate(end) || end < start) return null
  const daysTold = WEEKDAYS.filter((name) => attribute(source, name) !== undefined).length
  const isMeant = (night: IsoDate) =>
    /^(true|1)$/.test(attribute(source, WEEKDAYS[weekday(night) - 1] ?? '') ?? '')
  const nights = nightsThrough(start, end)
  return { nights: daysTold === 0 ? nights : nights.filter(isMeant), daysTold }
}
