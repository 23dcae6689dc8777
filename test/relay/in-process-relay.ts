/** The relay in this process, for tests that need many hotels and no crash: its own server, file and clock. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storePairingCode } from '../../relay/hotels.ts'
import { openRelay } from '../../relay/relay.ts'
import { newPairingCode } from '../../relay/secrets.ts'
import { openDatabase } from '../../relay/store.ts'

export interface InProcessRelay {
  readonly url: string
  readonly dir: string
  pairingCode(): string
  /** Also throws what the relay reported as a bug of its own. */
  close(): Promise<void>
}

export async function openInProcess(): Promise<InProcessRelay> {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-relay-'))
  const bugs: object[] = []
  const relay = await openRelay({
    dir,
    host: '127.0.0.1',
    port: 0,
    rate: { perSecond: 20, burst: 100 },
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      every: () => () => undefined,
    },
    randomBytes,
    log: { info: () => undefined, error: (fields) => bugs.push(fields) },
  })
  return {
    url: relay.url,
    dir,
    pairingCode() {
      const code = newPairingCode(randomBytes)
      const sqlite = openDatabase(dir, () => '', Date.now())
      storePairingCode(sqlite, code, Date.now())
      sqlite.close()
      return code
    },
    async close() {
      await relay.close()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
      if (bugs.length > 0) throw new Error(JSON.stringify(bugs))
    },
  }
}
