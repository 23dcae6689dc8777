/** What other prices would sell and earn of the rooms left, and how sure that is. */
import type { Answers } from '../connection/desk-client.ts'
import { decimalText, roundAmountText, shortAmountText, wholeText } from '../formats.ts'
import { t } from '../text/text.ts'

export function PriceOptions({ why }: { why: Answers['pricing']['explain'] }) {
  const { options, currency, roomsLeft, currentMinor, recommendedMinor, elasticity } = why
  const whole = (minor: number) => roundAmountText(minor, currency)
  return (
    <section className="recommend-options" aria-label={t('recommend.options')}>
      <h2>{t('recommend.options')}</h2>
      <table className="table" data-testid="recommend-options">
        <thead>
          <tr>
            <th>{t('recommend.options.price')}</th>
            <th className="right">
              {t('recommend.options.sells', { left: wholeText(Math.max(0, roomsLeft)) })}
            </th>
            <th className="right">{t('recommend.options.revenue')}</th>
            <th className="right">{t('recommend.options.range')}</th>
          </tr>
        </thead>
        <tbody>
          {options.map(({ priceMinor, sells, revenue }) => {
            const isRecommended = priceMinor === recommendedMinor
            return (
              <tr key={priceMinor} className={isRecommended ? 'is-recommended' : undefined}>
                <td>
                  <span className="figures">{shortAmountText(priceMinor, currency)}</span>{' '}
                  <span className="muted">
                    {priceMinor === currentMinor && t('recommend.options.now')}
                    {isRecommended && t('recommend.options.recommended')}
                  </span>
                </td>
                <td className="right">{decimalText(sells)}</td>
                <td className="right">{whole(revenue.mid)}</td>
                <td className="right muted">
                  {t('recommend.options.span', { low: whole(revenue.low), high: whole(revenue.high) })}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="recommend-basis second">
        {elasticity === null
          ? t('recommend.noElasticity')
          : t('recommend.elasticity', {
              low: plain(elasticity.low),
              mid: plain(elasticity.mid),
              high: plain(elasticity.high),
            })}
      </p>
    </section>
  )
}

const plain = (value: number) => String(value).replace('-', '−')
