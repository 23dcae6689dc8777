/** When and for how many: a walk-in arrives on the business date, a booking for later on any day on sale. */
import { Checkbox, NumberInput, TextInput } from '@mantine/core'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { dayText, weekdayText } from '../formats.ts'
import { chooseLater, enterStay, type SaleStay, type StayField, startOf, stayIssue } from './stay-entry.ts'

interface FieldParts {
  readonly stay: SaleStay
  readonly onChange: (stay: SaleStay) => void
}

export function StayFields({ stay, onChange }: FieldParts) {
  const { hotel } = useHotel()
  const starts = startOf(stay, hotel.businessDate)
  return (
    <div className="sale-fields">
      {stay.isForLater ? (
        <DateField field="arrival" label="Arrival" date={starts} stay={stay} onChange={onChange} />
      ) : (
        <FixedDay label="Arrival" date={starts} />
      )}
      <CountField field="nights" label="Nights" count={stay.nights} stay={stay} onChange={onChange} />
      <DateField
        field="departure"
        label="Departure"
        date={addDays(starts, stay.nights)}
        stay={stay}
        onChange={onChange}
      />
      <CountField field="adults" label="Adults" count={stay.adults} stay={stay} onChange={onChange} />
      <CountField field="children" label="Children" count={stay.children} stay={stay} onChange={onChange} />
      <Checkbox
        label="Book for later"
        pt={26}
        checked={stay.isForLater}
        onChange={({ currentTarget: { checked } }) => onChange(chooseLater(stay, checked))}
      />
    </div>
  )
}

/** The field keeps what is typed: a date is not valid before its last digit, and must not be taken back meanwhile. */
function DateField({
  field,
  label,
  date,
  stay,
  onChange,
}: FieldParts & { field: StayField; label: string; date: IsoDate }) {
  const { hotel } = useHotel()
  const draft = stay.drafts[field]
  return (
    <TextInput
      label={draft === undefined ? `${label}, ${weekdayText(date)}` : label}
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
  label,
  count,
  stay,
  onChange,
}: FieldParts & { field: StayField; label: string; count: number }) {
  const { hotel } = useHotel()
  const draft = stay.drafts[field]
  return (
    <NumberInput
      label={label}
      w={72}
      min={field === 'children' ? 0 : 1}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={draft ?? count}
      error={draft === undefined ? null : stayIssue(stay, field, draft, hotel)}
      onChange={(value) => onChange(enterStay(stay, field, String(value), hotel))}
    />
  )
}

function FixedDay({ label, date }: { label: string; date: IsoDate }) {
  return (
    <div className="fixed-day">
      <div className="label">{label}</div>
      <div>{dayText(date)}</div>
    </div>
  )
}
