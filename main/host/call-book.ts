/**
 * Calls to channels with what was asked and answered, for people to look at: in memory, the latest of each kind and channel,
 * and of all of them no more than a bound. The ledger keeps what became of the values; this is how it was said.
 */
import {
  CALL_KINDS,
  type CallKind,
  type CallLine,
  type ChannelCall,
} from '../../shared/contract/channel-calls.ts'
import type { CallsPort } from '../api/ports.ts'
import type { LaneObserver } from '../ledger/lanes/lane-observer.ts'
import { Latest } from './latest.ts'

/** A channel that is fetched from every few seconds must not push out what it was sent. */
const KEPT: Readonly<Record<CallKind, number>> = { send: 200, fetch: 100, acknowledge: 100, compare: 50 }
/** Of all texts together; the largest channel gives first. */
const MOST_BYTES = 32 * 1024 * 1024
/** Requests whose entry in the ledger is known before their call is told; they follow each other within milliseconds. */
const MOST_SETTLED = 500

interface KeptCall extends ChannelCall {
  readonly id: number
  readonly size: number
}

interface ChannelCalls {
  readonly byKind: Readonly<Record<CallKind, KeptCall[]>>
  bytes: number
  gone: number
}

export interface CallBook extends Omit<CallsPort, 'told'> {
  note(call: ChannelCall): void
  /** The latest one that carried the request. */
  idOf(channelId: string, requestId: string): number | null
  readonly observer: LaneObserver
}

export function createCallBook({ now }: { now(): number }): CallBook {
  const since = now()
  const channels = new Map<string, ChannelCalls>()
  const sentIds = new Latest<string, number>(MOST_SETTLED)
  let lastId = 0
  let bytes = 0

  function drop(of: ChannelCalls, kind: CallKind): void {
    const oldest = of.byKind[kind].shift()
    if (oldest === undefined) return
    of.gone++
    of.bytes -= oldest.size
    bytes -= oldest.size
  }

  /** The oldest of the channel that holds the most. */
  function dropOne(): void {
    const [largest] = [...channels.values()].sort((a, b) => b.bytes - a.bytes)
    if (largest === undefined) return
    const [kind] = CALL_KINDS.filter((each) => largest.byKind[each].length > 0).sort(
      (a, b) => (largest.byKind[a][0]?.id ?? 0) - (largest.byKind[b][0]?.id ?? 0),
    )
    if (kind !== undefined) drop(largest, kind)
  }

  const lineOf = ({ request, answer, size: _size, ...line }: KeptCall): CallLine => ({
    ...line,
    sentId: line.requestId === null ? null : (sentIds.get(line.requestId) ?? null),
    requestBytes: request.bytes,
    answerBytes: answer?.bytes ?? null,
  })

  return {
    note(call) {
      const of = channels.get(call.channelId) ?? {
        byKind: { send: [], fetch: [], acknowledge: [], compare: [] },
        bytes: 0,
        gone: 0,
      }
      channels.set(call.channelId, of)
      // Two bytes a character, as the memory holds them.
      const size = 2 * (call.request.text.length + (call.answer?.text.length ?? 0) + call.address.length)
      of.byKind[call.kind].push({ ...call, id: ++lastId, size })
      of.bytes += size
      bytes += size
      if (of.byKind[call.kind].length > KEPT[call.kind]) drop(of, call.kind)
      while (bytes > MOST_BYTES) dropOne()
    },
    observer: {
      claimed: () => undefined,
      settled: ({ requestId, id }) => sentIds.set(requestId, id),
    },
    list(channelId) {
      const of = channels.get(channelId)
      const calls = of === undefined ? [] : CALL_KINDS.flatMap((kind) => of.byKind[kind])
      return { since, gone: of?.gone ?? 0, calls: calls.sort((a, b) => b.id - a.id).map(lineOf) }
    },
    idOf: (channelId, requestId) =>
      channels.get(channelId)?.byKind.send.findLast((call) => call.requestId === requestId)?.id ?? null,
    one(channelId, callId) {
      const of = channels.get(channelId)
      const found = CALL_KINDS.flatMap((kind) => of?.byKind[kind] ?? []).find(({ id }) => id === callId)
      if (found === undefined) return { call: null }
      const { id: _id, size: _size, ...call } = found
      return { call }
    },
  }
}
