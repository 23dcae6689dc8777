/** The form of a yield rule: for which nights it holds, and what it does there. */
import { Button, Checkbox, Select, Switch, TextInput } from '@mantine/core'
import type { FormEvent, KeyboardEvent } from 'react'
import { useHotel } from '../desk-context.tsx'
import { Key, Mark } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { CLOSINGS, type NumberField, type YieldEntry, type YieldIssue } from './yield-entry.ts'
import { weekdayName } from './yield-words.ts'

const OCCUPANCY_OF = ['room_type', 'house'] as const
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

export function YieldForm({
  entry,
  isNew,
  issues,
  onChange,
  onPreview,
  onDiscard,
  onRemove,
}: {
  entry: YieldEntry
  isNew: boolean
  issues: readonly YieldIssue[]
  onChange: (entry: YieldEntry) => void
  onPreview: () => void
  onDiscard: () => void
  onRemove: (() => void) | null
}) {
  const { hotel } = useHotel()
  const set = (changes: Partial<YieldEntry>) => onChange({ ...entry, ...changes })
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onDiscard()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (issues.length === 0) onPreview()
  }
  const number = (field: NumberField, label: MessageId, issue: YieldIssue) => (
    <TextInput
      w={150}
      label={t(label)}
      inputMode="numeric"
      autoComplete="off"
      value={entry[field]}
      error={issues.includes(issue)}
      onChange={({ currentTarget: { value } }) => set({ [field]: value })}
    />
  )
  const date = (field: 'datesFrom' | 'datesLast', label: MessageId) => (
    <TextInput
      w={150}
      type="date"
      label={t(label)}
      value={entry[field]}
      error={issues.includes('dates')}
      onChange={({ currentTarget: { value } }) => set({ [field]: value })}
    />
  )
  return (
    <form className="yield-form" aria-label={t('yield.form')} onKeyDown={onKeyDown} onSubmit={submit}>
      <h2>{t(isNew ? 'yield.new' : 'yield.form')}</h2>
      <div className="yield-line">
        <TextInput
          className="grow"
          label={t('yield.name')}
          maxLength={80}
          value={entry.name}
          error={issues.includes('name') && entry.name !== ''}
          onChange={({ currentTarget: { value } }) => set({ name: value })}
        />
        <Switch
          label={t('yield.active')}
          checked={entry.active}
          onChange={({ currentTarget: { checked } }) => set({ active: checked })}
        />
      </div>
      <h3>
        {t('yield.if')} <span className="muted">{t('yield.empty')}</span>
      </h3>
      <div className="yield-line">
        <Select
          w={150}
          label={t('yield.occupancyOf')}
          data={OCCUPANCY_OF.map((value) => ({ value, label: t(`yield.occupancyOf.${value}`) }))}
          value={entry.occupancyOf}
          allowDeselect={false}
          onChange={(value) => set({ occupancyOf: value === 'house' ? 'house' : 'room_type' })}
        />
        {number('occupancyFrom', 'yield.occupancyFrom', 'occupancy')}
        {number('occupancyTo', 'yield.occupancyTo', 'occupancy')}
      </div>
      <div className="yield-line">
        {number('daysFrom', 'yield.daysFrom', 'days')}
        {number('daysTo', 'yield.daysTo', 'days')}
      </div>
      <div className="yield-line">
        {number('pickUpDays', 'yield.pickUpDays', 'pickUp')}
        {number('pickUpFrom', 'yield.pickUpFrom', 'pickUp')}
        {number('pickUpTo', 'yield.pickUpTo', 'pickUp')}
      </div>
      <div className="yield-line">
        {date('datesFrom', 'yield.datesFrom')}
        {date('datesLast', 'yield.datesLast')}
      </div>
      <fieldset className="yield-ticks">
        <legend>{t('yield.weekdays')}</legend>
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            label={weekdayName(day)}
            checked={entry.weekdays.includes(day)}
            onChange={() => set({ weekdays: toggledIn(entry.weekdays, day).sort() })}
          />
        ))}
      </fieldset>
      <fieldset className="yield-ticks">
        <legend>{t('yield.types')}</legend>
        {hotel.roomTypes.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={entry.roomTypeIds.includes(id)}
            onChange={() => set({ roomTypeIds: toggledIn(entry.roomTypeIds, id) })}
          />
        ))}
      </fieldset>
      <h3>{t('yield.then')}</h3>
      <div className="yield-line">
        <TextInput
          w={208}
          label={t('yield.move')}
          placeholder={t('yield.moveHint')}
          autoComplete="off"
          value={entry.move}
          error={issues.includes('move')}
          onChange={({ currentTarget: { value } }) => set({ move: value })}
        />
      </div>
      <div className="yield-line">
        {number('minLosArrival', 'yield.minLosArrival', 'restrictions')}
        {number('minLosThrough', 'yield.minLosThrough', 'restrictions')}
        {number('maxLosThrough', 'yield.maxLosThrough', 'restrictions')}
      </div>
      <div className="yield-ticks">
        {CLOSINGS.map((field) => (
          <Checkbox
            key={field}
            label={t(`rates.restrictions.${field}`)}
            checked={entry[field]}
            onChange={({ currentTarget: { checked } }) => set({ [field]: checked })}
          />
        ))}
      </div>
      <Issues issues={issues} isUnnamed={entry.name === ''} />
      <div className="yield-line yield-foot">
        <Button type="submit" disabled={issues.length > 0} rightSection={<Key>Enter</Key>}>
          {t('yield.preview')}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={onDiscard}>
          {t('yield.discard')}
        </Button>
        {onRemove !== null && (
          <Button variant="subtle" color="red" onClick={onRemove}>
            {t('yield.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** What is missing, in words; that a new rule has no name yet is no fault. */
function Issues({ issues, isUnnamed }: { issues: readonly YieldIssue[]; isUnnamed: boolean }) {
  if (issues.length === 0) return null
  if (isUnnamed && issues.length === 1) return <p className="second muted">{t('yield.issue.name')}</p>
  return (
    <div className="alert" role="alert" data-testid="yield-issues">
      <Mark tone="danger" />
      <div>
        {issues.map((issue) => (
          <p key={issue}>{t(`yield.issue.${issue}`)}</p>
        ))}
      </div>
    </div>
  )
}

function toggledIn<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one]
}
