/** Why an offer costs what it costs: each line by night, and of one night the layers that its room's price was made from. */
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { amountFor } from '../../shared/pricing.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { amountText, dayText } from '../formats.ts'
import { useReturnFocus } from '../frame/keyboard.ts'
import { Key, KeyHint } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { moveText } from '../seasons/price-row.ts'
import { t } from '../text/text.ts'
import type { Offer } from './offer-choice.ts'
import { breakdownLines } from './price-breakdown.ts'

export function PriceBreakdown({
  offer,
  adults,
  currency,
  onClose,
}: {
  offer: Offer
  adults: number
  currency: string
  onClose: () => void
}) {
  useReturnFocus()
  const { names } = useHotel()
  const region = useRef<HTMLElement>(null)
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, offer.nights.length - 1)
  const night = offer.nights[at]
  useLayoutEffect(() => {
    region.current?.focus({ preventScroll: true })
    region.current?.parentElement?.scrollIntoView({ block: 'nearest' })
  }, [])
  // Of a long stay not all nights are seen at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the night is the trigger, not an input
  useLayoutEffect(() => {
    region.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [at])
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { key } = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const next = at + (key === 'ArrowRight' ? 1 : -1)
      setChosen(Math.max(0, Math.min(offer.nights.length - 1, next)))
    } else if (key === 'Escape') onClose()
    // Enter sells wherever the keyboard is; only a field would do that by itself.
    else if (key === 'Enter') region.current?.closest('form')?.requestSubmit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const plan = names.ratePlan(offer.ratePlanId)
  return (
    <div className="price-why" data-testid="price-why">
      <div className="price-why-head">
        <span className="strong second">{t('sale.why', { plan })}</span>
        <span className="grow" />
        {offer.nights.length > 1 && <KeyHint keys={['←', '→']}>{t('sale.why.nights')}</KeyHint>}
        <button type="button" className="link-button" onClick={onClose}>
          <Key>Y</Key> {t('sale.why.close')}
        </button>
      </div>
      <section
        ref={region}
        className="price-why-scroll"
        aria-label={t('sale.why', { plan })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its arrows go through the nights
        tabIndex={0}
        // Escape closes this, and not the whole sale.
        data-mantine-stop-propagation="true"
        onKeyDown={onKeyDown}
      >
        {night === undefined ? (
          <p className="muted second">{t('why.price.none')}</p>
        ) : (
          <Lines offer={offer} at={at} currency={currency} onChoose={setChosen} />
        )}
      </section>
      {night !== undefined && <Layers offer={offer} date={night.date} adults={adults} currency={currency} />}
    </div>
  )
}

function Lines({
  offer,
  at,
  currency,
  onChoose,
}: {
  offer: Offer
  at: number
  currency: string
  onChoose: (index: number) => void
}) {
  const current = (index: number) => (index === at ? { 'aria-current': 'true' as const } : {})
  return (
    <table className="table is-dense">
      <thead>
        <tr>
          <th>{t('sale.why.line')}</th>
          {offer.nights.map(({ date }, index) => (
            <th key={date} className="right" {...current(index)}>
              <button type="button" tabIndex={-1} onClick={() => onChoose(index)}>
                {dayText(date)}
              </button>
            </th>
          ))}
          <th className="right">{t('sale.total')}</th>
        </tr>
      </thead>
      <tbody>
        {breakdownLines(offer).map(({ key, words, byNight, totalMinor }) => (
          <tr key={key}>
            <td>{words}</td>
            {offer.nights.map(({ date }, index) => {
              const minor = byNight[index]
              return (
                <td key={date} className="right">
                  {minor == null ? '' : amountText(minor, currency)}
                </td>
              )
            })}
            <td className="right strong">{amountText(totalMinor, currency)}</td>
          </tr>
        ))}
        <tr className="price-why-sum">
          <td>{t('sale.total')}</td>
          {offer.nights.map(({ date, amountMinor }) => (
            <td key={date} className="right">
              {amountText(amountMinor, currency)}
            </td>
          ))}
          <td className="right">{amountText(offer.totalMinor, currency)}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** Of the room on one night, the lowest layer first; those that a higher one beat are struck through. */
function Layers({
  offer: { ratePlanId, roomTypeId },
  date,
  adults,
  currency,
}: {
  offer: Offer
  date: Offer['nights'][number]['date']
  adults: number
  currency: string
}) {
  const { queries } = useDesk()
  const query = useQuery(queries.rates.why.queryOptions({ input: { ratePlanId, roomTypeId, date } }))
  return (
    <div className="price-why-layers second" role="status" data-testid="price-layers">
      <span className="muted">{t('sale.why.roomOn', { day: dayText(date) })}</span>
      <QueryView query={query}>
        {({ steps }) =>
          steps.map(({ what, name, move, counts, prices }) => {
            const minor = amountFor(prices, adults)
            const words = name === '' ? t(`why.price.step.${what}`) : name
            const text = (
              <>
                {words}
                {move !== null && <span className="muted"> {moveText(move, currency)}</span>}{' '}
                {minor !== undefined && <b className="figures">{amountText(minor, currency)}</b>}
              </>
            )
            return (
              <span key={`${what} ${name}`}>
                {counts ? text : <s title={t('why.price.beaten')}>{text}</s>}
              </span>
            )
          })
        }
      </QueryView>
    </div>
  )
}
