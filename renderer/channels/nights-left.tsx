/** Rooms of a type before and after a waiting booking is applied, night by night; one too few is a case that opens. */
import { useQuery } from '@tanstack/react-query'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { useDesk } from '../desk-context.tsx'
import { dayText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'

interface Taken {
  readonly arrival: IsoDate
  readonly departure: IsoDate
}

/** Of the nights that are looked at; a longer stay is cut, as the first nights are what a person acts on. */
const MOST_NIGHTS = 60

export function NightsLeft({ roomTypeId, rooms }: { roomTypeId: string; rooms: readonly Taken[] }) {
  const from = rooms.map(({ arrival }) => arrival).sort()[0]
  const last = rooms
    .map(({ departure }) => departure)
    .sort()
    .at(-1)
  if (from === undefined || last === undefined) return null
  const [to = last] = [addDays(from, MOST_NIGHTS), last].sort()
  return <Nights roomTypeId={roomTypeId} rooms={rooms} from={from} to={to} />
}

function Nights({
  roomTypeId,
  rooms,
  from,
  to,
}: {
  roomTypeId: string
  rooms: readonly Taken[]
  from: IsoDate
  to: IsoDate
}) {
  const { queries } = useDesk()
  const query = useQuery(queries.inventory.availability.queryOptions({ input: { from, to, roomTypeId } }))
  const taken = (date: IsoDate) =>
    rooms.filter(({ arrival, departure }) => arrival <= date && date < departure).length
  return (
    <QueryView query={query}>
      {(data) => {
        const days = (data.roomTypes[0]?.days ?? []).filter(({ date }) => taken(date) > 0)
        const isOversold = days.some(({ date, available }) => available < taken(date))
        return (
          <>
            <table className="table nights-left" aria-label={t('channels.waiting.nights')}>
              <thead>
                <tr>
                  <th>{t('channels.column.night')}</th>
                  <th className="right">{t('channels.waiting.before')}</th>
                  <th className="right">{t('channels.waiting.after')}</th>
                </tr>
              </thead>
              <tbody>
                {days.map(({ date, available }) => (
                  <tr key={date}>
                    <td>{dayText(date)}</td>
                    <td className="right">{available}</td>
                    <td className={`right strong${available < taken(date) ? ' danger-text' : ''}`}>
                      {available - taken(date)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {isOversold && <p className="warning-text">{t('channels.waiting.opensCase')}</p>}
          </>
        )
      }}
    </QueryView>
  )
}
