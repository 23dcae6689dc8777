/** What was done to a reservation, in a few words, with its number in the journal; pure. */
import type { Answers } from '../connection/desk-client.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

type TimelineRow = Answers['reservations']['timeline']['rows'][number]

const COMMANDS: Readonly<Record<string, MessageId>> = {
  'reservations.create': 'cases.command.create',
  'reservations.cancel': 'cases.command.cancel',
  'reservations.edit': 'cases.command.edit',
  'channels.ingest': 'cases.command.ingest',
  'stays.assignRoom': 'cases.command.assignRoom',
  'stays.change': 'cases.command.change',
  'stays.checkIn': 'cases.command.checkIn',
  'stays.checkOut': 'cases.command.checkOut',
}

export function commandText({ command, seq, actor }: TimelineRow): string {
  const words = COMMANDS[command]
  return words === undefined ? t('cases.command.other', { command, seq, actor }) : t(words, { seq, actor })
}
