/** In place of the list: why there is nothing in it, and what can be done. */
import { Button } from '@mantine/core'
import { useRatesState } from '../rates/rates-state.ts'
import { t } from '../text/text.ts'
import type { Found } from './decision.ts'

export function NothingToDecide({ found, ignored }: { found: Found; ignored: number }) {
  const set = useRatesState((state) => state.set)
  if (found.ratePlanId === null)
    return (
      <div className="notice-empty" data-testid="recommend-no-plan">
        <p>{t('recommend.noPlan')}</p>
        <Button mt={12} variant="default" onClick={() => set({ view: 'plans' })}>
          {t('recommend.toPlans')}
        </Button>
      </div>
    )
  if (found.historyFrom === null)
    return (
      <div className="notice-empty" data-testid="recommend-no-history">
        <p>{t('recommend.noHistory')}</p>
      </div>
    )
  return (
    <div className="notice-empty" data-testid="recommend-nothing">
      <strong>{t('recommend.nothing')}</strong>
      <p>{t('recommend.nothingDetail', { unchanged: found.unchanged })}</p>
      {ignored > 0 && <p>{t('recommend.nothingIgnored', { count: ignored })}</p>}
    </div>
  )
}
