/** One host per data folder, a backup before each migration, no ledger on a network drive. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDataFolder } from '../../main/store/folder.ts'
import { openKeyring } from '../../main/store/keyring.ts'
import { DataFolderInUse, lockDataFolder } from '../../main/store/lock.ts'
import { LedgerTooNew, MIGRATIONS, migrate } from '../../main/store/migrate.ts'
import { openStore } from '../../main/store/open.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keyrack-store-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the lock', () => {
  test('a second holder is refused and told who the first one is', () => {
    const first = lockDataFolder(dir, 4711)
    first.recordUrl('http://127.0.0.1:4780')
    expect(() => lockDataFolder(dir, 4712)).toThrow(DataFolderInUse)
    expect(() => lockDataFolder(dir, 4712)).toThrow(/4711 at http:\/\/127\.0\.0\.1:4780/)
    first.release()
    lockDataFolder(dir, 4712).release()
  })

  test('is freed by the death of its process, also by kill -9', () => {
    const lock = new URL('../../main/store/lock.ts', import.meta.url).href
    const script = `const { lockDataFolder } = await import(${JSON.stringify(lock)})
      lockDataFolder(${JSON.stringify(dir)}, process.pid); process.kill(process.pid, 'SIGKILL')`
    expect(() =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' }),
    ).toThrow()
    lockDataFolder(dir, 1).release()
  })
})

describe('the folder', () => {
  test('a network path is refused, a synchronised one warned about', () => {
    expect(() => openDataFolder('\\\\server\\share')).toThrow(/network path/)
    expect(openDataFolder(join(dir, 'Dropbox', 'hotel')).warning).toMatch(/Dropbox/)
    expect(openDataFolder(join(dir, 'hotel')).warning).toBeNull()
  })

  test('opens with the pragmas that durability rests on', async () => {
    const opened = await openStore(dir, 0)
    const pragma = (name: string) => opened.store.sqlite.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    opened.store.sqlite.close()
    opened.lock.release()
  })
})

describe('migrations', () => {
  const next = { name: '0002_note', sql: 'CREATE TABLE note (text TEXT) STRICT' }
  const openFile = () => new Database(join(dir, 'ledger.db'))

  test('a new file needs no backup, an older one gets a sound one first', async () => {
    const db = openFile()
    expect(await migrate(db, dir, 'now', MIGRATIONS)).toBeNull()
    db.exec(`INSERT INTO rate_plan (public_id, code, name, position) VALUES ('p', 'F', 'Flexible', 0)`)
    const backup = await migrate(db, dir, 'now', [...MIGRATIONS, next])
    expect(backup).toMatch(/before-0002_note-now\.db$/)
    const copy = new Database(backup!, { readonly: true })
    expect(copy.prepare('SELECT name FROM rate_plan').pluck().get()).toBe('Flexible')
    expect(copy.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    copy.close()
    expect(db.prepare('SELECT count(*) FROM note').pluck().get()).toBe(0)
    expect(await migrate(db, dir, 'now', [...MIGRATIONS, next])).toBeNull()
    db.close()
  })

  test('one that fails changes nothing and leaves the backup', async () => {
    const db = openFile()
    await migrate(db, dir, 'now', MIGRATIONS)
    const broken = { name: '0002_broken', sql: 'CREATE TABLE half (n INTEGER); SELECT * FROM nowhere' }
    await expect(migrate(db, dir, 'now', [...MIGRATIONS, broken])).rejects.toThrow(/nowhere/)
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).pluck().get()).toBe(0)
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(readdirSync(dir)).toContain('before-0002_broken-now.db')
    db.close()
  })

  test('keeps the ten newest backups', async () => {
    const db = openFile()
    await migrate(db, dir, 'now', MIGRATIONS)
    for (let index = 10; index < 23; index++) writeFileSync(join(dir, `before-0001_spine-${index}.db`), '')
    await migrate(db, dir, 'x', [...MIGRATIONS, next])
    expect(readdirSync(dir).filter((name) => name.startsWith('before-'))).toHaveLength(10)
    db.close()
  })

  test('a file of a newer version is refused', async () => {
    const db = openFile()
    db.pragma('user_version = 99')
    await expect(migrate(db, dir, 'now')).rejects.toThrow(LedgerTooNew)
    db.close()
  })
})

describe('the key of the credentials', () => {
  test('is made once, for its owner only, and opens only what it sealed', () => {
    const random = (count: number) => randomBytes(count)
    const sealed = openKeyring(dir, random).seal('secret')
    expect(sealed.toString('latin1')).not.toContain('secret')
    expect(openKeyring(dir, random).open(sealed)).toBe('secret')
    expect(statSync(join(dir, 'credentials.key')).mode & 0o077).toBe(0)
    expect(readFileSync(join(dir, 'credentials.key'))).toHaveLength(32)
    sealed[sealed.length - 1]! ^= 1
    expect(() => openKeyring(dir, random).open(sealed)).toThrow()
  })
})
