/** The form of a rate plan: whose price it follows, what it promises, where it is sold. */
import { Button, Checkbox, MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import { amountFor } from '../../shared/pricing.ts'
import { derivedPrice } from '../../shared/rates/moves.ts'
import { GUARANTEES, MEAL_PLANS, MOST_ACCESS_CODE_LETTERS } from '../../shared/rates/plan-terms.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { readEntry } from '../rates/rate-entry.ts'
import { moveText } from '../seasons/price-row.ts'
import { t } from '../text/text.ts'
import { accessCodeOf, notSoldOn } from './plan-words.ts'

type RatePlan = Hotel['ratePlans'][number]

const OWN = 'own'
const MOST_INCLUSIONS = 20
const ROUNDINGS = [1, 10, 50, 100, 500] as const

interface Entry {
  code: string
  name: string
  parentId: string
  percent: string
  amount: string
  per: 'room' | 'person'
  roundToMinor: number
  followsRestrictions: boolean
  mealPlan: (typeof MEAL_PLANS)[number]
  inclusions: readonly string[]
  guarantee: (typeof GUARANTEES)[number]
  policyId: string
  accessCode: string
  soldAtDesk: boolean
  /** Also channels that the list does not have, or not yet. */
  notOn: readonly string[]
}

function entryOf(plan: RatePlan | null, currency: string): Entry {
  const derivation = plan?.parent?.derivation
  return {
    code: plan?.code ?? '',
    name: plan?.name ?? '',
    parentId: plan?.parent?.ratePlanId ?? OWN,
    percent:
      derivation === undefined || derivation.percent === 0
        ? ''
        : moveText({ kind: 'percent', percent: derivation.percent }, currency),
    amount:
      derivation === undefined || derivation.amountMinor === 0
        ? ''
        : moveText({ kind: 'amount', amountMinor: derivation.amountMinor }, currency),
    per: derivation?.per ?? 'room',
    roundToMinor: derivation?.roundToMinor ?? 100,
    followsRestrictions: derivation?.followsRestrictions ?? true,
    mealPlan: plan?.terms.mealPlan ?? 'room_only',
    inclusions: plan?.terms.inclusions ?? [],
    guarantee: plan?.terms.guarantee ?? 'none',
    policyId: plan?.cancellationPolicyId ?? '',
    accessCode: plan?.terms.accessCode ?? '',
    soldAtDesk: plan?.soldAtDesk ?? true,
    notOn: plan?.notOnChannelIds ?? [],
  }
}

/** Undefined where a text cannot be read. */
function movesOf(entry: Entry, currency: string): { percent: number; amountMinor: number } | undefined {
  const read = (text: string) => readEntry(text, { currency, adults: 1, roundToMinor: 1 })
  const [percent, amount] = [read(entry.percent), read(entry.amount)]
  const isPercent =
    percent.kind === 'empty' || (percent.kind === 'change' && percent.change.kind === 'percent')
  const isAmount = amount.kind === 'empty' || (amount.kind === 'change' && amount.change.kind === 'add')
  if (!isPercent || !isAmount) return undefined
  return {
    percent: percent.kind === 'change' && percent.change.kind === 'percent' ? percent.change.percent : 0,
    amountMinor: amount.kind === 'change' && amount.change.kind === 'add' ? amount.change.amountMinor : 0,
  }
}

export function PlanForm({ plan, onClose }: { plan: RatePlan | null; onClose: () => void }) {
  const { queries, calls } = useDesk()
  const { hotel } = useHotel()
  const { currency } = hotel
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const channels = useQuery(queries.channels.list.queryOptions()).data?.channels ?? []
  const channelIds = channels.map(({ id }) => id)
  const [entry, setEntry] = useState<Entry>(() => entryOf(plan, currency))
  const set = (changes: Partial<Entry>) => setEntry({ ...entry, ...changes })
  const save = useCommand(calls.plans.save, t('plans.save'))
  const moves = movesOf(entry, currency)
  const accessCode = accessCodeOf(entry.accessCode)
  const isNamed = entry.code.trim() !== '' && entry.name.trim() !== ''
  const canSave = isNamed && moves !== undefined && accessCode !== undefined && !isAway
  const derivation =
    moves === undefined
      ? null
      : {
          ...moves,
          per: entry.per,
          roundToMinor: entry.roundToMinor,
          rounding: plan?.parent?.derivation.rounding ?? ('nearest' as const),
          followsRestrictions: entry.followsRestrictions,
        }
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!canSave || derivation === null || accessCode === undefined || save.isSending) return
    const answer = await save.send({
      ...(plan === null ? {} : { ratePlanId: plan.id, seenSeq: plan.seq }),
      code: entry.code.trim(),
      name: entry.name.trim(),
      parent: entry.parentId === OWN ? null : { ratePlanId: entry.parentId, derivation },
      terms: {
        mealPlan: entry.mealPlan,
        inclusions: [...entry.inclusions],
        guarantee: entry.guarantee,
        deposit: plan?.terms.deposit ?? null,
        losSteps: plan?.terms.losSteps ?? [],
        accessCode,
      },
      cancellationPolicyId: entry.policyId === '' ? null : entry.policyId,
      soldAtDesk: entry.soldAtDesk,
      notOnChannelIds: [...entry.notOn],
    })
    if (answer === undefined) return
    notify('done', t('plans.saved', { name: entry.name.trim(), count: answer.changedCells }))
    onClose()
  }
  return (
    <form
      className="plan-form"
      aria-label={t('plans.form')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
      onSubmit={(event) => void submit(event)}
    >
      <h2>{plan === null ? t('plans.new') : plan.name}</h2>
      <div className="plan-line">
        <TextInput
          w={110}
          label={t('plans.code')}
          maxLength={20}
          value={entry.code}
          onChange={({ currentTarget: { value } }) => set({ code: value })}
        />
        <TextInput
          className="grow"
          label={t('plans.name')}
          maxLength={80}
          value={entry.name}
          onChange={({ currentTarget: { value } }) => set({ name: value })}
        />
      </div>
      <Select
        label={t('plans.parent')}
        data={[
          { value: OWN, label: t('plans.own') },
          ...hotel.ratePlans
            .filter(({ id, active }) => id !== plan?.id && active)
            .map(({ id, name }) => ({ value: id, label: t('plans.follows', { name }) })),
        ]}
        value={entry.parentId}
        allowDeselect={false}
        onChange={(value) => set({ parentId: value ?? OWN })}
      />
      {entry.parentId !== OWN && (
        <>
          <div className="plan-line">
            <TextInput
              w={110}
              label={t('plans.percentField')}
              placeholder="-10%"
              value={entry.percent}
              error={moves === undefined}
              onChange={({ currentTarget: { value } }) => set({ percent: value })}
            />
            <TextInput
              w={110}
              label={t('plans.amountField', { currency })}
              placeholder="+18"
              value={entry.amount}
              error={moves === undefined}
              onChange={({ currentTarget: { value } }) => set({ amount: value })}
            />
            <Select
              w={150}
              label={t('plans.per')}
              data={(['room', 'person'] as const).map((per) => ({
                value: per,
                label: t(`plans.per.${per}`),
              }))}
              value={entry.per}
              allowDeselect={false}
              onChange={(value) => set({ per: value as Entry['per'] })}
            />
            <Select
              w={120}
              label={t('plans.roundTo')}
              data={ROUNDINGS.map((minor) => ({ value: String(minor), label: toDecimal(minor, currency) }))}
              value={String(entry.roundToMinor)}
              allowDeselect={false}
              onChange={(value) => set({ roundToMinor: Number(value) })}
            />
          </div>
          <Checkbox
            label={t('plans.followsRestrictions')}
            checked={entry.followsRestrictions}
            onChange={({ currentTarget: { checked } }) => set({ followsRestrictions: checked })}
          />
          {derivation !== null && <Example parentId={entry.parentId} derivation={derivation} />}
        </>
      )}
      <div className="plan-line">
        <Select
          className="grow"
          label={t('plans.meals')}
          data={MEAL_PLANS.map((value) => ({ value, label: t(`plans.meals.${value}`) }))}
          value={entry.mealPlan}
          allowDeselect={false}
          onChange={(value) => set({ mealPlan: value as Entry['mealPlan'] })}
        />
        <Select
          className="grow"
          label={t('plans.guarantee')}
          data={GUARANTEES.map((value) => ({ value, label: t(`plans.guarantee.${value}`) }))}
          value={entry.guarantee}
          allowDeselect={false}
          onChange={(value) => set({ guarantee: value as Entry['guarantee'] })}
        />
      </div>
      <TagsInput
        label={t('plans.inclusions')}
        placeholder={entry.inclusions.length === 0 ? t('plans.inclusionsPlaceholder') : ''}
        maxTags={MOST_INCLUSIONS}
        acceptValueOnBlur
        value={[...entry.inclusions]}
        onChange={(value) => set({ inclusions: value })}
      />
      <Select
        label={t('plans.policy')}
        data={[
          { value: '', label: t('plans.noPolicy') },
          ...hotel.cancellationPolicies.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={entry.policyId}
        allowDeselect={false}
        onChange={(value) => set({ policyId: value ?? '' })}
      />
      <TextInput
        label={t('plans.accessCode')}
        description={t('plans.accessCode.what')}
        placeholder={t('plans.accessCode.none')}
        maxLength={MOST_ACCESS_CODE_LETTERS}
        value={entry.accessCode}
        error={accessCode === undefined ? t('plans.accessCode.letters') : null}
        onChange={({ currentTarget: { value } }) => set({ accessCode: value })}
      />
      <Checkbox
        label={t('plans.soldAtDesk')}
        checked={entry.soldAtDesk}
        onChange={({ currentTarget: { checked } }) => set({ soldAtDesk: checked })}
      />
      {channels.length > 0 && (
        <MultiSelect
          label={t('plans.soldOn')}
          data={channels.map(({ id, name }) => ({ value: id, label: name }))}
          value={channelIds.filter((id) => !entry.notOn.includes(id))}
          onChange={(value) => set({ notOn: notSoldOn(entry.notOn, channelIds, value) })}
        />
      )}
      <FailureAlert failure={save.failure} />
      <div className="plan-line">
        <Button type="submit" disabled={!canSave} loading={save.isSending} rightSection={<Key>Enter</Key>}>
          {t('common.save')}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Today's price of the parent for two, and what comes of it. */
function Example({
  parentId,
  derivation,
}: {
  parentId: string
  derivation: Parameters<typeof derivedPrice>[1]
}) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const [type] = hotel.roomTypes
  const from = hotel.businessDate
  const { data } = useQuery(queries.rates.grid.queryOptions({ input: { from, to: addDays(from, 1) } }))
  const prices =
    data?.roomTypes
      .find(({ roomTypeId }) => roomTypeId === type?.id)
      ?.plans.find(({ ratePlanId }) => ratePlanId === parentId)?.days[0]?.prices ?? []
  const adults = type?.baseOccupancy ?? 1
  const [before, after] = [
    amountFor(prices, adults),
    amountFor(derivedPrice({ prices, children: [], extraBedMinor: null }, derivation).prices, adults),
  ]
  if (before === undefined || after === undefined || type === undefined) return null
  return (
    <p className="muted" data-testid="plan-example">
      {t('plans.example', {
        type: type.name,
        before: amountText(before, hotel.currency),
        after: amountText(after, hotel.currency),
      })}
    </p>
  )
}
