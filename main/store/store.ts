/**
 * Kysely as a typed SQL compiler, better-sqlite3 as a synchronous executor: each fixed query is compiled once, with
 * typed parameter slots, and every later call only binds.
 */
import type Database from 'better-sqlite3'
import type { Compilable, RawBuilder } from 'kysely'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Schema } from './schema.ts'

export type Scalar = string | number | bigint | Buffer | null

class Slot {
  readonly key: string
  constructor(key: string) {
    this.key = key
  }
}

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
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  const waiting: (() => void)[] = []

  function prepare<P extends { readonly [K in keyof P]: Scalar }, R>(
    build: (sql: Kysely<Schema>, p: P) => Compilable<R>,
  ): Query<P, R> {
    let statement: Database.Statement | undefined
    let keys: (string | null)[] = []
    let constants: readonly unknown[] = []

    const compile = (): Database.Statement => {
      const compiled = build(kysely, slots as P).compile()
      constants = compiled.parameters
      keys = compiled.parameters.map((value) => (value instanceof Slot ? value.key : null))
      statement = sqlite.prepare(compiled.sql)
      return statement
    }
    const bind = (parameters: P): unknown[] => {
      const bound = new Array<unknown>(keys.length)
      for (let index = 0; index < keys.length; index++) {
        const key = keys[index]
        bound[index] = key === null || key === undefined ? constants[index] : parameters[key as keyof P]
      }
      return bound
    }
    waiting.push(compile)
    return {
      all: (parameters) => {
        const ready = statement ?? compile()
        return ready.all(...bind(parameters)) as R[]
      },
      first: (parameters) => {
        const ready = statement ?? compile()
        return ready.get(...bind(parameters)) as R | undefined
      },
      run: (parameters) => {
        const ready = statement ?? compile()
        return ready.run(...bind(parameters)).changes
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
