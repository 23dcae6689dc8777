/**
 * The message catalogue: every word that people read on the desk, by id. To add one: put it into the area's file under
 * `en/` (ICU MessageFormat; whole sentences, never glued from pieces; plurals and choices inside the message), and say
 * `t('area.name', { value })` where it is shown. Dates, numbers and money come in already formatted by renderer/formats.ts.
 * A module's constants hold ids, never texts: the language is known only when something is shown.
 */
import { board } from './en/board.ts'
import { book } from './en/book.ts'
import { calendars } from './en/calendars.ts'
import { cases } from './en/cases.ts'
import { channelLog } from './en/channel-log.ts'
import { channelSetUp } from './en/channel-set-up.ts'
import { channelWaiting } from './en/channel-waiting.ts'
import { channels } from './en/channels.ts'
import { chart } from './en/chart.ts'
import { common } from './en/common.ts'
import { errors } from './en/errors.ts'
import { folio } from './en/folio.ts'
import { frame } from './en/frame.ts'
import { journal } from './en/journal.ts'
import { operations } from './en/operations.ts'
import { parity } from './en/parity.ts'
import { plans } from './en/plans.ts'
import { promotions } from './en/promotions.ts'
import { rates } from './en/rates.ts'
import { recommend } from './en/recommend.ts'
import { reservation } from './en/reservation.ts'
import { sale } from './en/sale.ts'
import { search } from './en/search.ts'
import { seasons } from './en/seasons.ts'
import { settings } from './en/settings.ts'
import { start } from './en/start.ts'
import { stays } from './en/stays.ts'
import { why } from './en/why.ts'
import { yieldRules } from './en/yield.ts'

export const english = {
  ...common,
  ...frame,
  ...board,
  ...book,
  ...search,
  ...chart,
  ...sale,
  ...reservation,
  ...folio,
  ...stays,
  ...rates,
  ...seasons,
  ...promotions,
  ...plans,
  ...parity,
  ...recommend,
  ...yieldRules,
  ...channels,
  ...channelLog,
  ...channelSetUp,
  ...channelWaiting,
  ...calendars,
  ...cases,
  ...operations,
  ...start,
  ...settings,
  ...errors,
  ...journal,
  ...why,
}
export type MessageId = keyof typeof english
