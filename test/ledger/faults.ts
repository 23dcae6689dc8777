/**
 * Strikes a command at one of its statements: there an error is thrown, or SQLite ends the transaction by itself and the
 * statement fails. Every statement of every ledger in this process goes through here; the prepared statements of
 * better-sqlite3 share one prototype.
 */
import type Database from 'better-sqlite3'

export class InjectedFault extends Error {
  override readonly name = 'InjectedFault'
}

export interface Fault {
  /** Number of the victim's statement, from 1 on, that fails; 'commit' is that of the whole batch. */
  readonly at: number | 'commit'
  /** `ends`: the transaction is rolled back first, as SQLite does when the disk is full or the memory gone. */
  readonly kind: 'throws' | 'ends'
  /** Idempotency key of the command that shares the commit and is not to be struck. */
  readonly innocentKey: string
}

interface Aim extends Fault {
  readonly sqlite: Database.Database
  /** Statements of the victim in this run of it: a batch that is undone is run again, and struck again. */
  count: number
  isInnocent: boolean
  /** A job runs; what the queue does around the jobs is not struck. */
  isOpen: boolean
  fired: number
}

let aim: Aim | null = null

type Method = (this: Database.Statement, ...parameters: unknown[]) => unknown

/** @throws InjectedFault when this is the statement. */
function meet({ source, database }: Database.Statement, parameters: readonly unknown[]): void {
  if (aim === null || database !== aim.sqlite) return
  if (/^(BEGIN|COMMIT|ROLLBACK|RELEASE)/.test(source)) {
    aim.isOpen = false
    if (source === 'COMMIT' && aim.at === 'commit') strike(aim)
    return
  }
  if (source.startsWith('SAVEPOINT')) {
    Object.assign(aim, { count: 0, isInnocent: false, isOpen: true })
    return
  }
  // Every command begins by asking whether it was answered already.
  if (/^select .* from "command_answer"/.test(source)) {
    const [values] = parameters as [unknown[]]
    Object.assign(aim, { count: 0, isInnocent: values.includes(aim.innocentKey), isOpen: true })
  }
  if (!aim.isOpen) return
  if (aim.isInnocent) return
  aim.count++
  if (aim.count === aim.at) strike(aim)
}

function strike(at: Aim): never {
  at.fired++
  if (at.kind === 'ends') at.sqlite.exec('ROLLBACK')
  throw new InjectedFault(`at statement ${at.at}`)
}

/** @returns takes the hooks away again. */
export function installFaults(sqlite: Database.Database): () => void {
  const prototype = Object.getPrototypeOf(sqlite.prepare('SELECT 1')) as Record<string, Method>
  const names = ['run', 'get', 'all', 'iterate']
  const originals = names.map((name) => prototype[name]!)
  for (const [index, name] of names.entries()) {
    const original = originals[index]!
    prototype[name] = function (...parameters) {
      meet(this, parameters)
      return original.apply(this, parameters)
    }
  }
  return () => {
    for (const [index, name] of names.entries()) prototype[name] = originals[index]!
  }
}

/** Runs `work` under the fault. @returns how often it struck. */
export async function under(
  sqlite: Database.Database,
  fault: Fault,
  work: () => Promise<unknown>,
): Promise<number> {
  const mine: Aim = { ...fault, sqlite, count: 0, isInnocent: false, isOpen: false, fired: 0 }
  aim = mine
  try {
    await work()
  } finally {
    aim = null
  }
  return mine.fired
}
