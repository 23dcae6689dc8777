/** The live link over real sockets, with the contract served by oRPC's own handler; only time is the test's. */
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { type DeskClient, openDeskClient } from '../../renderer/connection/desk-client.ts'
import { type LinkPorts, NoAnswer } from '../../renderer/connection/live-link.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { Changed } from '../../shared/contract/desk.ts'

const STAY = '0193f1aa-0000-7000-8000-00000000abcd'

function alertOf(version: number) {
  return {
    id: STAY,
    kind: 'test',
    severity: 'warning' as const,
    subject: 'a channel',
    detail: '',
    openedAt: version,
  }
}

function rowOf(version: number) {
  return { seq: version, at: 0, actor: 'desk', command: 'test', payload: {}, hash: '', reservationId: null }
}

/** A host that can be cut off: its commands are counted by key, and it may keep its answers to itself. */
async function startHost(port = 0) {
  const seenKeys: string[] = []
  const listeners = new Set<(changed: Changed) => void>()
  const host = { head: 40, answers: true, version: 0 }
  const os = implement(contract)
  const router = {
    stays: {
      checkOut: os.stays.checkOut.handler(async ({ input }) => {
        seenKeys.push(input.idempotencyKey)
        if (!host.answers) await new Promise(() => {})
        return { seq: host.head, freedNights: 2 }
      }),
    },
    attention: {
      alerts: os.attention.alerts.handler(() => ({ alerts: [alertOf(host.version)] })),
    },
    journal: { list: os.journal.list.handler(() => ({ rows: [rowOf(host.version)] })) },
    session: { who: os.session.who.handler(() => ({ actor: 'desk', permissions: ['read' as const] })) },
    events: {
      changed: os.events.changed.handler(async function* ({ signal }) {
        const waiting: Changed[] = [{ fromSeq: host.head, toSeq: host.head, topics: [] }]
        let wake = () => {}
        const listener = (changed: Changed) => {
          waiting.push(changed)
          wake()
        }
        listeners.add(listener)
        try {
          while (signal?.aborted !== true) {
            const next = waiting.shift()
            if (next !== undefined) yield next
            else
              await new Promise<void>((resolve) => {
                wake = resolve
                signal?.addEventListener('abort', () => resolve(), { once: true })
              })
          }
        } finally {
          listeners.delete(listener)
        }
      }),
    },
  }
  const handler = new RPCHandler(router)
  const server = new WebSocketServer({ port, host: '127.0.0.1' })
  server.on('connection', (socket) => {
    void handler.upgrade(socket)
  })
  await new Promise<void>((resolve) => server.once('listening', resolve))
  const address = server.address()
  return {
    host,
    seenKeys,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    emit: (changed: Changed) => {
      for (const listener of listeners) listener(changed)
    },
    subscribers: () => listeners.size,
    drop() {
      for (const socket of server.clients) socket.terminate()
    },
    async stop() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Timers that run when the test says so, by their length. */
function manualTimers() {
  const timers = new Map<() => void, number>()
  return {
    setTimer(ms: number, then: () => void) {
      const run = () => {
        timers.delete(run)
        then()
      }
      timers.set(run, ms)
      return () => timers.delete(run)
    },
    runUpTo(ms: number) {
      for (const [run, length] of [...timers]) if (length <= ms) run()
    },
    runExactly(ms: number) {
      for (const [run, length] of [...timers]) if (length === ms) run()
    },
    count: () => timers.size,
  }
}

const cleanUp: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

function open(port: () => number, probe: LinkPorts['probe'] = async () => 'unreachable') {
  const timers = manualTimers()
  const client: DeskClient = openDeskClient({
    openSocket: () => new WebSocket(`ws://127.0.0.1:${port()}/rpc`, ['keyrack.v1', 'token.t']),
    random: () => 0.5,
    now: () => 1_000,
    setTimer: timers.setTimer,
    probe,
  })
  cleanUp.push(() => client.close())
  return { client, timers }
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 })

describe('the live link', () => {
  test('a command that lost its connection is sent again with the same key and answers', async () => {
    const host = await startHost()
    cleanUp.push(host.stop)
    const { client, timers } = open(() => host.port)
    await eventually(() => expect(client.link.state.kind).toBe('live'))
    host.host.answers = false
    const answer = client.calls.stays.checkOut({ idempotencyKey: 'key-00001', stayId: STAY })
    await eventually(() => expect(host.seenKeys).toHaveLength(1))
    host.host.answers = true
    host.drop()
    await eventually(() => expect(client.link.state.kind).toBe('away'))
    timers.runUpTo(10_000)
    expect(await answer).toEqual({ seq: 40, freedNights: 2 })
    expect(host.seenKeys).toEqual(['key-00001', 'key-00001'])
  })

  test('a call that is not answered in time ends, and a late host is not waited for without end', async () => {
    const host = await startHost()
    cleanUp.push(host.stop)
    const { client, timers } = open(() => host.port)
    await eventually(() => expect(client.link.state.kind).toBe('live'))
    host.host.answers = false
    const answer = client.calls.stays.checkOut({ idempotencyKey: 'key-00002', stayId: STAY })
    const failed = expect(answer).rejects.toBeInstanceOf(NoAnswer)
    await eventually(() => expect(host.seenKeys).toHaveLength(1))
    timers.runUpTo(15_000)
    await failed
    expect(host.seenKeys).toEqual(['key-00002'])
  })

  test('a call made while the host is away is sent when it is back', async () => {
    const first = await startHost()
    const port = first.port
    const { client, timers } = open(() => port)
    await eventually(() => expect(client.link.state.kind).toBe('live'))
    await first.stop()
    await eventually(() => expect(client.link.state.kind).toBe('away'))
    const answer = client.calls.attention.alerts()
    const second = await startHost(port)
    cleanUp.push(second.stop)
    timers.runUpTo(10_000)
    expect((await answer).alerts).toHaveLength(1)
  })

  test('a host that answers but does not know the session is told from one that is away', async () => {
    const host = await startHost()
    const port = host.port
    await host.stop()
    const { client } = open(
      () => port,
      async () => 'no-session',
    )
    await eventually(() => expect(client.link.state.kind).toBe('refused'))
    await expect(client.calls.attention.alerts()).rejects.toBeInstanceOf(NoAnswer)
  })

  test('a dead connection that still looks open is given up when the heartbeat is not answered', async () => {
    const silent = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await new Promise<void>((resolve) => silent.once('listening', resolve))
    cleanUp.push(async () => {
      for (const socket of silent.clients) socket.terminate()
      await new Promise((resolve) => silent.close(resolve))
    })
    const address = silent.address()
    const { client, timers } = open(() =>
      typeof address === 'object' && address !== null ? address.port : 0,
    )
    await eventually(() => expect(client.link.state.kind).toBe('live'))
    timers.runExactly(15_000)
    await eventually(() => expect(timers.count()).toBeGreaterThan(0))
    timers.runExactly(5_000)
    await eventually(() => expect(client.link.state.kind).toBe('away'))
  })
})

describe('staying fresh', () => {
  /** A page that shows alerts and journal, each with the version the host had when it was fetched. */
  async function openPage() {
    const started = await startHost()
    cleanUp.push(started.stop)
    const { client, timers } = open(() => started.port)
    const alerts = client.queries.attention.alerts.queryOptions()
    const journal = client.queries.journal.list.queryOptions({ input: {} })
    cleanUp.push(new QueryObserver(client.cache, alerts).subscribe(() => {}))
    cleanUp.push(new QueryObserver(client.cache, journal).subscribe(() => {}))
    const shown = () => ({
      alerts: client.cache.getQueryData(alerts.queryKey)?.alerts[0]?.openedAt,
      journal: client.cache.getQueryData(journal.queryKey)?.rows[0]?.seq,
      isFetching: client.cache.isFetching() > 0,
    })
    const { host } = started
    /** A commit of those topics; `gap` numbers before it were never heard of. */
    const commit = (topics: Changed['topics'], gap = 0) => {
      host.version += 1
      host.head += 1 + gap
      started.emit({ fromSeq: host.head, toSeq: host.head, topics })
      return host.version
    }
    await eventually(() => expect(shown()).toEqual({ alerts: 0, journal: 0, isFetching: false }))
    await eventually(() => expect(started.subscribers()).toBe(1))
    // Once this one is shown, the first event of the stream, which makes everything stale, is dealt with too.
    const settled = commit(['journal'])
    await eventually(() => expect(shown()).toMatchObject({ journal: settled, isFetching: false }))
    return { ...started, client, timers, shown, commit }
  }

  test('a commit refetches what shows its topics, and only that', async () => {
    const { shown, commit } = await openPage()
    const second = commit(['journal'])
    await eventually(() => expect(shown()).toMatchObject({ journal: second, isFetching: false }))
    expect(shown().alerts).toBeLessThan(second)
    const third = commit(['cases'])
    await eventually(() => expect(shown()).toMatchObject({ alerts: third, isFetching: false }))
    expect(shown().journal).toBe(second)
  })

  test('after a gap in the numbers everything is fetched again', async () => {
    const { shown, commit } = await openPage()
    const later = commit(['journal'], 7)
    await eventually(() => expect(shown()).toMatchObject({ alerts: later, journal: later }))
  })

  test('after a lost connection it subscribes again and fetches what was missed', async () => {
    const { host, client, timers, shown, drop } = await openPage()
    drop()
    await eventually(() => expect(client.link.state.kind).toBe('away'))
    host.version += 1
    host.head += 1
    timers.runUpTo(10_000)
    await eventually(() => expect(shown()).toMatchObject({ alerts: host.version, journal: host.version }))
  })
})
