/** Asks a channel what somebody at the desk wants to know of it: whether the connection works, and what it sells. */
import type {
  Inquiry,
  InquiryAnswer,
  InquiryFailure,
  ProbeAnswer,
  ProductsAnswer,
} from '../../shared/contract/channel-inquiry.ts'
import { problemOf } from './faults.ts'
import type { ChannelAdapter, ChannelContext, Clock, Http, HttpAnswer } from './ports.ts'

/** Somebody looks at a spinner: less than a lane waits, and less than the page waits for the host. */
export const INQUIRY_WITHIN_MS = 10_000

interface InquiryPorts {
  readonly http: Http
  readonly clock: Clock
}

/** Never rejects for what a channel does; `end` gives it up. */
export async function inquire(
  { ask, connection }: Inquiry,
  adapter: ChannelAdapter,
  { http, clock }: InquiryPorts,
  end: AbortSignal,
): Promise<InquiryAnswer> {
  const giveUp = new AbortController()
  const onEnd = () => giveUp.abort()
  if (end.aborted) onEnd()
  else end.addEventListener('abort', onEnd, { once: true })
  const watch = watched(http)
  const { settings } = connection
  const context: ChannelContext = {
    connection: {
      ...connection,
      settings: { ...settings, requestTimeoutMs: Math.min(settings.requestTimeoutMs, INQUIRY_WITHIN_MS) },
    },
    http: watch.http,
    clock,
    signal: giveUp.signal,
  }
  // A request may wait for its turn, which its own timeout does not count.
  const late = clock.sleep(INQUIRY_WITHIN_MS, giveUp.signal).then(() => giveUp.abort())
  try {
    return await (ask === 'probe' ? probe(adapter, context) : products(adapter, context))
  } catch (error) {
    const { code, message } = problemOf(error).error
    return { result: 'failed', reason: reasonOf(code, watch.last()), code, message }
  } finally {
    giveUp.abort()
    end.removeEventListener('abort', onEnd)
    await late
  }
}

/** A fetch whose messages are neither kept nor confirmed: the channel delivers them again. */
async function probe(adapter: ChannelAdapter, context: ChannelContext): Promise<ProbeAnswer> {
  if (adapter.probe !== undefined) return { result: 'works', waiting: await adapter.probe(context) }
  const [queue] = adapter.queues
  if (queue === undefined) return { result: 'notTestable' }
  return { result: 'works', waiting: (await adapter.fetch(queue, context)).length }
}

async function products(adapter: ChannelAdapter, context: ChannelContext): Promise<ProductsAnswer> {
  if (adapter.products === undefined) return { result: 'noList' }
  return { result: 'products', rooms: await adapter.products(context) }
}

/** By what went over the wire, so that it holds for every kind: nothing, no answer, or one with a status. */
type Seen = 'nothing' | 'noAnswer' | HttpAnswer['status']

function watched(http: Http): { http: Http; last(): Seen } {
  let seen: Seen = 'nothing'
  return {
    last: () => seen,
    http: {
      async request(request) {
        seen = 'noAnswer'
        const answer = await http.request(request)
        seen = answer.status
        return answer
      },
    },
  }
}

function reasonOf(code: string, seen: Seen): InquiryFailure {
  if (code === 'CredentialsRefused' || seen === 401 || seen === 403) return 'refused'
  if (seen === 'nothing') return code === 'Aborted' ? 'unreachable' : 'settings'
  if (seen === 'noAnswer') return 'unreachable'
  return code === 'RateLimited' || seen === 429 || seen >= 500 ? 'busy' : 'strange'
}
