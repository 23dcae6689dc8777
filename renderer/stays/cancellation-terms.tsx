/** The cancellation policy of a stay's plan: until when it is free, and what it costs then. */
import type { IsoDate } from '../../shared/dates.ts'
import { useHotel, useNow } from '../desk-context.tsx'
import { instantOf } from '../hotel-time.ts'
import { t } from '../text/text.ts'
import { cancellationLines } from './cancellation-words.ts'

const CLOCK_MS = 10_000

export function CancellationTermsLines({
  ratePlanId,
  arrival,
  amounts,
  currency,
}: {
  ratePlanId: string
  arrival: IsoDate
  /** Of the nights that count, in order; minor units. */
  amounts: readonly number[]
  currency: string
}) {
  const { hotel, clock } = useHotel()
  const now = useNow(CLOCK_MS)
  const plan = hotel.ratePlans.find(({ id }) => id === ratePlanId)
  const policy = hotel.cancellationPolicies.find(({ id }) => id === plan?.cancellationPolicyId)
  const arrivalAt = instantOf(`${arrival}T${hotel.rules.checkInTime}`, hotel.timeZone)
  return (
    <section className="cancellation second" aria-label={t('cancellation')} data-testid="cancellation">
      <p className="strong">{t('cancellation')}</p>
      {policy === undefined || arrivalAt === null ? (
        <p className="muted">{t('cancellation.noPolicy')}</p>
      ) : (
        <>
          <p className="muted">{policy.name}</p>
          {cancellationLines(policy, { amounts, arrivalAt, currency }, now, clock).map(
            ({ when, cost, isFree }) => (
              <p key={when} className="cancellation-line">
                <span className="grow">{when}</span>
                <span className={isFree ? undefined : 'figures strong'}>{cost}</span>
              </p>
            ),
          )}
        </>
      )}
    </section>
  )
}
