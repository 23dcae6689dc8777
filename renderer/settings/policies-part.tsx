/** Cancellation policies: until when it is free, what is charged afterwards and for a no-show, and which plans follow. */
import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/icons/IconTrash'
import { type FormEvent, useState } from 'react'
import type { CancellationPolicy } from '../../shared/contract/property.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { listText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'
import {
  FEE_KINDS,
  type FeeEntry,
  type FeeKind,
  feeEntry,
  NEW_TIER,
  policyText,
  readFee,
  readTiers,
  type TierEntry,
} from './policy-entry.ts'

const LONGEST_NAME = 80
const MOST_TIERS = 8

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
                <b>{policy.name}</b> <span className="muted">{policyText(policy, hotel.currency)}</span>
                <br />
                <span className="second muted">
                  {plansOf(policy.id).length === 0 ? (
                    t('settings.policies.noPlan')
                  ) : (
                    <span translate="no">{listText(plansOf(policy.id).map(({ name }) => name))}</span>
                  )}
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

function PolicyForm({ policy, onClose }: { policy: CancellationPolicy | null; onClose: () => void }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const { currency } = hotel
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const savePolicy = useCommand(calls.property.savePolicy, t('settings.policies'))
  const [name, setName] = useState(policy?.name ?? '')
  const [entries, setEntries] = useState<readonly TierEntry[]>(() =>
    policy === null
      ? [NEW_TIER]
      : policy.tiers.map(({ hoursBefore, fee }) => ({
          hours: hoursBefore === null ? '' : String(hoursBefore),
          fee: feeEntry(fee, currency),
        })),
  )
  const [noShow, setNoShow] = useState<FeeEntry>(() =>
    policy?.noShow == null
      ? { kind: 'percent', text: policy === null ? '100' : '0', ofNights: null }
      : feeEntry(policy.noShow, currency),
  )
  const [ratePlanIds, setPlans] = useState<string[]>(() =>
    hotel.ratePlans
      .filter((plan) => policy !== null && plan.cancellationPolicyId === policy.id)
      .map(({ id }) => id),
  )
  const tiers = readTiers(entries, currency)
  const noShowFee = readFee(noShow, currency)
  const canSave = name.trim() !== '' && tiers !== undefined && noShowFee !== undefined && !isAway
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!canSave || savePolicy.isSending) return
    const answer = await savePolicy.send({ name: name.trim(), tiers, noShow: noShowFee, ratePlanIds })
    if (answer === undefined) return
    notify('done', t('settings.policies.saved', { name: name.trim() }))
    onClose()
  }
  const change = (index: number, entry: TierEntry) => setEntries(entries.with(index, entry))
  return (
    <form onSubmit={(event) => void save(event)} className="settings-policy">
      <div className="settings-line">
        <TextInput
          className="grow"
          label={t('settings.policies.name')}
          maxLength={LONGEST_NAME}
          autoFocus
          disabled={policy !== null}
          value={name}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <MultiSelect
          className="grow"
          label={t('settings.policies.plans')}
          value={ratePlanIds}
          onChange={setPlans}
          data={hotel.ratePlans.map(({ id, name: plan }) => ({ value: id, label: plan }))}
        />
      </div>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tiers are told apart by their place alone
        <div key={index} className="settings-line">
          <TextInput
            w={180}
            label={t('settings.policies.hours')}
            placeholder={t('settings.policies.fromTheBooking')}
            inputMode="numeric"
            value={entry.hours}
            onChange={({ currentTarget: { value } }) => change(index, { ...entry, hours: value })}
          />
          <FeeFields
            fee={entry.fee}
            currency={currency}
            onChange={(fee) => change(index, { ...entry, fee })}
          />
          <Button
            variant="subtle"
            px={8}
            aria-label={t('settings.policies.removeTier')}
            onClick={() => setEntries(entries.toSpliced(index, 1))}
          >
            <IconTrash size={16} stroke={1.75} />
          </Button>
        </div>
      ))}
      {entries.length < MOST_TIERS && (
        <div>
          <Button variant="default" h={28} onClick={() => setEntries([...entries, NEW_TIER])}>
            {t('settings.policies.addTier')}
          </Button>
        </div>
      )}
      <div className="settings-line">
        <span className="settings-policy-show">{t('settings.policies.noShow')}</span>
        <FeeFields fee={noShow} currency={currency} onChange={setNoShow} />
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

interface FeeFieldsProps {
  fee: FeeEntry
  currency: string
  onChange: (fee: FeeEntry) => void
}

function FeeFields({ fee, currency, onChange }: FeeFieldsProps) {
  return (
    <>
      <Select
        w={200}
        label={t('settings.policies.fee')}
        data={FEE_KINDS.map((kind) => ({
          value: kind,
          label: t(`settings.policies.fee.${kind}`, { currency, nights: fee.ofNights ?? 0 }),
        }))}
        value={fee.kind}
        allowDeselect={false}
        onChange={(kind) => onChange({ ...fee, kind: kind as FeeKind })}
      />
      <TextInput
        w={120}
        label={t('settings.policies.value')}
        inputMode="decimal"
        value={fee.text}
        error={readFee(fee, currency) === undefined}
        onChange={({ currentTarget: { value } }) => onChange({ ...fee, text: value })}
      />
    </>
  )
}
