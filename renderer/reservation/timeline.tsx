/** What was done to a reservation, newest first, in words, with what it changed: before and after. */
import { useQuery } from '@tanstack/react-query'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { personText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { changeParts, PART_WORDS } from '../journal/change-parts.ts'
import { actorText, journalWords } from '../journal/journal-words.ts'
import { useNaming } from '../journal/use-naming.ts'
import { t } from '../text/text.ts'

type Row = Answers['reservations']['timeline']['rows'][number]

export function Timeline({ reservation }: { reservation: ReservationDetail }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const naming = useNaming()
  const show = useDeskState((state) => state.show)
  const query = useQuery(
    queries.reservations.timeline.queryOptions({ input: { reservationId: reservation.id } }),
  )
  return (
    <section className="timeline" aria-label={t('reservation.timeline')} data-testid="timeline">
      <div className="timeline-head">
        <span className="strong">{t('reservation.timeline')}</span>
        <span className="muted second">{t('reservation.timeline.order')}</span>
        <span className="grow" />
        <button type="button" className="link-button" onClick={() => show('journal')}>
          {t('reservation.timeline.whole')}
        </button>
      </div>
      <QueryView query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="notice-empty">{t('reservation.timeline.none')}</p>
          ) : (
            <ol>
              {rows.map((row) => (
                <li key={row.seq}>
                  <time className="muted figures">{clock.dayAndTime(row.at)}</time>
                  <i aria-hidden="true" />
                  <div>
                    {journalWords(row, naming)}
                    <Changes row={row} stays={reservation.stays} />
                  </div>
                  <span className="muted second">{actorText(row.actor)}</span>
                  <span className="muted second figures">{t('reservation.number', { seq: row.seq })}</span>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </section>
  )
}

/** A line for each stay; whose it is, where the reservation has several. */
function Changes({ row, stays }: { row: Row; stays: ReservationDetail['stays'] }) {
  const naming = useNaming()
  return row.changes.map((record) => {
    const parts = changeParts(row.command, record, naming)
    if (parts.length === 0) return null
    const stay = stays.find(({ id }) => id === record.stayId)
    return (
      <div key={record.stayId} className="timeline-change muted second">
        {stays.length > 1 && stay !== undefined && <span>{personText(stay.guest)}</span>}
        {parts.map(({ part, before, after }) => (
          <span key={part}>
            {t(PART_WORDS[part])} <s>{before}</s> <span aria-hidden="true">→</span> <b>{after}</b>
          </span>
        ))}
      </div>
    )
  })
}
