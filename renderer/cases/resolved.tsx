/** What became of a closed case: the way that was chosen, by whom, and all that it was chosen from. */
import { useHotel } from '../desk-context.tsx'
import { Mark } from '../frame/marks.tsx'
import { actorText } from '../journal/journal-words.ts'
import { t } from '../text/text.ts'
import { costText, type OverbookingCase, wayKey, wayWords } from './way-words.ts'

export function Resolved({ of, currency }: { of: OverbookingCase; currency: string }) {
  const { clock, names } = useHotel()
  const { resolution, closedAt } = of
  return (
    <div className="case-ways">
      <div className="resolved" data-testid="case-resolved">
        <Mark tone="ok" />
        <div>
          <b>{resolution === null ? t('cases.resolved') : wayWords(resolution.way, names).title}</b>
          {resolution !== null && (
            <p>
              {t('cases.resolved.by', {
                actor: actorText(resolution.actor),
                at: clock.dayAndTime(resolution.at),
                cost: costText(resolution.way.costMinor, currency),
              })}
              {resolution.to !== null && ` ${t('cases.resolved.to', { to: resolution.to })}`}
            </p>
          )}
          <p className="muted">
            {closedAt !== null && t('cases.resolved.what', { at: clock.dayAndTime(closedAt) })}
          </p>
        </div>
      </div>
      {resolution !== null && (
        <section>
          <h3>{t('cases.resolved.from')}</h3>
          <table className="table is-dense" aria-label={t('cases.resolved.from')} data-testid="chosen-from">
            <thead>
              <tr>
                <th>{t('cases.column.way')}</th>
                <th>{t('cases.column.what')}</th>
                <th className="right">{t('cases.column.cost')}</th>
              </tr>
            </thead>
            <tbody>
              {resolution.from.map((way) => {
                const { title, what } = wayWords(way, names)
                const isTaken = wayKey(way) === wayKey(resolution.way)
                return (
                  <tr key={wayKey(way)} className={isTaken ? 'strong' : ''}>
                    <td>
                      {title}
                      {isTaken && <span className="ok-text second"> {t('cases.resolved.taken')}</span>}
                    </td>
                    <td className="muted">{what}</td>
                    <td className="right figures">{costText(way.costMinor, currency)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
