/** What is said of a calendar: its room, its state, its export. */
import type { Answers } from '../connection/desk-client.ts'
import type { Tone } from '../frame/tone.ts'
import type { HotelNames } from '../hotel-names.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

export type Calendar = Answers['calendars']['list']['calendars'][number]

interface CalendarCondition {
  readonly tone: Tone
  readonly words: MessageId
}

/** The most pressing first. */
export function conditionOf(calendar: Calendar): CalendarCondition {
  if (!calendar.enabled) return { tone: 'unknown', words: 'calendars.state.off' }
  if (calendar.lastError !== null) return { tone: 'danger', words: 'calendars.state.failing' }
  if (calendar.unreadable > 0) return { tone: 'warning', words: 'calendars.state.doubt' }
  if (calendar.feedHost === null) return { tone: 'unknown', words: 'calendars.state.file' }
  if (calendar.lastReadAt === null) return { tone: 'unknown', words: 'calendars.state.new' }
  return { tone: 'ok', words: 'calendars.state.ok' }
}

export function unitText({ roomId, roomTypeId }: Calendar, names: HotelNames): string {
  const type = names.roomType(roomTypeId)
  return roomId === null
    ? t('calendars.unit.any', { type })
    : t('calendars.unit.room', { room: names.room(roomId), type })
}

/** @param time of an instant, as the hotel's clock shows it. */
export function exportText(
  { exportAddress, exportServedAt }: Calendar,
  time: (at: number) => string,
): string {
  if (exportAddress === null) return t('calendars.export.none')
  return exportServedAt === null
    ? t('calendars.export.published')
    : t('calendars.export.served', { time: time(exportServedAt) })
}

export interface CalendarEntry {
  readonly name: string
  /** `room ID` or `type ID`; empty before one is chosen. */
  readonly unit: string
  readonly address: string
  readonly confirmations: string
}

type EntryIssues = Partial<Record<keyof CalendarEntry, string>>

const ADDRESS = /^https:\/\/[^\s/]+\/\S+$|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/\S+$/

/** What is wrong with what was typed, in words; empty where nothing is. */
export function entryIssues(
  { name, unit, address, confirmations }: CalendarEntry,
  limits: { readonly least: number; readonly most: number },
): EntryIssues {
  const count = /^\d{1,3}$/.test(confirmations.trim()) ? Number(confirmations) : Number.NaN
  const isCount = count >= limits.least && count <= limits.most
  const typed = address.trim()
  return {
    ...(name.trim() === '' ? { name: t('calendars.form.name.missing') } : {}),
    ...(unit === '' ? { unit: t('calendars.form.unit.missing') } : {}),
    ...(typed === '' || ADDRESS.test(typed) ? {} : { address: t('calendars.form.address.wrong') }),
    ...(isCount
      ? {}
      : {
          confirmations: t('calendars.form.confirmations.wrong', { least: limits.least, most: limits.most }),
        }),
  }
}

export function unitOf(
  unit: string,
): { kind: 'room'; roomId: string } | { kind: 'type'; roomTypeId: string } {
  const [kind = '', id = ''] = unit.split(' ')
  return kind === 'room' ? { kind: 'room', roomId: id } : { kind: 'type', roomTypeId: id }
}
