/** How prices are rounded and bounded, recommendations, and exchange rates. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function pricingApi(desk: GuardedContract, ledger: Ledger) {
  const { queries } = ledger
  return {
    settings: desk.pricing.settings.handler(() => queries.pricingSettings()),
    saveSettings: desk.pricing.saveSettings.handler(({ input, context }) =>
      ledger.submit('pricing.saveSettings', context.caller.actor, input),
    ),
    recommendations: desk.pricing.recommendations.handler(({ input }) => queries.recommendations(input)),
    explain: desk.pricing.explain.handler(({ input }) => queries.explainRecommendation(input)),
    decide: desk.pricing.decide.handler(({ input, context }) =>
      ledger.submit('pricing.decide', context.caller.actor, input),
    ),
    backTest: desk.pricing.backTest.handler(({ input }) => queries.backTest(input)),
    exchangeRates: desk.pricing.exchangeRates.handler(() => queries.exchangeRates()),
    importExchangeRates: desk.pricing.importExchangeRates.handler(({ input, context }) =>
      ledger.submit('pricing.importExchangeRates', context.caller.actor, input),
    ),
  }
}
