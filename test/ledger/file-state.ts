/** Everything that a ledger's file holds, table by table, and what differs between two moments. */
import type Database from 'better-sqlite3'

/** Rows as text, by table. */
export type FileState = ReadonlyMap<string, readonly string[]>

export interface TableDifference {
  readonly table: string
  readonly gone: readonly string[]
  readonly come: readonly string[]
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** Each table's rows, written as text by SQLite itself. */
function readers(sqlite: Database.Database): ReadonlyMap<string, Database.Statement> {
  const known = statements.get(sqlite)
  if (known !== undefined) return known
  const columns = sqlite
    .prepare(
      `SELECT t.name AS tableName, group_concat('quote(' || c.name || ')', ' || '','' || ') AS row
         FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' GROUP BY t.name ORDER BY t.name`,
    )
    .all() as { tableName: string; row: string }[]
  const made = new Map(
    columns.map(({ tableName, row }) => [
      tableName,
      sqlite.prepare(`SELECT ${row} FROM ${tableName}`).pluck(),
    ]),
  )
  statements.set(sqlite, made)
  return made
}

export function fileState(sqlite: Database.Database): FileState {
  return new Map([...readers(sqlite)].map(([table, reader]) => [table, reader.all() as string[]]))
}

export function differences(before: FileState, after: FileState): TableDifference[] {
  return [...after].flatMap(([table, rows]) => {
    const earlier = before.get(table) ?? []
    if (rows.length === earlier.length && rows.every((row, index) => row === earlier[index])) return []
    const [was, is] = [new Set(earlier), new Set(rows)]
    const gone = earlier.filter((row) => !is.has(row))
    const come = rows.filter((row) => !was.has(row))
    return gone.length + come.length === 0 ? [] : [{ table, gone, come }]
  })
}
