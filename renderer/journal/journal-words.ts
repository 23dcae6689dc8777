/** A journal row in words, for the journal and every timeline: names of rooms and plans, never ids. Pure. */
import { longDayText } from '../formats.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { countOf, datesOf, dayOf, fixed, type Naming, partsOf, textOf, type Words } from './payload-read.ts'
import { payloadText } from './payload-text.ts'
import { FOLIO_WORDS } from './words-of-folios.ts'
import { RATE_JOURNAL_WORDS } from './words-of-rates.ts'
import { STAY_WORDS } from './words-of-stays.ts'
import { STOCK_WORDS } from './words-of-stock.ts'

export type { Naming } from './payload-read.ts'

export interface JournalRow {
  readonly actor: string
  readonly command: string
  readonly payload: Readonly<Record<string, unknown>>
}

const WORDS: Readonly<Record<string, Words>> = {
  ...STAY_WORDS,
  ...FOLIO_WORDS,
  ...STOCK_WORDS,
  ...RATE_JOURNAL_WORDS,
  'channels.ingest': (payload) => {
    const ref = textOf(payload, 'channelRef') ?? ''
    const outcome = textOf(payload, 'outcome')
    if (outcome !== 'applied') return t('journal.ingest.kept', { ref, outcome: outcome ?? 'ignored' })
    if (payload.paymentOnly === true) return t('journal.ingest.payment', { ref })
    const kind = textOf(payload, 'kind')
    if (kind === 'cancelled') return t('journal.ingest.cancelled', { ref })
    return t(kind === 'modified' ? 'journal.ingest.modified' : 'journal.ingest.new', { ref })
  },
  'channels.dismiss': (payload) => t('journal.dismiss', { ref: textOf(payload, 'channelRef') ?? '' }),
  'channels.replay': (payload) => t('journal.replay', { ref: textOf(payload, 'channelRef') ?? '' }),
  'rates.setRange': (payload, { names }) => {
    const plan = textOf(payload, 'ratePlan')
    const dates = datesOf(payload, 'from', 'to')
    if (plan === undefined || dates === undefined) return undefined
    return t('journal.rates', {
      plan: names.ratePlan(plan),
      dates,
      count: countOf(payload, 'changedCells') ?? 0,
    })
  },
  'rates.setCells': (payload) =>
    t('journal.rateCells', {
      cells: partsOf(payload, 'cells').length,
      count: countOf(payload, 'changedCells') ?? 0,
    }),
  'rates.change': (payload) =>
    t('journal.rateChange', {
      blocks: partsOf(payload, 'blocks').length,
      count: countOf(payload, 'changedCells') ?? 0,
    }),
  'property.roll': (payload) => {
    const date = dayOf(payload, 'businessDate')
    return date === undefined ? undefined : t('journal.roll', { date: longDayText(date) })
  },
  'property.setUp': fixed('journal.setUp'),
  'property.configure': fixed('journal.configure'),
  'property.setRules': fixed('journal.setRules'),
  'property.savePolicy': (payload) => {
    const name = textOf(payload, 'name')
    return name === undefined ? undefined : t('journal.policy', { name })
  },
  'property.addRooms': fixed('journal.addRooms'),
  'property.openDemo': fixed('journal.openDemo'),
  'calendars.connect': calendar('journal.calendar.connect'),
  'calendars.configure': fixed('journal.calendar.configure'),
  'calendars.disconnect': calendar('journal.calendar.disconnect'),
  'calendars.readNow': calendar('journal.calendar.readNow'),
  'calendars.importFile': calendar('journal.calendar.importFile'),
  'calendars.exportFile': calendar('journal.calendar.exportFile'),
  'calendars.publish': calendar('journal.calendar.publish'),
  'calendars.revoke': calendar('journal.calendar.revoke'),
  'calendars.block': fixed('journal.calendar.block'),
  'channels.connect': fixed('journal.connect'),
  'channels.configure': fixed('journal.channelSettings'),
  'channels.resync': fixed('journal.resync'),
  'channels.resume': fixed('journal.resume'),
}

/** One that names its calendar. */
function calendar(id: MessageId): Words {
  return (payload) => t(id, { name: textOf(payload, 'name') ?? '' })
}

/** Whether rows of a command are put into words, and not only shown as they were written. */
export function hasWords(command: string): boolean {
  return Object.hasOwn(WORDS, command)
}

export function journalWords(row: JournalRow, naming: Naming): string {
  return (
    WORDS[row.command]?.(row.payload, naming) ??
    t('journal.other', { command: row.command, payload: payloadText(row.payload, naming.nameOf) })
  )
}

/** Who gave a command: the desk, the clock, a channel, or a program with a token. */
export function actorText(actor: string): string {
  if (actor === 'desk') return t('journal.by.desk')
  if (actor === 'demo') return t('journal.by.demo')
  if (actor === 'clock') return t('journal.by.clock')
  if (actor === 'policy') return t('journal.by.policy')
  if (actor.startsWith('channel:')) return actor.slice('channel:'.length)
  if (actor.startsWith('token:')) return t('journal.by.token', { name: actor.slice('token:'.length) })
  return actor
}
