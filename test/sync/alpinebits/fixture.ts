/** A running sandbox, the adapter's context for it, and its levers. */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { alpinebitsAdapter } from '../../../sync/channels/alpinebits/adapter.ts'
import type { ChannelContext, PulledMessage } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { startAlpinebitsSandbox } from '../../../sync/sandbox/alpinebits-sandbox.ts'
import { sandboxControl } from '../suite/sandbox-control.ts'
import {
  connectionTo,
  DOUBLE,
  FLEXIBLE,
  HOTEL,
  NOW,
  prices,
  rooms,
  SAVER,
  SUITE,
  SUITE_RATE,
} from './scripted.ts'

/** Ends by `close`; every sandbox of its own, in memory. */
export async function startFixture(
  options: { capabilities?: readonly string[]; settlesUnseen?: boolean } = {},
) {
  const bugs: unknown[] = []
  const requests: string[] = []
  const answers: string[] = []
  const { credentials } = connectionTo('https://portal.example')
  let now = NOW
  let demanded: string | null = null
  const sandbox = await startAlpinebitsSandbox({
    db: ':memory:',
    hotelCode: HOTEL,
    ...credentials,
    ...options,
    demand: () => demanded,
    clock: { now: () => (now += 1_000), sleep: () => Promise.resolve() },
    report: (error) => bugs.push(error),
  })
  const http = new ChannelHttp()
  const control = sandboxControl(sandbox.url)
  await control.setProducts([
    { roomCode: DOUBLE, name: 'Double', rateCodes: [FLEXIBLE, SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [SUITE_RATE, SAVER] },
  ])
  const contextWith = (settings: object = {}, credentialsGiven = credentials): ChannelContext => ({
    connection: { ...connectionTo(sandbox.url, settings), credentials: credentialsGiven },
    http: {
      async request(request) {
        requests.push(request.body ?? '')
        const answer = await http.request(request)
        answers.push(answer.body)
        return answer
      },
    },
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  })
  const context = contextWith()
  const send = (lane: string, ...ranges: SendRange[]) => alpinebitsAdapter.send(lane, ranges, context)
  return {
    url: sandbox.url,
    bugs,
    requests,
    answers,
    context,
    contextWith,
    control,
    send,
    demand(status: string | null) {
      demanded = status
    },
    shown: () => control.state('2027-01-01', '2029-12-31'),
    fetch: () => alpinebitsAdapter.fetch('guest_requests', context),
    confirm: (pulled: readonly PulledMessage[]) =>
      alpinebitsAdapter.acknowledge(
        'guest_requests',
        pulled.map(({ receipt }) => ({ receipt, code: 'KR-7' })),
        context,
      ),
    /** Three doubles and one suite, five nights from 10 June. */
    async stockUp() {
      await send('free_rooms', rooms(3), rooms(1, SUITE))
      await send('rate_plans', prices([8_000, 10_000]), prices([20_000, 20_000], SUITE_RATE, SUITE))
    },
    async close() {
      await http.close()
      await sandbox.close()
    },
  }
}

export type Fixture = Awaited<ReturnType<typeof startFixture>>
