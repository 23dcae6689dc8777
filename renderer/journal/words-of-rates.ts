/** Changes of plans, seasons, promotions and pricing in words. */
import { t } from '../text/text.ts'
import { countOf, fixed, textOf, type Words } from './payload-read.ts'

const LAYERS = ['season', 'adjustment', 'rule', 'basePrices', 'remove', 'copyYear'] as const

export const RATE_JOURNAL_WORDS: Readonly<Record<string, Words>> = {
  'rates.undo': (payload) =>
    t('journal.undoRates', {
      seq: countOf(payload, 'changeSeq') ?? 0,
      count: countOf(payload, 'changedCells') ?? 0,
    }),
  'plans.save': (payload) =>
    t('journal.plan', { name: textOf(payload, 'name') ?? '', count: countOf(payload, 'changedCells') ?? 0 }),
  'plans.setActive': (payload, { names }) =>
    t(payload.active === true ? 'journal.plan.on' : 'journal.plan.off', {
      name: names.ratePlan(textOf(payload, 'ratePlan') ?? ''),
    }),
  'seasons.apply': (payload) => {
    const kind = LAYERS.find((each) => each === textOf(payload, 'kind'))
    const values = {
      name: textOf(payload, 'name') ?? '',
      count: countOf(payload, 'changedCells') ?? 0,
      copied: countOf(payload, 'copied') ?? 0,
      // As text: a year has no thousands.
      year: String(countOf(payload, 'year') ?? 0),
      next: String((countOf(payload, 'year') ?? 0) + 1),
    }
    return kind === undefined ? undefined : t(`journal.layer.${kind}`, values)
  },
  'promotions.save': (payload) => t('journal.promotion', { name: textOf(payload, 'name') ?? '' }),
  'yieldRules.save': (payload) => {
    const values = { name: textOf(payload, 'name') ?? '', count: countOf(payload, 'changedCells') ?? 0 }
    if (payload.removed === true) return t('journal.yieldRule.removed', values)
    return t(payload.active === true ? 'journal.yieldRule' : 'journal.yieldRule.off', values)
  },
  'yieldRules.follow': (payload) =>
    t('journal.yieldFollowed', {
      count: (countOf(payload, 'prices') ?? 0) + (countOf(payload, 'restrictions') ?? 0),
    }),
  'pricing.decide': (payload) =>
    t('journal.decided', {
      accepted: countOf(payload, 'accepted') ?? 0,
      edited: countOf(payload, 'edited') ?? 0,
      ignored: countOf(payload, 'ignored') ?? 0,
    }),
  'pricing.autopilot': (payload) => t('journal.autopilot', { count: countOf(payload, 'accepted') ?? 0 }),
  'pricing.saveSettings': fixed('journal.pricing'),
  'pricing.importExchangeRates': (payload) =>
    t('journal.exchangeRates', { days: countOf(payload, 'days') ?? 0 }),
}
