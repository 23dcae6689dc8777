/** What every way to start the desk has in common: where its files are, and how a failed start is told to people. */
import { homedir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { destination, type Logger, pino } from 'pino'
import packageJson from '../../package.json' with { type: 'json' }
import { DomainError } from '../../shared/errors.ts'
import { DataFolderRefused } from '../store/folder.ts'
import { DataFolderInUse } from '../store/lock.ts'
import { LedgerTooNew } from '../store/migrate.ts'
import { systemClock, systemRandom } from './clock.ts'
import { DEFAULT_PORT, type DeskFlags, FlagsNotValid, readFlags, USAGE } from './flags.ts'
import { type Host, isTaken, openHost } from './host.ts'
import type { SpawnChild } from './host-child.ts'

/** Codes with which a host's process ends, so that whoever started it can tell them apart. */
export const EXIT = { fault: 1, usage: 2, inUse: 3, portTaken: 4, refused: 5 } as const

/** An orderly end takes no longer; what is committed is on the disk anyway. */
export const CLOSE_WITHIN_MS = 8_000

export interface FailedStart {
  readonly code: number
  /** For people: what is wrong and what to do. */
  readonly sentence: string
}

export function hostLog(): Logger {
  return pino(
    { name: 'host', level: process.env.KEYRACK_LOG ?? 'warn' },
    destination({ dest: 2, sync: true }),
  )
}

export function commandLineFlags(): DeskFlags | FailedStart {
  try {
    const { platform, env } = process
    return readFlags(process.argv.slice(2), { platform, home: homedir(), environment: env })
  } catch (error) {
    if (error instanceof FlagsNotValid) return { code: EXIT.usage, sentence: `${error.message}\n${USAGE}` }
    throw error
  }
}

/** @throws what `failedStart` explains, or a fault. */
export function openDeskHost(flags: DeskFlags, log: Logger, spawnChild: SpawnChild): Promise<Host> {
  return openHost({
    dir: flags.data,
    port: flags.port ?? DEFAULT_PORT,
    portMayChange: flags.port === null,
    demo: flags.demo,
    demoChannels: flags.demoChannels,
    clock: systemClock(),
    random: systemRandom(),
    log,
    version: packageJson.version,
    tracesTo: flags.tracesTo,
    pageDir: fileURLToPath(new URL('../../dist/renderer', import.meta.url)),
    spawnChild,
  })
}

/** Null for a fault of ours, which is logged instead of explained. */
export function failedStart(error: unknown, flags: DeskFlags): FailedStart | null {
  if (error instanceof DataFolderInUse) return { code: EXIT.inUse, sentence: error.message }
  const isRefused =
    error instanceof DataFolderRefused || error instanceof LedgerTooNew || error instanceof DomainError
  if (isRefused) return { code: EXIT.refused, sentence: error.message }
  if (isTaken(error)) {
    const sentence = `Port ${flags.port} is taken. Choose another one with --port, or 0 for any free one.`
    return { code: EXIT.portTaken, sentence }
  }
  return null
}
