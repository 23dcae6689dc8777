/** Seasons: the picture of a year, its layers from the highest precedence down, and the form of one with what saving will do. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { LayerChange, StoredLayers } from '../../shared/contract/seasons.ts'
import { addDays, type IsoDate, laterOf } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { RateViewHead } from '../rates/rate-view-head.tsx'
import { t } from '../text/text.ts'
import { CopyYear } from './copy-year.tsx'
import {
  type DraftTerms,
  draftOf,
  freePrecedence,
  type LayerDraft,
  type LayerKind,
  newDraft,
  type StoredLayer,
  storedLayers,
} from './layer-draft.ts'
import { LayerEffect } from './layer-effect.tsx'
import { LayerForm } from './layer-form.tsx'
import { readLayer } from './layer-read.ts'
import { PriceWhy } from './price-why.tsx'
import { SeasonList } from './season-list.tsx'
import { useSeasonsState } from './seasons-state.ts'
import { YearFrame } from './year-frame.tsx'
import { pageLayers, yearPicture } from './year-picture.ts'
import './seasons.css'

/** What begins beside a new season, and its key. */
const NEW_KINDS = [
  { kind: 'event', key: 'E' },
  { kind: 'weekday', key: 'D' },
  { kind: 'rule', key: 'R' },
  { kind: 'base', key: 'B' },
] as const

export function SeasonsView() {
  const { queries } = useDesk()
  const layers = useQuery(queries.seasons.list.queryOptions())
  const settings = useQuery(queries.pricing.settings.queryOptions())
  return (
    <QueryView query={layers}>
      {(stored) => (
        <QueryView query={settings}>{(rules) => <Seasons stored={stored} settings={rules} />}</QueryView>
      )}
    </QueryView>
  )
}

function Seasons({ stored, settings }: { stored: StoredLayers; settings: Answers['pricing']['settings'] }) {
  const { hotel } = useHotel()
  const { calls } = useDesk()
  const isAway = useIsAway()
  const state = useSeasonsState()
  const { set, draft, copying } = state
  const notify = useDeskState((desk) => desk.notify)
  const [planned, setPlanned] = useState<LayerChange | null>(null)
  const undo = useCommand(calls.rates.undo)
  const ownPlans = hotel.ratePlans.filter((plan) => plan.parent === null && plan.active)
  const ratePlanId = ownPlans.find(({ id }) => id === state.ratePlanId)?.id ?? ownPlans[0]?.id ?? ''
  const type = hotel.roomTypes.find(({ id }) => id === state.roomTypeId) ?? hotel.roomTypes[0]
  const thisYear = Number(hotel.businessDate.slice(0, 4))
  const year = state.year ?? thisYear
  const day = state.day ?? laterOf(hotel.businessDate, `${year}-01-01` as IsoDate)
  const terms: DraftTerms = { hotel, layers: stored, ratePlanId, childBands: settings.childBands }
  const product = { ratePlanId, roomTypeId: type?.id ?? '', baseOccupancy: type?.baseOccupancy ?? 1 }
  const rule = useMemo(
    () => pageLayers(stored, hotel.ratePlans, settings),
    [stored, hotel.ratePlans, settings],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the product by its values
  const picture = useMemo(
    () => yearPicture(year, stored, rule, product),
    [year, stored, rule, product.ratePlanId, product.roomTypeId],
  )
  const all = useMemo(() => storedLayers(stored), [stored])
  const form = useRef<HTMLDivElement>(null)
  const slider = useRef<SVGRectElement>(null)
  const draftName = draft === null ? null : `${draft.kind} ${draft.id}`
  useEffect(() => {
    if (draftName !== null) form.current?.querySelector<HTMLInputElement>('input')?.focus()
  }, [draftName])

  const open = (layer: StoredLayer) => {
    setPlanned(null)
    set({ draft: draftOf(layer, terms), copying: null, overHand: false })
  }
  const begin = (kind: LayerKind) => {
    setPlanned(null)
    set({
      draft: newDraft(kind, laterOf(day, hotel.businessDate), terms),
      copying: null,
      overHand: false,
    })
  }
  const beginCopy = () => {
    setPlanned(null)
    set({ draft: null, copying: 'dates', overHand: false })
  }
  const show = (next: IsoDate) => set({ day: next, year: Number(next.slice(0, 4)) })
  async function takeBack() {
    if (state.lastSeq === null || undo.isSending) return
    const answer = await undo.send({ changeSeq: state.lastSeq })
    if (answer === undefined) return
    set({ lastSeq: null })
    notify('done', t('rates.notice.undone'))
  }
  useHotkeys([['mod+Z', () => void takeBack()]])
  const chosen = draft?.id ?? null
  const at = all.findIndex(({ id }) => id === chosen)
  const step = (by: number) => () => {
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))]
    if (next !== undefined) open(next)
  }
  const move = (days: number) => () => {
    slider.current?.focus()
    show(addDays(day, days))
  }
  useViewKeys(
    planned !== null
      ? {}
      : {
          n: isAway ? undefined : () => begin('season'),
          ...Object.fromEntries(
            NEW_KINDS.map(({ kind, key }) => [key.toLowerCase(), isAway ? undefined : () => begin(kind)]),
          ),
          y: isAway ? undefined : beginCopy,
          arrowdown: step(1),
          arrowup: step(-1),
          arrowright: move(1),
          arrowleft: move(-1),
        },
  )
  const close = () => {
    setPlanned(null)
    set({ draft: null, copying: null })
  }
  return (
    <div className="list-screen">
      <RateViewHead
        view="seasons"
        {...(draft === null && copying === null
          ? {}
          : { onEscape: planned === null ? close : () => setPlanned(null) })}
      >
        <SegmentedControl
          aria-label={t('seasons.year')}
          value={String(year)}
          data={[thisYear, thisYear + 1, thisYear + 2].map(String)}
          onChange={(value) => set({ year: Number(value), day: null })}
        />
        <Select
          aria-label={t('seasons.plan')}
          w={150}
          data={ownPlans.map(({ id, name }) => ({ value: id, label: name }))}
          value={ratePlanId}
          allowDeselect={false}
          onChange={(value) => set({ ratePlanId: value, draft: null })}
        />
        <Select
          aria-label={t('seasons.type')}
          w={170}
          data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
          value={type?.id ?? null}
          allowDeselect={false}
          onChange={(value) => set({ roomTypeId: value })}
        />
        <Button h={28} variant="default" disabled={isAway} rightSection={<Key>Y</Key>} onClick={beginCopy}>
          {t('seasons.copy', { year: String(year), next: String(year + 1) })}
        </Button>
        <Button h={28} disabled={isAway} rightSection={<Key>N</Key>} onClick={() => begin('season')}>
          {t('seasons.new.season')}
        </Button>
      </RateViewHead>
      <div className="season-screen">
        <YearFrame
          picture={picture}
          layers={rule}
          product={product}
          chosenId={chosen}
          day={day}
          slider={slider}
          onDay={show}
          onChoose={(id) => {
            const layer = all.find((each) => each.id === id)
            if (layer !== undefined) open(layer)
          }}
        />
        <div className="season-columns">
          <section className="season-list" aria-label={t('seasons.layers')}>
            <h2>{t('seasons.layers')}</h2>
            <div className="season-line">
              {NEW_KINDS.map(({ kind, key }) => (
                <Button
                  key={kind}
                  h={26}
                  px={8}
                  variant="default"
                  disabled={isAway}
                  rightSection={<Key>{key}</Key>}
                  onClick={() => begin(kind)}
                >
                  {t(`seasons.new.${kind}`)}
                </Button>
              ))}
            </div>
            <SeasonList layers={all} chosenId={chosen} onOpen={open} />
            <FailureAlert failure={undo.failure} />
          </section>
          <div ref={form} className="season-middle">
            {planned !== null ? (
              <LayerEffect
                change={planned}
                onBack={() => setPlanned(null)}
                onCommitted={() => setPlanned(null)}
                onPrecedence={
                  draft === null
                    ? null
                    : (by) => {
                        const precedence = freePrecedence(stored, Number(draft.precedence), by)
                        const next = { ...draft, precedence: String(precedence) }
                        set({ draft: next })
                        setPlanned(readLayer(next, terms).change)
                      }
                }
              />
            ) : copying !== null ? (
              <CopyYear
                layers={stored}
                year={year}
                keeps={copying}
                onKeeps={(keeps) => set({ copying: keeps })}
                onPreview={setPlanned}
                onBack={close}
              />
            ) : draft !== null ? (
              <DraftForm
                draft={draft}
                terms={terms}
                onChange={(next) => set({ draft: next })}
                onPlan={setPlanned}
                onDiscard={close}
              />
            ) : (
              <p className="muted season-empty">{t('seasons.choose')}</p>
            )}
          </div>
          <PriceWhy layers={rule} day={day} product={product} />
        </div>
      </div>
    </div>
  )
}

function DraftForm({
  draft,
  terms,
  onChange,
  onPlan,
  onDiscard,
}: {
  draft: LayerDraft
  terms: DraftTerms
  onChange: (draft: LayerDraft) => void
  onPlan: (change: LayerChange) => void
  onDiscard: () => void
}) {
  const { change, issues } = readLayer(draft, terms)
  const { id, kind, seenSeq } = draft
  const layer = kind === 'season' || kind === 'rule' ? kind : 'adjustment'
  return (
    <LayerForm
      draft={draft}
      terms={terms}
      issues={issues}
      onChange={onChange}
      onPreview={() => change !== null && onPlan(change)}
      onDiscard={onDiscard}
      onRemove={
        id === null
          ? null
          : () => onPlan({ kind: 'remove', layer, id, ...(seenSeq === null ? {} : { seenSeq }) })
      }
    />
  )
}
