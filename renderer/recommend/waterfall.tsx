/** The steps that add up to the price, each with what it rests on and its bar. */
import { minorDigits } from '../../shared/money.ts'
import type { RecommendationStep } from '../../shared/rates/recommend/step.ts'
import { shortAmountText, shortSignedText } from '../formats.ts'
import { t } from '../text/text.ts'
import { boundsText, evidenceText, stepName } from './step-words.ts'
import { type Scale, scaleOf, shareOf, type WaterfallRow, waterfallRows } from './waterfall-rows.ts'

export function Waterfall({
  steps,
  currency,
  title,
  about,
}: {
  steps: readonly RecommendationStep[]
  currency: string
  title: string
  about: { type: string; plan: string; day: string; currency: string }
}) {
  const rows = waterfallRows(steps)
  const scale = scaleOf(rows, 10 ** minorDigits(currency))
  const amount = (minor: number) => shortAmountText(minor, currency)
  return (
    <section className="waterfall" aria-label={title} data-testid="recommend-waterfall">
      <h2>
        {title}{' '}
        <span className="muted">
          {t('recommend.waterfall.about', { ...about, from: amount(scale.fromMinor) })}
        </span>
      </h2>
      <table>
        <thead>
          <tr>
            <th className="spoken-head">{t('recommend.waterfall.step')}</th>
            <th className="spoken-head">{t('recommend.waterfall.evidence')}</th>
            <th className="waterfall-scale">
              <span className="spoken-only">{t('recommend.waterfall.price')}</span>
              {scale.ticks.map((tick) => (
                <span
                  key={tick}
                  className="waterfall-tick"
                  style={{ left: percent(tick, scale) }}
                  aria-hidden="true"
                >
                  {amount(tick)}
                </span>
              ))}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={nameOf(row)} row={row} steps={steps} scale={scale} currency={currency} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const percent = (minor: number, scale: Scale) => `${(shareOf(minor, scale) * 100).toFixed(2)}%`

function nameOf({ look, step }: WaterfallRow): string {
  if (step !== null) return stepName(step)
  return t(look === 'result' ? 'recommend.step.recommended' : 'recommend.step.computed')
}

function Line({
  row,
  steps,
  scale,
  currency,
}: {
  row: WaterfallRow
  steps: readonly RecommendationStep[]
  scale: Scale
  currency: string
}) {
  const { look, step, fromMinor, toMinor } = row
  const isSum = look === 'sum' || look === 'result'
  const low = isSum ? scale.fromMinor : Math.min(fromMinor, toMinor)
  const left = percent(low, scale)
  const end = percent(Math.max(fromMinor, toMinor), scale)
  const bounds = steps.find((each) => each.what === 'bounds')
  const evidence =
    step !== null
      ? evidenceText(step, currency)
      : look === 'result' && bounds?.what === 'bounds'
        ? boundsText(bounds.evidence, currency)
        : ''
  return (
    <tr className={`is-${look}`}>
      <td className="waterfall-name">{nameOf(row)}</td>
      <td className="waterfall-evidence">{evidence}</td>
      <td className="waterfall-bars">
        {scale.ticks.map((tick) => (
          <span key={tick} className="waterfall-line" style={{ left: percent(tick, scale) }} />
        ))}
        <span className="waterfall-bar" style={{ left, width: `calc(${end} - ${left})` }} />
        <span className="waterfall-value" style={{ left: end }}>
          {isSum ? shortAmountText(toMinor, currency) : shortSignedText(toMinor - fromMinor, currency)}
        </span>
      </td>
    </tr>
  )
}
