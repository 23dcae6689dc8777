/** What can be done with a calendar without a dialog; what was done, or why not, is a notice. */
import { useMemo } from 'react'
import { useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { useDirect } from '../direct-command.ts'
import { t } from '../text/text.ts'
import type { Calendar } from './calendar-words.ts'

/** More goes into no message to the host. */
const MOST_FILE_BYTES = 1_000_000

export function useCalendarActs() {
  const { calls } = useDesk()
  const direct = useDirect()
  return useMemo(() => {
    const { notify } = useDeskState.getState()
    const { calendars } = calls
    return {
      read: ({ id: calendarId, name }: Calendar) =>
        direct(
          (idempotencyKey) => calendars.readNow({ idempotencyKey, calendarId }),
          () => ({ text: t('calendars.read.done', { name }) }),
        ),
      async bring({ id: calendarId }: Calendar, file: File): Promise<void> {
        if (file.size > MOST_FILE_BYTES) {
          notify('warning', t('calendars.import.tooLarge'))
          return
        }
        const text = await file.text()
        await direct(
          (idempotencyKey) => calendars.importFile({ idempotencyKey, calendarId, text }),
          ({ events }) => ({ text: t('calendars.import.done', { events }) }),
        )
      },
      async save({ id: calendarId }: Calendar): Promise<void> {
        const answer = await direct(
          (idempotencyKey) => calendars.exportFile({ idempotencyKey, calendarId }),
          ({ fileName: file }) => ({ text: t('calendars.save.done', { file }) }),
        )
        if (answer !== undefined) offer(answer.text, answer.fileName)
      },
      publish: ({ id: calendarId, name }: Calendar) =>
        direct(
          (idempotencyKey) => calendars.publish({ idempotencyKey, calendarId }),
          () => ({ text: t('calendars.publish.done', { name }) }),
        ),
      revoke: ({ id: calendarId, name }: Calendar) =>
        direct(
          (idempotencyKey) => calendars.revoke({ idempotencyKey, calendarId }),
          () => ({ text: t('calendars.revoke.done', { name }) }),
        ),
      disconnect: ({ id: calendarId, name }: Calendar) =>
        direct(
          (idempotencyKey) => calendars.disconnect({ idempotencyKey, calendarId }),
          () => ({ text: t('calendars.disconnect.done', { name }) }),
        ),
    }
  }, [calls, direct])
}

function offer(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
