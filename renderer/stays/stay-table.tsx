/** One list of stays as a dense table, done rows below: arrows move, Enter opens, I checks in, O checks out, A gives a room. */
import { Button } from '@mantine/core'
import type { StayRow } from '../../shared/contract/stays.ts'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, dayText } from '../formats.ts'
import { LookStatus } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { actionsOf, actionWords } from './stay-actions.ts'
import { GuestCell, originText, RoomCell } from './stay-cells.tsx'
import { type ListedStay, useStayKeys } from './stay-keys.ts'

const COLUMNS = [92, undefined, 150, 100, 100, 72, 64, 130, 112, 100, 220] as const

export function StayTable({
  name,
  rows,
  doneHead,
  businessDate,
}: {
  name: string
  rows: readonly ListedStay[]
  doneHead: string
  businessDate: IsoDate
}) {
  const { hotel } = useHotel()
  const { body, selected, select, onKeyDown } = useStayKeys(rows, businessDate, true)
  const firstDone = rows.findIndex((row) => row.isDone)
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table inside keeps its own semantics
    <div
      ref={body}
      className="list-body"
      role="group"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the list takes the keys for its selected row
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <table className="table stay-table">
        <colgroup>
          {COLUMNS.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
            <col key={index} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th>{t('board.list.room')}</th>
            <th>{t('board.list.guest')}</th>
            <th>{t('board.list.type')}</th>
            <th>{t('board.list.arrival')}</th>
            <th>{t('board.list.departure')}</th>
            <th>{t('board.list.length')}</th>
            <th className="right">{t('board.list.guests')}</th>
            <th>{t('board.list.from')}</th>
            <th>{t('board.list.status')}</th>
            <th className="right">{t('board.list.total', { currency: hotel.currency })}</th>
            <th>
              <span className="spoken-only">{t('board.list.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => [
            index === firstDone && (
              <tr key="done" className="done-head">
                <td colSpan={COLUMNS.length}>{doneHead}</td>
              </tr>
            ),
            <StayLine
              key={`${row.isDone} ${row.stay.stayId}`}
              row={row}
              businessDate={businessDate}
              isSelected={index === selected}
              onSelect={() => select(index)}
            />,
          ])}
        </tbody>
      </table>
    </div>
  )
}

function StayLine({
  row: { stay, isDone },
  businessDate,
  isSelected,
  onSelect,
}: {
  row: ListedStay
  businessDate: IsoDate
  isSelected: boolean
  onSelect: () => void
}) {
  const { hotel, names } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const isLateIn = stay.overdue && stay.status === 'reserved'
  const isLateOut = stay.overdue && stay.status === 'in_house'
  return (
    <tr
      className={isDone ? 'is-done' : undefined}
      aria-selected={isSelected}
      data-testid={`row-${stay.stayId}`}
      onMouseDown={onSelect}
      onDoubleClick={() => openReservation(stay.reservationId)}
    >
      <RoomCell stay={stay} />
      <GuestCell stay={stay} />
      <td>{names.roomType(stay.roomTypeId)}</td>
      <td className={isLateIn ? 'warning-text' : ''}>{dayText(stay.arrival)}</td>
      <td className={isLateOut ? 'danger-text' : ''}>{dayText(stay.departure)}</td>
      <td>{t('common.nights', { count: daysBetween(stay.arrival, stay.departure) })}</td>
      <td className="right">{stay.adults + stay.children}</td>
      <td className="muted">{originText(stay)}</td>
      <td>
        <LookStatus look={lookOf(stay, businessDate)} />
      </td>
      <td className="right">{amountText(stay.totalMinor, hotel.currency)}</td>
      <td className="actions">
        <StayButtons stay={stay} businessDate={businessDate} />
      </td>
    </tr>
  )
}

/** The likeliest one last, at the edge, where every row has it. */
function StayButtons({ stay, businessDate }: { stay: StayRow; businessDate: IsoDate }) {
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  return actionsOf(stay, businessDate)
    .toReversed()
    .map((action) => (
      <Button
        key={action}
        h={24}
        ml={4}
        variant="default"
        tabIndex={-1}
        disabled={isAway}
        onClick={() =>
          open({
            kind: action,
            stay,
            ...(action === 'assign' && stay.movesToRoomId !== null ? { roomId: stay.movesToRoomId } : {}),
          })
        }
      >
        {t(actionWords(action, stay))}
      </Button>
    ))
}
