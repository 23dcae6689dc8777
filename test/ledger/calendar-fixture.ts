/** A calendar of a test hotel, and the feeds that are brought to it. */
import type { Commands } from '../../main/ledger/commands.ts'
import { EVERYTHING, key, type TestHotel } from './ledger-fixture.ts'

export interface TestCalendar {
  readonly id: string
  /** As a fetched feed; answers what the link to the sync process is told. */
  feed(text: string): Promise<{ outcome: string }>
  /** Of the list. */
  state(): ReturnType<TestHotel['ledger']['queries']['calendars']>['calendars'][number]
  /** Busy nights of the export as a file: it counts as fetched then. */
  exported(): Promise<{ fileName: string; text: string }>
}

export async function connectCalendar(
  hotel: TestHotel,
  unit: Commands['calendars.connect']['input']['unit'],
  change: Partial<Commands['calendars.connect']['input']> = {},
): Promise<TestCalendar> {
  const { ledger } = hotel
  const { calendarId: id } = await ledger.submit('calendars.connect', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Airbnb',
    unit,
    address: 'https://calendars.example/feed.ics?s=secret',
    confirmations: 3,
    readEveryMinutes: 15,
    ...change,
  })
  return {
    id,
    feed: (text) =>
      ledger.lanes.ingest(id, {
        queue: 'calendar',
        kind: 'modified',
        channelRef: 'calendar',
        snapshot: null,
        unreadable: null,
        rawMasked: text,
      }),
    state: () => ledger.queries.calendars().calendars.find((calendar) => calendar.id === id)!,
    exported: () =>
      ledger.submit('calendars.exportFile', EVERYTHING, { idempotencyKey: key(), calendarId: id }),
  }
}
