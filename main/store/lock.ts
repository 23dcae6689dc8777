/**
 * One host per data folder: an exclusive SQLite lock, freed by any kind of death, and a note beside it that names
 * the holder.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'

const noteSchema = z.object({ pid: z.number().int(), url: z.string().nullable() })
type LockNote = z.infer<typeof noteSchema>

export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
  readonly pid: number | null
  readonly url: string | null

  constructor(dir: string, note: LockNote | null) {
    const holder = note === null ? 'another host' : `the host with process id ${note.pid}`
    const where = note?.url == null ? '' : ` at ${note.url}`
    super(`The data folder ${dir} is in use by ${holder}${where}. Use that one, or stop it first.`)
    this.pid = note?.pid ?? null
    this.url = note?.url ?? null
  }
}

export interface HostLock {
  /** Where the holder can be reached, for the message a second host shows. */
  recordUrl(url: string): void
  release(): void
}

/** @throws DataFolderInUse */
export function lockDataFolder(dir: string, pid: number): HostLock {
  const notePath = join(dir, 'host.json')
  const lock = new Database(join(dir, 'host.lock.db'), { timeout: 200 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (isBusy(error)) throw new DataFolderInUse(dir, readNote(notePath))
    throw error
  }
  const record = (url: string | null) =>
    writeFileSync(notePath, JSON.stringify({ pid, url } satisfies LockNote), { mode: 0o600 })
  record(null)
  return {
    recordUrl: record,
    release: () => {
      rmSync(notePath, { force: true })
      lock.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function readNote(path: string): LockNote | null {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
