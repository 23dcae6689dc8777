/** When and for how many: now, or any day on sale; an arrival that is not today makes a walk-in a reservation. */
import { NumberInput, TextInput } from '@mantine/core'
import { useHotel } from '../desk-context.tsx'
import { weekdayText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import {
  ageIssue,
  endOf,
  enterAge,
  enterStay,
  type SaleStay,
  type StayField,
  startOf,
  stayIssue,
} from './stay-entry.ts'

interface FieldParts {
  readonly stay: SaleStay
  readonly onChange: (stay: SaleStay) => void
}

const LABELS = {
  arrival: 'sale.arrival',
  nights: 'sale.nights',
  departure: 'sale.departure',
  adults: 'sale.adults',
  children: 'sale.children',
} as const satisfies Record<StayField, MessageId>

export function StayFields({ stay, onChange, wasTried }: FieldParts & { wasTried: boolean }) {
  const parts = { stay, onChange }
  return (
    <div className="sale-fields">
      <DateField field="arrival" {...parts} />
      <CountField field="nights" shortcut="N" {...parts} />
      <DateField field="departure" {...parts} />
      <CountField field="adults" shortcut="G" {...parts} />
      <CountField field="children" {...parts} />
      {stay.ages.map((age, child) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: the second child is the second child
          key={child}
          label={t('sale.age', { number: child + 1 })}
          w={92}
          inputMode="numeric"
          maxLength={2}
          value={age}
          error={ageIssue(age, wasTried)}
          onChange={({ currentTarget: { value } }) => onChange(enterAge(stay, child, value))}
        />
      ))}
      <span className="grow" />
      <span className="muted second sale-summary">
        {t('sale.summary', {
          nights: t('common.nights', { count: stay.nights }),
          guests: t('common.guests', { count: stay.adults + stay.children }),
        })}
      </span>
    </div>
  )
}

/** The field keeps what is typed: a date is not valid before its last digit, and must not be taken back meanwhile. */
function DateField({ field, stay, onChange }: FieldParts & { field: 'arrival' | 'departure' }) {
  const { hotel } = useHotel()
  const draft = stay.drafts[field]
  const date = field === 'arrival' ? startOf(stay, hotel.businessDate) : endOf(stay, hotel.businessDate)
  const label = t(LABELS[field])
  return (
    <TextInput
      label={draft === undefined ? t('sale.weekday', { field: label, weekday: weekdayText(date) }) : label}
      type="date"
      w={138}
      value={draft ?? date}
      error={draft === undefined ? null : stayIssue(stay, field, draft, hotel)}
      onChange={({ currentTarget: { value } }) => onChange(enterStay(stay, field, value, hotel))}
    />
  )
}

function CountField({
  field,
  shortcut,
  stay,
  onChange,
}: FieldParts & { field: 'nights' | 'adults' | 'children'; shortcut?: string }) {
  const { hotel } = useHotel()
  const draft = stay.drafts[field]
  return (
    <NumberInput
      label={
        <>
          {t(LABELS[field])}
          {shortcut !== undefined && (
            <span className="label-key" aria-hidden="true">
              <Key>{shortcut}</Key>
            </span>
          )}
        </>
      }
      data-sale-field={field}
      w={84}
      min={field === 'children' ? 0 : 1}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={draft ?? stay[field]}
      error={draft === undefined ? null : stayIssue(stay, field, draft, hotel)}
      onChange={(value) => onChange(enterStay(stay, field, String(value), hotel))}
    />
  )
}
