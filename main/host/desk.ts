/** The desk under plain Node: `node main/host/desk.ts --data DIR --port N --demo --print-token --no-open`. */
import { homedir } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { destination, pino } from 'pino'
import packageJson from '../../package.json' with { type: 'json' }
import { DomainError } from '../../shared/errors.ts'
import { DataFolderRefused } from '../store/folder.ts'
import { DataFolderInUse } from '../store/lock.ts'
import { LedgerTooNew } from '../store/migrate.ts'
import { systemClock, systemRandom } from './clock.ts'
import { DEFAULT_PORT, type DeskFlags, FlagsNotValid, readFlags, USAGE } from './flags.ts'
import { forkSync } from './forked-sync.ts'
import { type Host, isTaken, openHost } from './host.ts'
import { traceOf } from './incidents.ts'
import { openInBrowser } from './system-browser.ts'

const EXIT = { fault: 1, usage: 2, inUse: 3, portTaken: 4, refused: 5 } as const
/** An orderly end takes no longer; what is committed is on the disk anyway. */
const CLOSE_WITHIN_MS = 8_000

const log = pino(
  { name: 'host', level: process.env.KEYRACK_LOG ?? 'warn' },
  destination({ dest: 2, sync: true }),
)

function endWith(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function endForFault(error: unknown): never {
  log.fatal(traceOf(error), 'the host ends by a fault')
  process.exit(EXIT.fault)
}

/** Why the desk could not open, in a sentence, with an exit code that scripts can tell apart. */
function endForFailedStart(error: unknown, flags: DeskFlags): never {
  if (error instanceof DataFolderInUse) endWith(EXIT.inUse, error.message)
  if (error instanceof DataFolderRefused || error instanceof LedgerTooNew)
    endWith(EXIT.refused, error.message)
  if (error instanceof DomainError) endWith(EXIT.refused, error.message)
  if (isTaken(error)) {
    endWith(
      EXIT.portTaken,
      `Port ${flags.port} is taken. Choose another one with --port, or 0 for any free one.`,
    )
  }
  endForFault(error)
}

function announce(host: Host, flags: DeskFlags): void {
  if (flags.printToken) {
    process.stdout.write(`${JSON.stringify({ url: host.url, token: host.startToken() })}\n`)
  } else {
    process.stdout.write(`The desk is open. This address signs in one browser, within a minute:\n`)
    process.stdout.write(`  ${host.openingUrl()}\n`)
  }
  if (flags.open) openInBrowser(host.openingUrl(), (why) => process.stderr.write(`${why}\n`))
  if (!flags.printToken && process.stdin.isTTY) offerNewAddresses(host)
}

function offerNewAddresses(host: Host): void {
  process.stdout.write('Press Enter for a new address, Ctrl+C to close the desk.\n')
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => process.stdout.write(`  ${host.openingUrl()}\n`))
}

function closeOnSignal(host: Host): void {
  let isClosing = false
  const close = () => {
    if (isClosing) return
    isClosing = true
    setTimeout(
      () => endWith(EXIT.fault, 'The desk did not close in time and was ended.'),
      CLOSE_WITHIN_MS,
    ).unref()
    host.close().then(() => process.exit(0), endForFault)
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
}

function flagsOrEnd(): DeskFlags {
  try {
    const { platform, env } = process
    return readFlags(process.argv.slice(2), { platform, home: homedir(), environment: env })
  } catch (error) {
    if (error instanceof FlagsNotValid) endWith(EXIT.usage, `${error.message}\n${USAGE}`)
    throw error
  }
}

process.on('uncaughtException', endForFault)
process.on('unhandledRejection', endForFault)

const flags = flagsOrEnd()
try {
  const host = await openHost({
    dir: flags.data,
    port: flags.port ?? DEFAULT_PORT,
    portMayChange: flags.port === null,
    demo: flags.demo,
    clock: systemClock(),
    random: systemRandom(),
    log,
    version: packageJson.version,
    pageDir: fileURLToPath(new URL('../../dist/renderer', import.meta.url)),
    sandboxEntry: new URL('../../sync/sandbox/bookingcom-entry.ts', import.meta.url),
    spawnSync: () => forkSync(new URL('../../sync/main.ts', import.meta.url)),
  })
  closeOnSignal(host)
  announce(host, flags)
} catch (error) {
  endForFailedStart(error, flags)
}
