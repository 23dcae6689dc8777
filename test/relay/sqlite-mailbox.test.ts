/** The conformance of the embedded engine. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openMailbox } from '../../relay/relay.ts'
import { openStore, type RelayStore, STORE_FILE } from '../../relay/store.ts'
import { describeMailbox, type Engine, type EngineOptions } from './mailbox-conformance.ts'

const newEpoch = () => randomBytes(8).toString('hex')

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-mailbox-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** The database with its log, as files; the lock stays with its holder. */
function copyTo(from: string, to: string): void {
  for (const suffix of ['', '-wal'])
    cpSync(join(from, STORE_FILE + suffix), join(to, STORE_FILE + suffix), { force: true })
}

async function open({ now, mostWaiting }: EngineOptions): Promise<Engine> {
  const dir = folder()
  const stores: RelayStore[] = []
  const at = (place: string) => {
    const store = openStore(place, newEpoch, now())
    stores.push(store)
    return { store, ...openMailbox(store, now, () => undefined, mostWaiting) }
  }
  onTestFinished(() => {
    for (const store of stores) store.close()
  })
  let running = at(dir)
  return {
    get mailbox() {
      return running.mailbox
    },
    async hotel() {
      const { sqlite } = running.store
      const { lastInsertRowid: hotel } = sqlite
        .prepare('INSERT INTO hotel (id, public_key, token_hash, paired_at) VALUES (?, ?, ?, 0)')
        .run(randomBytes(8).toString('hex'), randomBytes(32), randomBytes(32))
      const source = (id: string) =>
        Number(
          sqlite
            .prepare(
              "INSERT INTO source (hotel, id, kind, username, secret_hash, created_at) VALUES (?, ?, 'x', '', ?, 0)",
            )
            .run(hotel, id, randomBytes(32)).lastInsertRowid,
        )
      return { hotel: Number(hotel), sources: [source('a'), source('b')] }
    },
    async restart() {
      await running.mailbox.close()
      stores.splice(stores.indexOf(running.store), 1)
      running.store.close()
      running = at(dir)
      return running.mailbox
    },
    async afterCrash() {
      const place = folder()
      copyTo(dir, place)
      return at(place).mailbox
    },
    async snapshot() {
      const place = folder()
      copyTo(dir, place)
      return async () => {
        const restored = at(place)
        restored.store.sqlite.prepare('UPDATE relay SET epoch = ?').run(newEpoch())
        stores.splice(stores.indexOf(restored.store), 1)
        restored.store.close()
        return at(place).mailbox
      }
    },
    async breakDisk() {
      running.store.sqlite.pragma('query_only = ON')
    },
  }
}

describeMailbox('SQLite', open)
