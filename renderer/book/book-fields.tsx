/** Fields that the book's dialogs share: nights, a room type, a rate plan, a person, a count. */
import { NumberInput, Select, TextInput } from '@mantine/core'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { t } from '../text/text.ts'

export interface DatesEntry {
  readonly from: string
  readonly to: string
}

/** The nights that are typed; null while they are none. */
export function nightsOfDates({ from, to }: DatesEntry): { from: IsoDate; to: IsoDate } | null {
  return isIsoDate(from) && isIsoDate(to) && from < to ? { from, to } : null
}

export function DateFields({
  dates,
  onChange,
  startsHere = false,
}: {
  dates: DatesEntry
  onChange: (dates: DatesEntry) => void
  startsHere?: boolean
}) {
  const { hotel } = useHotel()
  return (
    <>
      <TextInput
        type="date"
        label={t('book.arrival')}
        w={138}
        value={dates.from}
        min={hotel.businessDate}
        {...(startsHere ? FOCUS_AT_ONCE : {})}
        onChange={({ currentTarget: { value } }) =>
          // There is a night at least: the end follows.
          onChange({ from: value, to: isIsoDate(value) && value >= dates.to ? addDays(value, 1) : dates.to })
        }
      />
      <TextInput
        type="date"
        label={t('book.departure')}
        w={138}
        value={dates.to}
        min={hotel.businessDate}
        error={nightsOfDates(dates) === null ? t('book.noNights') : null}
        onChange={({ currentTarget: { value } }) => onChange({ ...dates, to: value })}
      />
    </>
  )
}

export function TypeSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { hotel } = useHotel()
  return (
    <Select
      label={t('book.group.type')}
      w={180}
      allowDeselect={false}
      value={value}
      onChange={(id) => id !== null && onChange(id)}
      data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

export function PlanSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { hotel } = useHotel()
  return (
    <Select
      label={t('book.plan')}
      w={180}
      allowDeselect={false}
      value={value}
      onChange={(id) => id !== null && onChange(id)}
      data={hotel.ratePlans.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

export function CountField({
  label,
  value,
  min = 1,
  max,
  onChange,
}: {
  label: string
  value: number | ''
  min?: number
  max: number
  onChange: (value: number | '') => void
}) {
  return (
    <NumberInput
      label={label}
      w={90}
      min={min}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={value}
      error={value !== '' && (value < min || value > max) ? t('book.outOfRange', { min, max }) : null}
      onChange={(next) => onChange(typeof next === 'number' ? next : '')}
    />
  )
}

export const isCount = (value: number | '', min: number, max: number): value is number =>
  value !== '' && value >= min && value <= max

export interface PersonEntry {
  readonly surname: string
  readonly firstName: string
}
export const NOBODY: PersonEntry = { surname: '', firstName: '' }

/** For a command: names without spaces around them. */
export function personOf({ surname, firstName }: PersonEntry) {
  return { surname: surname.trim(), firstName: firstName.trim(), email: '', phone: '' }
}

const LONGEST_NAME = 100

export function PersonFields({
  person,
  onChange,
  startsHere = true,
  surnameLabel = t('book.surname'),
}: {
  person: PersonEntry
  onChange: (person: PersonEntry) => void
  startsHere?: boolean
  surnameLabel?: string
}) {
  return (
    <>
      <TextInput
        label={surnameLabel}
        className="grow"
        autoComplete="off"
        maxLength={LONGEST_NAME}
        value={person.surname}
        {...(startsHere ? FOCUS_AT_ONCE : {})}
        onChange={({ currentTarget: { value } }) => onChange({ ...person, surname: value })}
      />
      <TextInput
        label={t('book.firstName')}
        className="grow"
        autoComplete="off"
        maxLength={LONGEST_NAME}
        value={person.firstName}
        onChange={({ currentTarget: { value } }) => onChange({ ...person, firstName: value })}
      />
    </>
  )
}
