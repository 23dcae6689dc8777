/** The restrictions of painted cells: what they have in common, `mixed` where they differ; only what is touched changes. */
import { Checkbox, TextInput } from '@mantine/core'
import { Mark } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import {
  CLOSING_FIELDS,
  type ClosingField,
  type CommonRestrictions,
  type DraftReading,
  NUMBER_FIELDS,
  type NumberField,
} from './rate-draft.ts'
import { useRatesState } from './rates-state.ts'

const WORDS: Record<NumberField | ClosingField, MessageId> = {
  minLosArrival: 'rates.restrictions.minLosArrival',
  minLosThrough: 'rates.restrictions.minLosThrough',
  minAdvanceDays: 'rates.restrictions.minAdvanceDays',
  maxLosArrival: 'rates.restrictions.maxLosArrival',
  maxLosThrough: 'rates.restrictions.maxLosThrough',
  maxAdvanceDays: 'rates.restrictions.maxAdvanceDays',
  closedToArrival: 'rates.restrictions.closedToArrival',
  closedToDeparture: 'rates.restrictions.closedToDeparture',
  closed: 'rates.restrictions.closed',
}

export function RestrictionFields({
  reading,
  common,
}: {
  reading: DraftReading
  common: CommonRestrictions
}) {
  const draft = useRatesState((state) => state.draft)
  const set = useRatesState((state) => state.set)
  const issue = NUMBER_FIELDS.map((field) => reading.numberIssues[field]).find((each) => each !== undefined)
  return (
    <div className="rates-restrictions">
      <div className="rates-nights">
        {NUMBER_FIELDS.map((field, index) => (
          <TextInput
            key={field}
            {...(index === 0 ? { 'data-first-field': true } : {})}
            label={t(WORDS[field])}
            inputMode="numeric"
            autoComplete="off"
            placeholder={placeholderOf(field, common)}
            value={draft.numbers[field] ?? startText(field, common[field])}
            error={reading.numberIssues[field] !== undefined}
            onChange={({ currentTarget: { value } }) =>
              set({ draft: { ...draft, numbers: { ...draft.numbers, [field]: value } } })
            }
          />
        ))}
      </div>
      {issue !== undefined && (
        <div className="alert" role="alert" data-testid="rates-issue">
          <Mark tone="danger" />
          <span>{t(issue)}</span>
        </div>
      )}
      <div className="rates-closings">
        {CLOSING_FIELDS.map((field) => {
          const chosen = draft.closings[field]
          const isMixed = chosen === undefined && common[field] === undefined
          return (
            <Checkbox
              key={field}
              label={
                isMixed ? t('rates.restrictions.mixedClosing', { name: t(WORDS[field]) }) : t(WORDS[field])
              }
              indeterminate={isMixed}
              checked={chosen ?? common[field] ?? false}
              onChange={() =>
                set({ draft: { ...draft, closings: nextClosing(draft.closings, field, common[field]) } })
              }
            />
          )
        })}
      </div>
    </div>
  )
}

/** A stay of one night at the least is what every stay is; a day in advance says something. */
function startText(field: NumberField, common: number | null | undefined): string {
  const isNone = common === 1 && (field === 'minLosArrival' || field === 'minLosThrough')
  return common === undefined || common === null || isNone ? '' : String(common)
}

function placeholderOf(field: NumberField, common: CommonRestrictions): string {
  return common[field] === undefined ? t('rates.restrictions.mixed') : t('rates.restrictions.none')
}

/** Where the cells differ: on, off, and as they are again; else on or off. */
function nextClosing(
  closings: Readonly<Partial<Record<ClosingField, boolean>>>,
  field: ClosingField,
  common: boolean | undefined,
): Readonly<Partial<Record<ClosingField, boolean>>> {
  const { [field]: chosen, ...others } = closings
  if (common !== undefined) return chosen === undefined ? { ...others, [field]: !common } : others
  if (chosen === undefined) return { ...others, [field]: true }
  return chosen ? { ...others, [field]: false } : others
}
