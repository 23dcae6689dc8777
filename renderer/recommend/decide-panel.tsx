/** The decision on the chosen night: accept what is recommended, type another price, or ignore it. */
import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { toDecimal } from '../../shared/money.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { longDayText, shortAmountText, shortSignedText, signedDecimalText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { accepting, type Found, ignoring, type PlannedDecision, type Recommended } from './decision.ts'
import { percentOf } from './percent.ts'

export function DecidePanel({
  row,
  found: { currency, ratePlanId },
  typed,
  onType,
  onPlan,
}: {
  row: Recommended
  found: Found
  /** Null: no other price is typed. */
  typed: string | null
  onType: (typed: string | null) => void
  onPlan: (planned: PlannedDecision) => void
}) {
  const { names } = useHotel()
  const isAway = useIsAway()
  const { currentMinor, recommendedMinor } = row
  const amount = (minor: number) => shortAmountText(minor, currency)
  const typedMinor = typed === null ? undefined : readAmount(typed, currency)
  const shownMinor = typedMinor ?? recommendedMinor
  const change = shownMinor - currentMinor
  return (
    <section className="recommend-decide" aria-label={t('recommend.decide')}>
      <h2>
        {t('recommend.decide')}
        <span className="muted">
          {t('recommend.decide.about', {
            day: longDayText(row.date),
            type: names.roomType(row.roomTypeId),
            plan: names.ratePlan(ratePlanId),
          })}
        </span>
      </h2>
      <p className="recommend-prices" data-testid="recommend-prices">
        <span className="spoken-only">
          {t('recommend.from', { now: amount(currentMinor), next: amount(shownMinor) })}
        </span>
        <span className="recommend-was" aria-hidden="true">
          {amount(currentMinor)} →
        </span>
        <strong aria-hidden="true">{amount(shownMinor)}</strong>
        <span className={`is-${change < 0 ? 'less' : 'more'}`}>
          {t('recommend.change', {
            amount: shortSignedText(change, currency),
            percent: signedDecimalText(percentOf(change, currentMinor)),
          })}
        </span>
      </p>
      {typed === null ? (
        <div className="row">
          <Button disabled={isAway} rightSection={<Key>Enter</Key>} onClick={() => onPlan(accepting([row]))}>
            {t('recommend.accept', { price: amount(recommendedMinor) })}
          </Button>
          <Button
            variant="default"
            disabled={isAway}
            rightSection={<Key>E</Key>}
            onClick={() => onType(toDecimal(recommendedMinor, currency))}
          >
            {t('recommend.edit')}
          </Button>
          <Button
            variant="default"
            disabled={isAway || row.state === 'ignored'}
            rightSection={<Key>X</Key>}
            onClick={() => onPlan(ignoring([row]))}
          >
            {t('recommend.ignore')}
          </Button>
        </div>
      ) : (
        <PriceForm
          text={typed}
          isReadable={typedMinor !== undefined}
          row={row}
          currency={currency}
          onType={onType}
          onUse={() => {
            if (typedMinor !== undefined) onPlan({ kind: 'edit', nights: [{ row, priceMinor: typedMinor }] })
          }}
        />
      )}
      <Decided row={row} currency={currency} />
      <p className="second muted">{t('recommend.hint')}</p>
    </section>
  )
}

function PriceForm({
  text,
  isReadable,
  row,
  currency,
  onType,
  onUse,
}: {
  text: string
  isReadable: boolean
  row: Recommended
  currency: string
  onType: (typed: string | null) => void
  onUse: () => void
}) {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const adults = hotel.roomTypes.find(({ id }) => id === row.roomTypeId)?.baseOccupancy ?? 1
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isAway) onUse()
  }
  return (
    <form
      className="recommend-form"
      aria-label={t('recommend.edit')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onType(null)
      }}
    >
      <TextInput
        {...FOCUS_AT_ONCE}
        label={t('recommend.price', { adults: t('common.adults', { count: adults }), currency })}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        error={isReadable ? null : t('recommend.priceIssue')}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget: { value } }) => onType(value)}
      />
      <div className="row">
        <Button type="submit" disabled={!isReadable || isAway} rightSection={<Key>Enter</Key>}>
          {t('recommend.use')}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={() => onType(null)}>
          {t('recommend.back')}
        </Button>
      </div>
    </form>
  )
}

function Decided({ row: { decision }, currency }: { row: Recommended; currency: string }) {
  const { clock } = useHotel()
  if (decision === null || decision === undefined) return null
  return (
    <p className="second" data-testid="recommend-decided">
      {t(`recommend.decided.${decision.decision}`, {
        when: clock.dayAndTime(decision.at),
        recommended: shortAmountText(decision.recommendedMinor, currency),
        price: shortAmountText(decision.decidedMinor ?? decision.recommendedMinor, currency),
      })}
    </p>
  )
}
