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
  NIGHT_FIELDS,
  type NightField,
} from './rate-draft.ts'
import { useRatesState } from './rates-state.ts'

const WORDS: Record<NightField | ClosingField, MessageId> = {
  minLosArrival: 'rates.restrictions.minLosArrival',
  minLosThrough: 'rates.restrictions.minLosThrough',
  maxLosThrough: 'rates.restrictions.maxLosThrough',
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
  const issue = NIGHT_FIELDS.map((field) => reading.nightIssues[field]).find((each) => each !== undefined)
  return (
    <div className="rates-restrictions">
      <div className="rates-nights">
        {NIGHT_FIELDS.map((field, index) => (
          <TextInput
            key={field}
            {...(index === 0 ? { 'data-first-field': true } : {})}
            label={t(WORDS[field])}
            inputMode="numeric"
            autoComplete="off"
            placeholder={placeholderOf(field, common)}
            value={draft.nights[field] ?? startText(common[field])}
            error={reading.nightIssues[field] !== undefined}
            onChange={({ currentTarget: { value } }) =>
              set({ draft: { ...draft, nights: { ...draft.nights, [field]: value } } })
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
  )
}

function startText(common: number | null | undefined): string {
  return common === undefined || common === null || common === 1 ? '' : String(common)
}

function placeholderOf(field: NightField, common: CommonRestrictions): string {
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
