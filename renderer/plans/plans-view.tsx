/** Rate plans: those with prices of their own, each with the plans that follow it, and the form of one. */
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Hotel } from '../../shared/contract/property.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { RateViewHead } from '../rates/rate-view-head.tsx'
import { t } from '../text/text.ts'
import { PlanForm } from './plan-form.tsx'
import { derivationText, planTree } from './plan-words.ts'
import './plans.css'

type RatePlan = Hotel['ratePlans'][number]

export function PlansView() {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const rows = planTree(hotel.ratePlans)
  const [chosenId, choose] = useState<string | null>(null)
  const [edited, edit] = useState<RatePlan | 'new' | null>(null)
  const setActive = useCommand(calls.plans.setActive, t('plans.setActive'))
  const at = Math.max(
    0,
    rows.findIndex(({ plan }) => plan.id === chosenId),
  )
  const chosen = rows[at]?.plan
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (edited !== null) form.current?.querySelector<HTMLInputElement>('input')?.focus()
  }, [edited])
  const step = (by: number) => () =>
    choose(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.plan.id ?? null)
  useViewKeys({
    n: isAway ? undefined : () => edit('new'),
    enter: isAway || chosen === undefined ? undefined : () => edit(chosen),
    arrowdown: step(1),
    arrowup: step(-1),
  })
  async function toggle(plan: RatePlan) {
    const answer = await setActive.send({ ratePlanId: plan.id, active: !plan.active })
    if (answer !== undefined)
      notify('done', t(plan.active ? 'plans.closed' : 'plans.opened', { name: plan.name }))
  }
  return (
    <div className="list-screen">
      <RateViewHead view="plans" {...(edited === null ? {} : { onEscape: () => edit(null) })}>
        <Button h={28} disabled={isAway} rightSection={<Key>N</Key>} onClick={() => edit('new')}>
          {t('plans.new')}
        </Button>
      </RateViewHead>
      <div className="plan-columns">
        <section aria-label={t('rates.view.plans')}>
          <table className="table">
            <thead>
              <tr>
                <th>{t('plans.name')}</th>
                <th>{t('plans.price')}</th>
                <th>{t('plans.meals')}</th>
                <th>{t('plans.policy')}</th>
                <th>{t('plans.where')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ plan, depth }) => (
                <tr
                  key={plan.id}
                  className={plan.id === chosen?.id ? 'is-chosen' : undefined}
                  aria-selected={plan.id === chosen?.id}
                  onClick={() => choose(plan.id)}
                >
                  <td style={{ paddingLeft: 12 + depth * 20 }}>
                    <span className={plan.active ? 'strong' : 'muted'}>{plan.name}</span>{' '}
                    <span className="muted">{plan.code}</span>
                    {plan.terms.accessCode !== null && (
                      <div className="second muted plan-access">
                        {t('plans.onlyWith', { code: plan.terms.accessCode })}
                      </div>
                    )}
                  </td>
                  <td>
                    {plan.parent === null
                      ? t('plans.own')
                      : t('plans.followsBy', {
                          name: names.ratePlan(plan.parent.ratePlanId),
                          how: derivationText(plan.parent.derivation, hotel.currency),
                        })}
                  </td>
                  <td>{t(`plans.meals.${plan.terms.mealPlan}`)}</td>
                  <td>
                    {hotel.cancellationPolicies.find(({ id }) => id === plan.cancellationPolicyId)?.name ??
                      t('plans.noPolicy')}
                  </td>
                  <td>
                    {plan.active
                      ? t('plans.sold', {
                          desk: plan.soldAtDesk ? 'yes' : 'no',
                          not: plan.notOnChannelIds.length,
                        })
                      : t('plans.notSold')}
                  </td>
                  <td className="right">
                    <Button h={24} variant="default" disabled={isAway} onClick={() => edit(plan)}>
                      {t('plans.edit')}
                    </Button>{' '}
                    <Button h={24} variant="subtle" disabled={isAway} onClick={() => void toggle(plan)}>
                      {t(plan.active ? 'plans.close' : 'plans.open')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <FailureAlert failure={setActive.failure} />
        </section>
        {edited !== null && (
          <div ref={form}>
            <PlanForm
              key={edited === 'new' ? 'new' : edited.id}
              plan={edited === 'new' ? null : edited}
              onClose={() => edit(null)}
            />
          </div>
        )}
      </div>
    </div>
  )
}
