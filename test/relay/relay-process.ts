/** The real relay as a process on a folder of its own, and what desks and channels say to it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { basicHeader } from '../../relay/secrets.ts'
import { privateKeyOf, rawPublicKey } from '../../sealing/key-pair.ts'
import type { PostingKind } from '../../shared/channel-kinds/posting.ts'
import { RELAY_PATHS, sourceSchema } from '../../shared/relay-protocol.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export interface RunningRelay {
  readonly url: string
  readonly pid: number
  readonly output: () => string
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>
  /** As a service manager would end it; resolves with the exit code. */
  stop(): Promise<number | null>
}

export function relayFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-relay-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

/** @param flags as `--rate 100`; a port of 0 unless given. */
export async function startRelay(data: string, ...flags: string[]): Promise<RunningRelay> {
  const args = [
    'relay/main.ts',
    '--data',
    data,
    '--json',
    ...(flags.includes('--port') ? [] : ['--port', '0']),
    ...flags,
  ]
  const child: ChildProcess = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    output += piece
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  const line = await Promise.race([
    once(createInterface({ input: child.stdout! }), 'line').then(([text]) => text as string),
    exited.then((code) => {
      throw Object.assign(new Error(`the relay ended with ${code}: ${output}`), { exitCode: code })
    }),
  ])
  return {
    url: (JSON.parse(line) as { url: string }).url,
    pid: child.pid!,
    output: () => output,
    kill,
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

/** One of the operator's commands; answers its standard output. */
export function relayCommand(data: string, command: string, ...flags: string[]): string {
  return execFileSync(process.execPath, ['relay/main.ts', command, '--data', data, ...flags], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export const pairingCode = (data: string): string => relayCommand(data, 'pair').split('\n')[0]!

export async function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  method = 'POST',
) {
  const answer = await fetch(url, {
    method,
    headers,
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

export interface PairedHotel {
  readonly hotelId: string
  readonly epoch: string
  readonly token: string
  readonly privateKey: Buffer
}

/** As a desk would pair, without one. */
export async function pairHotel(
  relay: Pick<RunningRelay, 'url'>,
  data: string,
  code = pairingCode(data),
): Promise<PairedHotel> {
  const privateKey = randomBytes(32)
  const token = randomBytes(32).toString('base64url')
  const { status, body } = await postJson(relay.url + RELAY_PATHS.pairings, {
    code,
    publicKey: rawPublicKey(privateKeyOf(privateKey)).toString('base64url'),
    tokenHash: createHash('sha256').update(token).digest('base64url'),
  })
  if (status !== 200) throw new Error(`pairing was refused: ${JSON.stringify(body)}`)
  return { hotelId: String(body.hotelId), epoch: String(body.epoch), token, privateKey }
}

export interface Webhook {
  /** Of a kind with one address both are that one. */
  readonly paths: { new: string; modified: string }
  readonly authorization: string
  readonly username: string
  readonly password: string
}

export async function connectSource(
  relay: Pick<RunningRelay, 'url'>,
  hotel: PairedHotel,
  sourceId = 'channel-1',
  kind: PostingKind = 'bookingcom',
): Promise<Webhook> {
  const { body } = await postJson(
    relay.url + RELAY_PATHS.sources,
    { sourceId, kind },
    { authorization: `Bearer ${hotel.token}` },
  )
  const { username, password, paths } = sourceSchema.parse(body)
  const only = paths.all ?? paths.hints ?? ''
  return {
    paths: { new: paths.new ?? only, modified: paths.modified ?? only },
    authorization: basicHeader(username, password),
    username,
    password,
  }
}

/** As the channel posts; without an Authorization where that is null. */
export async function postHook(
  url: string,
  authorization: string | null,
  body: string | Buffer,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      ...(authorization === null ? {} : { authorization }),
      'content-type': 'application/xml',
      ...headers,
    },
    body: body as BodyInit,
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** A message in Booking.com's form with these words in it. */
export const notification = (words: string, action = 'OTA_HotelResNotif'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${action}RQ xmlns="http://www.opentravel.org/OTA/2003/05" Version="2.001"><HotelReservations><HotelReservation ResStatus="Commit"><ResGlobalInfo><Comments><Comment><Text>${words}</Text></Comment></Comments></ResGlobalInfo></HotelReservation></HotelReservations></${action}RQ>\n<!-- RUID: [probe] -->\n`
