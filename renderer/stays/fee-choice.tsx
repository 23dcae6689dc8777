/** The fee of a no-show or a cancellation, shown before it is charged, and the choice to waive it. */
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk-context.tsx'
import { failureOf } from '../failure.ts'
import { amountText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'

export interface Fee {
  readonly policyName: string | null
  readonly feeMinor: number
  readonly currency: string
}

/** Undefined until the host answered. */
export function useFees(stayId: string) {
  const { queries } = useDesk()
  const query = useQuery(queries.stays.fees.queryOptions({ input: { stayId }, gcTime: 0 }))
  return { fees: query.data, failure: query.isError ? failureOf(query.error) : null }
}

export function FeeChoice({
  fee,
  failure,
  isWaived,
  onWaive,
}: {
  fee: Fee | undefined
  failure: ReturnType<typeof failureOf> | null
  isWaived: boolean
  onWaive: (isWaived: boolean) => void
}) {
  if (fee === undefined)
    return failure === null ? (
      <p className="muted second is-loading">{t('stays.fee.looking')}</p>
    ) : (
      <FailureAlert failure={failure} />
    )
  return (
    <div className="fee-choice" data-testid="fee">
      <div className={`fee-line${isWaived ? ' is-waived' : ''}`}>
        <span className="grow">
          {fee.policyName === null
            ? t('stays.fee.noPolicy')
            : t('stays.fee.policy', { policy: fee.policyName })}
        </span>
        <span className="figures strong">
          {t('sale.money', { currency: fee.currency, amount: amountText(fee.feeMinor, fee.currency) })}
        </span>
      </div>
      {fee.feeMinor > 0 && (
        <Checkbox
          label={t('stays.fee.waive')}
          checked={isWaived}
          onChange={({ currentTarget: { checked } }) => onWaive(checked)}
        />
      )}
    </div>
  )
}

/** `, 120.00 EUR charged`; nothing for no fee. */
export function chargedText(feeMinor: number, currency: string): string {
  return feeMinor === 0
    ? t('stays.fee.none')
    : t('stays.fee.charged', { fee: t('sale.money', { currency, amount: amountText(feeMinor, currency) }) })
}
