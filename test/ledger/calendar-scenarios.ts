/** Scenarios of the commands of calendars. */
import { addDays } from '../../shared/dates.ts'
import { feedOf } from '../shared/ical/samples.ts'
import type { Of, Stage } from './fault-stage.ts'

export const CALENDARS: Of<'calendars'> = {
  'calendars.connect': async ({ sup }) => ({
    name: 'Airbnb',
    unit: { kind: 'type', roomTypeId: sup },
    address: 'https://calendars.example/a.ics',
  }),
  'calendars.configure': async (stage) => ({
    calendarId: await calendar(stage),
    name: 'Vrbo',
    enabled: true,
    address: null,
    confirmations: 5,
    readEveryMinutes: 30,
  }),
  'calendars.readNow': async (stage) => ({ calendarId: await calendar(stage) }),
  'calendars.disconnect': async (stage) => ({ calendarId: await calendar(stage) }),
  'calendars.importFile': async (stage) => {
    const calendarId = await calendar(stage)
    const { from, to } = stage.nights()
    const text = feedOf(
      { uid: calendarId, from, to },
      { uid: `${calendarId}-x`, from: addDays(from, 60), to: addDays(to, 60), summary: 'Blocked' },
    )
    return { calendarId, text }
  },
  'calendars.exportFile': async (stage) => ({ calendarId: await calendar(stage) }),
  'calendars.publish': async (stage) => {
    stage.hotel.ledger.store.sqlite.exec(
      "INSERT OR IGNORE INTO relay_pairing VALUES (1, 'https://relay.example', 'h', x'00', x'00', 'e', 0, 0)",
    )
    return { calendarId: await calendar(stage) }
  },
  'calendars.revoke': async (stage) => ({ calendarId: await calendar(stage) }),
}

async function calendar(stage: Stage): Promise<string> {
  const unit = { kind: 'type', roomTypeId: stage.dbl } as const
  const address = 'https://calendars.example/b.ics'
  return (await stage.do('calendars.connect', { name: 'Booking.com', unit, address })).calendarId
}
