/** Yield rules: what each does and on how many nights it holds now, the form of one, and what saving it will do. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { Key } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { RateViewHead } from '../rates/rate-view-head.tsx'
import { useStepBack } from '../rates/undo-steps.ts'
import { t } from '../text/text.ts'
import { YieldEffect } from './yield-effect.tsx'
import { entryOf, newRule, readRule, type StoredRule } from './yield-entry.ts'
import { YieldForm } from './yield-form.tsx'
import { YieldList } from './yield-list.tsx'
import { type PlannedRule, useYieldState } from './yield-state.ts'
import './yield.css'

const NO_RULES: readonly StoredRule[] = []

export function YieldView() {
  const { queries } = useDesk()
  const query = useQuery(queries.yieldRules.list.queryOptions())
  const rules = query.data?.rules ?? NO_RULES
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const { chosen: chosenId, draft, set } = useYieldState()
  const [planned, setPlanned] = useState<PlannedRule | null>(null)
  const back = useStepBack()
  const side = useRef<HTMLDivElement>(null)
  const allTypes = hotel.roomTypes.map(({ id }) => id)
  const at = Math.max(
    0,
    rules.findIndex(({ id }) => id === chosenId),
  )
  const chosen = rules[at]
  const draftName = draft === null ? null : (draft.stored?.id ?? 'new')
  useEffect(() => {
    if (draftName !== null) side.current?.querySelector<HTMLInputElement>('input')?.focus()
  }, [draftName])

  const storedOf = ({ id, seq, nights: _, ...rule }: StoredRule) => ({ id, seq, rule })
  const open = (rule: StoredRule) => {
    setPlanned(null)
    set({
      chosen: rule.id,
      draft: { stored: storedOf(rule), entry: entryOf(rule, allTypes, hotel.currency) },
    })
  }
  const begin = () => {
    setPlanned(null)
    set({ draft: { stored: null, entry: newRule(allTypes) } })
  }
  const toggle = (rule: StoredRule) => {
    const stored = storedOf(rule)
    set({ chosen: rule.id, draft: null })
    setPlanned({ stored, rule: { ...stored.rule, active: !rule.active } })
  }
  const step = (by: number) => () =>
    set({ chosen: rules[Math.min(rules.length - 1, Math.max(0, at + by))]?.id ?? null })
  const close = () => {
    setPlanned(null)
    set({ draft: null })
  }
  const isFree = planned === null && draft === null && !isAway
  useViewKeys({
    n: planned !== null || isAway ? undefined : begin,
    enter: isFree && chosen !== undefined ? () => open(chosen) : undefined,
    ' ': isFree && chosen !== undefined ? () => toggle(chosen) : undefined,
    arrowdown: planned === null ? step(1) : undefined,
    arrowup: planned === null ? step(-1) : undefined,
  })
  const leave = planned !== null ? () => setPlanned(null) : draft !== null ? close : undefined
  const read =
    draft === null
      ? null
      : readRule(draft.entry, {
          currency: hotel.currency,
          allTypes,
          stored: draft.stored?.rule ?? null,
        })
  return (
    <div className="list-screen">
      <RateViewHead view="yield" {...(leave === undefined ? {} : { onEscape: leave })}>
        <Button h={28} disabled={isAway} rightSection={<Key>N</Key>} onClick={begin}>
          {t('yield.new')}
        </Button>
      </RateViewHead>
      <div className={`yield-columns${planned === null && draft === null ? ' is-alone' : ''}`}>
        <section aria-label={t('yield.list')}>
          <p className="second muted yield-rule">{t('yield.rule')}</p>
          <QueryView query={query}>
            {() => (
              <YieldList
                rules={rules}
                chosen={chosen}
                onChoose={(id) => set({ chosen: id })}
                onOpen={open}
                onToggle={toggle}
              />
            )}
          </QueryView>
        </section>
        <div ref={side}>
          {planned !== null ? (
            <YieldEffect
              planned={planned}
              back={back}
              onBack={() => setPlanned(null)}
              onSaved={(id) => {
                setPlanned(null)
                set({ draft: null, chosen: id })
              }}
            />
          ) : draft !== null && read !== null ? (
            <YieldForm
              entry={draft.entry}
              isNew={draft.stored === null}
              issues={read.issues}
              onChange={(entry) => set({ draft: { ...draft, entry } })}
              onPreview={() => read.rule !== null && setPlanned({ stored: draft.stored, rule: read.rule })}
              onDiscard={close}
              onRemove={draft.stored === null ? null : () => setPlanned({ stored: draft.stored, rule: null })}
            />
          ) : null}
        </div>
      </div>
    </div>
  )
}
