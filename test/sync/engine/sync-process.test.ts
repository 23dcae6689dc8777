import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { type ChannelCall, channelCallSchema } from '../../../shared/contract/channel-calls.ts'
import { fromNodePort, fromProcess, type LinkPort } from '../../../sync/process-port.ts'
import { serveDesk } from './link-server.ts'
import { connectionOf } from './scripted-channel.ts'
import { rangesOf, ScriptedDesk } from './scripted-desk.ts'
import { VirtualClock } from './virtual-clock.ts'

const MAIN = fileURLToPath(new URL('../../../sync/main.ts', import.meta.url))
const OTA = 'http://www.opentravel.org/OTA/2003/05'
const ACCEPTED = `<OTA_HotelAvailNotifRS xmlns="${OTA}" TimeStamp="2027-03-01T08:15:01" Version="1.005"><Success/></OTA_HotelAvailNotifRS>`
const WITHIN = { timeout: 20_000, interval: 20 }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A channel that accepts availability, or takes requests and never answers them. */
async function channelServer(answers: boolean) {
  const received: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.method === 'POST') received.push(body)
      const message = request.url?.split('/').at(-1)
      if (answers) response.end(request.method === 'POST' ? ACCEPTED : `<${message}RQ xmlns="${OTA}"/>`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function scene(answers = true) {
  const channel = await channelServer(answers)
  const desk = new ScriptedDesk(new VirtualClock(), [
    connectionOf({ ariBaseUrl: channel.url, reservationsBaseUrl: channel.url }),
  ])
  return { channel, desk }
}

function forked(env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = fork(MAIN, [], { serialization: 'advanced', silent: true, env: { ...process.env, ...env } })
  closing.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  return child
}

async function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return { code: child.exitCode, signal: child.signalCode }
}

async function delivers(port: LinkPort, { channel, desk }: Awaited<ReturnType<typeof scene>>): Promise<void> {
  serveDesk(port, desk)
  await vi.waitFor(() => expect(desk.claims.length).toBeGreaterThan(0), WITHIN)
  desk.add('availability', rangesOf('availability', 1))
  desk.hint({ kind: 'work', facets: ['availability'] })
  await vi.waitFor(() => expect(desk.settled.length).toBe(1), WITHIN)
  await vi.waitFor(() => expect(desk.events).toContain('complete p1 ok'), WITHIN)
  expect(desk.settled[0]).toMatchObject({ outcomes: [{ status: 'acknowledged' }], error: null })
  expect(channel.received.filter((body) => body.includes('OTA_HotelAvailNotifRQ')).length).toBe(1)
}

test('a forked sync process sends what the desk gives it, and ends by itself when its link closes', async () => {
  const child = forked()
  await delivers(fromProcess(child), await scene())
  child.disconnect()
  expect(await exitOf(child)).toEqual({ code: 0, signal: null })
})

test('each call is told to the desk as it went over the wire, without the credentials it was made with', async () => {
  const { channel, desk } = await scene()
  const told: ChannelCall[] = []
  serveDesk(fromProcess(forked()), desk, (call) => told.push(call))
  await vi.waitFor(() => expect(desk.claims.length).toBeGreaterThan(0), WITHIN)
  desk.add('availability', rangesOf('availability', 1))
  desk.hint({ kind: 'work', facets: ['availability'] })
  const ofKind = (kind: ChannelCall['kind']) => told.filter((call) => call.kind === kind)
  await vi.waitFor(() => expect(ofKind('send')).toHaveLength(1), WITHIN)
  await vi.waitFor(() => expect(ofKind('fetch').length).toBeGreaterThan(1), WITHIN)
  expect(channelCallSchema.parse(ofKind('send')[0])).toMatchObject({
    channelId: 'c1',
    part: 'availability',
    requestId: desk.settled[0]?.requestId,
    method: 'POST',
    address: `${channel.url}/hotels/ota/OTA_HotelAvailNotif`,
    request: { text: channel.received.find((body) => body.includes('OTA_HotelAvailNotifRQ')), isCut: false },
    status: 200,
    answer: { bytes: Buffer.byteLength(ACCEPTED), isCut: false },
    failure: null,
  })
  expect(ofKind('send')[0]?.answer?.text).toContain('<Success/>')
  expect(ofKind('fetch').map(({ method, part }) => `${method} ${part}`)).toContain('GET new')
  expect(JSON.stringify(told)).not.toContain('secret')
})

test('the same entry point runs as a worker thread', async () => {
  const worker = new Worker(MAIN, { stderr: true })
  closing.push(() => worker.terminate())
  await delivers(fromNodePort(worker), await scene())
})

test('SIGTERM ends the process at once, without waiting for a request in flight', async () => {
  const parts = await scene(false)
  const child = forked()
  parts.desk.add('availability', rangesOf('availability', 1))
  serveDesk(fromProcess(child), parts.desk)
  await vi.waitFor(() => expect(parts.channel.received.length).toBe(1), WITHIN)
  const askedAt = performance.now()
  child.kill('SIGTERM')
  expect(await exitOf(child)).toEqual({ code: 0, signal: null })
  // The request itself would have gone on for 30 s.
  expect(performance.now() - askedAt).toBeLessThan(10_000)
})

test('a process whose epoch has passed ends by itself', async () => {
  const { desk } = await scene()
  desk.onCall = () => {
    throw Object.assign(new Error('stale'), { code: 'StaleEpoch' })
  }
  const child = forked()
  serveDesk(fromProcess(child), desk)
  expect(await exitOf(child)).toEqual({ code: 0, signal: null })
})

test('started by hand it says what to do instead, and fails', async () => {
  const alone = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  alone.stderr.on('data', (chunk) => {
    said += chunk
  })
  await once(alone, 'close')
  expect(alone.exitCode).toBe(1)
  expect(said).toContain('npm start')
})

test('the log holds neither credentials nor bodies', async () => {
  const { desk } = await scene()
  desk.listed[0]!.settings.ariBaseUrl = 'http://127.0.0.1:1'
  desk.listed[0]!.settings.reservationsBaseUrl = 'http://127.0.0.1:1'
  desk.add('availability', rangesOf('availability', 1))
  const child = forked({ KEYRACK_LOG: 'trace' })
  let logged = ''
  child.stderr?.on('data', (chunk) => {
    logged += chunk
  })
  serveDesk(fromProcess(child), desk)
  await vi.waitFor(() => expect(logged).toContain('a request failed'), WITHIN)
  await vi.waitFor(() => expect(logged).toContain('a pull failed'), WITHIN)
  expect(logged).not.toMatch(/secret|AvailStatus|R0|Basic/)
})
