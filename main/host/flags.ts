/** What `desk.ts` understands on its command line, and where the hotel's data are when it is not told. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'

export const DEFAULT_PORT = 4_780

export interface DeskFlags {
  readonly data: string
  /** Null: the default port, or any free one when that is taken. */
  readonly port: number | null
  readonly demo: boolean
  /** The demo hotel is sold on further sandbox channels, beside the first. */
  readonly demoChannels: boolean
  readonly printToken: boolean
  readonly open: boolean
  /** An OTLP collector; null: no spans are made. */
  readonly tracesTo: URL | null
}

export class FlagsNotValid extends Error {
  override readonly name = 'FlagsNotValid'
}

export const USAGE = `Usage: desk [--data DIR] [--port N] [--demo [--demo-channels]] [--print-token] [--no-open] [--traces-to URL]
  --data DIR      where the hotel's ledger lives
  --port N        where the desk listens on this machine (0: any free port)
  --demo          fill an empty data folder with the demo hotel and its sandbox channel
  --demo-channels sell it on further sandbox channels, too
  --print-token   one JSON line {"url", "token"} on stdout when ready
  --no-open       do not open the browser
  --traces-to URL where spans of commands go, as OTLP over HTTP in JSON (off without it)`

/** @throws FlagsNotValid with a sentence that names the flag. */
export function readFlags(args: readonly string[], home: HomeFolders): DeskFlags {
  const values = parsed(args)
  if (values.data !== undefined && values.data.trim() === '') {
    throw new FlagsNotValid('--data needs the name of a folder.')
  }
  return {
    data: values.data ?? defaultDataFolder(home),
    port: values.port === undefined ? null : portOf(values.port),
    demo: values.demo,
    demoChannels: values['demo-channels'],
    printToken: values['print-token'],
    open: !values['no-open'],
    tracesTo: values['traces-to'] === undefined ? null : collectorOf(values['traces-to']),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        demo: { type: 'boolean', default: false },
        'demo-channels': { type: 'boolean', default: false },
        'print-token': { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        'traces-to': { type: 'string' },
      },
      strict: true,
      allowPositionals: false,
    }).values
  } catch (error) {
    throw new FlagsNotValid(error instanceof Error ? error.message : String(error))
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new FlagsNotValid(`--port must be a number from 0 to 65535, not "${text.slice(0, 40)}".`)
}

function collectorOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return url
  throw new FlagsNotValid('--traces-to needs the address of a collector, such as http://127.0.0.1:4318.')
}

export interface HomeFolders {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Where each system keeps a user's application data (XDG Base Directory; Apple's and Microsoft's guidelines). */
export function defaultDataFolder({ platform, home, environment }: HomeFolders): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Keyrack')
  if (platform === 'win32') {
    return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Keyrack')
  }
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'keyrack')
}
