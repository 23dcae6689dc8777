/** Why a promotion is not given for a stay, and what becomes of it when the stay is changed, in words. Pure. */
import type { StayPromotion } from '../../shared/contract/reservations.ts'
import { addDays } from '../../shared/dates.ts'
import type { PromotionBreach } from '../../shared/rates/promotion.ts'
import { dayText, listText, nameOfWeekday } from '../formats.ts'
import { t } from '../text/text.ts'

/** `it needs 4 nights or more` */
export function breachText(breach: PromotionBreach): string {
  switch (breach.condition) {
    case 'booked':
    case 'stay': {
      const { from, to } = breach
      const values = {
        sides: from === null ? 'to' : to === null ? 'from' : 'both',
        from: from === null ? '' : dayText(from),
        to: to === null ? '' : dayText(addDays(to, -1)),
      }
      return breach.condition === 'booked'
        ? t('promotions.breach.booked', values)
        : t('promotions.breach.stay', values)
    }
    case 'arrivalWeekday': {
      return t('promotions.breach.arrivalWeekday', { days: listText(breach.weekdays.map(nameOfWeekday)) })
    }
    case 'minNights':
      return t('promotions.breach.minNights', { nights: breach.nights })
    case 'minAdvance':
      return t('promotions.breach.minAdvance', { days: breach.days })
    case 'maxAdvance':
      return t('promotions.breach.maxAdvance', { days: breach.days })
    case 'ratePlan':
      return t('promotions.breach.ratePlan')
    case 'roomType':
      return t('promotions.breach.roomType')
    case 'code':
      return t('promotions.breach.code')
    case 'another':
      return t('promotions.breach.another')
  }
}

/** How a changed stay is priced. */
export type PriceWay = 'keep' | 'plan' | 'agreed'

/** What becomes of a promotion under a way of pricing. */
export function effectText({ name, breach }: Pick<StayPromotion, 'name' | 'breach'>, way: PriceWay): string {
  if (way === 'agreed') return t('promotions.effect.agreed', { name })
  if (breach === null) return t('promotions.effect.holds', { name })
  const why = breachText(breach)
  return way === 'plan'
    ? t('promotions.effect.falls', { name, why })
    : t('promotions.effect.kept', { name, why })
}
