/** The contract over a MessagePort, with the caller in another thread, as Electron's page is in another process. */
import { MessageChannel, Worker } from 'node:worker_threads'
import { expect, onTestFinished, test, vi } from 'vitest'
import { servePort } from '../../main/host/port-server.ts'
import type { Changed } from '../../shared/contract/desk.ts'
import { DomainError } from '../../shared/errors.ts'
import { ID, sale } from './desk-client.ts'
import { openTestDesk } from './desk-under-test.ts'

const caller = { actor: 'desk', permissions: new Set(['read', 'sell'] as const) }

test('calls, domain errors, permissions and the stream work over threads, and closing ends the subscription', async () => {
  const listeners = new Set<(changed: Changed) => void>()
  const desk = await openTestDesk({
    submit: async () => {
      throw new DomainError('RoomTypeSoldOut', { roomTypeId: ID, date: '2026-11-21' })
    },
    queries: { headSeq: () => 5 },
    onChanged(listener: (changed: Changed) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  const { port1, port2 } = new MessageChannel()
  servePort(desk.router, port1, caller)
  const worker = new Worker(new URL('./port-caller.ts', import.meta.url), {
    workerData: { port: port2, input: sale('by-port-1') },
    transferList: [port2],
  })
  onTestFinished(async () => {
    await worker.terminate()
  })
  const seen: { name: string; value: unknown }[] = []
  worker.on('message', (message) => seen.push(message))
  const valuesOf = (name: string) => seen.filter((each) => each.name === name).map(({ value }) => value)

  await vi.waitFor(() => expect(valuesOf('subscribed')).toEqual([true]), 10_000)
  expect(valuesOf('who')).toEqual([{ actor: 'desk', permissions: ['read', 'sell'] }])
  expect(valuesOf('refused')).toMatchObject([
    { defined: true, code: 'RoomTypeSoldOut', status: 409, data: { roomTypeId: ID, date: '2026-11-21' } },
  ])
  expect(valuesOf('forbidden')).toMatchObject([{ code: 'NotPermitted', data: { permission: 'admin' } }])
  for (const listener of listeners) listener({ fromSeq: 6, toSeq: 6, topics: ['rates'] })
  await vi.waitFor(() => expect(valuesOf('event')).toHaveLength(2), 10_000)
  expect(valuesOf('event')).toEqual([
    { fromSeq: 5, toSeq: 5, topics: [] },
    { fromSeq: 6, toSeq: 6, topics: ['rates'] },
  ])
  worker.postMessage('close')
  await vi.waitFor(() => expect(listeners.size).toBe(0), 10_000)
  expect(desk.incidents).toEqual([])
})

test('a port that carries something else is closed, and the host goes on', async () => {
  const desk = await openTestDesk()
  for (const message of [{ i: '1' }, 'not json', '{"i":"1","p":{}}', null, new Uint8Array([255])]) {
    const { port1, port2 } = new MessageChannel()
    servePort(desk.router, port1, caller)
    const closed = new Promise((resolve) => port2.once('close', resolve))
    port2.postMessage(message)
    await closed
  }
  expect(desk.incidents).toEqual([])
})
