/** `npm run sandbox` as a process: every kind answers, signs in with what is told, and lists its products. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { PUSHED_KIND_NAMES } from '../../../shared/channel-kinds/kinds.ts'
import { settingIssues, settingsOfKind } from '../../../shared/channel-settings.ts'
import { channelAdapters } from '../../../sync/adapters.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { SANDBOXES } from '../../../sync/sandbox/kinds.ts'

const ENTRY = new URL('../../../sync/sandbox/all-entry.ts', import.meta.url).pathname

function started(...args: string[]) {
  const child = spawn(process.execPath, [ENTRY, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit') as Promise<[number | null]>
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

test('each kind is told of in a line that its form can be filled with, and its adapter signs in with it', async () => {
  const { child, ended, lines } = started()
  const http = new ChannelHttp()
  onTestFinished(() => http.close())
  for (const kind of PUSHED_KIND_NAMES) {
    const { username, password, products, ...told } = JSON.parse((await lines.next()).value as string)
    expect(told.kind).toBe(kind)
    expect(products).toEqual(SANDBOXES[kind].products)
    const { kind: _, ...given } = told
    const settings = settingsOfKind(kind, given)
    expect(settingIssues(kind, settings)).toEqual([])
    const context: ChannelContext = {
      connection: {
        channelId: 'c1',
        kind,
        name: kind,
        currency: 'EUR',
        settings,
        credentials: { username, password },
        lanes: [],
      },
      http,
      clock: { now: Date.now, monotonic: () => performance.now(), sleep: () => Promise.resolve() },
      signal: new AbortController().signal,
    }
    const { queues, fetch } = channelAdapters[kind]
    for (const queue of queues) expect([kind, await fetch(queue, context)]).toEqual([kind, []])
    const shut = { ...context.connection, credentials: { username, password: `${password}x` } }
    for (const queue of queues)
      await expect(fetch(queue, { ...context, connection: shut }), kind).rejects.toMatchObject({ stop: true })
  }
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
}, 60_000)

test('a port that is no number is refused with a sentence', async () => {
  const { child, ended } = started('--port', 'x')
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  expect((await ended)[0]).toBe(2)
  expect(Buffer.concat(said).toString()).toContain('--port must be 0 to 65000')
})
