/** The ways out of an open case, the cheapest first, as the ledger ranks them; of a closed one what was chosen, by whom and from what. */
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import type { Way } from '../../shared/contract/overbooking.ts'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useDesk } from '../desk-context.tsx'
import { KeyHint } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { isTextField } from '../frame/typing.ts'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { Resolved } from './resolved.tsx'
import { WayCard } from './way-card.tsx'
import { type OverbookingCase, wayKey } from './way-words.ts'

export function CaseWays({ of, reservation }: { of: OverbookingCase; reservation: ReservationDetail }) {
  const { queries } = useDesk()
  const isOpen = of.status === 'open'
  const query = useQuery(queries.overbooking.ways.queryOptions({ input: { caseId: of.id }, enabled: isOpen }))
  if (!isOpen) return <Resolved of={of} currency={reservation.currency} />
  return (
    <QueryView query={query}>
      {({ ways, currency }) => <OpenWays of={of} ways={ways} currency={currency} />}
    </QueryView>
  )
}

function OpenWays({ of, ways, currency }: { of: OverbookingCase; ways: readonly Way[]; currency: string }) {
  const [chosenKey, setChosen] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const index = Math.max(
    0,
    ways.findIndex((way) => wayKey(way) === chosenKey),
  )
  const goToStart = useCallback(() => {
    list.current?.querySelector<HTMLElement>('[data-way-start]')?.focus()
  }, [])
  const keys = useMemo(() => {
    const choose = (way: Way | undefined) => {
      if (way !== undefined) setChosen(wayKey(way))
    }
    return {
      arrowdown: () => choose(ways[index + 1]),
      arrowup: () => choose(ways[index - 1]),
      // Only goes there: what takes a way is the next Enter, on its button, with what it does in sight.
      enter: goToStart,
    }
  }, [ways, index, goToStart])
  useViewKeys(keys)
  /** Within the list a digit is a way; elsewhere on the screen it is an area. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey || isTextField(event.target)) return
    const way = ways[Number(event.key) - 1]
    if (way === undefined) return
    event.preventDefault()
    setChosen(wayKey(way))
    list.current?.querySelectorAll<HTMLElement>('.way-head')[Number(event.key) - 1]?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the digits for the buttons in it
    <div className="case-ways" ref={list} onKeyDown={onKeyDown}>
      <div className="ways-head">
        <h3>{t('cases.ways')}</h3>
        <span className="muted second">{t('cases.ways.order')}</span>
        <span className="grow" />
        <KeyHint keys={['↑', '↓']}>{t('cases.key.way')}</KeyHint>
        <KeyHint keys={['Enter']}>{t('cases.key.take')}</KeyHint>
        <KeyHint keys={['[', ']']}>{t('cases.key.case')}</KeyHint>
      </div>
      {ways.length === 0 && <p className="notice-empty">{t('cases.ways.none')}</p>}
      {ways.map((way, place) => (
        <WayCard
          key={wayKey(way)}
          of={of}
          way={way}
          currency={currency}
          number={place + 1}
          isChosen={place === index}
          onChoose={() => (place === index ? goToStart() : setChosen(wayKey(way)))}
        />
      ))}
    </div>
  )
}
