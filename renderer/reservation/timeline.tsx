/** What was done to a reservation, newest first, in words. */
import { useQuery } from '@tanstack/react-query'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { QueryView } from '../frame/query-view.tsx'
import { actorText, journalWords } from '../journal/journal-words.ts'
import { useNaming } from '../journal/use-naming.ts'
import { t } from '../text/text.ts'

export function Timeline({ reservationId }: { reservationId: string }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const naming = useNaming()
  const show = useDeskState((state) => state.show)
  const query = useQuery(queries.reservations.timeline.queryOptions({ input: { reservationId } }))
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
                  <span>{journalWords(row, naming)}</span>
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
