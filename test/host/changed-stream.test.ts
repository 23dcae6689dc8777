/** The stream of changes: from the call on, in order, bounded, and closed with its reader. */
import { expect, test, vi } from 'vitest'
import { covering, MOST_WAITING_EVENTS } from '../../main/api/events.ts'
import { subscribed } from '../../main/api/subscribed.ts'
import type { Changed } from '../../shared/contract/desk.ts'
import { socketClient } from './desk-client.ts'
import { bearer, openTestDesk } from './desk-under-test.ts'

function announcingLedger(head: number) {
  const listeners = new Set<(changed: Changed) => void>()
  return {
    listeners,
    queries: { headSeq: () => head },
    onChanged(listener: (changed: Changed) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    announce(changed: Changed) {
      for (const listener of listeners) listener(changed)
    },
  }
}
const event = (seq: number, ...topics: Changed['topics']): Changed => ({ fromSeq: seq, toSeq: seq, topics })

test('it starts with the present seq and no topics, then tells each commit', async () => {
  const ledger = announcingLedger(41)
  const desk = await openTestDesk(ledger)
  const { client, socket } = await socketClient(desk, desk.token())
  const stream = await client.events.changed()
  ledger.announce(event(42, 'inventory'))
  ledger.announce(event(43, 'rates', 'channels'))
  const seen = [await stream.next(), await stream.next(), await stream.next()].map(({ value }) => value)
  expect(seen).toEqual([event(41), event(42, 'inventory'), event(43, 'rates', 'channels')])
  expect(ledger.listeners.size).toBe(1)
  socket.close()
  await vi.waitFor(() => expect(ledger.listeners.size).toBe(0))
  expect(desk.incidents).toEqual([])
})

test('it tells that sync came or went, under the present seq, until its reader leaves', async () => {
  const ledger = announcingLedger(41)
  const listeners = new Set<() => void>()
  const desk = await openTestDesk(ledger, (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
  const { client, socket } = await socketClient(desk, desk.token())
  const stream = await client.events.changed()
  for (const listener of listeners) listener()
  const seen = [await stream.next(), await stream.next()].map(({ value }) => value)
  expect(seen).toEqual([event(41), event(41, 'channels', 'relay')])
  socket.close()
  await vi.waitFor(() => expect(listeners.size).toBe(0))
})

test('a reader that leaves ends its subscription, and the socket serves on', async () => {
  const ledger = announcingLedger(1)
  const desk = await openTestDesk(ledger)
  const { client } = await socketClient(desk, desk.token())
  const leave = new AbortController()
  const stream = await client.events.changed(undefined, { signal: leave.signal })
  await stream.next()
  leave.abort()
  await vi.waitFor(() => expect(ledger.listeners.size).toBe(0))
  expect((await client.session.who()).actor).toBe('token:test')
})

test('by REST it is a stream of server-sent events that ends with the connection', async () => {
  const ledger = announcingLedger(7)
  const desk = await openTestDesk(ledger)
  const leave = new AbortController()
  const answer = await fetch(`${desk.server.url}/api/events/changed`, {
    headers: bearer(desk.token()),
    signal: leave.signal,
  })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const readUntil = async (wanted: string) => {
    while (!text.includes(wanted)) text += (await reader.read()).value ?? ''
  }
  await readUntil('"fromSeq":7')
  ledger.announce(event(8, 'rates'))
  await readUntil('"fromSeq":8')
  leave.abort()
  await vi.waitFor(() => expect(ledger.listeners.size).toBe(0))
})

test('a reader that does not read gets one event that covers what it missed, never a gap', async () => {
  const ledger = announcingLedger(0)
  const commits = 5 * MOST_WAITING_EVENTS + 17
  const stream = subscribed<Changed>((listener) => ledger.onChanged(listener), {
    coalesce: (waiting) => [covering(waiting)],
    limit: MOST_WAITING_EVENTS,
    signal: undefined,
  })
  for (let seq = 1; seq <= commits; seq++) ledger.announce(event(seq, seq === 3 ? 'rates' : 'inventory'))
  let last = 0
  let events = 0
  const topics = new Set<string>()
  while (last < commits) {
    const { value } = await stream.next()
    expect(value!.fromSeq).toBe(last + 1)
    last = value!.toSeq
    events++
    for (const topic of value!.topics) topics.add(topic)
  }
  expect(events).toBeLessThanOrEqual(MOST_WAITING_EVENTS + 1)
  expect([...topics].sort()).toEqual(['inventory', 'rates'])
  await stream.return()
  expect(ledger.listeners.size).toBe(0)
})
