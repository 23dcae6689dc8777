/** The sandbox as its own process: one line when ready, its memory in a file, and its end with its parent's. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DOUBLE } from '../bookingcom/fixture.ts'

const ENTRY = join(import.meta.dirname, '../../../sync/sandbox/bookingcom-entry.ts')

let folder: string
let children: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-sandbox-'))
  children = []
})
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  rmSync(folder, { recursive: true, force: true })
})

const args = () => ['--db', join(folder, 'sandbox.db'), '--hotel-code', '882210', '--username', 'machine']
const env = { ...process.env, KEYRACK_SANDBOX_PASSWORD: 'secret' }

async function start(): Promise<{ child: ChildProcess; url: string; line: string }> {
  const child = fork(ENTRY, args(), { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  children.push(child)
  let line = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    line += chunk.toString()
  })
  const [message] = (await once(child, 'message')) as [{ url: string }]
  return { child, url: message.url, line }
}

const lever = async (url: string, method: string, path: string, body?: object) => {
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/control/${path}`, { method, headers, ...content })
  return (await answer.json()) as unknown
}

async function tell(url: string, limit: number) {
  const body = `<OTA_HotelAvailNotifRQ xmlns="http://www.opentravel.org/OTA/2003/05" Version="1"><AvailStatusMessages><AvailStatusMessage BookingLimit="${limit}"><StatusApplicationControl Start="2027-06-10" End="2027-06-11" InvTypeCode="${DOUBLE}"/></AvailStatusMessage></AvailStatusMessages></OTA_HotelAvailNotifRQ>`
  const headers = {
    authorization: `Basic ${Buffer.from('machine:secret').toString('base64')}`,
    'accept-version': '1.1',
    'content-type': 'application/xml',
  }
  return (await fetch(`${url}/hotels/ota/OTA_HotelAvailNotif`, { method: 'POST', headers, body })).status
}

test('what it was told survives its sudden death', async () => {
  const first = await start()
  await lever(first.url, 'PUT', 'products', [{ roomCode: DOUBLE, name: 'Double', rateCodes: ['1'] }])
  expect(await tell(first.url, 7)).toBe(200)
  const dead = once(first.child, 'exit')
  first.child.kill('SIGKILL')
  await dead
  const second = await start()
  expect(await lever(second.url, 'GET', 'products')).toEqual([
    { roomCode: DOUBLE, name: 'Double', rateCodes: ['1'] },
  ])
  expect(await lever(second.url, 'GET', 'state')).toMatchObject({
    stock: [{ roomsToSell: 7 }, { roomsToSell: 7 }],
  })
})

test('it ends when the link to its parent closes', async () => {
  const { child } = await start()
  const ended = once(child, 'exit')
  child.disconnect()
  expect((await ended)[0]).toBe(0)
})

test('it ends when it is asked to, and says its address in one line of JSON', async () => {
  const child = spawn(process.execPath, [ENTRY, ...args()], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  expect(JSON.parse(chunk.toString())).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  expect(chunk.toString().trimEnd()).not.toContain('\n')
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
})

test('without a password it says what it needs', async () => {
  const { KEYRACK_SANDBOX_PASSWORD: _, ...bare } = env
  const child = spawn(process.execPath, [ENTRY, ...args()], {
    env: bare,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  const ended = once(child, 'exit')
  const [chunk] = (await once(child.stderr, 'data')) as [Buffer]
  expect(chunk.toString()).toContain('KEYRACK_SANDBOX_PASSWORD')
  expect((await ended)[0]).toBe(2)
})
