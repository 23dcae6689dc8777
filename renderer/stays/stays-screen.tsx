/** Arrivals, departures and in house: the lists the desk works from, by keyboard. */
import { SegmentedControl } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { QueryView } from '../frame/query-view.tsx'
import { type StayListName, StayTable } from './stay-table.tsx'

const LISTS: readonly StayListName[] = ['arrivals', 'departures', 'inHouse']
const LIST_WORDS: Record<StayListName, string> = {
  arrivals: 'Arrivals',
  departures: 'Departures',
  inHouse: 'In house',
}
const EMPTY_WORDS: Record<StayListName, string> = {
  arrivals: 'Nobody is due in any more today.',
  departures: 'Nobody is due out any more today.',
  inHouse: 'Nobody is in house.',
}

export function StaysScreen() {
  const { queries } = useDesk()
  const [list, setList] = useState<StayListName>('arrivals')
  const lists = {
    arrivals: useQuery(queries.stays.arrivals.queryOptions()),
    departures: useQuery(queries.stays.departures.queryOptions()),
    inHouse: useQuery(queries.stays.inHouse.queryOptions()),
  }
  const isCovered = useDeskState((state) => state.dialog !== null || state.reservationId !== null)
  const step = (by: 1 | -1) => (event: KeyboardEvent) => {
    // The switch itself moves by arrows, too.
    if (isCovered || event.target instanceof HTMLInputElement) return
    setList(LISTS[LISTS.indexOf(list) + by] ?? list)
  }
  useHotkeys([
    ['ArrowRight', step(1)],
    ['ArrowLeft', step(-1)],
  ])
  return (
    <div className="list-screen">
      <div className="tools">
        <h1>Stays</h1>
        <SegmentedControl
          aria-label="List"
          value={list}
          onChange={(value) => setList(value as StayListName)}
          data={LISTS.map((name) => ({
            value: name,
            label: `${LIST_WORDS[name]} ${lists[name].data?.stays.length ?? '–'}`,
          }))}
        />
      </div>
      <QueryView query={lists[list]}>
        {(data) =>
          data.stays.length === 0 ? (
            <p className="notice-empty">{EMPTY_WORDS[list]}</p>
          ) : (
            <StayTable key={list} list={list} stays={data.stays} businessDate={data.businessDate} />
          )
        }
      </QueryView>
    </div>
  )
}
