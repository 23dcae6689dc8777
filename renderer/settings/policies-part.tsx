/** Cancellation policies: until when it is free, what is charged afterwards and for a no-show, and which plans follow. */
import { Button, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CancellationPolicy } from '../../shared/contract/property.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { listText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'

const LONGEST_NAME = 80
const NEW = {
  name: '',
  freeUntilDays: 1,
  latePercent: 100,
  lateNights: 1,
  noShowPercent: 100,
  noShowNights: 1,
}

export function PoliciesPart() {
  const { hotel } = useHotel()
  const [edited, setEdited] = useState<CancellationPolicy | 'new' | null>(null)
  const plansOf = (id: string) => hotel.ratePlans.filter((plan) => plan.cancellationPolicyId === id)
  return (
    <Part title={t('settings.policies')} text={t('settings.policies.text')}>
      {hotel.cancellationPolicies.length > 0 && (
        <ul className="settings-channels" data-testid="settings-policies">
          {hotel.cancellationPolicies.map((policy) => (
            <li key={policy.id} className="row">
              <span className="grow">
                <b>{policy.name}</b> <span className="muted">{policyText(policy)}</span>
                <br />
                <span className="second muted">
                  {plansOf(policy.id).length === 0
                    ? t('settings.policies.noPlan')
                    : listText(plansOf(policy.id).map(({ name }) => name))}
                </span>
              </span>
              <Button h={24} variant="default" onClick={() => setEdited(policy)}>
                {t('settings.rooms.change')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {edited === null ? (
        <div>
          <Button variant="default" onClick={() => setEdited('new')}>
            {t('settings.policies.add')}
          </Button>
        </div>
      ) : (
        <PolicyForm
          key={edited === 'new' ? 'new' : edited.id}
          policy={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Part>
  )
}

function policyText(policy: CancellationPolicy): string {
  return t('settings.policies.says', {
    days: policy.freeUntilDays,
    percent: policy.latePercent,
    nights: policy.lateNights ?? 0,
    noShowPercent: policy.noShowPercent,
    noShowNights: policy.noShowNights ?? 0,
  })
}

function PolicyForm({ policy, onClose }: { policy: CancellationPolicy | null; onClose: () => void }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const savePolicy = useCommand(calls.property.savePolicy, t('settings.policies'))
  const [entry, setEntry] = useState<Omit<CancellationPolicy, 'id'>>(policy ?? NEW)
  const [ratePlanIds, setPlans] = useState<string[]>(() =>
    hotel.ratePlans
      .filter((plan) => policy !== null && plan.cancellationPolicyId === policy.id)
      .map(({ id }) => id),
  )
  const canSave = entry.name.trim() !== '' && !isAway
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!canSave || savePolicy.isSending) return
    const { name, freeUntilDays, latePercent, lateNights, noShowPercent, noShowNights } = entry
    const shape = { freeUntilDays, latePercent, lateNights, noShowPercent, noShowNights }
    const answer = await savePolicy.send({ name: name.trim(), ...shape, ratePlanIds })
    if (answer === undefined) return
    notify('done', t('settings.policies.saved', { name: name.trim() }))
    onClose()
  }
  const number = (field: 'freeUntilDays' | 'latePercent' | 'noShowPercent', max: number) => (
    <NumberInput
      w={130}
      label={t(`settings.policies.${field}`)}
      min={0}
      max={max}
      allowDecimal={false}
      value={entry[field]}
      onChange={(value) => typeof value === 'number' && setEntry({ ...entry, [field]: value })}
    />
  )
  const nights = (field: 'lateNights' | 'noShowNights') => (
    <NumberInput
      w={130}
      label={t('settings.policies.ofNights')}
      placeholder={t('settings.policies.all')}
      min={1}
      max={365}
      allowDecimal={false}
      value={entry[field] ?? ''}
      onChange={(value) => setEntry({ ...entry, [field]: typeof value === 'number' ? value : null })}
    />
  )
  return (
    <form onSubmit={(event) => void save(event)} className="settings-policy">
      <div className="settings-line">
        <TextInput
          className="grow"
          label={t('settings.policies.name')}
          maxLength={LONGEST_NAME}
          autoFocus
          disabled={policy !== null}
          value={entry.name}
          onChange={({ currentTarget: { value } }) => setEntry({ ...entry, name: value })}
        />
        <MultiSelect
          className="grow"
          label={t('settings.policies.plans')}
          value={ratePlanIds}
          onChange={setPlans}
          data={hotel.ratePlans.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <div className="settings-line">
        {number('freeUntilDays', 365)}
        {number('latePercent', 100)}
        {nights('lateNights')}
        {number('noShowPercent', 100)}
        {nights('noShowNights')}
      </div>
      <FailureAlert failure={savePolicy.failure} />
      <div className="settings-line">
        <Button type="submit" variant="default" disabled={!canSave} loading={savePolicy.isSending}>
          {t('common.save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
