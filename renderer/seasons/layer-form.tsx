/** The form of a layer: what it is called, when it holds, what it asks. */
import { Button, Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { fromDayNumber } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { weekdayText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import {
  type DraftIssue,
  type DraftTerms,
  type LayerDraft,
  LIMIT_FIELDS,
  type LimitField,
  moveEdge,
  type Repeats,
} from './layer-draft.ts'
import { PriceTable } from './price-table.tsx'

const REPEATS = ['never', 'same_dates', 'same_weekdays'] as const
/** A Monday. */
const MONDAY = 4
const COLOURS = Array.from({ length: 12 }, (_, colour) => colour)

export function LayerForm({
  draft,
  terms,
  issues,
  onChange,
  onPreview,
  onDiscard,
  onRemove,
}: {
  draft: LayerDraft
  terms: DraftTerms
  issues: readonly DraftIssue[]
  onChange: (draft: LayerDraft) => void
  onPreview: () => void
  onDiscard: () => void
  onRemove: (() => void) | null
}) {
  const { hotel } = useHotel()
  const set = (changes: Partial<LayerDraft>) => onChange({ ...draft, ...changes })
  const { kind } = draft
  const hasDates = kind !== 'base' && kind !== 'weekday'
  const hasRestrictions = kind === 'season' || kind === 'rule'
  function onKeyDown(event: KeyboardEvent) {
    // An open choice is closed by Escape, and not the form around it.
    const isChoosing =
      event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true'
    if (event.key === 'Escape' && !event.defaultPrevented && !isChoosing) {
      event.preventDefault()
      onDiscard()
    }
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && kind === 'season') {
      event.preventDefault()
      const step = event.key === 'ArrowUp' ? 1 : -1
      set({ precedence: String(Math.min(99, Math.max(1, (Number(draft.precedence) || 1) + step))) })
    }
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault()
      onChange(moveEdge(draft, event.shiftKey ? 'from' : 'last', event.key === 'ArrowRight' ? 1 : -1))
    }
  }
  return (
    <form
      className="season-form"
      aria-label={t(`seasons.kind.${kind}`)}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        onPreview()
      }}
    >
      <h2>{draft.id === null ? t(`seasons.new.${kind}`) : t(`seasons.kind.${kind}`)}</h2>
      {kind !== 'base' && (
        <div className="season-line">
          <TextInput
            className="grow"
            data-autofocus
            label={t('seasons.name')}
            maxLength={60}
            value={draft.name}
            onChange={({ currentTarget: { value } }) => set({ name: value })}
          />
          {kind === 'season' && (
            <>
              <TextInput
                w={90}
                label={t('seasons.precedence')}
                inputMode="numeric"
                value={draft.precedence}
                error={issues.includes('precedence')}
                onChange={({ currentTarget: { value } }) => set({ precedence: value })}
              />
              <Select
                w={120}
                label={t('seasons.colour')}
                data={COLOURS.map((colour) => ({
                  value: String(colour),
                  label: t('seasons.colourName', { number: colour + 1 }),
                }))}
                value={String(draft.colour)}
                allowDeselect={false}
                onChange={(value) => set({ colour: Number(value) })}
              />
            </>
          )}
        </div>
      )}
      {hasDates && (
        <div className="season-line">
          <TextInput
            type="date"
            w={140}
            label={t('seasons.from')}
            value={draft.from}
            error={issues.includes('dates')}
            onChange={({ currentTarget: { value } }) => set({ from: value })}
          />
          <TextInput
            type="date"
            w={140}
            label={t('seasons.last')}
            value={draft.last}
            error={issues.includes('dates')}
            onChange={({ currentTarget: { value } }) => set({ last: value })}
          />
          <Select
            className="grow"
            label={t('seasons.repeats')}
            data={REPEATS.map((value) => ({ value, label: t(`seasons.repeats.${value}`) }))}
            value={draft.repeats}
            allowDeselect={false}
            onChange={(value) => set({ repeats: value as Repeats })}
          />
        </div>
      )}
      {kind !== 'base' && (
        <fieldset className="season-days">
          <legend>{t('seasons.weekdays')}</legend>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox
              key={day}
              label={weekdayText(fromDayNumber(MONDAY + day - 1))}
              checked={draft.weekdays.includes(day)}
              onChange={({ currentTarget: { checked } }) =>
                set({
                  weekdays: checked
                    ? [...draft.weekdays, day].sort()
                    : draft.weekdays.filter((each) => each !== day),
                })
              }
            />
          ))}
        </fieldset>
      )}
      {(kind === 'event' || kind === 'weekday') && (
        <TextInput
          label={t('seasons.move')}
          placeholder={t('seasons.movePlaceholder')}
          value={draft.move}
          error={issues.includes('move') ? t('seasons.issue.move') : null}
          onChange={({ currentTarget: { value } }) => set({ move: value })}
        />
      )}
      {(kind === 'season' || kind === 'base') && (
        <>
          <PriceTable draft={draft} terms={terms} issues={issues} onChange={(prices) => set({ prices })} />
          {issues.includes('prices') && <p className="danger-text second">{t('seasons.issue.prices')}</p>}
          {issues.some((issue) => issue.startsWith('price.')) && (
            <p className="danger-text second" role="alert">
              {t('seasons.issue.price')}
            </p>
          )}
          <p className="second muted">
            {t(kind === 'season' ? 'seasons.priceHint' : 'seasons.basePriceHint')}
          </p>
        </>
      )}
      {kind === 'rule' && (
        <div className="season-line">
          <MultiSelect
            searchable
            className="grow"
            label={t('seasons.rulePlans')}
            placeholder={draft.ratePlanIds.length === 0 ? t('seasons.allPlans') : ''}
            value={[...draft.ratePlanIds]}
            data={hotel.ratePlans.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(ratePlanIds) => set({ ratePlanIds })}
          />
          <MultiSelect
            searchable
            className="grow"
            label={t('seasons.ruleTypes')}
            placeholder={draft.roomTypeIds.length === 0 ? t('seasons.allTypes') : ''}
            value={[...draft.roomTypeIds]}
            data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(roomTypeIds) => set({ roomTypeIds })}
          />
        </div>
      )}
      {hasRestrictions && (
        <div className="season-line">
          <TextInput
            w={150}
            label={t('seasons.minNights')}
            inputMode="numeric"
            value={draft.minNights}
            error={issues.includes('minNights')}
            onChange={({ currentTarget: { value } }) => set({ minNights: value })}
          />
          {(Object.keys(LIMIT_FIELDS) as LimitField[]).map((field) => (
            <TextInput
              key={field}
              w={150}
              label={t(`rates.restrictions.${field}`)}
              inputMode="numeric"
              value={draft.limits[field]}
              error={issues.includes(field)}
              onChange={({ currentTarget: { value } }) =>
                set({ limits: { ...draft.limits, [field]: value } })
              }
            />
          ))}
          <div className="season-checks">
            {(['closedToArrival', 'closedToDeparture', 'closed'] as const).map((field) => (
              <Checkbox
                key={field}
                label={t(`rates.restrictions.${field}`)}
                checked={draft[field]}
                onChange={({ currentTarget: { checked } }) => set({ [field]: checked })}
              />
            ))}
          </div>
        </div>
      )}
      <div className="season-line">
        <Button type="submit" disabled={issues.length > 0} rightSection={<Key>Enter</Key>}>
          {t('seasons.preview')}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={onDiscard}>
          {t('seasons.discard')}
        </Button>
        {onRemove !== null && (
          <Button variant="subtle" color="red" onClick={onRemove}>
            {t('seasons.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
