/** pricing.importExchangeRates, and what one currency is worth in another for showing prices. */
import { earlierOf, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { crossRate, readExchangeFile } from '../../../shared/rates/exchange.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

const EURO = 'EUR'

export function importExchangeRates(
  parts: Parts,
  context: CommandContext,
  { text }: Commands['pricing.importExchangeRates']['input'],
): Outcome<Commands['pricing.importExchangeRates']['output']> {
  const file = readExchangeFile(text)
  if ('problem' in file) throw new DomainError('ExchangeRateFileNotReadable', file)
  for (const { currency, date, unitsPerEuro } of file.rates)
    parts.exchange.put({ currency, date, rate: unitsPerEuro })
  const days = new Set(file.rates.map(({ date }) => date)).size
  const currencies = new Set(file.rates.map(({ currency }) => currency)).size
  return {
    answer: { seq: context.seq, days, currencies },
    payload: { days, currencies },
    topics: ['rates'],
    facets: [],
  }
}

/** Units of `to` for one of `from` by the newest rates up to `today`; null where one of them is not known. */
export function displayRate(
  parts: Parts,
  from: string,
  to: string,
  today: IsoDate,
): { currency: string; rate: number; date: IsoDate } | null {
  const of = (currency: string) =>
    currency === EURO ? { unitsPerEuro: 1, date: today } : parts.exchange.newest(currency, today)
  const [own, other] = [of(from), of(to)]
  if (own === undefined || other === undefined) return null
  const date = earlierOf(own.date, other.date)
  return { currency: to, rate: crossRate(own.unitsPerEuro, other.unitsPerEuro), date }
}
