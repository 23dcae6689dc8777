/** The real desk, sync and sandbox are measured: /metrics, a trace from the click to the channel, and the log's ids. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { type DeskProcess, startDesk } from '../host/desk-process.ts'
import { copyDemo } from '../setup/demo-folder.ts'

const patient = { timeout: 20_000, interval: 100 }
const TRACE = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
const CLICK = 'c11c4b0a7d2e3f45'
const SURNAME = 'Guestofthetrace'

interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: { key: string; value: Record<string, string> }[]
}

const data = mkdtempSync(join(tmpdir(), 'keyrack-measures-'))
const bodies: string[] = []
/** What a collector does: it takes OTLP in JSON at /v1/traces. */
const collector = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (piece: string) => {
    body += piece
  })
  request.on('end', () => {
    const isOtlp = request.method === 'POST' && request.url === '/v1/traces'
    if (isOtlp && request.headers['content-type'] === 'application/json') bodies.push(body)
    response.writeHead(isOtlp ? 200 : 404, { 'content-type': 'application/json' }).end('{}')
  })
})
let desk: DeskProcess

beforeAll(async () => {
  vi.stubEnv('KEYRACK_LOG', 'info')
  copyDemo(data, ['--demo'])
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  desk = await startDesk('--data', data, '--demo', '--traces-to', `http://127.0.0.1:${port}`)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await desk?.end('SIGKILL')
  collector.close()
  rmSync(data, { recursive: true, force: true, maxRetries: 10 })
})

const spans = (): Span[] =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(
      ({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans),
    ),
  )

const metrics = async (headers: Record<string, string> = { authorization: `Bearer ${desk.token}` }) => {
  const answer = await fetch(`${desk.url}/metrics`, { headers })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

/** By name and what its labels say; fails where there is not exactly one. */
function sampleOf(text: string, name: string, ...labels: string[]): number {
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => labels.every((label) => line.includes(label)))
  expect(lines, `${name} ${labels.join(' ')}`).toHaveLength(1)
  return Number(lines[0]!.split(' ').at(-1))
}

/** A sale as the page sends it, over REST: the headers are the same on every transport. */
async function sell(key = 'measured-sale', inDays = 3): Promise<number> {
  const { hotel } = await desk.client.property.get()
  const today = hotel!.businessDate as IsoDate
  const answer = await fetch(`${desk.url}/api/reservations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${desk.token}`,
      'content-type': 'application/json',
      traceparent: `00-${TRACE}-${CLICK}-01`,
      'keyrack-clicked-at': String(Date.now() - 40),
    },
    body: JSON.stringify({
      idempotencyKey: `sale-${key.replaceAll(' ', '-')}`,
      booker: { surname: SURNAME },
      rooms: [
        {
          roomTypeId: hotel!.roomTypes.find(({ code }) => code === 'TWN')!.id,
          ratePlanId: hotel!.ratePlans[0]!.id,
          arrival: addDays(today, inDays),
          departure: addDays(today, inDays + 1),
          adults: 1,
        },
      ],
    }),
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { seq: number }).seq
}

async function inStep(): Promise<void> {
  await vi.waitFor(async () => {
    const { channels } = await desk.client.channels.list()
    expect(channels[0]!.lanes.map(({ state }) => state)).toEqual(['in_step', 'in_step', 'in_step'])
  }, patient)
}

test('I5: a sale is one trace from the click to the channel’s acknowledgement, and in no line a guest', async () => {
  await inStep()
  const seq = await sell()
  const names = () => spans().flatMap(({ traceId, name }) => (traceId === TRACE ? [name] : []))
  await vi.waitFor(() => expect(names()).toContain('acknowledged availability'), patient)
  expect(names().sort()).toEqual([
    'acknowledged availability',
    'claim availability',
    'click reservations.create',
    'command reservations.create',
    'commit',
    'request availability',
  ])
  const byName = new Map(spans().flatMap((span) => (span.traceId === TRACE ? [[span.name, span]] : [])))
  const click = byName.get('click reservations.create')!
  const command = byName.get('command reservations.create')!
  expect(click).toMatchObject({ spanId: CLICK })
  expect(click.parentSpanId).toBeUndefined()
  expect(command.parentSpanId).toBe(CLICK)
  for (const name of ['commit', 'claim availability', 'request availability', 'acknowledged availability'])
    expect(byName.get(name)!.parentSpanId, name).toBe(command.spanId)
  expect(BigInt(click.startTimeUnixNano)).toBeLessThan(BigInt(command.startTimeUnixNano))
  expect(BigInt(byName.get('request availability')!.endTimeUnixNano)).toBeGreaterThan(
    BigInt(command.startTimeUnixNano),
  )
  expect(command.attributes).toContainEqual({ key: 'keyrack.seq', value: { intValue: String(seq) } })

  const lines = desk.stderr().split('\n')
  const line = (text: string) => lines.find((each) => each.includes(text) && each.includes(TRACE)) ?? '{}'
  const requestOf = JSON.parse(line('work was claimed')) as { requestId?: string }
  expect(JSON.parse(line('a command was answered'))).toMatchObject({
    command: 'reservations.create',
    seq,
    code: null,
  })
  expect(requestOf).toMatchObject({ lane: 'availability', seqs: [seq] })
  expect(JSON.parse(line('a request was settled'))).toMatchObject({
    requestId: requestOf.requestId,
    lane: 'availability',
    errorCode: null,
    attempt: 1,
  })
  expect(desk.stderr() + bodies.join('')).not.toContain(SURNAME)
})

test('/metrics tells what was sent, how long commands took and what waits, by ids and numbers only', async () => {
  await inStep()
  await sell('counted', 4)
  await inStep()
  const { status, type, text } = await metrics()
  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  const { channels } = await desk.client.channels.list()
  const channel = `channel="${channels[0]!.id}"`
  const lane = 'lane="availability"'
  expect(sampleOf(text, 'keyrack_calls_total', channel, lane)).toBeGreaterThanOrEqual(1)
  expect(sampleOf(text, 'keyrack_call_errors_total', channel, lane)).toBe(0)
  expect(sampleOf(text, 'keyrack_call_retries_total', channel, lane)).toBe(0)
  expect(sampleOf(text, 'keyrack_sync_lag_seconds', channel, lane)).toBe(0)
  expect(sampleOf(text, 'keyrack_parked_cells', channel, lane)).toBe(0)
  expect(sampleOf(text, 'keyrack_inbox_oldest_seconds', channel)).toBe(0)
  expect(sampleOf(text, 'keyrack_overbooking_cases_open')).toBe(0)
  const sale = 'command="reservations.create"'
  const sales = sampleOf(text, 'keyrack_command_duration_seconds_count', sale)
  expect(sales).toBeGreaterThanOrEqual(1)
  expect(sampleOf(text, 'keyrack_command_duration_seconds_bucket', sale, 'le="+Inf"')).toBe(sales)
  expect(sampleOf(text, 'keyrack_sync_duration_seconds_count', channel, lane)).toBeGreaterThanOrEqual(1)
  expect(sampleOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  expect(text).not.toMatch(/Guest|Booking|password|machine|Bearer/)
})

test('a refused command is counted by its code, and a scraper asks again without losing count', async () => {
  let refusals = 0
  const refuse = () =>
    desk.client.channels
      .resync({ idempotencyKey: `no-channel-${++refusals}`, channelId: TRACE_AS_ID })
      .catch(() => undefined)
  await refuse()
  const count = (text: string) =>
    sampleOf(text, 'keyrack_command_refusals_total', 'command="channels.resync"', 'code="UnknownChannel"')
  expect(count((await metrics()).text)).toBe(1)
  await refuse()
  expect(count((await metrics()).text)).toBe(2)
})
const TRACE_AS_ID = '01890a5d-ac96-774b-bcce-b302099a8057'

test('/metrics is answered to nobody without a token that is known', async () => {
  const nobody = await metrics({})
  expect([nobody.status, JSON.parse(nobody.text).code]).toEqual([401, 'NotSignedIn'])
  const wrong = await metrics({ authorization: 'Bearer wrong' })
  expect([wrong.status, wrong.text.includes('keyrack_')]).toEqual([401, false])
})

/** Where the sandbox answers, and where nobody does. */
async function moveChannel(ariBaseUrl: string): Promise<void> {
  const { channels } = await desk.client.channels.list()
  await desk.client.channels.configure({
    idempotencyKey: `move-to-${ariBaseUrl}`,
    channelId: channels[0]!.id,
    settings: { ariBaseUrl },
  })
}

test('I5: a channel that answers nothing is late and counted as errors and retries, until it answers again', async () => {
  await inStep()
  await sell('in time', 4)
  await inStep()
  const { ariBaseUrl } = (await desk.client.channels.list()).channels[0]!.settings
  const read = () => desk.client.operations.measures({ range: 'hour' })
  const before = await read()
  expect(before.channels[0]).toMatchObject({ pendingCells: 0, oldestPendingAt: null })
  expect(before.channels[0]!.measured).toBeGreaterThanOrEqual(1)
  expect(before.points.some(({ commandP99Ms }) => commandP99Ms !== null)).toBe(true)
  await moveChannel('http://127.0.0.1:9')
  await sell('late', 5)
  await vi.waitFor(async () => {
    const [late] = (await read()).channels
    expect(late!.errors).toBeGreaterThanOrEqual(before.channels[0]!.errors + 2)
    expect(late!.retries).toBeGreaterThanOrEqual(before.channels[0]!.retries + 1)
    expect(late!.pendingCells).toBeGreaterThanOrEqual(1)
    expect(late!.oldestPendingAt).toBeLessThanOrEqual(Date.now())
  }, patient)
  const lag = sampleOf((await metrics()).text, 'keyrack_sync_lag_seconds', 'lane="availability"')
  expect(lag).toBeGreaterThan(0)
  expect(lag).toBeLessThan(60)
  await moveChannel(ariBaseUrl)
  await vi.waitFor(async () => {
    const { channels, points } = await read()
    expect(channels[0]).toMatchObject({ pendingCells: 0, oldestPendingAt: null })
    const sum = points.reduce((total, point) => total + point.errors, 0)
    expect(sum).toBe(channels[0]!.errors)
  }, patient)
})
