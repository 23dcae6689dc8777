import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import type { Hint } from '../../../shared/contract/sync-link.ts'
import { linkDesk } from '../../../sync/desk-link.ts'
import { fromNodePort } from '../../../sync/process-port.ts'
import { serveDesk } from './link-server.ts'
import { connectionOf, messageOf } from './scripted-channel.ts'
import { rangesOf, ScriptedDesk } from './scripted-desk.ts'
import { VirtualClock } from './virtual-clock.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function linked(callTimeoutMs?: number) {
  const { port1, port2 } = new MessageChannel()
  closing.push(() => port1.close())
  const desk = new ScriptedDesk(new VirtualClock(), [connectionOf()])
  serveDesk(fromNodePort(port1), desk)
  return { desk, hostEnd: port1, link: linkDesk(fromNodePort(port2), callTimeoutMs) }
}

test('every procedure of the contract crosses the link unchanged', async () => {
  const { desk, link } = linked()
  desk.add('availability', rangesOf('availability', 2))
  expect(await link.desk.connections()).toEqual(desk.listed)
  const { batch } = await link.desk.claim({ channelId: 'c1', lane: 'availability', maxRanges: 5 })
  expect(batch?.ranges).toEqual(rangesOf('availability', 2))
  const outcome = { status: 'acknowledged' as const, code: '', message: '' }
  await link.desk.settle({
    requestId: batch!.requestId,
    outcomes: [outcome, outcome],
    error: null,
    stop: false,
    nextAttemptAt: null,
  })
  expect(desk.settled[0]?.outcomes).toEqual([outcome, outcome])
  const pullId = await link.desk.beginPull('c1')
  expect(await link.desk.ingest('c1', messageOf('A').message)).toEqual({ outcome: 'applied', code: 'K-A' })
  await link.desk.completePull('c1', pullId, { code: 'X', message: 'y' })
  expect(desk.events).toEqual(['begin p1', 'ingest A applied', 'complete p1 X'])
})

test('hints begin with one about the connections, and end without a noise when they are no longer wanted', async () => {
  const { desk, link } = linked()
  const stop = new AbortController()
  const heard: Hint[] = []
  desk.hint({ kind: 'work', facets: ['price'] })
  for await (const hint of link.desk.hints(stop.signal)) {
    heard.push(hint)
    if (hint.kind === 'work') desk.hint({ kind: 'pull', channelId: 'c1' })
    if (hint.kind === 'pull') stop.abort()
  }
  const connections = { kind: 'connections' }
  const expected = [
    { kind: 'work', facets: ['price'] },
    { kind: 'pull', channelId: 'c1' },
  ]
  // The first is the link's own: from then on the subscription stands. The second is this desk's.
  expect(heard).toEqual([connections, connections, ...expected])
})

test('a refusal of the host arrives with its code', async () => {
  const { link } = linked()
  const settlement = { requestId: 'none', outcomes: [], error: null, stop: false, nextAttemptAt: null }
  await expect(link.desk.settle(settlement)).rejects.toMatchObject({ code: 'UnknownBatch' })
})

test('a call that the host never answers ends with a typed failure', async () => {
  const { desk, link } = linked(100)
  desk.onCall = () => new Promise(() => undefined)
  await expect(link.desk.connections()).rejects.toMatchObject({ name: 'DeskFailure', code: 'Timeout' })
})

test('when the link closes, calls under way, streams and later calls all end with LinkClosed', async () => {
  const { desk, hostEnd, link } = linked()
  desk.onCall = () => new Promise(() => undefined)
  const call = link.desk.connections()
  const stream = (async () => {
    for await (const hint of link.desk.hints(new AbortController().signal)) {
      if (hint.kind === 'connections') hostEnd.close()
    }
  })()
  await expect(call).rejects.toMatchObject({ code: 'LinkClosed' })
  await expect(stream).rejects.toMatchObject({ code: 'LinkClosed' })
  await link.closed
  await expect(link.desk.beginPull('c1')).rejects.toMatchObject({ code: 'LinkClosed' })
  await expect(
    link.desk.hints(new AbortController().signal)[Symbol.asyncIterator]().next(),
  ).rejects.toMatchObject({
    code: 'LinkClosed',
  })
})

test('what is no frame of the link is left alone', async () => {
  const { hostEnd, link } = linked()
  for (const noise of [null, 7, { hello: 'there' }, ['x']]) hostEnd.postMessage(noise)
  await expect(link.desk.connections()).resolves.toHaveLength(1)
})
