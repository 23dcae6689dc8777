/** Room types closed for nights: such a room is not sold, and a cancellation does not put it on sale again. */
import { type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { SaleRefused } from '../bookingcom/sale-terms.ts'
import type { Store } from '../bookingcom/store.ts'

export type RoomClosings = ReturnType<typeof openRoomClosings>

export function openRoomClosings(store: Store) {
  store.exec(
    'CREATE TABLE IF NOT EXISTS room_closing (room_code TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (room_code, date)) STRICT, WITHOUT ROWID',
  )
  const close = store.prepare('INSERT INTO room_closing VALUES (?, ?) ON CONFLICT DO NOTHING')
  const open = store.prepare('DELETE FROM room_closing WHERE room_code = ? AND date = ?')
  const find = store.prepare<[string, string], { date: string }>(
    'SELECT date FROM room_closing WHERE room_code = ? AND date = ?',
  )
  return {
    set(roomCode: string, nights: readonly IsoDate[], isClosed: boolean): void {
      for (const night of nights) (isClosed ? close : open).run(roomCode, night)
    },
    has: (roomCode: string, night: string): boolean => find.get(roomCode, night) !== undefined,
  }
}

/** `owned` are nights that the booking holds already. @throws SaleRefused */
export function refuseClosed(
  closings: RoomClosings,
  { roomCode, arrival, departure }: { roomCode: string; arrival: IsoDate; departure: IsoDate },
  owned: readonly IsoDate[] = [],
): void {
  const closed = nightsOf({ from: arrival, to: departure }).find(
    (night) => !owned.includes(night) && closings.has(roomCode, night),
  )
  if (closed !== undefined) throw new SaleRefused('Closed', closed)
}
