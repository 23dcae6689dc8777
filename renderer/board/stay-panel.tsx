/** Arrivals or departures on the board: to do first, done small below, one tab stop with the keys of a list of stays. */
import { type ReactNode, useId } from 'react'
import type { IsoDate } from '../../shared/dates.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, dayText } from '../formats.ts'
import { LookStatus } from '../frame/marks.tsx'
import { GuestCell, originText, RoomCell } from '../stays/stay-cells.tsx'
import { type ListedStay, useStayKeys } from '../stays/stay-keys.ts'
import { t } from '../text/text.ts'

export function StayPanel({
  kind,
  rows,
  title,
  count,
  tools,
  none,
  doneHead,
  businessDate,
  currency,
}: {
  kind: 'arrivals' | 'departures'
  rows: readonly ListedStay[]
  title: string
  count: string
  tools: ReactNode
  none: string
  doneHead: string
  businessDate: IsoDate
  currency: string
}) {
  const heading = useId()
  const { body, selected, select, onKeyDown } = useStayKeys(rows, businessDate, kind === 'arrivals')
  const firstDone = rows.findIndex((row) => row.isDone)
  const isWide = kind === 'arrivals'
  const columns = isWide ? 6 : 4
  return (
    <section className={`panel board-${kind}`} aria-labelledby={heading} data-testid={`board-${kind}`}>
      <div className="panel-head">
        <h2 id={heading}>{title}</h2>
        <span className="muted second">{count}</span>
        <span className="grow" />
        {tools}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: the table inside keeps its own semantics */}
      <div
        ref={body}
        className="list-body"
        role="group"
        aria-labelledby={heading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list takes the keys for its selected row
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <table className="table board-table">
          <colgroup>
            <col />
            <col className="col-room" />
            {isWide && <col className="col-type" />}
            <col className="col-date" />
            {isWide && <col className="col-guests" />}
            <col className="col-total" />
          </colgroup>
          <thead>
            <tr>
              <th>{t('board.list.guest')}</th>
              <th>{t('board.list.room')}</th>
              {isWide && <th>{t('board.list.type')}</th>}
              <th>{t(isWide ? 'board.list.until' : 'board.list.leaves')}</th>
              {isWide && <th className="right">{t('board.list.guests')}</th>}
              <th className="right">{t('board.list.total', { currency })}</th>
            </tr>
          </thead>
          <tbody>
            {(rows.length === 0 || firstDone === 0) && (
              <tr>
                <td colSpan={columns} className="muted">
                  {none}
                </td>
              </tr>
            )}
            {rows.map((row, index) => [
              index === firstDone && (
                <tr key="done" className="done-head">
                  <td colSpan={columns}>{doneHead}</td>
                </tr>
              ),
              <StayLine
                key={`${row.isDone} ${row.stay.stayId}`}
                row={row}
                isWide={isWide}
                isSelected={index === selected}
                businessDate={businessDate}
                currency={currency}
                onSelect={() => select(index)}
              />,
            ])}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function StayLine({
  row: { stay, isDone },
  isWide,
  isSelected,
  businessDate,
  currency,
  onSelect,
}: {
  row: ListedStay
  isWide: boolean
  isSelected: boolean
  businessDate: IsoDate
  currency: string
  onSelect: () => void
}) {
  const { names, clock } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const doneAt = isWide ? stay.checkedInAt : stay.checkedOutAt
  return (
    <tr
      className={isDone ? 'is-done' : undefined}
      aria-selected={isSelected}
      data-testid={`board-row-${stay.stayId}`}
      title={`${stay.code} · ${originText(stay)}`}
      onMouseDown={onSelect}
      onDoubleClick={() => openReservation(stay.reservationId)}
    >
      <GuestCell stay={stay} />
      <RoomCell stay={stay} />
      {isWide &&
        (isDone ? (
          <td>
            <LookStatus look={lookOf(stay, businessDate)} />
          </td>
        ) : (
          <td>{names.roomType(stay.roomTypeId)}</td>
        ))}
      <td className={`figures${!isWide && stay.overdue ? ' danger-text' : ''}`}>
        {isDone && doneAt !== null ? clock.time(doneAt) : dayText(stay.departure)}
      </td>
      {isWide && <td className="right">{stay.adults + stay.children}</td>}
      <td className={`right${isDone ? '' : ' strong'}`}>{amountText(stay.totalMinor, currency)}</td>
    </tr>
  )
}
