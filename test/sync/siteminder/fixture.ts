/** A running sandbox, the adapter's context for it, and its levers. */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { siteminderAdapter } from '../../../sync/channels/siteminder/adapter.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { startSiteminderSandbox } from '../../../sync/sandbox/siteminder-sandbox.ts'
import { sandboxControl } from '../suite/sandbox-control.ts'
import {
  connectionTo,
  DOUBLE,
  FLEXIBLE,
  HOTEL,
  NOW,
  prices,
  REQUESTOR,
  rooms,
  SAVER,
  SUITE,
  SUITE_RATE,
} from './scripted.ts'

/** Ends by `close`; every sandbox of its own, in memory. */
export async function startFixture() {
  const bugs: unknown[] = []
  const bodies: string[] = []
  const { credentials } = connectionTo('')
  let now = NOW
  const sandbox = await startSiteminderSandbox({
    db: ':memory:',
    hotelCode: HOTEL,
    requestorId: REQUESTOR,
    ...credentials,
    // A second passes with every look, so that messages are told apart by their times.
    clock: { now: () => (now += 1_000), sleep: () => Promise.resolve() },
    report: (error) => bugs.push(error),
  })
  const http = new ChannelHttp()
  const control = sandboxControl(sandbox.url)
  await control.setProducts([
    { roomCode: DOUBLE, name: 'Double', rateCodes: [FLEXIBLE, SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [SUITE_RATE] },
  ])
  let at = 0
  const contextWith = (settings: object = {}, credentialsGiven = credentials): ChannelContext => ({
    connection: { ...connectionTo(sandbox.url, settings), credentials: credentialsGiven },
    http: {
      async request(request) {
        bodies.push(request.body ?? '')
        const answer = await http.request(request)
        bodies.push(answer.body)
        return answer
      },
    },
    clock: { now: () => NOW, monotonic: () => ++at, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  })
  const context = contextWith({ requestDeadlineMs: 60_000 })
  const send = (lane: string, ...ranges: SendRange[]) => siteminderAdapter.send(lane, ranges, context)
  return {
    url: sandbox.url,
    bugs,
    /** Of all requests and answers, in their order. */
    bodies,
    context,
    contextWith,
    control,
    send,
    shown: () => control.state('2027-01-01', '2029-12-31'),
    fetch: () => siteminderAdapter.fetch('reservations', context),
    confirm: (committed: { receipt: string; code: string | null }[]) =>
      siteminderAdapter.acknowledge('reservations', committed, context),
    /** Three doubles and one suite, five nights from 10 June. */
    async stockUp() {
      await send('availability', rooms(3), rooms(1, SUITE))
      await send('prices', prices([8_000, 10_000]), prices([20_000, 20_000], SUITE_RATE, SUITE))
    },
    async close() {
      await http.close()
      await sandbox.close()
    },
  }
}

export type Fixture = Awaited<ReturnType<typeof startFixture>>
