/** The price night by night, with the prices that were agreed instead of the plan's; changed ones are never hidden. */
import { Button, TextInput } from '@mantine/core'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import { amountText, dayText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import type { RoomSale } from './room-sales.ts'
import { agreedMinor, type PricedNight } from './sale-draft.ts'

type Agreed = Readonly<Record<string, string>>

export function PriceList({
  sale,
  currency,
  isEditing,
  onEdit,
  onAgree,
}: {
  sale: RoomSale
  currency: string
  isEditing: boolean
  onEdit: (isEditing: boolean) => void
  onAgree: (agreed: Agreed) => void
}) {
  const { nights, room, arrival, departure } = sale
  if (nights.length === 0) return null
  const differences = nights.reduce((sum, night) => sum + (night.amountMinor ?? 0) - night.planMinor, 0)
  const hasAgreed = nights.some((night) => night.isAgreed)
  return (
    <section aria-label={t('sale.price', { currency })}>
      <div className="sale-price-head">
        <span className="strong second">{t('sale.price', { currency })}</span>
        <span className="grow" />
        <button type="button" className="link-button" onClick={() => onEdit(!isEditing)}>
          <Key>P</Key> {t(isEditing ? 'sale.price.done' : 'sale.price.agree')}
        </button>
      </div>
      <div className="sale-nights">
        {isEditing && nights.length > 1 && (
          <AllNights
            currency={currency}
            onFill={(text) => onAgree(sameFor(nights, text, arrival, departure, room.agreed))}
          />
        )}
        {nights.map((night, index) => (
          <NightPrice
            key={night.date}
            night={night}
            currency={currency}
            isEditing={isEditing}
            startsHere={isEditing && nights.length === 1 && index === 0}
            text={room.agreed[night.date]}
            onChange={(text) => onAgree({ ...room.agreed, [night.date]: text })}
          />
        ))}
      </div>
      {hasAgreed && (
        <div className="sale-agreed" data-testid="agreed-prices">
          <span className="warning-text">
            {t('sale.price.difference', { amount: signed(differences, currency) })}
          </span>
          <Button variant="default" h={24} onClick={() => onAgree({})}>
            {t('sale.price.back')}
          </Button>
        </div>
      )}
    </section>
  )
}

function signed(minor: number, currency: string): string {
  return `${minor > 0 ? '+' : ''}${amountText(minor, currency)}`
}

function sameFor(
  nights: readonly PricedNight[],
  text: string,
  arrival: IsoDate,
  departure: IsoDate,
  before: Agreed,
): Agreed {
  const outside = Object.entries(before).filter(([date]) => date < arrival || date > addDays(departure, -1))
  return { ...Object.fromEntries(outside), ...Object.fromEntries(nights.map(({ date }) => [date, text])) }
}

function AllNights({ currency, onFill }: { currency: string; onFill: (text: string) => void }) {
  return (
    <div className="sale-night">
      <span className="strong grow">{t('sale.price.all')}</span>
      <TextInput
        w={96}
        aria-label={t('sale.price.all')}
        inputMode="decimal"
        autoFocus
        placeholder={toDecimal(10_000, currency)}
        onChange={({ currentTarget: { value } }) => {
          if (agreedMinor(value, currency) !== undefined) onFill(value)
        }}
      />
    </div>
  )
}

function NightPrice({
  night,
  currency,
  isEditing,
  startsHere,
  text,
  onChange,
}: {
  night: PricedNight
  currency: string
  isEditing: boolean
  startsHere: boolean
  text: string | undefined
  onChange: (text: string) => void
}) {
  const plan = amountText(night.planMinor, currency)
  return (
    <div className={`sale-night${night.isAgreed ? ' is-agreed' : ''}`}>
      <span className="muted grow">{dayText(night.date)}</span>
      {night.isAgreed && (
        <>
          {!isEditing && <span className="tag tag-warning">{t('sale.price.agreed')}</span>}
          <s className="muted" title={t('sale.price.plan', { amount: plan })}>
            {plan}
          </s>
        </>
      )}
      {isEditing ? (
        <TextInput
          w={96}
          aria-label={t('sale.price.night', { day: dayText(night.date) })}
          inputMode="decimal"
          autoFocus={startsHere}
          value={text ?? toDecimal(night.planMinor, currency)}
          error={
            night.amountMinor === undefined
              ? t('sale.price.invalid', { example: toDecimal(night.planMinor, currency) })
              : null
          }
          onChange={({ currentTarget: { value } }) => onChange(value)}
        />
      ) : (
        <span className={night.isAgreed ? 'strong' : ''}>
          {night.amountMinor === undefined ? (text ?? '') : amountText(night.amountMinor, currency)}
        </span>
      )}
    </div>
  )
}
