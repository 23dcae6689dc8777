/** What each area is called. */
import type { Area } from '../desk-state.ts'
import type { MessageId } from '../text/catalogue.ts'

export const AREA_WORDS: Readonly<Record<Area, MessageId>> = {
  day: 'frame.area.day',
  chart: 'frame.area.chart',
  stays: 'frame.area.stays',
  book: 'frame.area.book',
  rates: 'frame.area.rates',
  channels: 'frame.area.channels',
  journal: 'frame.area.journal',
  settings: 'frame.area.settings',
}
