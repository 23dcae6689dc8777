/** The adapter of a modelled channel: it translates into the model's own plain messages and, like every adapter, decides nothing. */
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import type { ChannelConnection, RangeOutcome, SendRange } from '../../shared/contract/sync-link.ts'
import { nightsOf } from '../../shared/dates.ts'
import type { InboundMessage } from '../../shared/snapshot.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  ChannelFailure,
  type HttpAnswer,
  HttpFailure,
  type PulledMessage,
  type SendResult,
} from '../../sync/engine/ports.ts'
import type { Delivered, Item } from './channel.ts'

export interface AdapterPorts {
  /** Called before the first byte of a request leaves. */
  readonly onLeave: (channelName: string, ranges: readonly SendRange[]) => void
  /** An injected bug: revisions are taken as they come. */
  readonly ignoresNumbers: boolean
}

export function modelledAdapter(kind: ChannelConnection['kind'], ports: AdapterPorts): ChannelAdapter {
  return {
    kind,
    lanes: CHANNEL_KINDS[kind].lanes,
    queues: kind === 'channex' ? ['feed'] : ['new', 'modified'],

    async send(_lane, ranges, context) {
      ports.onLeave(context.connection.name, ranges)
      try {
        return resultOf(ranges, await post('receive', { items: ranges.map(itemOf) }, context))
      } catch (error) {
        if (!(error instanceof HttpFailure)) throw error
        return all(ranges, error.sent === 'no' ? 'not_applied' : 'uncertain', error.code)
      }
    },

    measure: (_lane, ranges) => ranges.length * 100,

    async fetch(queue, context) {
      const answer = await post('fetch', { queue }, context)
      refuseFailed(answer)
      return pulled(JSON.parse(answer.body) as Delivered[], ports.ignoresNumbers)
    },

    async acknowledge(_queue, committed, context) {
      // Where an older revision is confirmed with a newer one, it comes first, so that none is left behind it.
      const receipts = committed.flatMap(({ receipt }) => JSON.parse(receipt) as string[])
      refuseFailed(await post('acknowledge', { receipts }, context))
    },

    readPosted: (_action, body) => (JSON.parse(body) as { messages: InboundMessage[] }).messages,
  }
}

const itemOf = ({ facet, roomCode, rateCode, from, to, value }: SendRange): Item => ({
  facet,
  type: roomCode,
  plan: rateCode ?? '',
  dates: nightsOf({ from, to }),
  value,
})

function post(action: string, content: unknown, { connection, http, signal }: ChannelContext) {
  const { ariBaseUrl, requestTimeoutMs } = connection.settings
  return http.request({
    method: 'POST',
    url: `${ariBaseUrl}/${action}`,
    headers: {},
    body: JSON.stringify(content),
    timeoutMs: requestTimeoutMs,
    signal,
  })
}

function all(
  ranges: readonly SendRange[],
  status: RangeOutcome['status'],
  code: string,
  rest: Partial<SendResult> = {},
): SendResult {
  const outcomes = ranges.map(() => ({ status, code, message: code }))
  const error = { code, message: code }
  return { outcomes, error, stop: false, retryAfterMs: null, unattributed: false, ...rest }
}

function resultOf(ranges: readonly SendRange[], answer: HttpAnswer): SendResult {
  const { status, body } = answer
  if (status === 401) return all(ranges, 'not_applied', 'Unauthorized', { stop: true })
  if (status === 429 || status === 503)
    return all(ranges, 'not_applied', `Http${status}`, { retryAfterMs: retryAfterOf(answer) })
  if (status === 400) return all(ranges, 'not_applied', 'Refused', { unattributed: true })
  if (status !== 200) return all(ranges, 'uncertain', `Http${status}`)
  const outcomes = (JSON.parse(body) as boolean[]).map((isShown) => ({
    status: isShown ? ('acknowledged' as const) : ('refused' as const),
    code: '',
    message: '',
  }))
  return { outcomes, error: null, stop: false, retryAfterMs: null, unattributed: false }
}

const retryAfterOf = ({ headers }: HttpAnswer): number | null =>
  headers['retry-after'] === undefined ? null : Number(headers['retry-after'])

/** @throws ChannelFailure */
function refuseFailed(answer: HttpAnswer): void {
  const { status } = answer
  if (status === 200) return
  const retryAfterMs = retryAfterOf(answer)
  throw new ChannelFailure(`Http${status}`, `Http${status}`, { stop: status === 401, retryAfterMs })
}

/** Of a booking the newest revision alone, with the receipts of the older ones first: as for any channel that numbers them. */
function pulled(delivered: readonly Delivered[], ignoresNumbers: boolean): PulledMessage[] {
  const newest = new Map<string, Delivered>()
  const receipts = new Map<string, { number: number; receipt: string }[]>()
  if (ignoresNumbers)
    return delivered.map(({ message: { revision: _, ...message }, receipt }) => ({
      message,
      receipt: JSON.stringify([receipt]),
    }))
  for (const each of delivered) {
    const { channelRef } = each.message
    if (each.number > (newest.get(channelRef)?.number ?? 0)) newest.set(channelRef, each)
    receipts.set(channelRef, [...(receipts.get(channelRef) ?? []), each])
  }
  return [...newest.values()].map(({ message }) => ({
    message,
    receipt: JSON.stringify(
      receipts
        .get(message.channelRef)!
        .toSorted((a, b) => a.number - b.number)
        .map(({ receipt }) => receipt),
    ),
  }))
}
