/** Cancels a reservation after saying what that does and what it costs; a channel's own one only when the channel agreed. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommand, useDesk } from '../desk-context.tsx'
import { type CancelSubject, useDeskState } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { listText } from '../formats.ts'
import { RICH_WORDS } from '../frame/rich-words.tsx'
import { CancelReason, ChannelAgreed } from '../stays/cancel-fields.tsx'
import { DialogForm } from '../stays/dialog-form.tsx'
import { chargedText, type Fee, FeeChoice } from '../stays/fee-choice.tsx'
import type { StayDetail } from '../stays/stay-line.tsx'
import { Meanwhile, plainFailure } from '../stays/stay-work.tsx'
import { useTakeBack } from '../stays/take-back.ts'
import { rich, t } from '../text/text.ts'
import { useSeenReservation } from './seen-reservation.ts'

export function CancelDialog({ reservation }: { reservation: CancelSubject }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const [reason, setReason] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const [isWaived, setWaived] = useState(false)
  const cancel = useCommand(calls.reservations.cancel)
  const takeBack = useTakeBack()
  const work = useSeenReservation(reservation.reservationId)
  const { seen, lookAgain } = work
  const { channel, code, bookerName } = reservation
  const toCancel = seen?.stays.filter((stay) => stay.status === 'reserved') ?? []
  const nights = seen === undefined ? reservation.nights : nightsToFree(toCancel)
  const { fee, failure } = useCancelFee(toCancel)
  async function submit() {
    if (seen === undefined || fee === undefined) return
    const answer = await cancel.send({
      reservationId: reservation.reservationId,
      reason: reason.trim(),
      agreedWithChannel: isAgreed,
      fee: isWaived ? 'waive' : 'policy',
      seenSeq: seen.seq,
    })
    if (answer === undefined) return
    // What lies behind shows the change before it is worked on further.
    await lookAgain()
    const charged = chargedText(answer.feeMinor, fee.currency)
    notify('done', t('reservation.cancel.done', { code, name: bookerName, count: nights, charged }), {
      undo: takeBack({
        kind: 'reinstate',
        stayIds: toCancel.map(({ id }) => id),
        name: bookerName,
        agreedWithChannel: isAgreed,
      }),
    })
    close()
  }
  return (
    <DialogForm
      title={t('reservation.cancel.title', { code })}
      action={t('reservation.cancel.do')}
      tone="danger"
      canSubmit={(channel === null || isAgreed) && seen !== undefined && fee !== undefined}
      isSending={cancel.isSending}
      failure={plainFailure(cancel)}
      onSubmit={submit}
    >
      <p>{rich('reservation.cancel.text', { ...RICH_WORDS, name: bookerName, count: nights })}</p>
      <FeeChoice fee={fee} failure={failure} isWaived={isWaived} onWaive={setWaived} />
      <ChannelAgreed channel={channel} isAgreed={isAgreed} onAgree={setAgreed} />
      <CancelReason reason={reason} onChange={setReason} />
      <Meanwhile work={work} commands={[cancel]} />
    </DialogForm>
  )
}

/** Of all stays together; undefined until the host has answered for each. */
function useCancelFee(stays: readonly StayDetail[]) {
  const { queries } = useDesk()
  return useQueries({
    queries: stays.map(({ id }) => queries.stays.fees.queryOptions({ input: { stayId: id }, gcTime: 0 })),
    combine: (answers): { fee: Fee | undefined; failure: ReturnType<typeof failureOf> | null } => {
      const failed = answers.find(({ isError }) => isError)
      const fees = answers.flatMap(({ data }) => (data === undefined ? [] : [data.cancel]))
      const [first] = fees
      const policies = [...new Set(fees.flatMap(({ policyName }) => policyName ?? []))]
      return {
        failure: failed === undefined ? null : failureOf(failed.error),
        fee:
          first === undefined || fees.length < answers.length
            ? undefined
            : {
                currency: first.currency,
                policyName: policies.length === 0 ? null : listText(policies),
                feeMinor: fees.reduce((sum, { feeMinor }) => sum + feeMinor, 0),
              },
      }
    },
  })
}

/** Counted nights of the stays that have not begun. */
function nightsToFree(stays: readonly { nights: readonly { counted: boolean }[] }[]): number {
  return stays.flatMap((stay) => stay.nights).filter((night) => night.counted).length
}
