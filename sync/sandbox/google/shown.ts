/**
 * What Google would show: of each value of each night the one whose message bears the latest time, whenever it arrived. What
 * was never opened is closed, and a restriction that was never told is none.
 */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Stock, Update } from '../bookingcom/stock.ts'
import type { Store } from '../bookingcom/store.ts'
import type { GoogleUpdate, Restriction } from './ari-updates.ts'

export function openShown(store: Store, stock: Stock) {
  store.exec(`CREATE TABLE IF NOT EXISTS google_value (
    kind TEXT NOT NULL, product TEXT NOT NULL, date TEXT NOT NULL, value INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (kind, product, date)
  ) STRICT, WITHOUT ROWID`)
  const take = store.prepare(
    `INSERT INTO google_value VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at WHERE excluded.at > at`,
  )
  const find = store.prepare<[string, string, string], { value: number }>(
    'SELECT value FROM google_value WHERE kind = ? AND product = ? AND date = ?',
  )

  /** False for a message that is older than what is known. */
  const isNewer = (update: GoogleUpdate, night: IsoDate, at: number): boolean => {
    const value = 'value' in update ? update.value : 0
    return take.run(update.kind, productOf(update), night, value, at).changes === 1
  }

  return {
    apply(update: GoogleUpdate, nights: readonly IsoDate[], at: number): void {
      const newer = nights.filter((night) => isNewer(update, night, at))
      if (update.kind === 'rooms') {
        stock.apply({ kind: 'stock', roomCode: update.roomCode, rooms: update.rooms }, newer)
        return
      }
      const { roomCode, rateCode } = update
      if (update.kind === 'rates') {
        stock.apply({ kind: 'price', roomCode, rateCode, amounts: update.amounts }, newer)
        return
      }
      for (const night of newer) {
        const told = (kind: Restriction) => find.get(kind, productOf(update), night)?.value
        for (const { field, value } of bindingFields(told))
          stock.apply({ kind: field, roomCode, rateCode, value } as Update, [night])
      }
    },
  }
}

function productOf(update: GoogleUpdate): string {
  return 'rateCode' in update ? `${update.roomCode}|${update.rateCode}` : update.roomCode
}

/** As one stay of that night would be bound by all of them. */
function bindingFields(told: (kind: Restriction) => number | undefined) {
  const least = Math.max(told('SetMinLOS') ?? 1, told('SetForwardMinStay') ?? 1)
  const most = Math.min(told('SetMaxLOS') ?? Infinity, told('SetForwardMaxStay') ?? Infinity)
  return [
    { field: 'min_los', value: least },
    { field: 'max_los', value: Number.isFinite(most) ? most : null },
    { field: 'closed', value: told('Master') ?? 1 },
    { field: 'closed_to_arrival', value: told('Arrival') ?? 0 },
    { field: 'closed_to_departure', value: told('Departure') ?? 0 },
  ] as const
}
