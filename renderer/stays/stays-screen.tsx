/** Arrivals, departures and in house: the lists the desk works from, by keyboard; what is done stands below. */
import { SegmentedControl } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { QueryView } from '../frame/query-view.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { type ListedStay, listed } from './stay-keys.ts'
import { STAY_ORDERS, type StayOrder, sortStays } from './stay-order.ts'
import { StayTable } from './stay-table.tsx'

const LISTS = ['arrivals', 'departures', 'inHouse'] as const
type ListName = (typeof LISTS)[number]

const LIST_WORDS: Readonly<Record<ListName, MessageId>> = {
  arrivals: 'board.arrivals',
  departures: 'board.departures',
  inHouse: 'board.list.inHouse',
}
const EMPTY_WORDS: Readonly<Record<ListName, MessageId>> = {
  arrivals: 'board.arrivals.none',
  departures: 'board.departures.none',
  inHouse: 'board.list.noneInHouse',
}

export function StaysScreen() {
  const { queries } = useDesk()
  const { hotel, names } = useHotel()
  const [list, setList] = useState<ListName>('arrivals')
  const [order, setOrder] = useState<StayOrder>('name')
  const day = useQuery(queries.board.day.queryOptions())
  const inHouse = useQuery(queries.stays.inHouse.queryOptions())
  const isCovered = useDeskState((state) => state.dialog !== null || state.reservationId !== null)
  const step = (by: 1 | -1) => (event: KeyboardEvent) => {
    // The switch itself moves by arrows, too.
    if (isCovered || event.target instanceof HTMLInputElement) return
    setList(LISTS[LISTS.indexOf(list) + by] ?? list)
  }
  useHotkeys([
    ['ArrowRight', step(1)],
    ['ArrowLeft', step(-1)],
    ['S', () => !isCovered && setOrder(STAY_ORDERS[(STAY_ORDERS.indexOf(order) + 1) % 2] ?? order)],
  ])
  const counts: Record<ListName, number | undefined> = {
    arrivals: day.data?.arrivals.due.length,
    departures: day.data?.departures.due.length,
    inHouse: inHouse.data?.stays.length,
  }
  const table = (rows: readonly ListedStay[], doneHead: string) =>
    rows.length === 0 ? (
      <p className="notice-empty">{t(EMPTY_WORDS[list])}</p>
    ) : (
      <>
        {rows[0]?.isDone === true && <p className="list-none muted">{t(EMPTY_WORDS[list])}</p>}
        <StayTable
          key={list}
          name={t(LIST_WORDS[list])}
          rows={rows}
          doneHead={doneHead}
          businessDate={hotel.businessDate}
        />
      </>
    )
  return (
    <div className="list-screen">
      <div className="tools">
        <h1>{t('frame.area.stays')}</h1>
        <SegmentedControl
          aria-label={t('board.list.choose')}
          value={list}
          onChange={(value) => setList(value as ListName)}
          data={LISTS.map((name) => ({
            value: name,
            label: t('board.list.count', { list: t(LIST_WORDS[name]), count: counts[name] ?? '–' }),
          }))}
        />
        <span className="grow" />
        <OrderSwitch order={order} onChange={setOrder} />
      </div>
      {list === 'inHouse' ? (
        <QueryView query={inHouse}>
          {(data) => table(listed(sortStays(data.stays, order, names)), '')}
        </QueryView>
      ) : (
        <QueryView query={day}>
          {(data) => {
            const { due, done } = data[list]
            const doneHead = t(
              list === 'arrivals' ? 'board.arrivals.doneHead' : 'board.departures.doneHead',
              {
                count: done.length,
              },
            )
            return table(listed(sortStays(due, order, names), sortStays(done, order, names)), doneHead)
          }}
        </QueryView>
      )}
    </div>
  )
}

export function OrderSwitch({ order, onChange }: { order: StayOrder; onChange: (order: StayOrder) => void }) {
  return (
    <SegmentedControl
      aria-label={t('board.sort')}
      value={order}
      onChange={(value) => onChange(value as StayOrder)}
      data={STAY_ORDERS.map((value) => ({ value, label: t(`board.sort.${value}`) }))}
    />
  )
}
