/** The page's line over the shell's ports: asked for, given, lost and asked for again; calls never hang on a dead port. */
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDeskClient } from '../../renderer/connection/desk-client.ts'
import { CALL_TIMEOUT_MS } from '../../renderer/connection/live-link.ts'
import { type ShellWindow, shellLinkPorts } from '../../renderer/connection/shell-line.ts'
import { contract } from '../../shared/contract/contract.ts'
import { testClock } from '../host/desk-under-test.ts'

const ORIGIN = 'app://keyrack'

/** The window with a shell behind it that does what the test says. */
function shellWindow() {
  const listeners: ((event: MessageEvent) => void)[] = []
  const asks: number[] = []
  const keys: string[] = []
  const os = implement(contract)
  const host = { answers: true }
  const handler = new RPCHandler({
    session: { who: os.session.who.handler(() => ({ actor: 'desk', permissions: ['read' as const] })) },
    stays: {
      checkOut: os.stays.checkOut.handler(async ({ input }) => {
        keys.push(input.idempotencyKey)
        if (!host.answers) await new Promise(() => {})
        return { seq: 1, freedNights: 2 }
      }),
    },
  })
  const window: ShellWindow = {
    location: { origin: ORIGIN },
    addEventListener: ((_type: string, listener: (event: MessageEvent) => void) => {
      listeners.push(listener)
    }) as ShellWindow['addEventListener'],
    postMessage: ((data: { keyrack: string; ask: number }, origin: string) => {
      expect([data.keyrack, origin]).toEqual(['line-wanted', ORIGIN])
      asks.push(data.ask)
    }) as ShellWindow['postMessage'],
  }
  const say = (data: unknown, ports: MessagePort[] = [], origin = ORIGIN) => {
    for (const listener of listeners) listener({ data, ports, origin } as never)
  }
  const give = (ask: number, origin = ORIGIN) => {
    const { port1, port2 } = new MessageChannel()
    handler.upgrade(port1)
    port1.start()
    onTestFinished(() => port1.close())
    say({ keyrack: 'line-given', ask }, [port2], origin)
    return port1
  }
  return { window, asks, keys, host, say, give }
}

function opened() {
  const shell = shellWindow()
  const clock = testClock()
  const client = openDeskClient(
    shellLinkPorts(shell.window, {
      now: clock.now,
      random: () => 0.5,
      setTimer: clock.after,
    }),
  )
  onTestFinished(() => client.close())
  const state = () => client.link.state.kind
  return { ...shell, clock, client, state }
}

const closed = (port: MessagePort) => new Promise((resolve) => port.addEventListener('close', resolve))
const checkOut = { idempotencyKey: 'check-out-1', stayId: '0193f1aa-0000-7000-8000-00000000abcd' }

test('the page asks for a line, waits for it, and calls over it', async () => {
  const { asks, state, give, client } = opened()
  const answer = client.calls.session.who()
  expect([asks, state()]).toEqual([[1], 'connecting'])
  give(1)
  expect(state()).toBe('live')
  expect(await answer).toMatchObject({ actor: 'desk' })
})

test('a port whose other end closes: the page is away, asks again, and the command is repeated with its key', async () => {
  const { asks, keys, host, state, give, client, clock } = opened()
  const first = give(1)
  host.answers = false
  const answer = client.calls.stays.checkOut(checkOut)
  await vi.waitFor(() => expect(keys).toEqual(['check-out-1']))
  first.close()
  await vi.waitFor(() => expect(state()).toBe('away'))
  clock.advance(250)
  expect(asks).toEqual([1, 2])
  host.answers = true
  give(2)
  expect(await answer).toMatchObject({ freedNights: 2 })
  expect([keys, state()]).toEqual([['check-out-1', 'check-out-1'], 'live'])
})

test('a port that says nothing of its end: the shell does, and at once', async () => {
  const { asks, state, say, give, clock } = opened()
  const first = give(1)
  const ended = closed(first)
  say({ keyrack: 'line-lost' })
  expect(state()).toBe('away')
  await ended
  clock.advance(250)
  expect(asks).toEqual([1, 2])
})

test('a call that nobody answers ends after its time', async () => {
  const { host, give, client, clock, keys } = opened()
  give(1)
  host.answers = false
  const failed = expect(client.calls.stays.checkOut(checkOut)).rejects.toThrow('The host did not answer.')
  await vi.waitFor(() => expect(keys).toHaveLength(1))
  clock.advance(CALL_TIMEOUT_MS)
  await failed
})

test('a port that leads to nowhere and says nothing of it is given up by the heartbeat', async () => {
  const { say, state, clock } = opened()
  const { port1, port2 } = new MessageChannel()
  port1.start()
  const given = closed(port1)
  say({ keyrack: 'line-given', ask: 1 }, [port2])
  expect(state()).toBe('live')
  clock.advance(15_000)
  clock.advance(5_000)
  await vi.waitFor(() => expect(state()).toBe('away'))
  await given
})

test('a line that does not come is asked for again', async () => {
  const { asks, state, clock } = opened()
  clock.advance(60_000)
  await vi.waitFor(() => expect(state()).toBe('away'))
  clock.advance(10_000)
  expect(asks).toEqual([1, 2])
})

test('late, doubled and foreign answers are closed or left alone, and change nothing', async () => {
  const { state, give, say, clock, asks } = opened()
  for (const data of [null, 'line-given', 5, { keyrack: 5 }, { other: 'line-given' }]) say(data)
  give(1, 'https://example.com')
  expect(state()).toBe('connecting')
  clock.advance(60_000)
  await vi.waitFor(() => expect(state()).toBe('away'))
  await closed(give(1))
  expect(state()).toBe('away')
  clock.advance(10_000)
  expect(asks).toEqual([1, 2])
  give(2)
  await closed(give(2))
  expect(state()).toBe('live')
})
