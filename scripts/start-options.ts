/** What `npm start` understands, and what of it concerns the desk itself. */
import { parseArgs } from 'node:util'

export const START_USAGE = `Usage: npm start [-- OPTIONS]
  --demo          a hotel with rooms and bookings, connected to stand-in channels
  --data DIR      where the hotel's ledger lives
  --port N        where the desk listens on this machine (0: any free port)
  --browser       use the system's browser, not Electron
  --no-open       open nothing
  --traces-to URL where spans of commands go (an OTLP collector)
  --print-token   one JSON line {"url", "token"} on stdout when ready (npm --silent start keeps npm's own lines away)
  --help          this text`

export interface StartOptions {
  readonly help: boolean
  /** Whether a window of our own is wanted, where Electron is to be had. */
  readonly wantsWindow: boolean
  /** For the desk's process, in its own words. */
  readonly deskArgs: readonly string[]
}

/** Never throws: what is wrong with the arguments is in `problem`. */
export function readStartOptions(args: readonly string[]): StartOptions | { readonly problem: string } {
  let values: ReturnType<typeof parse>
  try {
    values = parse(args)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
  if (values.port !== undefined && !isPort(values.port)) {
    return { problem: `--port must be a number from 0 to 65535, not "${values.port}"` }
  }
  if (values.data?.trim() === '') return { problem: '--data needs the name of a folder' }
  const deskArgs = [
    ...(values.demo ? ['--demo', '--demo-channels'] : []),
    ...(values.data === undefined ? [] : ['--data', values.data]),
    ...(values.port === undefined ? [] : ['--port', values.port]),
    ...(values['no-open'] ? ['--no-open'] : []),
    ...(values['print-token'] ? ['--print-token'] : []),
    ...(values['traces-to'] === undefined ? [] : ['--traces-to', values['traces-to']]),
  ]
  const wantsWindow = !values.browser && !values['no-open'] && !values['print-token']
  return { help: values.help === true, wantsWindow, deskArgs }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const
  const text = { type: 'string' } as const
  return parseArgs({
    args: [...args],
    options: {
      demo: flag,
      data: text,
      port: text,
      browser: flag,
      'no-open': flag,
      'traces-to': text,
      'print-token': flag,
      help: flag,
    },
    strict: true,
    allowPositionals: false,
  }).values
}
