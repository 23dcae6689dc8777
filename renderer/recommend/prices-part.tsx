/** The nights that should cost something else, decided by the keyboard; the chosen one is explained beside them. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import type { StepBack } from '../rates/undo-steps.ts'
import { DecidePanel } from './decide-panel.tsx'
import { accepting, type Found, ignoring, keyOf, type PlannedDecision, type Recommended } from './decision.ts'
import { DecisionEffect } from './decision-effect.tsx'
import { Explanation } from './explanation.tsx'
import { NothingToDecide } from './nothing-to-decide.tsx'
import { PricesBar } from './prices-bar.tsx'
import { PricesList } from './prices-list.tsx'
import { RecommendHead } from './recommend-head.tsx'
import { RECOMMEND_DAYS, useRecommendState } from './recommend-state.ts'
import { afterDecision, moved, NOTHING_SELECTED, placeOf, selectedKeys, toggled } from './selection.ts'

export function PricesPart({ back }: { back: StepBack }) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const days = useRecommendState((state) => state.days)
  const from = hotel.businessDate
  const query = useQuery(
    queries.pricing.recommendations.queryOptions({ input: { from, to: addDays(from, days) } }),
  )
  if (query.data === undefined)
    return (
      <>
        <RecommendHead />
        <QueryView query={query}>{() => null}</QueryView>
      </>
    )
  return <Prices found={query.data} back={back} />
}

function Prices({ found, back }: { found: Found; back: StepBack }) {
  const isAway = useIsAway()
  const { days, showsIgnored, selection, set } = useRecommendState()
  const [planned, setPlanned] = useState<PlannedDecision | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const rows = found.rows.filter(({ state }) => showsIgnored || state === 'open')
  const keys = rows.map(keyOf)
  const chosen = rows[placeOf(selection, keys)]
  const selected = selectedKeys(selection, keys)
  const some = selected.size > 0 ? rows.filter((row) => selected.has(keyOf(row))) : []
  // Asked before: with the whole list, or with what is selected.
  const plan = (make: (rows: readonly Recommended[]) => PlannedDecision, of: readonly Recommended[]) => {
    if (of.length > 0 && !isAway) setPlanned(make(of))
  }
  const one = (make: (rows: readonly Recommended[]) => PlannedDecision) => {
    if (chosen !== undefined) plan(make, [chosen])
  }
  const step = (by: number) => (event: KeyboardEvent) =>
    set({ selection: moved(selection, keys, by, event.shiftKey) })
  const lengthen = (by: number) => () => {
    const next = RECOMMEND_DAYS[RECOMMEND_DAYS.indexOf(days) + by]
    if (next !== undefined) set({ days: next, selection: NOTHING_SELECTED })
  }
  const ignored = found.rows.length - found.rows.filter(({ state }) => state === 'open').length
  const toggleIgnored = () => set({ showsIgnored: !showsIgnored, selection: NOTHING_SELECTED })
  const isFree = planned === null && typed === null
  useViewKeys(
    !isFree
      ? {}
      : {
          arrowdown: step(1),
          arrowup: step(-1),
          arrowleft: isAway ? undefined : lengthen(-1),
          arrowright: isAway ? undefined : lengthen(1),
          ' ': () => set({ selection: toggled(selection, keys) }),
          enter: () => (some.length > 0 ? plan(accepting, some) : one(accepting)),
          a: () => plan(accepting, some.length > 0 ? some : rows),
          x: () => (some.length > 0 ? plan(ignoring, some) : one(ignoring)),
          e:
            chosen === undefined || isAway
              ? undefined
              : () => setTyped(toDecimal(chosen.recommendedMinor, found.currency)),
          i: ignored > 0 || showsIgnored ? toggleIgnored : undefined,
        },
  )
  const leave =
    planned !== null
      ? () => setPlanned(null)
      : typed !== null
        ? () => setTyped(null)
        : selected.size > 0
          ? () => set({ selection: { ...NOTHING_SELECTED, chosen: selection.chosen } })
          : undefined
  const decided = (nights: PlannedDecision['nights']) => {
    setPlanned(null)
    setTyped(null)
    set({ selection: afterDecision(selection, keys, new Set(nights.map(({ row }) => keyOf(row)))) })
  }
  const panel = (row: Recommended) => (
    <DecidePanel row={row} found={found} typed={typed} onType={setTyped} onPlan={setPlanned} />
  )
  return (
    <>
      <RecommendHead onEscape={leave} />
      <PricesBar
        found={found}
        ignored={ignored}
        selected={selected.size}
        shown={rows.length}
        onIgnored={toggleIgnored}
        onAccept={() => plan(accepting, some.length > 0 ? some : rows)}
      />
      {chosen === undefined ? (
        <NothingToDecide found={found} ignored={showsIgnored ? 0 : ignored} />
      ) : (
        <div className="recommend-body">
          <PricesList
            rows={rows}
            chosen={chosen}
            selected={selected}
            currency={found.currency}
            onChoose={(row) => set({ selection: { ...NOTHING_SELECTED, chosen: keyOf(row) } })}
          />
          <Explanation
            row={chosen}
            neighbours={[rows[rows.indexOf(chosen) + 1], rows[rows.indexOf(chosen) - 1]]}
          >
            {planned === null ? (
              panel(chosen)
            ) : (
              <DecisionEffect
                planned={planned}
                found={found}
                back={back}
                quiet={panel(chosen)}
                onBack={() => setPlanned(null)}
                onDecided={decided}
              />
            )}
          </Explanation>
        </div>
      )}
    </>
  )
}
