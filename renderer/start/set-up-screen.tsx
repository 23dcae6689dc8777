/** The second step of setting up a hotel: its rooms, first prices and plans, typed or from files, and what will be sold. */
import { Button } from '@mantine/core'
import IconArrowLeft from '@tabler/icons-react/icons/IconArrowLeft'
import IconPlus from '@tabler/icons-react/icons/IconPlus'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useCommand, useDesk, useIsAway } from '../desk-context.tsx'
import { Key, Mark } from '../frame/marks.tsx'
import { hotelNames } from '../hotel-names.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import { businessDateAt } from './business-date.ts'
import { CsvPanel } from './csv-panel.tsx'
import { focusField } from './field-focus.ts'
import { PlanRow } from './plan-row.tsx'
import { inputOf, issuesOf } from './set-up-check.ts'
import {
  addPlan,
  addType,
  changePlan,
  changeType,
  removePlan,
  removeType,
  type SetUpDraft,
} from './set-up-draft.ts'
import { fieldOrder } from './set-up-fields.ts'
import { SetUpSummary } from './set-up-summary.tsx'
import { TypeRow } from './type-row.tsx'
import { useFormCheck } from './use-form-check.ts'

const NO_NAMES = hotelNames(null)

export function SetUpScreen({
  draft,
  onChange,
  onBack,
}: {
  draft: SetUpDraft
  onChange: (draft: SetUpDraft) => void
  onBack: () => void
}) {
  const { calls, page } = useDesk()
  const isAway = useIsAway()
  const form = useRef<HTMLFormElement>(null)
  const setUp = useCommand(calls.property.setUp, t('start.creating'))
  const issues = useMemo(() => issuesOf(draft), [draft])
  const check = useFormCheck(issues, fieldOrder(draft), () => void create())
  useFirstRooms(form, draft)

  async function create(): Promise<void> {
    if (isAway || setUp.isSending) return
    // The hotel comes back as a change of the property, and with it the desk in place of this page.
    await setUp.send(inputOf(draft, businessDateAt(page.now(), draft.timeZone)))
  }
  function add(change: (draft: SetUpDraft) => SetUpDraft, fieldOf: (key: number) => string): void {
    onChange(change(draft))
    const field = fieldOf(draft.nextKey)
    page.setTimer(0, () => {
      if (form.current !== null) focusField(form.current, field)
    })
  }
  return (
    <form className="set-up" ref={form} onSubmit={check.onSubmit} noValidate data-testid="set-up-form">
      <div className="set-up-left">
        <header className="set-up-head">
          <Button variant="default" leftSection={<IconArrowLeft size={16} stroke={1.75} />} onClick={onBack}>
            {t('start.back')}
          </Button>
          <h1>{t('start.rooms.title', { hotel: draft.name.trim() })}</h1>
        </header>
        <CsvPanel draft={draft} onFill={onChange} />
        <section className="set-up-part" aria-label={t('start.types')}>
          <h2>{t('start.types')}</h2>
          {draft.types.map((type) => (
            <TypeRow
              key={type.key}
              type={type}
              draft={draft}
              errorAt={check.errorAt}
              canRemove={draft.types.length > 1}
              onChange={(change) => onChange(changeType(draft, type.key, change))}
              onRemove={() => onChange(removeType(draft, type.key))}
            />
          ))}
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} stroke={1.75} />}
              onClick={() => add(addType, (key) => `type.${key}.rooms`)}
            >
              {t('start.types.add')}
            </Button>
          </div>
        </section>
        <section className="set-up-part" aria-label={t('start.plans')}>
          <h2>{t('start.plans')}</h2>
          {draft.plans.map((plan, index) => (
            <PlanRow
              key={plan.key}
              plan={plan}
              isFirst={index === 0}
              isPriced={draft.filePrices !== null}
              errorAt={check.errorAt}
              onChange={(change) => onChange(changePlan(draft, plan.key, change))}
              onRemove={() => onChange(removePlan(draft, plan.key))}
            />
          ))}
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} stroke={1.75} />}
              disabled={draft.filePrices !== null}
              onClick={() => add(addPlan, (key) => `plan.${key}.code`)}
            >
              {t('start.plans.add')}
            </Button>
          </div>
        </section>
      </div>
      <SetUpSummary
        draft={draft}
        issues={issues}
        onDropPrices={() => onChange({ ...draft, filePrices: null })}
      >
        {setUp.failure !== null && (
          <div className="alert" role="alert" data-testid="failure">
            <Mark tone="danger" />
            <span>{failureSentence(setUp.failure, NO_NAMES)}</span>
          </div>
        )}
        <Button
          type="submit"
          fullWidth
          disabled={isAway}
          loading={setUp.isSending}
          rightSection={<Key>Enter</Key>}
        >
          {t('start.create')}
        </Button>
        <p className="second muted">{t('start.create.text')}</p>
      </SetUpSummary>
    </form>
  )
}

/** The first thing to type here are the rooms of the first type. */
function useFirstRooms(form: RefObject<HTMLFormElement | null>, draft: SetUpDraft): void {
  const first = draft.types[0]?.key
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step opens
  useEffect(() => {
    if (form.current !== null) focusField(form.current, `type.${first}.rooms`)
  }, [])
}
