/** What every dialog of one stay works with: the reservation as it was seen, the stay in it, and the alert when somebody else changed it. */
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { Command } from '../desk-context.tsx'
import { type NoticeMore, type StaySubject, useDeskState } from '../desk-state.ts'
import type { Failure } from '../failure.ts'
import { isChangedMeanwhile, MeanwhileAlert } from '../reservation/meanwhile-alert.tsx'
import { type SeenReservation, useSeenReservation } from '../reservation/seen-reservation.ts'
import { type StayDetail, useSubject } from './stay-line.tsx'

export interface StayWork extends SeenReservation {
  /** As seen: what the person decides on. */
  readonly stay: StaySubject
  readonly detail: StayDetail | undefined
  /** What lies behind shows the change before it is worked on further; then the dialog goes and says what was done. */
  finish(text: string, more?: Pick<NoticeMore, 'undo'>): Promise<void>
}

export function useStayWork(shown: StaySubject): StayWork {
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const reservation = useSeenReservation(shown.reservationId)
  const { seen, lookAgain } = reservation
  const stay = useSubject(shown, seen)
  return {
    ...reservation,
    stay,
    detail: seen?.stays.find((each) => each.id === stay.stayId),
    async finish(text, more) {
      await lookAgain()
      notify('done', text, more)
      close()
    },
  }
}

type Sent = Pick<Command<never, unknown>, 'failure' | 'clear'>

/** The failure to be shown as such: that somebody changed it meanwhile is said by the alert. */
export function plainFailure(...commands: readonly Sent[]): Failure | null {
  const failed = commands.find(({ failure }) => failure !== null)?.failure ?? null
  return isChangedMeanwhile(failed) ? null : failed
}

export function Meanwhile({
  work: { seen, isChanged, lookAgain },
  commands,
}: {
  work: { seen: ReservationDetail | undefined; isChanged: boolean; lookAgain: () => Promise<void> }
  commands: readonly Sent[]
}) {
  if (seen === undefined) return null
  if (!isChanged && !commands.some(({ failure }) => isChangedMeanwhile(failure))) return null
  return (
    <MeanwhileAlert
      reservationId={seen.id}
      sinceSeq={seen.seq}
      onLookAgain={() => {
        for (const command of commands) command.clear()
        void lookAgain()
      }}
    />
  )
}
