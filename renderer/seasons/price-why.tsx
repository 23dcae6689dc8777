/** Why a night of the picture costs what it costs: each layer that has something to say, those that lost crossed out. */
import type { IsoDate } from '../../shared/dates.ts'
import { amountFor } from '../../shared/pricing.ts'
import type { Layers } from '../../shared/rates/layers.ts'
import { useHotel } from '../desk-context.tsx'
import { amountText, longDayText } from '../formats.ts'
import { t } from '../text/text.ts'
import { moveText } from './price-row.ts'
import { type Product, stepsOf } from './year-picture.ts'

export function PriceWhy({
  layers,
  day,
  product,
}: {
  layers: Layers<string>
  day: IsoDate
  product: Product
}) {
  const { hotel, names } = useHotel()
  const steps = stepsOf(layers, day, product).toReversed()
  return (
    <section className="season-why" aria-label={t('seasons.why')}>
      <h2>
        {t('seasons.why')}{' '}
        <span className="muted">
          {names.roomType(product.roomTypeId)}, {longDayText(day)}
        </span>
      </h2>
      {steps.length === 0 && <p className="muted">{t('why.price.none')}</p>}
      <table className="table is-dense">
        <tbody>
          {steps.map((step) => {
            const minor = amountFor(step.prices, product.baseOccupancy)
            return (
              <tr key={`${step.what} ${step.name}`} className={step.counts ? undefined : 'is-beaten'}>
                <td className="muted">{step.precedence ?? '–'}</td>
                <td>{step.name === '' ? t(`why.price.step.${step.what}`) : step.name}</td>
                <td className="muted">{moveText(step.move, hotel.currency)}</td>
                <td className="right strong">
                  {minor === undefined ? '–' : amountText(minor, hotel.currency)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="second muted">{t('seasons.rule')}</p>
    </section>
  )
}
