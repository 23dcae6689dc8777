/** Which calls the host keeps for people to look at: the latest of each kind, within its bounds, joined with what the ledger keeps. */
import { expect, test } from 'vitest'
import { createCallBook } from '../../main/host/call-book.ts'
import type { SettledCall } from '../../main/ledger/lanes/lane-observer.ts'
import { type ChannelCall, callLineSchema, LONGEST_CALL_BODY } from '../../shared/contract/channel-calls.ts'

const CHANNEL = '01890a5d-ac96-774b-bcce-b302099a8057'
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058'
const START = Date.UTC(2027, 2, 1, 8)

function callOf(change: Partial<ChannelCall> = {}): ChannelCall {
  return {
    channelId: CHANNEL,
    kind: 'send',
    part: 'availability',
    requestId: 'r1',
    at: START + 1,
    tookMs: 12.5,
    method: 'POST',
    address: 'https://channel.example/ari',
    request: { text: '<a/>', bytes: 4, isCut: false },
    status: 200,
    answer: { text: '<b/>', bytes: 4, isCut: false },
    failure: null,
    ...change,
  }
}

const book = () => createCallBook({ now: () => START })
const settled = (requestId: string, id: number) => ({ requestId, id }) as SettledCall

test('a call is listed without its texts and given with them; another channel does not have it', () => {
  const calls = book()
  calls.note(callOf())
  const { since, gone, calls: lines } = calls.list(CHANNEL)
  expect({ since, gone }).toEqual({ since: START, gone: 0 })
  expect(lines).toHaveLength(1)
  const [line] = lines
  expect(callLineSchema.strict().parse(line)).toMatchObject({ sentId: null, requestBytes: 4, answerBytes: 4 })
  expect(calls.one(CHANNEL, line?.id ?? 0)).toEqual({ call: callOf() })
  expect(calls.one(OTHER, line?.id ?? 0)).toEqual({ call: null })
  expect(calls.list(OTHER)).toEqual({ since: START, gone: 0, calls: [] })
})

test('a call knows the ledger’s entry of its request, whichever of the two is told first', () => {
  const calls = book()
  calls.observer.settled(settled('r1', 41))
  calls.note(callOf({ requestId: 'r1' }))
  calls.note(callOf({ requestId: 'r2' }))
  calls.observer.settled(settled('r2', 42))
  calls.note(callOf({ requestId: null, kind: 'fetch' }))
  expect(calls.list(CHANNEL).calls.map(({ sentId }) => sentId)).toEqual([null, 42, 41])
})

test('fetches by the hundred push out fetches alone, and what is gone is counted', () => {
  const calls = book()
  calls.note(callOf())
  for (let each = 0; each < 130; each++) calls.note(callOf({ kind: 'fetch', requestId: null, at: each }))
  const { gone, calls: lines } = calls.list(CHANNEL)
  expect(gone).toBe(30)
  expect(lines.filter(({ kind }) => kind === 'send')).toHaveLength(1)
  expect(lines.filter(({ kind }) => kind === 'fetch').map(({ at }) => at)).toEqual(
    Array.from({ length: 100 }, (_, index) => 129 - index),
  )
})

test('beyond the bound of memory the channel that holds most gives its oldest', () => {
  const calls = book()
  const text = 'x'.repeat(LONGEST_CALL_BODY)
  const large = { text, bytes: text.length, isCut: false }
  calls.note(callOf({ channelId: OTHER }))
  for (let each = 0; each < 200; each++) calls.note(callOf({ request: large, answer: large, at: each }))
  const { gone, calls: lines } = calls.list(CHANNEL)
  // 256 kB each: 127 fit beside the small ones.
  expect(lines).toHaveLength(127)
  expect(gone).toBe(73)
  expect(lines.at(-1)?.at).toBe(73)
  expect(calls.list(OTHER).calls).toHaveLength(1)
})
