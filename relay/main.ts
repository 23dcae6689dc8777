/**
 * The relay as a process. `npm run relay -- --data DIR --port N` serves; `pair`, `backup` and `new-epoch` are an
 * operator's commands on the same folder.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { destination, pino } from 'pino'
import { FlagsNotValid, type RelayFlags, readFlags, USAGE } from './flags.ts'
import { storePairingCode } from './hotels.ts'
import { openRelay, type RelayClock } from './relay.ts'
import { newPairingCode, newSecret } from './secrets.ts'
import { FolderInUse, openDatabase, openStore, STORE_FILE, StoreTooNew } from './store.ts'

const EXIT = { fault: 1, usage: 2, inUse: 3, portTaken: 4, refused: 5 } as const
const CLOSE_WITHIN_MS = 8_000

const clock: RelayClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  every(ms, run) {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}
const log = pino(
  { name: 'relay', level: process.env.KEYRACK_LOG ?? 'info' },
  destination({ dest: 2, sync: true }),
)

function endWith(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function endForFault(error: unknown): never {
  log.fatal({ name: (error as Error).name, stack: (error as Error).stack }, 'the relay ends by a fault')
  process.exit(EXIT.fault)
}

const newEpoch = () => newSecret(randomBytes).slice(0, 22)

/** Also beside a running relay, which finds the code in the file. */
function pair({ data }: RelayFlags): void {
  const code = newPairingCode(randomBytes)
  const sqlite = openDatabase(data, newEpoch, clock.now())
  storePairingCode(sqlite, code, clock.now())
  sqlite.close()
  process.stdout.write(
    `${code}\nGood for one hotel, once, within 24 hours. Enter it at the desk: Settings, Relay.\n`,
  )
}

/** The copy gets an epoch of its own: a relay that runs on it is known to have been restored. */
async function backUp({ data, to }: RelayFlags): Promise<void> {
  if (to === null) throw new FlagsNotValid('backup needs --to FILE.')
  if (!existsSync(join(data, STORE_FILE))) endWith(EXIT.refused, `${data} holds no relay.`)
  if (existsSync(to)) endWith(EXIT.refused, `${to} is there already. Name a file that is not.`)
  const sqlite = openDatabase(data, newEpoch, clock.now())
  await sqlite.backup(to)
  sqlite.close()
  const copy = new Database(to)
  copy.prepare('UPDATE relay SET epoch = ?').run(newEpoch())
  copy.pragma('journal_mode = DELETE')
  const health = copy.pragma('quick_check', { simple: true })
  copy.close()
  if (health !== 'ok') endWith(EXIT.fault, `The copy ${to} is damaged: ${String(health)}`)
  process.stdout.write(`${to} holds the mailboxes as of now. Put it in an empty folder as ${STORE_FILE}.\n`)
}

/** For a folder that was copied as files: the desks must know that what it holds is not the newest. */
function renewEpoch({ data }: RelayFlags): void {
  const store = openStore(data, newEpoch, clock.now())
  store.sqlite.prepare('UPDATE relay SET epoch = ?').run(newEpoch())
  store.close()
  process.stdout.write('Every desk will read its mailbox again from the beginning and skip what it has.\n')
}

async function serve({ data, host, port, rate, json }: RelayFlags): Promise<void> {
  const relay = await openRelay({ dir: data, host, port, rate, clock, randomBytes, log })
  let isClosing = false
  const close = () => {
    if (isClosing) return
    isClosing = true
    setTimeout(() => endWith(EXIT.fault, 'The relay did not close in time.'), CLOSE_WITHIN_MS).unref()
    relay.close().then(() => process.exit(0), endForFault)
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
  process.stdout.write(
    json
      ? `${JSON.stringify({ url: relay.url })}\n`
      : `The relay listens at ${relay.url}. A pairing code: npm run relay -- pair --data ${data}\n`,
  )
}

process.on('uncaughtException', endForFault)
process.on('unhandledRejection', endForFault)

try {
  const flags = readFlags(process.argv.slice(2))
  if (flags.command === 'pair') pair(flags)
  else if (flags.command === 'backup') await backUp(flags)
  else if (flags.command === 'new-epoch') renewEpoch(flags)
  else await serve(flags)
} catch (error) {
  if (error instanceof FlagsNotValid) endWith(EXIT.usage, `${error.message}\n${USAGE}`)
  if (error instanceof FolderInUse) endWith(EXIT.inUse, error.message)
  if (error instanceof StoreTooNew) endWith(EXIT.refused, error.message)
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    endWith(EXIT.portTaken, 'That port is taken. Choose another one with --port, or 0 for any free one.')
  }
  endForFault(error)
}
