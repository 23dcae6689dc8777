/** Takes back a check-in, a check-out, a no-show or a cancellation after saying what becomes of the stay. */
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { nightListText } from '../formats.ts'
import { t } from '../text/text.ts'
import { freedNights } from './change-entry.ts'
import { DialogForm } from './dialog-form.tsx'
import { StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'

export type TakeBackKind = 'reinstate' | 'undoCheckIn' | 'undoCheckOut'

export function TakeBackDialog({ kind, stay: shown }: { kind: TakeBackKind; stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen } = work
  const [isAgreed, setAgreed] = useState(false)
  const undo = useCommand(kind === 'reinstate' ? calls.stays.undoCheckIn : calls.stays[kind])
  const reinstate = useCommand(calls.stays.reinstate)
  const channel = kind === 'reinstate' ? (seen?.channel ?? null) : null
  const taken = freedNights(stay, hotel.businessDate)
  async function submit() {
    if (seen === undefined) return
    const details = { stayId: stay.stayId, seenSeq: seen.seq }
    const answer =
      kind === 'reinstate'
        ? await reinstate.send({ ...details, agreedWithChannel: isAgreed })
        : await undo.send(details)
    if (answer === undefined) return
    await work.finish(t(`stays.${kind}.done`, { name: stay.guestName }))
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t(`stays.${kind}.title`, { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={520}
      action={t(`stays.${kind}.do`)}
      canSubmit={seen !== undefined && (channel === null || isAgreed)}
      isSending={undo.isSending || reinstate.isSending}
      failure={plainFailure(undo, reinstate)}
      onSubmit={submit}
    >
      <p>
        {t(`stays.${kind}.text`, {
          count: taken.length,
          nights: nightListText(taken),
          room: stay.roomId === null ? 'none' : names.room(stay.roomId),
        })}
      </p>
      {channel !== null && (
        <>
          <p className="warning-text">
            {t('stays.reinstate.channel', { channel: channel.name, ref: channel.ref })}
          </p>
          <Checkbox
            label={t('reservation.cancel.agreed', { channel: channel.name })}
            checked={isAgreed}
            onChange={({ currentTarget: { checked } }) => setAgreed(checked)}
          />
        </>
      )}
      <Meanwhile work={work} commands={[undo, reinstate]} />
    </DialogForm>
  )
}
