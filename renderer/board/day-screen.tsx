/** The day board: tonight in numbers, who comes, who goes, who needs something, and whether channels are in step. */
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { listed } from '../stays/stay-keys.ts'
import { type StayOrder, sortStays } from '../stays/stay-order.ts'
import { OrderSwitch } from '../stays/stays-screen.tsx'
import { t } from '../text/text.ts'
import { EmptyBoard } from './empty-board.tsx'
import { HousePanel } from './house-panel.tsx'
import { KpiRow } from './kpi-row.tsx'
import { LeftPanel } from './left-panel.tsx'
import { AttentionBoard, ChannelsBoard } from './side-panels.tsx'
import { StayPanel } from './stay-panel.tsx'

type Board = Answers['board']['day']

export function DayScreen() {
  const { queries } = useDesk()
  const query = useQuery(queries.board.day.queryOptions())
  return (
    <div className="board">
      <h1 className="spoken-only">{t('board.title')}</h1>
      <QueryView query={query}>{(board) => <DayBoard board={board} />}</QueryView>
    </div>
  )
}

/** Nothing sold on any day shown, and nobody to expect. */
function isUntouched({ days, arrivals, departures, inHouse }: Board): boolean {
  const stays = [arrivals.due, arrivals.done, departures.due, departures.done]
  return (
    inHouse.rooms === 0 && stays.every((list) => list.length === 0) && days.every((day) => day.sold === 0)
  )
}

function DayBoard({ board }: { board: Board }) {
  const { names } = useHotel()
  const [order, setOrder] = useState<StayOrder>('name')
  const isCovered = useDeskState((state) => state.dialog !== null || state.reservationId !== null)
  useHotkeys([['S', () => !isCovered && setOrder(order === 'name' ? 'room' : 'name')]])
  const { arrivals, departures, businessDate, currency } = board
  const total = arrivals.due.reduce((sum, stay) => sum + stay.totalMinor, 0)
  if (isUntouched(board))
    return (
      <>
        <KpiRow board={board} />
        <EmptyBoard />
      </>
    )
  return (
    <>
      <KpiRow board={board} />
      <div className="board-columns">
        <StayPanel
          kind="arrivals"
          rows={listed(sortStays(arrivals.due, order, names), sortStays(arrivals.done, order, names))}
          title={t('board.arrivals')}
          count={t('board.arrivals.done', {
            done: arrivals.done.length,
            all: arrivals.due.length + arrivals.done.length,
          })}
          tools={
            <>
              <span className="muted second figures" data-testid="arrivals-total">
                {t('board.list.sum', { amount: `${amountText(total, currency)} ${currency}` })}
              </span>
              <OrderSwitch order={order} onChange={setOrder} />
            </>
          }
          none={t('board.arrivals.none')}
          doneHead={t('board.arrivals.doneHead', { count: arrivals.done.length })}
          businessDate={businessDate}
          currency={currency}
        />
        <div className="board-middle">
          <StayPanel
            kind="departures"
            rows={listed(sortStays(departures.due, order, names), sortStays(departures.done, order, names))}
            title={t('board.departures')}
            count={t('board.departures.done', {
              done: departures.done.length,
              all: departures.due.length + departures.done.length,
            })}
            tools={null}
            none={t('board.departures.none')}
            doneHead={t('board.departures.doneHead', { count: departures.done.length })}
            businessDate={businessDate}
            currency={currency}
          />
          <HousePanel inHouse={board.inHouse} businessDate={businessDate} />
        </div>
        <div className="board-side">
          <AttentionBoard />
          <LeftPanel businessDate={businessDate} />
          <ChannelsBoard />
        </div>
      </div>
    </>
  )
}
