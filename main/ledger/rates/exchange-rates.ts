/** pricing.importExchangeRates, and what one currency is worth in another for showing prices. */
import { earlierOf, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { crossRate, readExchangeFile } from '../../../shared/rates/exchange.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

const EURO = 'EUR'

export function createExchangeRows(store: Store) {
  const put = store.prepare((sql, p: { currency: string; date: IsoDate; rate: number }) =>
    sql
      .insertInto('exchange_rate')
      .values({ currency: p.currency, date: p.date, units_per_euro: p.rate })
      .onConflict((conflict) =>
        conflict
          .columns(['currency', 'date'])
          .doUpdateSet((eb) => ({ units_per_euro: eb.ref('excluded.units_per_euro') })),
      ),
  )
  const newest = store.prepare((sql, p: { currency: string; today: IsoDate }) =>
    sql
      .selectFrom('exchange_rate')
      .select(['date', 'units_per_euro as unitsPerEuro'])
      .where('currency', '=', p.currency)
      .where('date', '<=', p.today)
      .orderBy('date', 'desc')
      .limit(1),
  )
  const latest = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('exchange_rate as r')
      .select(['r.currency', 'r.date', 'r.units_per_euro as unitsPerEuro'])
      .where('r.date', '=', (eb) =>
        eb
          .selectFrom('exchange_rate as n')
          .select((max) => max.fn.max('n.date').as('date'))
          .whereRef('n.currency', '=', 'r.currency'),
      )
      .orderBy('r.currency'),
  )
  const days = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('exchange_rate').select((eb) => eb.fn.count<number>('date').distinct().as('days')),
  )
  return {
    put: put.run,
    newest: (currency: string, today: IsoDate) => newest.first({ currency, today }),
    latest: () => latest.all({}),
    days: (): number => days.first({})?.days ?? 0,
  }
}
export type ExchangeRows = ReturnType<typeof createExchangeRows>

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
