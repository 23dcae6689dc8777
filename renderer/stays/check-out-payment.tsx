/** The payment of a guest who leaves: nights not posted yet are posted first, then what is owed is taken with Enter. */
import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { toDecimal } from '../../shared/money.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { useCommand, useDesk } from '../desk-context.tsx'
import { type StaySubject, useDeskState } from '../desk-state.ts'
import { type Failure, failureOf } from '../failure.ts'
import { type CheckOutBill, folioToPay } from '../folio/folio-sums.ts'
import { METHODS, methodWords, type PaymentMethod } from '../folio/folio-words.ts'
import { useFreshFolios } from '../folio/use-folios.ts'
import { amountText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { useSelectedText } from '../frame/selected-text.ts'
import { t } from '../text/text.ts'
import { DialogForm } from './dialog-form.tsx'
import { StayTitle } from './stay-line.tsx'

export function CheckOutPayment({
  stay,
  code,
  bill,
  offerMinor,
  currency,
  onDone,
}: {
  stay: StaySubject
  code: string | undefined
  bill: CheckOutBill
  /** What is offered to be paid. */
  offerMinor: number
  currency: string
  /** Back to the check-out. */
  onDone: () => void
}) {
  const { calls } = useDesk()
  const notify = useDeskState((state) => state.notify)
  const freshen = useFreshFolios()
  const [method, setMethod] = useState<PaymentMethod>('card')
  const due = toDecimal(offerMinor, currency)
  const [text, setText] = useState(due)
  const amountField = useSelectedText(text === due ? text : null)
  const [unread, setUnread] = useState<Failure | null>(null)
  const postNights = useCommand(calls.folios.postNights)
  const pay = useCommand(calls.folios.pay)
  const amountMinor = readAmount(text, currency)
  const isAmount = amountMinor !== undefined && amountMinor > 0
  /** The stay's bill, which its nights may just have opened; asked for itself, whatever the screen shows by now. */
  async function folioNow(): Promise<string | undefined> {
    try {
      const { folios } = await calls.folios.ofReservation({ reservationId: stay.reservationId })
      return folioToPay(folios, null, stay.stayId)?.id
    } catch (error) {
      setUnread(failureOf(error))
      return undefined
    }
  }
  async function submit() {
    setUnread(null)
    if (!isAmount) return
    if (bill.hasNightsToPost) {
      const posted = await postNights.send({ stayId: stay.stayId })
      if (posted === undefined) return
    }
    const folioId = await folioNow()
    if (folioId === undefined) return
    const answer = await pay.send({ folioId, amountMinor, method, deposit: false, reference: '' })
    if (answer === undefined) return
    await freshen(stay.reservationId)
    const amount = amountText(amountMinor, currency)
    const balance = amountText(answer.balanceMinor, currency)
    notify('done', t('folio.payment.done', { amount, currency, method: methodWords(method), balance }))
    onDone()
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.checkOut.title', { name: stay.guestName })} stay={stay} code={code} />
      }
      size={520}
      action={
        isAmount
          ? t('folio.payment.do', { amount: amountText(amountMinor, currency), method: methodWords(method) })
          : t('folio.payment.title')
      }
      startsInField
      canSubmit={isAmount}
      isSending={postNights.isSending || pay.isSending}
      failure={postNights.failure ?? unread ?? pay.failure}
      onSubmit={submit}
      onClose={onDone}
    >
      {bill.hasNightsToPost && <p className="muted second">{t('stays.checkOut.bill.postsFirst')}</p>}
      <SegmentedControl
        aria-label={t('folio.method')}
        fullWidth
        value={method}
        onChange={(value) => setMethod(value as PaymentMethod)}
        data={METHODS.map((value) => ({ value, label: methodWords(value) }))}
      />
      <TextInput
        label={t('folio.amount', { currency })}
        className="amount-field"
        inputMode="decimal"
        {...FOCUS_AT_ONCE}
        ref={amountField}
        value={text}
        error={isAmount ? null : t('stays.price.noAmount')}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
    </DialogForm>
  )
}
