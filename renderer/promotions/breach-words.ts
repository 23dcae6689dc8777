/** Why a promotion is not given for a stay, in words. Pure. */
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
