/** Checks a guest out; leaving early says which nights are freed. */
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { type StaySubject, useDeskState } from '../desk-state.ts'
import { dayText, nightListText } from '../formats.ts'
import { useSeenReservation } from '../reservation/seen-reservation.ts'
import { t } from '../text/text.ts'
import { freedNights } from './change-entry.ts'
import { DialogForm } from './dialog-form.tsx'
import { NightList, StayTitle, useSubject } from './stay-line.tsx'

export function CheckOutDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const { live, lookAgain } = useSeenReservation(shown.reservationId)
  const stay = useSubject(shown, live)
  const detail = live?.stays.find((each) => each.id === stay.stayId)
  const checkOut = useCommand(calls.stays.checkOut)
  const freed = freedNights(stay, hotel.businessDate)
  async function submit() {
    const answer = await checkOut.send({ stayId: stay.stayId })
    if (answer === undefined) return
    await lookAgain()
    notify('done', t('stays.checkOut.done', { name: stay.guestName, count: answer.freedNights }))
    close()
  }
  return (
    <DialogForm
      title={
        <StayTitle
          words={t('stays.checkOut.title', { name: stay.guestName })}
          stay={stay}
          code={live?.code}
        />
      }
      size={520}
      action={
        stay.roomId === null ? t('stays.checkOut') : t('stays.checkOut.of', { room: names.room(stay.roomId) })
      }
      canSubmit
      isSending={checkOut.isSending}
      failure={checkOut.failure}
      onSubmit={submit}
    >
      {freed.length > 0 ? (
        <p className="warning-text" data-testid="freed-nights">
          {t('stays.checkOut.early', {
            nights: t('common.nights', { count: freed.length }),
            day: dayText(stay.departure),
          })}{' '}
          {nightListText(freed)}.
        </p>
      ) : (
        <p className="muted">
          {stay.departure < hotel.businessDate
            ? t('stays.checkOut.late', { day: dayText(stay.departure) })
            : t('stays.checkOut.onTime')}
        </p>
      )}
      {detail !== undefined && live !== undefined && <NightList detail={detail} currency={live.currency} />}
    </DialogForm>
  )
}
