/** Where a price comes from, layer by layer, and what restricts the night: the chain behind the value that a channel should show. */
import { useQuery } from '@tanstack/react-query'
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { amountText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { openJournalAt } from '../journal/journal-state.ts'
import { actorText } from '../journal/journal-words.ts'
import { restrictionWords } from '../rates/cell-name.ts'
import { moveText } from '../seasons/price-row.ts'
import { t } from '../text/text.ts'
import type { KnownSubject } from './channels-state.ts'

type Why = Answers['rates']['why']
type ChangedBy = Why['restrictionsChanged']

export function ValueWhy({ subject: { facet, roomTypeId, ratePlanId, date } }: { subject: KnownSubject }) {
  const { queries } = useDesk()
  const query = useQuery(
    queries.rates.why.queryOptions({ input: { roomTypeId, ratePlanId: ratePlanId ?? '', date } }),
  )
  return (
    <QueryView query={query}>
      {(why) => (facet === 'price' ? <PriceChain why={why} /> : <RestrictionChain why={why} />)}
    </QueryView>
  )
}

function PriceChain({ why: { steps, currency } }: { why: Why }) {
  if (steps.length === 0) return <p className="notice-empty">{t('why.price.none')}</p>
  return (
    <>
      <h3 className="panel-title">{t('channels.why.price')}</h3>
      <table className="table is-dense" aria-label={t('channels.why.price')}>
        <colgroup>
          <col style={{ width: '38%' }} />
          <col style={{ width: '16%' }} />
          <col style={{ width: '20%' }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th>{t('channels.sum.step')}</th>
            <th className="right">{t('channels.why.move')}</th>
            <th className="right">{t('channels.why.prices', { currency })}</th>
            <th>{t('channels.why.setBy')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ what, name, move, counts, prices, changed }) => (
            <tr key={`${what} ${name}`} className={counts ? '' : 'muted'} data-testid={`step-${what}`}>
              <td>
                {name === '' ? t(`why.price.step.${what}`) : name}
                {!counts && <span className="muted"> {t('why.price.beaten')}</span>}
              </td>
              <td className="right">{moveText(move, currency)}</td>
              <td className={`right${counts ? ' strong' : ''}`}>{rangeText(prices, currency)}</td>
              <td className="muted wraps">
                <ChangedBy changed={changed} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** By number of adults, the least and the most. */
function rangeText(prices: readonly number[], currency: string): string {
  const [first, last] = [prices[0], prices.at(-1)]
  if (first === undefined || last === undefined) return '–'
  return first === last
    ? amountText(first, currency)
    : `${amountText(first, currency)}–${amountText(last, currency)}`
}

/** What is left out restricts nothing. */
function wholeOf(restrictions: Why['restrictedBy'][number]['restrictions']): Why['day']['restrictions'] {
  const given = Object.entries(restrictions).filter(([, value]) => value !== undefined)
  return { ...NO_RESTRICTIONS, ...Object.fromEntries(given) }
}

function RestrictionChain({ why: { day, restrictedBy, restrictionsChanged } }: { why: Why }) {
  const words = restrictionWords(day.restrictions)
  return (
    <>
      <h3 className="panel-title">{t('channels.why.restrictions')}</h3>
      <table className="table is-dense" aria-label={t('channels.why.restrictions')}>
        <tbody>
          {restrictedBy.map(({ what, name, restrictions }) => (
            <tr key={`${what} ${name}`} data-testid={`restricted-${what}`}>
              <td>{name === '' ? t(`why.restrictions.by.${what}`) : name}</td>
              <td>{restrictionWords(wholeOf(restrictions)) || t('channels.rule.open')}</td>
            </tr>
          ))}
          <tr className="is-sum">
            <td>{t('channels.why.together')}</td>
            <td className="wraps">
              {words === '' ? t('why.restrictions.none') : words}{' '}
              <span className="muted">
                <ChangedBy changed={restrictionsChanged} />
              </span>
            </td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

function ChangedBy({ changed }: { changed: ChangedBy }) {
  const { clock } = useHotel()
  // A step that follows from the others was never set.
  if (changed === null) return null
  const { seq, at, actor } = changed
  return (
    <>
      <button type="button" className="plain-link figures" onClick={() => openJournalAt(seq)}>
        {t('channels.history.row', { seq })}
      </button>{' '}
      {clock.dayAndTime(at)}, {actorText(actor)}
    </>
  )
}
