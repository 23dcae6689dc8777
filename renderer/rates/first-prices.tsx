/** A hotel without any price sells nothing: one plan, one price per type, for the nights ahead, in one commit. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { addDays, daysBetween } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { readEntry } from './rate-entry.ts'

/** A year, which every hotel can look ahead. */
const USUAL_NIGHTS = 365

export function FirstPrices({ onClose }: { onClose: () => void }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const command = useCommand(calls.rates.setCells)
  const mostNights = daysBetween(hotel.businessDate, hotel.horizon)
  const [ratePlanId, setRatePlan] = useState(hotel.ratePlans[0]?.id ?? '')
  const [nights, setNights] = useState<string | number>(Math.min(USUAL_NIGHTS, mostNights))
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const [isTried, setTried] = useState(false)

  const amounts = hotel.roomTypes.map((type) => ({ type, ...amountOf(texts[type.id] ?? '', hotel.currency) }))
  const given = amounts.filter(({ amountMinor }) => amountMinor !== null)
  const areNightsValid = Number.isInteger(nights) && Number(nights) >= 1 && Number(nights) <= mostNights
  const isReady = given.length > 0 && amounts.every(({ hasIssue }) => !hasIssue) && areNightsValid

  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!isReady || isAway) return
    const to = addDays(hotel.businessDate, Number(nights))
    const answer = await command.send({
      cells: given.map(({ type, amountMinor }) => ({
        ratePlanId,
        roomTypeId: type.id,
        from: hotel.businessDate,
        to,
        prices: [amountMinor ?? 0],
      })),
    })
    if (answer === undefined) return
    notify('done', t('rates.first.done', { types: given.length, nights: Number(nights) }))
    onClose()
  }
  return (
    <form className="card rates-first" onSubmit={onSubmit} noValidate data-testid="rates-first">
      <h1>{t('rates.first.title')}</h1>
      <p className="muted">{t('rates.first.why')}</p>
      <div className="row">
        <Select
          label={t('rates.first.plan')}
          data={hotel.ratePlans.map(({ id, name }) => ({ value: id, label: name }))}
          value={ratePlanId}
          allowDeselect={false}
          onChange={(value) => setRatePlan(value ?? ratePlanId)}
        />
        <NumberInput
          label={t('rates.first.nights')}
          w={112}
          min={1}
          max={mostNights}
          allowDecimal={false}
          clampBehavior="none"
          value={nights}
          error={isTried && !areNightsValid ? t('rates.first.nightsIssue', { most: mostNights }) : null}
          onChange={setNights}
        />
      </div>
      <div className="rates-first-types">
        {amounts.map(({ type, hasIssue }, index) => (
          <TextInput
            key={type.id}
            {...(index === 0 ? { autoFocus: true } : {})}
            label={t('rates.first.price', { type: type.name, currency: hotel.currency })}
            inputMode="decimal"
            autoComplete="off"
            value={texts[type.id] ?? ''}
            error={hasIssue ? t('rates.first.priceIssue') : null}
            onChange={({ currentTarget: { value } }) => setTexts({ ...texts, [type.id]: value })}
          />
        ))}
      </div>
      {isTried && given.length === 0 && <p className="danger-text">{t('rates.first.nonePriced')}</p>}
      <FailureAlert failure={command.failure} />
      <div className="dialog-foot">
        <Button variant="default" onClick={onClose}>
          {t('rates.first.notNow')}
        </Button>
        <Button type="submit" disabled={isAway} loading={command.isSending}>
          {t('rates.first.set')}
        </Button>
      </div>
    </form>
  )
}

/** A plain amount only: nothing is there to add to. */
function amountOf(text: string, currency: string): { amountMinor: number | null; hasIssue: boolean } {
  const entry = readEntry(text, { currency, adults: 1, roundToMinor: 1 })
  if (entry.kind === 'empty') return { amountMinor: null, hasIssue: false }
  if (entry.kind === 'issue' || entry.change.kind !== 'set') return { amountMinor: null, hasIssue: true }
  return { amountMinor: entry.change.amountMinor, hasIssue: false }
}
