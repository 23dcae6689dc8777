/** Promotions and packages: what is given, to whom, and the form of one. */
import { Button, Checkbox, Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { StoredPromotion } from '../../shared/contract/promotions.ts'
import { PROMOTION_KINDS } from '../../shared/rates/promotion.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import '../plans/plans.css'
import { RateViewHead } from '../rates/rate-view-head.tsx'
import { t } from '../text/text.ts'
import {
  BENEFIT_KINDS,
  type BenefitKind,
  type ExtraEntry,
  entryOf,
  NEW_EXTRA,
  NEW_PROMOTION,
  type PromotionEntry,
  type PromotionKind,
  promotionText,
  readPromotion,
} from './promotion-entry.ts'

const PER = ['stay', 'night', 'person', 'person_night'] as const
const MOST_EXTRAS = 20

export function PromotionsView() {
  const { queries } = useDesk()
  const query = useQuery(queries.promotions.list.queryOptions())
  return <QueryView query={query}>{({ promotions }) => <Promotions all={promotions} />}</QueryView>
}

function Promotions({ all }: { all: readonly StoredPromotion[] }) {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const [edited, edit] = useState<StoredPromotion | 'new' | null>(null)
  const [chosenId, choose] = useState<string | null>(null)
  const at = Math.max(
    0,
    all.findIndex(({ id }) => id === chosenId),
  )
  const chosen = all[at]
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (edited !== null) form.current?.querySelector<HTMLInputElement>('input')?.focus()
  }, [edited])
  const step = (by: number) => () => choose(all[Math.min(all.length - 1, Math.max(0, at + by))]?.id ?? null)
  useViewKeys({
    n: isAway ? undefined : () => edit('new'),
    enter: isAway || chosen === undefined ? undefined : () => edit(chosen),
    arrowdown: step(1),
    arrowup: step(-1),
  })
  return (
    <div className="list-screen">
      <RateViewHead view="promotions" {...(edited === null ? {} : { onEscape: () => edit(null) })}>
        <Button h={28} disabled={isAway} rightSection={<Key>N</Key>} onClick={() => edit('new')}>
          {t('promotions.new')}
        </Button>
      </RateViewHead>
      <div className="plan-columns">
        <section aria-label={t('rates.view.promotions')}>
          {all.length === 0 ? (
            <p className="muted">{t('promotions.none')}</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th>{t('promotions.name')}</th>
                  <th>{t('promotions.kind')}</th>
                  <th>{t('promotions.says')}</th>
                  <th>{t('promotions.state')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {all.map((promotion) => (
                  <tr
                    key={promotion.id}
                    className={promotion.id === chosen?.id ? 'is-chosen' : undefined}
                    aria-selected={promotion.id === chosen?.id}
                    onClick={() => choose(promotion.id)}
                  >
                    <td className="strong">{promotion.name}</td>
                    <td>{t(`promotions.kind.${promotion.kind}`)}</td>
                    <td>{promotionText(promotion, hotel.currency)}</td>
                    <td>{t(promotion.active ? 'promotions.active' : 'promotions.inactive')}</td>
                    <td className="right">
                      <Button h={24} variant="default" disabled={isAway} onClick={() => edit(promotion)}>
                        {t('plans.edit')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
        {edited !== null && (
          <div ref={form}>
            <PromotionForm
              key={edited === 'new' ? 'new' : edited.id}
              promotion={edited === 'new' ? null : edited}
              onClose={() => edit(null)}
            />
          </div>
        )}
      </div>
    </div>
  )
}

function PromotionForm({ promotion, onClose }: { promotion: StoredPromotion | null; onClose: () => void }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const save = useCommand(calls.promotions.save, t('promotions.save'))
  const [entry, setEntry] = useState<PromotionEntry>(
    promotion === null ? NEW_PROMOTION : entryOf(promotion, hotel.currency),
  )
  const set = (changes: Partial<PromotionEntry>) => setEntry({ ...entry, ...changes })
  const { terms, issues } = readPromotion(entry, promotion?.terms ?? null, hotel.currency)
  const canSave = terms !== null && !isAway
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!canSave || save.isSending) return
    const code = entry.code.trim()
    const answer = await save.send({
      ...(promotion === null ? {} : { promotionId: promotion.id, seenSeq: promotion.seq }),
      name: entry.name.trim(),
      kind: entry.kind,
      code: code === '' ? null : code,
      active: entry.active,
      terms,
    })
    if (answer === undefined) return
    notify('done', t('promotions.saved', { name: entry.name.trim() }))
    onClose()
  }
  const field = (name: 'minNights' | 'minAdvance' | 'maxAdvance') => (
    <TextInput
      w={130}
      label={t(`promotions.${name}`)}
      inputMode="numeric"
      value={entry[name]}
      error={issues.includes('days')}
      onChange={({ currentTarget: { value } }) => set({ [name]: value })}
    />
  )
  return (
    <form
      className="plan-form"
      aria-label={t('promotions.form')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
      onSubmit={(event) => void submit(event)}
    >
      <h2>{promotion === null ? t('promotions.new') : promotion.name}</h2>
      <TextInput
        label={t('promotions.name')}
        maxLength={80}
        value={entry.name}
        onChange={({ currentTarget: { value } }) => set({ name: value })}
      />
      <div className="plan-line">
        <Select
          className="grow"
          label={t('promotions.kind')}
          data={PROMOTION_KINDS.map((value) => ({ value, label: t(`promotions.kind.${value}`) }))}
          value={entry.kind}
          allowDeselect={false}
          onChange={(value) => {
            const kind = value as PromotionKind
            set({
              kind,
              extras: kind === 'package' && entry.extras.length === 0 ? [NEW_EXTRA] : entry.extras,
            })
          }}
        />
        <TextInput
          w={150}
          label={t('promotions.code')}
          maxLength={30}
          value={entry.code}
          error={issues.includes('code')}
          onChange={({ currentTarget: { value } }) => set({ code: value })}
        />
      </div>
      <div className="plan-line">
        <Select
          className="grow"
          label={t('promotions.benefit')}
          data={BENEFIT_KINDS.map((value) => ({ value, label: t(`promotions.benefit.${value}`) }))}
          value={entry.benefit}
          allowDeselect={false}
          onChange={(value) => set({ benefit: value as BenefitKind, size: '' })}
        />
        {entry.benefit !== 'none' && (
          <TextInput
            w={150}
            label={t(`promotions.size.${entry.benefit}`, { currency: hotel.currency })}
            inputMode="decimal"
            value={entry.size}
            error={issues.includes('benefit')}
            onChange={({ currentTarget: { value } }) => set({ size: value })}
          />
        )}
      </div>
      <div className="plan-line">
        {field('minNights')}
        {field('minAdvance')}
        {field('maxAdvance')}
      </div>
      <div className="plan-line">
        <TextInput
          type="date"
          label={t('promotions.stayFrom')}
          value={entry.stayFrom}
          error={issues.includes('dates')}
          onChange={({ currentTarget: { value } }) => set({ stayFrom: value })}
        />
        <TextInput
          type="date"
          label={t('promotions.stayLast')}
          value={entry.stayLast}
          error={issues.includes('dates')}
          onChange={({ currentTarget: { value } }) => set({ stayLast: value })}
        />
      </div>
      {entry.kind === 'package' && (
        <Extras
          extras={entry.extras}
          hasIssue={issues.includes('extras')}
          onChange={(extras) => set({ extras })}
        />
      )}
      <Checkbox
        label={t('promotions.combines')}
        checked={entry.combines}
        onChange={({ currentTarget: { checked } }) => set({ combines: checked })}
      />
      <Switch
        label={t('promotions.active')}
        checked={entry.active}
        onChange={({ currentTarget: { checked } }) => set({ active: checked })}
      />
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

interface ExtrasProps {
  extras: readonly ExtraEntry[]
  hasIssue: boolean
  onChange: (extras: readonly ExtraEntry[]) => void
}

function Extras({ extras, hasIssue, onChange }: ExtrasProps) {
  const { hotel } = useHotel()
  const change = (index: number, changes: Partial<ExtraEntry>) =>
    onChange(extras.map((extra, at) => (at === index ? { ...extra, ...changes } : extra)))
  return (
    <fieldset className="plan-line">
      <legend>{t('promotions.extras')}</legend>
      {extras.map((extra, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: extras are told apart by their place alone
        <div key={index} className="plan-line">
          <TextInput
            w={160}
            label={t('promotions.extraName')}
            value={extra.name}
            error={hasIssue && extra.name.trim() === ''}
            onChange={({ currentTarget: { value } }) => change(index, { name: value })}
          />
          <TextInput
            w={90}
            label={hotel.currency}
            inputMode="decimal"
            value={extra.amount}
            error={hasIssue}
            onChange={({ currentTarget: { value } }) => change(index, { amount: value })}
          />
          <Select
            w={130}
            label={t('promotions.per')}
            data={PER.map((value) => ({ value, label: t(`promotions.per.${value}`) }))}
            value={extra.per}
            allowDeselect={false}
            onChange={(value) => change(index, { per: value as ExtraEntry['per'] })}
          />
          <Button
            h={30}
            variant="default"
            aria-label={t('promotions.removeExtra', { name: extra.name })}
            onClick={() => onChange(extras.filter((_, at) => at !== index))}
          >
            ✕
          </Button>
        </div>
      ))}
      {extras.length < MOST_EXTRAS && (
        <Button h={28} variant="default" onClick={() => onChange([...extras, NEW_EXTRA])}>
          {t('promotions.addExtra')}
        </Button>
      )}
    </fieldset>
  )
}
