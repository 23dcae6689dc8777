/** Rooms left to sell by type over the week from tonight; zero stands out. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { dayOfMonth, dayText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'

const DAYS = 7

export function LeftPanel({ businessDate }: { businessDate: IsoDate }) {
  const heading = useId()
  const { queries } = useDesk()
  const { names } = useHotel()
  const query = useQuery(
    queries.inventory.availability.queryOptions({
      input: { from: businessDate, to: addDays(businessDate, DAYS) },
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <section className="panel board-left" aria-labelledby={heading} data-testid="board-left">
      <div className="panel-head">
        <h2 id={heading}>{t('board.left')}</h2>
      </div>
      <QueryView query={query}>
        {({ roomTypes }) => (
          <div className="board-left-body">
            <table className="table board-table">
              <colgroup>
                <col />
                <col span={DAYS} className="col-left" />
              </colgroup>
              <thead>
                <tr>
                  <th>{t('board.list.type')}</th>
                  {(roomTypes[0]?.days ?? []).map(({ date }) => (
                    <th key={date} className="right" title={dayText(date)} aria-label={dayText(date)}>
                      {dayOfMonth(date)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {roomTypes.map(({ roomTypeId, days }) => (
                  <tr key={roomTypeId}>
                    <td title={names.roomType(roomTypeId)}>{names.roomType(roomTypeId)}</td>
                    {days.map(({ date, available, oversold }) => {
                      const left = oversold > 0 ? -oversold : available
                      const look = left < 0 ? ' danger-text strong' : left === 0 ? ' strong' : ' muted'
                      return (
                        <td key={date} className={`right${look}`}>
                          {left < 0 ? `−${-left}` : left}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </QueryView>
    </section>
  )
}
