/** What the relay understands on its command line. */
import { parseArgs } from 'node:util'
import type { Limit } from './token-bucket.ts'

const COMMANDS = ['serve', 'pair', 'backup', 'new-epoch'] as const
export type Command = (typeof COMMANDS)[number]

export interface RelayFlags {
  readonly command: Command
  readonly data: string
  readonly host: string
  readonly port: number
  readonly rate: Limit
  readonly to: string | null
  /** One JSON line with the address when ready, for scripts. */
  readonly json: boolean
}

export class FlagsNotValid extends Error {
  override readonly name = 'FlagsNotValid'
}

export const DEFAULT_PORT = 4_790
/** Webhooks a second of one hotel; a hotel of a thousand rooms has a few a minute. */
const DEFAULT_RATE = 20
/** So many seconds' worth may come at once. */
const BURST_S = 5

export const USAGE = `Usage: npm run relay -- [serve | pair | backup | new-epoch] --data DIR
  serve                  takes webhooks in and hands them to the desks (the default)
    --port N             where it listens (${DEFAULT_PORT}; 0: any free port)
    --host ADDRESS       on which address (127.0.0.1: this machine only, for a TLS proxy in front)
    --rate N             webhooks a second of one hotel (${DEFAULT_RATE})
    --json               one JSON line {"url"} on stdout when ready
  pair                   prints a code that pairs one hotel, once, within 24 hours
  backup --to FILE       copies the mailboxes, also while the relay runs
  new-epoch              after the folder was restored from plain copies of its files`

/** @throws FlagsNotValid with a sentence that names the flag. */
export function readFlags(args: readonly string[]): RelayFlags {
  const { values, positionals } = parsed(args)
  const [command = 'serve', ...surplus] = positionals
  if (!isCommand(command)) throw new FlagsNotValid(`There is no command "${command.slice(0, 40)}".`)
  if (surplus.length > 0) throw new FlagsNotValid(`"${surplus[0]?.slice(0, 40)}" is too much.`)
  if (values.data === undefined || values.data.trim() === '') {
    throw new FlagsNotValid('--data needs the name of a folder.')
  }
  const perSecond = numberOf('--rate', values.rate, 1, 1_000_000, DEFAULT_RATE)
  return {
    command,
    data: values.data,
    host: values.host ?? '127.0.0.1',
    port: numberOf('--port', values.port, 0, 65_535, DEFAULT_PORT),
    rate: { perSecond, burst: perSecond * BURST_S },
    to: values.to ?? null,
    json: values.json,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        rate: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
      strict: true,
      allowPositionals: true,
    })
  } catch (error) {
    throw new FlagsNotValid(error instanceof Error ? error.message : String(error))
  }
}

function isCommand(text: string): text is Command {
  return COMMANDS.some((command) => command === text)
}

function numberOf(flag: string, text: string | undefined, least: number, most: number, otherwise: number) {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (/^\d{1,7}$/.test(text) && value >= least && value <= most) return value
  throw new FlagsNotValid(`${flag} must be a number from ${least} to ${most}, not "${text.slice(0, 40)}".`)
}
