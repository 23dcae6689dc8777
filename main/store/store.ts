/**
 * Kysely as a typed SQL compiler, better-sqlite3 as a synchronous executor: each fixed query is compiled once, with
 * typed parameter slots, and every later call only binds.
 */
import type Database from 'better-sqlite3'
import type { Compilable, RawBuilder } from 'kysely'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector } from 'kysely'
import { Slot, SteadyQueryCompiler } from './query-text.ts'
import type { Schema } from './schema.ts'

export type Scalar = string | number | bigint | Buffer | null

/**
 * `p.nights` is typed as its value but is a Slot while the query is built: pass it on, never compute with it, and use
 * `json_each` where a list is wanted.
 */
const slots = new Proxy({}, { get: (_target, key) => new Slot(String(key)) })

export interface Query<P, R> {
  all(parameters: P): R[]
  first(parameters: P): R | undefined
  /** Rows changed. */
  run(parameters: P): number
  /**
   * Key of the row inserted; 0 when ON CONFLICT left it out. Cheaper than RETURNING, for which SQLite keeps a journal
   * of the statement.
   */
  insert(parameters: P): number
  /** SQLite's plan for it, a line a step: some plans are asserted by tests. */
  explain(parameters: P): string[]
}

export interface Store {
  readonly sqlite: Database.Database
  prepare<P extends { readonly [K in keyof P]: Scalar }, R = unknown>(
    build: (sql: Kysely<Schema>, p: P) => Compilable<R>,
  ): Query<P, R>
  /** Compiles every query prepared so far, so that a broken one fails at start instead of at the desk. */
  compileAll(): void
}

/** A query in SQL's own words, for what Kysely cannot say (an index hint, a fixed join order). */
export function inSql<R>(sql: Kysely<Schema>, text: RawBuilder<R>): Compilable<R> {
  return { compile: () => text.compile(sql) } as Compilable<R>
}

export function createStore(sqlite: Database.Database): Store {
  const kysely = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SteadyQueryCompiler(),
    },
  })
  const waiting: (() => void)[] = []

  function prepare<P extends { readonly [K in keyof P]: Scalar }, R>(
    build: (sql: Kysely<Schema>, p: P) => Compilable<R>,
  ): Query<P, R> {
    let statement: Database.Statement | undefined
    let keys: string[] = []
    const bound: unknown[] = []
    let text = ''

    const compile = (): Database.Statement => {
      const compiled = build(kysely, slots as P).compile()
      keys = compiled.parameters.map((value) => (value as Slot).key)
      text = compiled.sql
      statement = sqlite.prepare(text)
      return statement
    }
    /** One array for all calls: SQLite copies what is bound. */
    const bind = (parameters: P): unknown[] => {
      for (let index = 0; index < keys.length; index++) bound[index] = parameters[keys[index] as keyof P]
      return bound
    }
    waiting.push(compile)
    return {
      all: (parameters) => {
        const ready = statement ?? compile()
        return ready.all(bind(parameters)) as R[]
      },
      first: (parameters) => {
        const ready = statement ?? compile()
        return ready.get(bind(parameters)) as R | undefined
      },
      run: (parameters) => {
        const ready = statement ?? compile()
        return ready.run(bind(parameters)).changes
      },
      explain: (parameters) => {
        if (statement === undefined) compile()
        const steps = sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all(bind(parameters))
        return (steps as { detail: string }[]).map((step) => step.detail)
      },
      insert: (parameters) => {
        const ready = statement ?? compile()
        const { changes, lastInsertRowid } = ready.run(bind(parameters))
        return changes === 0 ? 0 : Number(lastInsertRowid)
      },
    }
  }

  return {
    sqlite,
    prepare,
    compileAll: () => {
      for (const compile of waiting.splice(0)) compile()
    },
  }
}
