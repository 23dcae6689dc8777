/** Cancels one room of a reservation after saying what it frees and what it costs; a channel's own only when it agreed. */
import { useState } from 'react'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { nightListText } from '../formats.ts'
import { t } from '../text/text.ts'
import { CancelReason, ChannelAgreed } from './cancel-fields.tsx'
import { freedNights } from './change-entry.ts'
import { DialogForm } from './dialog-form.tsx'
import { chargedText, FeeChoice, useFees } from './fee-choice.tsx'
import { StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'
import { useTakeBack } from './take-back.ts'

export function CancelStayDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen } = work
  const { fees, failure } = useFees(stay.stayId)
  const [isWaived, setWaived] = useState(false)
  const [isAgreed, setAgreed] = useState(false)
  const [reason, setReason] = useState('')
  const cancel = useCommand(calls.stays.cancel)
  const takeBack = useTakeBack()
  const freed = freedNights(stay, hotel.businessDate)
  const channel = seen?.channel ?? null
  const isLast = seen?.stays.every(({ id, status }) => id === stay.stayId || status === 'cancelled') === true
  async function submit() {
    if (seen === undefined || fees === undefined) return
    const { stayId, guestName: name } = stay
    const answer = await cancel.send({
      stayId,
      reason: reason.trim(),
      fee: isWaived ? 'waive' : 'policy',
      agreedWithChannel: isAgreed,
      seenSeq: seen.seq,
    })
    if (answer === undefined) return
    await work.finish(
      t('stays.cancelStay.done', {
        name,
        count: freed.length,
        charged: chargedText(answer.feeMinor, fees.cancel.currency),
      }),
      { undo: takeBack({ kind: 'reinstate', stayIds: [stayId], name, agreedWithChannel: isAgreed }) },
    )
  }
  return (
    <DialogForm
      title={
        <StayTitle
          words={t('stays.cancelStay.title', { name: stay.guestName })}
          stay={stay}
          code={seen?.code}
        />
      }
      size={520}
      tone="danger"
      action={t('stays.cancelStay.do')}
      canSubmit={seen !== undefined && fees !== undefined && (channel === null || isAgreed)}
      isSending={cancel.isSending}
      failure={plainFailure(cancel)}
      onSubmit={submit}
    >
      <p>
        {t(isLast ? 'stays.cancelStay.last' : 'stays.cancelStay.text', {
          count: freed.length,
          nights: nightListText(freed),
        })}
      </p>
      <FeeChoice fee={fees?.cancel} failure={failure} isWaived={isWaived} onWaive={setWaived} />
      <ChannelAgreed channel={channel} isAgreed={isAgreed} onAgree={setAgreed} />
      <CancelReason reason={reason} onChange={setReason} />
      <Meanwhile work={work} commands={[cancel]} />
    </DialogForm>
  )
}
