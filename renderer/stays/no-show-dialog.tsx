/** The guest never came: N shows what the policy asks, Enter does it; the nights still to come are free again. */
import { useState } from 'react'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { nightListText } from '../formats.ts'
import { t } from '../text/text.ts'
import { freedNights } from './change-entry.ts'
import { DialogForm } from './dialog-form.tsx'
import { chargedText, FeeChoice, useFees } from './fee-choice.tsx'
import { StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'
import { useTakeBack } from './take-back.ts'

export function NoShowDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen } = work
  const { fees, failure } = useFees(stay.stayId)
  const [isWaived, setWaived] = useState(false)
  const noShow = useCommand(calls.stays.noShow)
  const takeBack = useTakeBack()
  const freed = freedNights(stay, hotel.businessDate)
  async function submit() {
    if (seen === undefined || fees === undefined) return
    const { stayId, guestName: name } = stay
    const answer = await noShow.send({ stayId, fee: isWaived ? 'waive' : 'policy', seenSeq: seen.seq })
    if (answer === undefined) return
    await work.finish(
      t('stays.noShow.done', {
        name,
        count: freed.length,
        charged: chargedText(answer.feeMinor, fees.noShow.currency),
      }),
      { undo: takeBack({ kind: 'reinstate', stayIds: [stayId], name, agreedWithChannel: false }) },
    )
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.noShow.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={520}
      tone="danger"
      action={t('stays.noShow.do')}
      canSubmit={seen !== undefined && fees !== undefined}
      isSending={noShow.isSending}
      failure={plainFailure(noShow)}
      onSubmit={submit}
    >
      <p>
        {freed.length === 0
          ? t('stays.noShow.noNight')
          : t('stays.noShow.text', { count: freed.length, nights: nightListText(freed) })}
      </p>
      <FeeChoice fee={fees?.noShow} failure={failure} isWaived={isWaived} onWaive={setWaived} />
      <Meanwhile work={work} commands={[noShow]} />
    </DialogForm>
  )
}
