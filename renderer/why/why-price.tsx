/** Why a night costs what it costs under a plan: what makes the price, what restricts it, and who changed either last. */
import { useQuery } from '@tanstack/react-query'
import type { IsoDate } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { amountText, dayText, listText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { restrictionWords } from '../rates/cell-name.ts'
import { moveText } from '../seasons/price-row.ts'
import { t } from '../text/text.ts'
import { LastChange, WhyDialog } from './why-dialog.tsx'

interface WhyPriceProps {
  readonly ratePlanId: string
  readonly roomTypeId: string
  readonly date: IsoDate
}

export function WhyPrice(input: WhyPriceProps) {
  const { queries } = useDesk()
  const { names } = useHotel()
  const query = useQuery(queries.rates.why.queryOptions({ input }))
  return (
    <WhyDialog
      title={t('why.price.title', {
        type: names.roomType(input.roomTypeId),
        plan: names.ratePlan(input.ratePlanId),
        day: dayText(input.date),
      })}
    >
      <QueryView query={query}>
        {({ currency, day, steps, restrictedBy, restrictionsChanged }) => {
          const restricted = restrictionWords(day.restrictions)
          return (
            <>
              <section>
                <h3>{t('why.price', { currency })}</h3>
                {steps.length === 0 && <p className="muted">{t('why.price.none')}</p>}
                {steps.toReversed().map(({ what, name, move, counts, prices, changed }) => (
                  <div key={`${what} ${name}`} className={counts ? undefined : 'why-beaten'}>
                    <p className="strong">
                      {name === '' ? t(`why.price.step.${what}`) : name}
                      {move !== null && <span className="muted"> {moveText(move, currency)}</span>}
                      {!counts && <span className="muted"> {t('why.price.beaten')}</span>}
                    </p>
                    <table className="table is-dense why-sum" aria-label={t(`why.price.step.${what}`)}>
                      <tbody>
                        {prices.map((minor, index) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the number of adults
                          <tr key={index}>
                            <td>
                              {t('why.price.guests', {
                                count: index + 1,
                                isLast: index + 1 === prices.length ? 'yes' : 'no',
                              })}
                            </td>
                            <td className="right strong">{amountText(minor, currency)}</td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                    {changed !== null && <LastChange changed={changed} never={t('why.price.never')} />}
                  </div>
                ))}
              </section>
              <section>
                <h3>{t('why.restrictions')}</h3>
                <p>{restricted === '' ? t('why.restrictions.none') : restricted}</p>
                {restrictedBy.length > 0 && (
                  <p className="muted">
                    {t('why.restrictions.by', {
                      names: listText(
                        restrictedBy.map(({ what, name }) =>
                          name === '' ? t(`why.restrictions.by.${what}`) : name,
                        ),
                      ),
                    })}
                  </p>
                )}
                <LastChange changed={restrictionsChanged} never={t('why.restrictions.never')} />
              </section>
            </>
          )
        }}
      </QueryView>
    </WhyDialog>
  )
}
