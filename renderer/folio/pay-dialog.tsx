/** Records a payment, a deposit or a refund: P and Enter for the whole balance, by card unless another way is chosen. */
import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Folio } from '../../shared/contract/folios.ts'
import { toDecimal } from '../../shared/money.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { amountText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { useSelectedText } from '../frame/selected-text.ts'
import { ChannelPays } from '../stays/channel-pays.tsx'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import type { FolioAct } from './folio-act.ts'
import { folioToPay, offeredMinor, paidMinor, toPostMinor } from './folio-sums.ts'
import { METHODS, methodWords, type PaymentMethod } from './folio-words.ts'
import { useFolios, useFreshFolios } from './use-folios.ts'

type PayAct = Extract<FolioAct, { do: 'pay' }>

export function PayDialog({ reservationId, act }: { reservationId: string; act: PayAct }) {
  const { calls, queries } = useDesk()
  const { hotel } = useHotel()
  const reservation = useQuery(queries.reservations.get.queryOptions({ input: { reservationId } }))
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const query = useFolios(reservationId)
  const freshen = useFreshFolios()
  const [chosenId, setChosenId] = useState(act.folioId)
  const [method, setMethod] = useState<PaymentMethod>('card')
  const [typed, setTyped] = useState<string | null>(null)
  const [reference, setReference] = useState('')
  const open = useCommand(calls.folios.open)
  const pay = useCommand(calls.folios.pay)
  const refund = useCommand(calls.folios.refund)
  const folios = query.data?.folios ?? []
  const folio = folioToPay(folios, chosenId, act.stayId)
  const currency = folio?.currency ?? hotel.currency
  const offered = act.how === 'refund' ? refundOffer(folio) : offeredMinor(folio)
  const text = typed ?? (offered === 0 ? '' : toDecimal(offered, currency))
  const amountMinor = text === '' ? undefined : readAmount(text, currency)
  const amountField = useSelectedText(typed === null ? text : null)
  const isAmount = amountMinor !== undefined && amountMinor > 0
  const canSubmit = isAmount && query.data !== undefined && (folio !== undefined || act.how !== 'refund')

  async function submit() {
    if (!isAmount) return
    const folioId = folio?.id ?? (await openOne())
    if (folioId === undefined) return
    const details = { folioId, amountMinor, method, reference: reference.trim() }
    const answer =
      act.how === 'refund'
        ? await refund.send(details)
        : await pay.send({ ...details, deposit: act.how === 'deposit' })
    if (answer === undefined) return
    await freshen(reservationId)
    notify(
      'done',
      t(`folio.${act.how}.done`, {
        amount: amountText(amountMinor, currency),
        currency,
        method: methodWords(method),
        balance: amountText(answer.balanceMinor, currency),
      }),
    )
    close()
  }
  /** Money that comes before anything is charged needs a bill to stand on. */
  async function openOne(): Promise<string | undefined> {
    const stay = act.stayId === null ? {} : { stayId: act.stayId }
    const answer = await open.send({ reservationId, ...stay, name: t('folio.firstName') })
    return answer?.folioId
  }
  const failure = open.failure ?? pay.failure ?? refund.failure
  return (
    <DialogForm
      title={t(`folio.${act.how}.title`)}
      size={480}
      action={
        isAmount
          ? t(`folio.${act.how}.do`, {
              amount: amountText(amountMinor, currency),
              method: methodWords(method),
            })
          : t(`folio.${act.how}.title`)
      }
      startsInField
      canSubmit={canSubmit}
      isSending={open.isSending || pay.isSending || refund.isSending}
      failure={failure ?? (query.isError ? failureOf(query.error) : null)}
      onSubmit={submit}
    >
      {act.how !== 'refund' && <ChannelPays reservation={reservation.data} />}
      <SegmentedControl
        aria-label={t('folio.method')}
        fullWidth
        value={method}
        onChange={(value) => setMethod(value as PaymentMethod)}
        data={METHODS.map((value) => ({ value, label: methodWords(value) }))}
      />
      <div className="sale-fields">
        {folios.length > 1 && (
          <Select
            label={t('folio.folio')}
            className="grow"
            allowDeselect={false}
            data={folios
              .filter(({ status }) => status === 'open')
              .map(({ id, name, balanceMinor }) => ({
                value: id,
                label: `${name} · ${amountText(balanceMinor, currency)}`,
              }))}
            value={folio?.id ?? null}
            onChange={(id) => {
              setChosenId(id)
              setTyped(null)
            }}
          />
        )}
        <TextInput
          label={t('folio.amount', { currency })}
          className="grow amount-field"
          inputMode="decimal"
          {...FOCUS_AT_ONCE}
          ref={amountField}
          value={text}
          error={text === '' || isAmount ? null : t('stays.price.noAmount')}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      </div>
      {folio !== undefined && act.how !== 'refund' && (
        <Offers folio={folio} onTake={(minor) => setTyped(toDecimal(minor, currency))} />
      )}
      {folio !== undefined && act.how === 'refund' && (
        <p className="muted second">
          {t('folio.refund.most', { amount: amountText(paidMinor(folio), currency), currency })}
        </p>
      )}
      <TextInput
        label={t('folio.reference')}
        description={t('folio.referenceHint')}
        maxLength={80}
        value={reference}
        onChange={({ currentTarget: { value } }) => setReference(value)}
      />
    </DialogForm>
  )
}

/** What was paid too much. */
function refundOffer(folio: Folio | undefined): number {
  return folio === undefined ? 0 : Math.min(paidMinor(folio), Math.max(0, -folio.balanceMinor))
}

/** The balance, and the whole with the nights to come, one click each. */
function Offers({ folio, onTake }: { folio: Folio; onTake: (minor: number) => void }) {
  const { balanceMinor, currency, nightsToPost } = folio
  const whole = balanceMinor + toPostMinor(folio)
  return (
    <p className="row second">
      {balanceMinor > 0 && (
        <button type="button" className="link-button" onClick={() => onTake(balanceMinor)}>
          {t('folio.pay.balance', { amount: amountText(balanceMinor, currency) })}
        </button>
      )}
      {nightsToPost.length > 0 && whole > 0 && (
        <button type="button" className="link-button" onClick={() => onTake(whole)}>
          {t('folio.pay.withNights', { amount: amountText(whole, currency), count: nightsToPost.length })}
        </button>
      )}
      {balanceMinor <= 0 && nightsToPost.length === 0 && (
        <span className="muted">{t('folio.pay.nothing')}</span>
      )}
    </p>
  )
}
