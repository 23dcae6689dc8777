/** Checks a guest out: what is open on the bill first, P takes it, Enter leaves; leaving early says which nights are freed. */
import { Button } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { type BillParts, billParts } from '../folio/channel-part.ts'
import { type CheckOutBill, checkOutBill } from '../folio/folio-sums.ts'
import { useFolios } from '../folio/use-folios.ts'
import { amountText, dayText, nightListText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { isTextField } from '../frame/typing.ts'
import { collectingChannel } from '../reservation/payment-words.ts'
import { t } from '../text/text.ts'
import { freedNights } from './change-entry.ts'
import { ChannelPays } from './channel-pays.tsx'
import { CheckOutPayment } from './check-out-payment.tsx'
import { DialogForm } from './dialog-form.tsx'
import { StayTitle } from './stay-line.tsx'
import { plainFailure, useStayWork } from './stay-work.tsx'
import { useTakeBack } from './take-back.ts'

export function CheckOutDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const work = useStayWork(shown)
  const { stay, detail, live } = work
  const checkOut = useCommand(calls.stays.checkOut)
  const takeBack = useTakeBack()
  const folios = useFolios(shown.reservationId)
  const [isPaying, setPaying] = useState(false)
  const freed = freedNights(stay, hotel.businessDate)
  const bill =
    folios.data === undefined || detail === undefined
      ? undefined
      : checkOutBill(folios.data, detail, hotel.businessDate, t('folio.firstName'))
  const channel = collectingChannel(live)
  const parts =
    folios.data === undefined || bill === undefined || channel === null
      ? undefined
      : billParts(folios.data, stay.stayId, bill, hotel.businessDate)
  // The guest's part first; when that is paid, the channel's.
  const askedMinor = parts === undefined || parts.guestMinor > 0 ? parts?.guestMinor : parts.channelMinor
  const offerMinor = askedMinor ?? bill?.dueMinor ?? 0
  const canPay = bill !== undefined && offerMinor > 0 && !isPaying && !isAway
  const offer = { amount: amountText(offerMinor, hotel.currency) }
  async function submit() {
    const { stayId, guestName: name } = stay
    const answer = await checkOut.send({ stayId })
    if (answer === undefined) return
    await work.finish(t('stays.checkOut.done', { name, count: answer.freedNights }), {
      undo: takeBack({ kind: 'undoCheckOut', stayId, name }),
    })
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!canPay || event.key.toLowerCase() !== 'p' || isTextField(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setPaying(true)
  }
  if (isPaying && bill !== undefined && detail !== undefined)
    return (
      <CheckOutPayment
        stay={stay}
        code={live?.code}
        bill={bill}
        offerMinor={offerMinor}
        currency={live?.currency ?? hotel.currency}
        onDone={() => setPaying(false)}
      />
    )
  return (
    <DialogForm
      title={
        <StayTitle
          words={t('stays.checkOut.title', { name: stay.guestName })}
          stay={stay}
          code={live?.code}
        />
      }
      // Its button says more then.
      size={channel === null ? 520 : 600}
      action={
        stay.roomId === null ? t('stays.checkOut') : t('stays.checkOut.of', { room: names.room(stay.roomId) })
      }
      canSubmit
      isSending={checkOut.isSending}
      failure={plainFailure(checkOut)}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      extra={
        canPay ? (
          <Button variant="default" mr="auto" rightSection={<Key>P</Key>} onClick={() => setPaying(true)}>
            {channel !== null && parts?.guestMinor === 0
              ? t('stays.checkOut.payChannel', offer)
              : t('stays.checkOut.pay', offer)}
          </Button>
        ) : null
      }
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
      {folios.isError && <FailureAlert failure={failureOf(folios.error)} />}
      {folios.isError ? null : bill === undefined ? (
        <p className="muted second is-loading">{t('stays.checkOut.bill.looking')}</p>
      ) : (
        <>
          <ChannelPays reservation={live} />
          <Bill
            bill={bill}
            channelPart={channel === null || parts === undefined ? null : { channel, ...parts }}
            currency={live?.currency ?? hotel.currency}
          />
        </>
      )}
    </DialogForm>
  )
}

function Bill({
  bill: { lines, dueMinor },
  channelPart,
  currency,
}: {
  bill: CheckOutBill
  /** Null where no channel collects the room. */
  channelPart: (BillParts & { readonly channel: string }) | null
  currency: string
}) {
  const isRoomOpen = channelPart !== null && channelPart.channelMinor > 0
  const openMinor = isRoomOpen ? channelPart.guestMinor : dueMinor
  return (
    <section aria-label={t('stays.checkOut.bill', { currency })} data-testid="check-out-bill">
      <div className="strong second">{t('stays.checkOut.bill', { currency })}</div>
      <dl className="night-list">
        {lines.map(({ folioId, name, amountMinor }) => (
          <div key={folioId ?? 'new'}>
            <dt>{name}</dt>
            <dd>{amountText(amountMinor, currency)}</dd>
          </div>
        ))}
        <div className="strong">
          <dt>{t('stays.checkOut.bill.open')}</dt>
          <dd>{amountText(dueMinor, currency)}</dd>
        </div>
        {isRoomOpen && (
          <>
            <div>
              <dt>{t('stays.checkOut.bill.channel', { channel: channelPart.channel })}</dt>
              <dd>{amountText(channelPart.channelMinor, currency)}</dd>
            </div>
            <div className="strong">
              <dt>{t('stays.checkOut.bill.guest')}</dt>
              <dd>{amountText(channelPart.guestMinor, currency)}</dd>
            </div>
          </>
        )}
      </dl>
      {isRoomOpen && openMinor === 0 && (
        <p className="muted second">
          {t('stays.checkOut.bill.channelOpen', { channel: channelPart.channel })}
        </p>
      )}
      {dueMinor === 0 && <p className="muted second">{t('stays.checkOut.bill.settled')}</p>}
      {openMinor > 0 && <p className="warning-text second">{t('stays.checkOut.bill.staysOpen')}</p>}
      {dueMinor < 0 && <p className="warning-text second">{t('stays.checkOut.bill.credit')}</p>}
    </section>
  )
}
