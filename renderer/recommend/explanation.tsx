/** The chosen night explained: how its price comes about, how it is booked, and beside it what is decided. */
import { skipToken, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { FEWEST_NIGHTS } from '../../shared/rates/recommend/comparable.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { longDayText, shortAmountText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { BookingCurve } from './booking-curve.tsx'
import type { Recommended } from './decision.ts'
import { PriceOptions } from './price-options.tsx'
import { Waterfall } from './waterfall.tsx'

export function Explanation({
  row,
  neighbours,
  children,
}: {
  row: Recommended
  /** Asked before they are chosen: the arrows go to them. */
  neighbours: readonly (Recommended | undefined)[]
  children: ReactNode
}) {
  const { queries } = useDesk()
  const { names } = useHotel()
  const input = ({ roomTypeId, date }: Recommended) => ({ roomTypeId, date })
  const query = useQuery(queries.pricing.explain.queryOptions({ input: input(row) }))
  useAhead(neighbours[0])
  useAhead(neighbours[1])
  const why = query.data
  const type = names.roomType(row.roomTypeId)
  return (
    <div className="recommend-detail">
      <aside className="recommend-side" aria-label={t('recommend.decide')}>
        {children}
        {why !== undefined && why.options.length > 0 && <PriceOptions why={why} />}
      </aside>
      <section className="recommend-why" aria-label={t('recommend.explained')} data-testid="recommend-why">
        <QueryView query={query}>
          {(found) =>
            found.recommendedMinor === null ? (
              <p className="notice-empty">{t('recommend.tooLittleHere', { fewest: FEWEST_NIGHTS })}</p>
            ) : (
              <>
                <Waterfall
                  steps={found.steps}
                  currency={found.currency}
                  title={t('recommend.waterfall', {
                    price: shortAmountText(found.recommendedMinor, found.currency),
                  })}
                  about={{
                    type,
                    plan: names.ratePlan(found.ratePlanId),
                    day: longDayText(row.date),
                    currency: found.currency,
                  }}
                />
                <BookingCurve
                  curve={found.curve}
                  rooms={found.rooms}
                  daysOut={found.daysOut}
                  about={t('recommend.curve.about', { type, day: longDayText(row.date) })}
                />
              </>
            )
          }
        </QueryView>
      </section>
    </div>
  )
}

function useAhead(row: Recommended | undefined): void {
  const { queries } = useDesk()
  const input = row === undefined ? skipToken : { roomTypeId: row.roomTypeId, date: row.date }
  useQuery(queries.pricing.explain.queryOptions({ input }))
}
