/** Prices below their floor or above their ceiling: each is kept or capped before the change can be committed. */
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useHotel } from '../desk-context.tsx'
import { dayText, shortAmountText } from '../formats.ts'
import { Key, Mark } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import {
  type BoundChoice,
  choiceOf,
  type Decision,
  type Decisions,
  decided,
  nameOf,
  shownChecks,
} from './bound-decisions.ts'
import type { Preview } from './preview-table.ts'

type Check = Preview['beyondBounds'][number]

export interface BoundDecisions extends BoundChoice {
  readonly checks: readonly Check[]
  readonly decisions: Decisions
  /** More are beyond than are listed: they are decided together. */
  readonly isCut: boolean
  readonly count: number
  readonly decide: (checks: readonly Check[], decision: Decision | null) => void
}

export function useBoundChecks(
  preview: Pick<Preview, 'beyondBounds' | 'beyondBoundsCount'> | undefined,
): BoundDecisions {
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const checks = preview?.beyondBounds ?? []
  const count = preview?.beyondBoundsCount ?? 0
  return {
    checks,
    decisions,
    count,
    isCut: count > checks.length,
    ...choiceOf(checks, count, decisions),
    decide: (some, decision) => setDecisions(decided(decisions, some, decision)),
  }
}

export function BoundChecks({
  checks: { checks, decisions, open, isCut, count, decide },
  currency,
}: {
  checks: BoundDecisions
  currency: string
}) {
  const { names } = useHotel()
  const next = isCut ? undefined : checks.find((check) => !decisions.has(nameOf(check)))
  const keys = useMemo(
    () => ({
      k: next === undefined ? undefined : () => decide([next], 'keep'),
      c: next === undefined ? undefined : () => decide([next], 'cap'),
    }),
    [next, decide],
  )
  useViewKeys(keys)
  if (checks.length === 0) return null
  const shown = shownChecks(checks, next)
  const amount = (minor: number) => shortAmountText(minor, currency)
  return (
    <section className="rates-checks" data-testid="rates-checks">
      <h2>
        {t('rates.checks')}
        <span className="muted">{t('rates.checks.count', { decided: count - open, open })}</span>
      </h2>
      {shown.map((check) => {
        const decision = decisions.get(nameOf(check))
        const bound =
          check.ceilingMinor !== null && check.amountMinor > check.ceilingMinor
            ? check.ceilingMinor
            : (check.floorMinor ?? 0)
        const isAbove = check.amountMinor > bound
        const price = amount(check.amountMinor)
        return (
          <div key={nameOf(check)} className={`rates-check${check === next ? ' is-next' : ''}`}>
            <Mark tone={decision === undefined ? 'warning' : 'ok'} />
            <span className="strong">
              {t('rates.checks.night', {
                type: names.roomType(check.roomTypeId),
                plan: names.ratePlan(check.ratePlanId),
                day: dayText(check.date),
              })}
            </span>
            <span className="grow">
              {t(isAbove ? 'rates.checks.above' : 'rates.checks.below', { price, bound: amount(bound) })}
            </span>
            {isCut ? null : decision === undefined ? (
              <>
                <Button
                  variant="default"
                  h={24}
                  rightSection={check === next ? <Key>K</Key> : null}
                  onClick={() => decide([check], 'keep')}
                >
                  {t('rates.checks.keep', { price })}
                </Button>
                <Button
                  variant="default"
                  h={24}
                  rightSection={check === next ? <Key>C</Key> : null}
                  onClick={() => decide([check], 'cap')}
                >
                  {t('rates.checks.cap', { bound: amount(bound) })}
                </Button>
              </>
            ) : (
              <>
                <span className="muted">
                  {decision === 'keep'
                    ? t('rates.checks.kept', { price })
                    : t('rates.checks.capped', { bound: amount(bound) })}
                </span>
                <Button variant="default" h={24} onClick={() => decide([check], null)}>
                  {t('rates.checks.change')}
                </Button>
              </>
            )}
          </div>
        )
      })}
      {checks.length > 1 && open > 0 && (
        <div className="rates-check">
          <span className="grow">
            {count > shown.length && t('rates.checks.more', { count: count - shown.length })}
          </span>
          <Button variant="default" h={24} onClick={() => decide(checks, 'keep')}>
            {t('rates.checks.keepAll')}
          </Button>
          <Button variant="default" h={24} onClick={() => decide(checks, 'cap')}>
            {t('rates.checks.capAll')}
          </Button>
        </div>
      )}
    </section>
  )
}
