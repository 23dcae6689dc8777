/** Gives every arrival of today that has no room the best one; those that no single room is free for are named. */
import { useQuery } from '@tanstack/react-query'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { listText } from '../formats.ts'
import { t } from '../text/text.ts'
import { DialogForm } from './dialog-form.tsx'

/** Ways out that a notice has place for. */
const MOST_WAYS = 3

export function GiveRoomsDialog() {
  const { queries, calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const open = useDeskState((state) => state.open)
  const query = useQuery(queries.stays.arrivals.queryOptions())
  const waiting = query.data?.stays.filter(
    ({ roomId, status, arrival }) =>
      roomId === null && status === 'reserved' && arrival === hotel.businessDate,
  )
  const give = useCommand(calls.rooms.autoAssign)
  async function submit() {
    const answer = await give.send({ date: hotel.businessDate })
    if (answer === undefined) return
    const count = answer.assigned.length
    const left = (waiting ?? []).filter(({ stayId }) => answer.left.includes(stayId))
    if (left.length === 0) notify('done', t('stays.giveRooms.done', { count }))
    else
      notify(
        'warning',
        t('stays.giveRooms.left', { count, names: listText(left.map(({ guestName }) => guestName)) }),
        {
          ways: left.slice(0, MOST_WAYS).map((stay) => ({
            words: t('stays.giveRooms.repack', { name: stay.guestName }),
            act: () => open({ kind: 'repack', stay }),
          })),
        },
      )
    close()
  }
  const count = waiting?.length ?? 0
  return (
    <DialogForm
      title={t('stays.giveRooms.title')}
      action={t('stays.giveRooms.do')}
      canSubmit={count > 0}
      isAsking={query.isLoading}
      isSending={give.isSending}
      failure={give.failure}
      onSubmit={submit}
    >
      {waiting === undefined ? (
        <p className="muted is-loading" role="status">
          {t('common.loading')}
        </p>
      ) : (
        <p>{t('stays.giveRooms.text', { count })}</p>
      )}
    </DialogForm>
  )
}
