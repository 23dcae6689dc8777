/** Values that a channel refused, with its reason; they go on when the value changes or someone sends them again. */
import { useQuery } from '@tanstack/react-query'
import { addDays } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { dayText, stayDatesText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { cellValueText } from './cell-words.ts'
import { reasonText } from './lane-words.ts'

export function ParkedTable({ channelId }: { channelId: string }) {
  const { queries } = useDesk()
  const { hotel, names, clock } = useHotel()
  const query = useQuery(queries.channels.parked.queryOptions({ input: { channelId } }))
  return (
    <QueryView query={query}>
      {(data) =>
        data.parked.length === 0 ? (
          <p className="notice-empty">{t('channels.parked.none')}</p>
        ) : (
          <table className="table" aria-label={t('channels.parked')}>
            <colgroup>
              <col style={{ width: 190 }} />
              <col style={{ width: 130 }} />
              <col style={{ width: 110 }} />
              <col />
              <col style={{ width: 150 }} />
            </colgroup>
            <thead>
              <tr>
                <th>{t('channels.column.product')}</th>
                <th>{t('channels.column.nights')}</th>
                <th>{t('channels.column.value')}</th>
                <th>{t('channels.column.theirReason')}</th>
                <th>{t('channels.column.refusedAt')}</th>
              </tr>
            </thead>
            <tbody>
              {data.parked.map((parked) => {
                const last = addDays(parked.to, -1)
                return (
                  <tr key={`${parked.facet} ${parked.roomTypeId} ${parked.ratePlanId} ${parked.from}`}>
                    <td>
                      {names.roomType(parked.roomTypeId)}
                      {parked.ratePlanId !== null && (
                        <span className="muted"> {names.ratePlan(parked.ratePlanId)}</span>
                      )}
                    </td>
                    <td>{last === parked.from ? dayText(last) : stayDatesText(parked.from, last)}</td>
                    <td>{cellValueText(parked.facet, parked.value, hotel.currency)}</td>
                    <td className="wraps">{reasonText(parked)}</td>
                    <td className="figures">{clock.dayAndTime(parked.at)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )
      }
    </QueryView>
  )
}
