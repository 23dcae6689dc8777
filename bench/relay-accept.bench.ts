/**
 * Durable webhooks of 2 kB from 64 kept connections: the relay with everything it does (credentials, rates, a look at the
 * body, sealing, recognising repeats, order) against a bare server that commits the same rows, in alternating blocks.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { storePairingCode } from '../relay/hotels.ts'
import { basicHeader } from '../relay/secrets.ts'
import { openDatabase } from '../relay/store.ts'
import { privateKeyOf, rawPublicKey } from '../sealing/key-pair.ts'
import { RELAY_PATHS, sourceSchema } from '../shared/relay-protocol.ts'
import type { Figure } from './figure.ts'
import { median, percentile } from './samples.ts'
import { doneSchema, type Load } from './webhook-load.ts'

export const names = ['relay-accept']

const CONNECTIONS = 64
const HOTELS = 16
const BYTES = 2_000
const WARM_UP_BLOCKS = 2
const BLOCKS = 10
const PER_BLOCK = 6_000

type Sender = Load['senders'][number]

export async function run(report: (figure: Figure) => void): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-bench-relay-'))
  const children: ChildProcess[] = []
  const started = (child: ChildProcess) => {
    children.push(child)
    return child
  }
  try {
    const relay = started(
      fork(
        new URL('../relay/main.ts', import.meta.url),
        ['--data', join(dir, 'relay'), '--port', '0', '--json', '--rate', '1000000'],
        { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...process.env, KEYRACK_LOG: 'warn' } },
      ),
    )
    const url = await urlOf(relay)
    const senders = await pairHotels(url, join(dir, 'relay'))
    const bare = started(
      fork(new URL('./bare-webhooks.ts', import.meta.url), [join(dir, 'bare'), String(HOTELS)]),
    )
    const [barePort] = (await once(bare, 'message')) as [number]
    const crowd = started(fork(new URL('./webhook-load.ts', import.meta.url)))

    let from = 0
    const load = async (port: number) => {
      crowd.send({ port, senders, count: PER_BLOCK, bytes: BYTES, from } satisfies Load)
      from += PER_BLOCK
      const done = doneSchema.parse((await once(crowd, 'message'))[0])
      if (done.refused > 0) throw new Error(`${done.refused} webhooks were refused`)
      return done
    }
    const ratios: number[] = []
    const paces: number[] = []
    const waitsMs: number[] = []
    for (let block = 0; block < WARM_UP_BLOCKS + BLOCKS; block++) {
      const ours = await load(Number(new URL(url).port))
      const theirs = await load(barePort)
      if (block < WARM_UP_BLOCKS) continue
      ratios.push(theirs.ms / ours.ms)
      paces.push((PER_BLOCK / ours.ms) * 1_000)
      waitsMs.push(...ours.waitsMs)
    }
    report({
      name: 'relay-accept',
      value: median(paces),
      unit: 'webhooks/s',
      p50: percentile(waitsMs, 50),
      p99: percentile(waitsMs, 99),
      ratio: median(ratios),
      limit: 0.7,
    })
  } finally {
    for (const child of children) child.kill('SIGKILL')
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function urlOf(relay: ChildProcess): Promise<string> {
  if (relay.stdout === null) throw new Error('the relay has no output')
  const [line] = (await once(createInterface({ input: relay.stdout }), 'line')) as [string]
  return (JSON.parse(line) as { url: string }).url
}

/** Each hotel with one source; the connections are spread over them. */
async function pairHotels(url: string, dir: string): Promise<Sender[]> {
  const codes = Array.from({ length: HOTELS }, (_, index) => `BENCH-CODE-${index}`)
  const sqlite = openDatabase(dir, () => '', 0)
  for (const code of codes) storePairingCode(sqlite, code, Date.now())
  sqlite.close()
  const hotels: Sender[] = []
  for (const code of codes) {
    const token = randomBytes(32).toString('base64url')
    await post(`${url}${RELAY_PATHS.pairings}`, {
      code,
      publicKey: rawPublicKey(privateKeyOf(randomBytes(32))).toString('base64url'),
      tokenHash: createHash('sha256').update(token).digest('base64url'),
    })
    const answer = await post(
      `${url}${RELAY_PATHS.sources}`,
      { sourceId: 'channel-1', kind: 'bookingcom' },
      { authorization: `Bearer ${token}` },
    )
    const { paths, username, password } = sourceSchema.parse(answer)
    hotels.push({ path: paths.new ?? '', authorization: basicHeader(username, password) })
  }
  return Array.from({ length: CONNECTIONS }, (_, index) => hotels[index % HOTELS] as Sender)
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
