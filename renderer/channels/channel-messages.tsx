/** What a channel sent and what became of it; and the values it refused. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { addDays } from '../../shared/dates.ts'
import type { IngestOutcome } from '../../shared/snapshot.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { dayText, stayDatesText } from '../formats.ts'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import type { Tone } from '../frame/tone.ts'
import { cellValueText } from './cell-words.ts'
import { reasonText } from './lane-words.ts'

const OUTCOME_WORDS: Readonly<Record<IngestOutcome, { tone: Tone; words: string }>> = {
  applied: { tone: 'ok', words: 'Applied' },
  duplicate: { tone: 'unknown', words: 'Known already' },
  ignored: { tone: 'unknown', words: 'Out of date' },
  quarantined: { tone: 'warning', words: 'Held for mapping' },
  unreadable: { tone: 'danger', words: 'Could not be read' },
}

export function InboxTable({ channelId }: { channelId: string }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const query = useQuery(queries.channels.inbox.queryOptions({ input: { channelId, limit: 50 } }))
  return (
    <QueryView query={query}>
      {(data) =>
        data.messages.length === 0 ? (
          <p className="notice-empty">No message has come from this channel yet.</p>
        ) : (
          <table className="table" aria-label="Messages">
            <colgroup>
              <col style={{ width: 150 }} />
              <col style={{ width: 90 }} />
              <col style={{ width: 130 }} />
              <col style={{ width: 160 }} />
              <col />
              <col style={{ width: 80 }} />
            </colgroup>
            <thead>
              <tr>
                <th>Received</th>
                <th>Kind</th>
                <th>Reference</th>
                <th>Outcome</th>
                <th>Reason</th>
                <th aria-label="Open" />
              </tr>
            </thead>
            <tbody>
              {data.messages.map((message, index) => {
                const { tone, words } = OUTCOME_WORDS[message.outcome]
                const { reservationId } = message
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: equal messages may come within one millisecond
                  <tr key={`${message.receivedAt} ${message.channelRef} ${data.messages.length - index}`}>
                    <td className="figures">{clock.dayAndTime(message.receivedAt)}</td>
                    <td>{message.kind}</td>
                    <td className="figures strong">{message.channelRef}</td>
                    <td>
                      <Status tone={tone}>{words}</Status>
                    </td>
                    <td className="muted second" title={message.reason}>
                      {message.reason}
                    </td>
                    <td className="actions">
                      {reservationId !== null && (
                        <Button h={24} variant="default" onClick={() => openReservation(reservationId)}>
                          Open
                        </Button>
                      )}
                    </td>
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

export function ParkedTable({ channelId }: { channelId: string }) {
  const { queries } = useDesk()
  const { hotel, names, clock } = useHotel()
  const query = useQuery(queries.channels.parked.queryOptions({ input: { channelId } }))
  return (
    <QueryView query={query}>
      {(data) =>
        data.parked.length === 0 ? (
          <p className="notice-empty">The channel refuses nothing.</p>
        ) : (
          <table className="table" aria-label="Refused values">
            <colgroup>
              <col style={{ width: 190 }} />
              <col style={{ width: 130 }} />
              <col style={{ width: 110 }} />
              <col />
              <col style={{ width: 150 }} />
            </colgroup>
            <thead>
              <tr>
                <th>Product</th>
                <th>Nights</th>
                <th>Value</th>
                <th>The channel’s reason</th>
                <th>Refused</th>
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
