/** Who is in house, counted; and those of them with a note or a case, with what the note says. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { StayRow } from '../../shared/contract/stays.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { dayText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { listed, useStayKeys } from '../stays/stay-keys.ts'
import { sortStays } from '../stays/stay-order.ts'
import { t } from '../text/text.ts'

/** Notes are fetched for this many; more are listed without their text. */
const MOST_NOTES = 12

export function HousePanel({
  inHouse,
  businessDate,
}: {
  inHouse: { rooms: number; guests: number }
  businessDate: IsoDate
}) {
  const heading = useId()
  const { queries } = useDesk()
  const { names } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const { data } = useQuery(queries.stays.inHouse.queryOptions())
  const special = (data?.stays ?? []).filter((stay) => stay.hasNote || stay.hasCase)
  const rows = listed(sortStays(special, 'room', names))
  const notes = useNotes(rows.map((row) => row.stay))
  const { body, selected, select, onKeyDown } = useStayKeys(rows, businessDate, false)
  return (
    <section className="panel board-house" aria-labelledby={heading} data-testid="board-house">
      <div className="panel-head">
        <h2 id={heading}>{t('board.inHouse')}</h2>
        <span className="muted second" data-testid="in-house-count">
          {t('board.inHouse.count', { rooms: inHouse.rooms, guests: inHouse.guests })}
        </span>
        <span className="grow" />
        {rows.length > 0 && (
          <span className="muted second">{t('board.inHouse.noted', { count: rows.length })}</span>
        )}
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
        {rows.length === 0 ? (
          <p className="notice-empty">{t('board.inHouse.none')}</p>
        ) : (
          <table className="table board-table">
            <colgroup>
              <col style={{ width: 56 }} />
              <col style={{ width: 124 }} />
              <col />
              <col style={{ width: 104 }} />
            </colgroup>
            <tbody>
              {rows.map(({ stay }, index) => (
                <tr
                  key={stay.stayId}
                  aria-selected={index === selected}
                  onMouseDown={() => select(index)}
                  onDoubleClick={() => openReservation(stay.reservationId)}
                >
                  <td className="strong figures">{stay.roomId === null ? '–' : names.room(stay.roomId)}</td>
                  <td title={stay.guestName}>{stay.guestName}</td>
                  <td title={notes.get(stay.reservationId)}>
                    <span className="house-note">
                      <Mark tone={stay.hasCase ? 'danger' : 'info'} />
                      <span>
                        {stay.hasCase
                          ? t('board.list.overbooked')
                          : (notes.get(stay.reservationId) ?? t('board.list.note'))}
                      </span>
                    </span>
                  </td>
                  <td className="muted second right">{dayText(stay.departure)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}

/** The notes of the first few, by reservation, as they arrive. */
function useNotes(stays: readonly StayRow[]): ReadonlyMap<string, string> {
  const { queries } = useDesk()
  const ids = [...new Set(stays.filter((stay) => stay.hasNote).map((stay) => stay.reservationId))]
  return useQueries({
    queries: ids
      .slice(0, MOST_NOTES)
      .map((reservationId) => queries.reservations.get.queryOptions({ input: { reservationId } })),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.note] as const]))),
  })
}
