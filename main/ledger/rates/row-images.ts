/** Rows of layers and plans as images that can be compared and put back by their id. */
import type { Store } from '../../store/store.ts'
import { type RowImage, UNDO_TABLES, type UndoTable } from './undo-log.ts'

const WITHOUT = new Set(['seq'])

export function createRowImages(store: Store) {
  const { sqlite } = store
  const tables = new Map(
    UNDO_TABLES.map((table) => {
      const columns = (sqlite.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
      const others = columns.filter((name) => name !== 'id')
      return [
        table,
        {
          columns,
          read: sqlite.prepare(`SELECT * FROM ${table} WHERE id = ?`),
          insert: sqlite.prepare(
            `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`,
          ),
          update: sqlite.prepare(
            `UPDATE ${table} SET ${others.map((name) => `${name} = @${name}`).join()} WHERE id = @id`,
          ),
          remove: sqlite.prepare(`DELETE FROM ${table} WHERE id = ?`),
          find: sqlite.prepare(`SELECT id, seq FROM ${table} WHERE public_id = ?`),
          numbers: sqlite.prepare(`SELECT count(*) AS count, coalesce(max(id), 0) + 1 AS next FROM ${table}`),
        },
      ]
    }),
  )
  const readPrices = sqlite.prepare(
    'SELECT rate_plan_id, room_type_id, price FROM season_price WHERE season_id = ? ORDER BY 1, 2',
  )
  const removePrices = sqlite.prepare('DELETE FROM season_price WHERE season_id = ?')
  const addPrice = sqlite.prepare(
    'INSERT INTO season_price (season_id, rate_plan_id, room_type_id, price) VALUES (?, @rate_plan_id, @room_type_id, @price)',
  )
  const of = (table: UndoTable) => {
    const found = tables.get(table)
    if (found === undefined) throw new Error(`no images are taken of ${table}`)
    return found
  }

  return {
    find: (table: UndoTable, publicId: string): { id: number; seq: number } | undefined =>
      of(table).find.get(publicId) as { id: number; seq: number } | undefined,

    /**
     * How many there are, and the number of a new one that the command `seq` adds: one that was never given before, as what was
     * removed may be put back under its own.
     */
    numbers(table: UndoTable, seq: number): { count: number; next: number } {
      const { count, next } = of(table).numbers.get() as { count: number; next: number }
      return { count, next: Math.max(next, seq) }
    },

    /** Null where there is no such row. */
    read(table: UndoTable, id: number): RowImage | null {
      const row = of(table).read.get(id) as Record<string, unknown> | undefined
      if (row === undefined) return null
      const image = Object.fromEntries(Object.entries(row).filter(([name]) => !WITHOUT.has(name)))
      return table === 'season' ? { ...image, prices: readPrices.all(id) } : image
    },

    /** Puts a row back as its image says, with a new `seq`; null removes it. */
    write(table: UndoTable, id: number, image: RowImage | null, seq: number): void {
      const { read, insert, update, remove } = of(table)
      if (table === 'season') removePrices.run(id)
      if (image === null) {
        remove.run(id)
        return
      }
      const { prices, ...row } = image
      const put = read.get(id) === undefined ? insert : update
      put.run({ ...row, id, seq })
      if (table === 'season') for (const price of prices as object[]) addPrice.run(id, price)
    },
  }
}
export type RowImages = ReturnType<typeof createRowImages>
