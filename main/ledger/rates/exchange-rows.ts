/** Exchange rates by currency and day. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'

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
