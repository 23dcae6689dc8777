/** One sync process at a time: epochs, restarts, and an end that waits for the old one's requests. */
import { createORPCClient, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, onTestFinished, test, vi } from 'vitest'
import { systemClock, systemRandom } from '../../main/host/clock.ts'
import { forkChild } from '../../main/host/forked-child.ts'
import type { HostChild } from '../../main/host/host-child.ts'
import { mergedHints } from '../../main/host/sync-link.ts'
import {
  FIRST_RESTART_MS,
  LONGEST_RESTART_MS,
  restartDelayMs,
  superviseSync,
} from '../../main/host/sync-supervisor.ts'
import type { LaneDesk } from '../../main/ledger/ledger.ts'
import type { Hint, SyncLinkContract } from '../../shared/contract/sync-link.ts'
import { testClock } from './desk-under-test.ts'
import { noRelay } from './no-relay.ts'

const quietLog = { info: () => undefined, warn: () => undefined }
const DEADLINE_MS = 3_000

function recordingLanes() {
  const calls: string[] = []
  const hintListeners = new Set<(hint: Hint) => void>()
  const lanes: Partial<LaneDesk> = {
    async beginEpoch() {
      calls.push('beginEpoch')
    },
    async claim({ lane, channelId }) {
      calls.push(`claim ${lane} ${channelId}`)
      return { batch: null, wakeAfterMs: null }
    },
    onHint(listener) {
      hintListeners.add(listener)
      return () => hintListeners.delete(listener)
    },
    longestDeadlineMs: () => DEADLINE_MS,
  }
  return { calls, hintListeners, lanes: lanes as LaneDesk }
}

/** A worker that lives in the test, with the client at its end of the link. */
function fakeWorker() {
  let toHost: (frame: unknown) => void = () => undefined
  let exit: (how: string) => void = () => undefined
  const toClient: ((data: unknown) => void)[] = []
  const signals: string[] = []
  const worker: HostChild = {
    pid: 1,
    postMessage: (frame) => {
      for (const listener of toClient) listener(frame)
    },
    onMessage: (listener) => {
      toHost = listener
    },
    onExit: (listener) => {
      exit = listener
    },
    disconnect: () => signals.push('disconnect'),
    kill: () => signals.push('kill'),
  }
  const port = {
    postMessage: (data: unknown) => toHost(data),
    onMessage: { addListener: (listener: (data: unknown) => void) => toClient.push(listener) },
    onDisconnect: { addListener: () => undefined },
  }
  const client: ContractRouterClient<SyncLinkContract> = createORPCClient(new RPCLink({ port }))
  return {
    worker,
    client,
    signals,
    speak: (frame: unknown) => toHost(frame),
    exit: (how = 'exit code 1') => exit(how),
  }
}

function supervised(fraction = 1) {
  const clock = testClock()
  const recording = recordingLanes()
  const workers: ReturnType<typeof fakeWorker>[] = []
  const incidents: unknown[] = []
  let failStarts = 0
  const supervisor = superviseSync({
    lanes: recording.lanes,
    relay: noRelay(),
    spawnSync() {
      if (failStarts-- > 0) throw new Error('no more processes')
      workers.push(fakeWorker())
      return workers.at(-1)!.worker
    },
    clock,
    random: { bytes: systemRandom().bytes, fraction: () => fraction },
    report: (error) => String(incidents.push(error)),
    log: quietLog,
  })
  const started = (count: number) => vi.waitFor(() => expect(workers).toHaveLength(count))
  return {
    ...recording,
    clock,
    supervisor,
    workers,
    incidents,
    started,
    failNextStarts: (count: number) => {
      failStarts = count
    },
  }
}
const claim = { channelId: 'c', lane: 'availability', maxRanges: 1 }

test('each start begins a new epoch before the process exists', async () => {
  const { supervisor, calls, clock, workers, started } = supervised()
  expect(supervisor.isRunning()).toBe(false)
  supervisor.start()
  await started(1)
  expect([supervisor.isRunning(), supervisor.epoch(), calls]).toEqual([true, 1, ['beginEpoch']])
  workers[0]!.exit()
  expect(supervisor.isRunning()).toBe(false)
  clock.advance(FIRST_RESTART_MS)
  await started(2)
  expect([supervisor.epoch(), calls]).toEqual([2, ['beginEpoch', 'beginEpoch']])
})

test('whoever asks is told of every start and end, until they no longer want to know', async () => {
  const { supervisor, clock, workers, started } = supervised()
  const told: boolean[] = []
  const end = supervisor.onRunning(() => told.push(supervisor.isRunning()))
  supervisor.start()
  await started(1)
  workers[0]!.exit()
  clock.advance(FIRST_RESTART_MS)
  await started(2)
  expect(told).toEqual([true, false, true])
  end()
  workers[1]!.exit()
  expect(told).toHaveLength(3)
})

test('a call of an earlier epoch is answered StaleEpoch and reaches nothing', async () => {
  const { supervisor, calls, clock, workers, started } = supervised()
  supervisor.start()
  await started(1)
  await workers[0]!.client.claim(claim)
  workers[0]!.exit()
  clock.advance(FIRST_RESTART_MS)
  await started(2)
  const before = calls.length
  const [failure] = await safe(workers[0]!.client.claim(claim))
  expect(failure).toMatchObject({ defined: true, code: 'StaleEpoch', data: { epoch: 1, current: 2 } })
  expect(calls).toHaveLength(before)
  await workers[1]!.client.claim(claim)
  expect(calls).toHaveLength(before + 1)
})

test('the wait after a death is uniform up to a bound that doubles to ten seconds', () => {
  expect([0, 1, 2, 3, 20, 1_000].map((deaths) => restartDelayMs(deaths, 1))).toEqual([
    100,
    200,
    400,
    800,
    LONGEST_RESTART_MS,
    LONGEST_RESTART_MS,
  ])
  expect(restartDelayMs(5, 0)).toBe(0)
})

test('deaths in a row wait longer each time; a minute of health forgets them', async () => {
  const { supervisor, clock, workers, started } = supervised()
  supervisor.start()
  await started(1)
  workers[0]!.exit()
  clock.advance(FIRST_RESTART_MS)
  await started(2)
  workers[1]!.exit()
  clock.advance(2 * FIRST_RESTART_MS - 1)
  await Promise.resolve()
  expect(workers).toHaveLength(2)
  clock.advance(1)
  await started(3)
  clock.advance(60_000)
  workers[2]!.exit()
  clock.advance(FIRST_RESTART_MS)
  await started(4)
})

test('a start that fails is reported and tried again', async () => {
  const { supervisor, clock, incidents, started, failNextStarts } = supervised()
  failNextStarts(1)
  supervisor.start()
  await vi.waitFor(() => expect(incidents).toHaveLength(1))
  await vi.waitFor(() => {
    clock.advance(FIRST_RESTART_MS)
    return started(1)
  })
  expect(supervisor.isRunning()).toBe(true)
})

test('I6: a process that speaks nonsense is killed, and one that will not exit is waited for until its deadline', async () => {
  const { supervisor, clock, workers, started } = supervised(0)
  supervisor.start()
  await started(1)
  workers[0]!.speak('not a frame')
  expect(workers[0]!.signals).toEqual(['kill'])
  clock.advance(DEADLINE_MS - 1)
  expect([supervisor.isRunning(), supervisor.epoch()]).toEqual([true, 1])
  clock.advance(1)
  expect(supervisor.isRunning()).toBe(false)
  clock.advance(1)
  await started(2)
  expect(supervisor.epoch()).toBe(2)
})

test('stopping asks first, kills after two seconds, and starts nothing any more', async () => {
  const { supervisor, clock, workers, started } = supervised()
  supervisor.start()
  await started(1)
  const [first] = workers
  const stopped = supervisor.stop()
  await vi.waitFor(() => expect(first!.signals).toEqual(['disconnect']))
  clock.advance(2_000)
  expect(first!.signals).toEqual(['disconnect', 'kill'])
  first!.exit('SIGKILL')
  await stopped
  clock.advance(60_000)
  expect([workers.length, supervisor.isRunning()]).toEqual([1, false])
})

test('hints reach the process and stop with it', async () => {
  const { supervisor, hintListeners, workers, started } = supervised()
  supervisor.start()
  await started(1)
  const stream = await workers[0]!.client.hints()
  for (const listener of hintListeners) listener({ kind: 'work', facets: ['price'] })
  expect((await stream.next()).value).toEqual({ kind: 'work', facets: ['price'] })
  workers[0]!.exit()
  await vi.waitFor(() => expect(hintListeners.size).toBe(0))
})

test('merged hints lose nothing', () => {
  const waiting: Hint[] = [
    { kind: 'work', facets: ['price'] },
    { kind: 'pull', channelId: 'a' },
    { kind: 'connections' },
    { kind: 'work', facets: ['availability', 'price'] },
    { kind: 'pull', channelId: 'b' },
    { kind: 'pull', channelId: 'a' },
    { kind: 'connections' },
  ]
  expect(mergedHints(waiting)).toEqual([
    { kind: 'connections' },
    { kind: 'work', facets: ['availability', 'price'] },
    { kind: 'pull', channelId: 'a' },
    { kind: 'pull', channelId: 'b' },
  ])
})

test('a real process is forked without secrets, works over its link, and comes back after kill -9', async () => {
  process.env.KEYRACK_SANDBOX_PASSWORD = 'must-not-be-inherited'
  onTestFinished(() => {
    delete process.env.KEYRACK_SANDBOX_PASSWORD
  })
  const { calls, hintListeners, lanes } = recordingLanes()
  const incidents: unknown[] = []
  const supervisor = superviseSync({
    lanes,
    spawnSync: () => forkChild(new URL('./sync-stub.ts', import.meta.url)),
    relay: noRelay(),
    clock: systemClock(),
    random: systemRandom(),
    report: (error) => String(incidents.push(error)),
    log: quietLog,
  })
  onTestFinished(() => supervisor.stop())
  supervisor.start()
  const hellos = () => calls.filter((call) => call.startsWith('claim hello'))
  const patient = { timeout: 15_000, interval: 20 }
  await vi.waitFor(() => expect(hellos()).toHaveLength(1), patient)
  const told = JSON.parse(hellos()[0]!.slice('claim hello '.length)) as { argv: string[]; env: string[] }
  expect(told.argv).toEqual([])
  expect(told.env).not.toContain('KEYRACK_SANDBOX_PASSWORD')

  const first = supervisor.pid()!
  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(hellos()).toHaveLength(2), patient)
  expect(supervisor.epoch()).toBe(2)
  expect(supervisor.pid()).not.toBe(first)
  expect(hintListeners.size).toBe(1)
  for (const listener of hintListeners) listener({ kind: 'connections' })
  await vi.waitFor(() => expect(calls).toContain('claim hint connections'), patient)

  const second = supervisor.pid()!
  await supervisor.stop()
  expect(() => process.kill(second, 0)).toThrow(/ESRCH/)
  expect([supervisor.isRunning(), incidents]).toEqual([false, []])
})
