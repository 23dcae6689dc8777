/** Which calls are told to the desk, when, and that neither a stuck desk nor a failing one is in the way of the work. */
import { expect, test } from 'vitest'
import type { ChannelCall } from '../../shared/contract/channel-calls.ts'
import { tellCalls } from '../../sync/call-teller.ts'
import type { OverCall } from '../../sync/engine/ports.ts'
import { connectionOf } from './engine/scripted-channel.ts'

function overCall(part: string): OverCall {
  return {
    connection: connectionOf(),
    occasion: { kind: 'send', part, requestId: 'r1' },
    request: {
      method: 'POST',
      url: 'https://channel.example/ari',
      headers: { authorization: 'Basic c2VjcmV0' },
      body: '<a key="secret"/>',
      timeoutMs: 1_000,
      signal: new AbortController().signal,
    },
    at: 5,
    tookMs: 7,
    answer: { status: 200, headers: {}, body: '<b/>' },
    failure: null,
  }
}

function teller(noteCall: (call: ChannelCall) => Promise<void>) {
  const later: (() => void)[] = []
  const warnings: object[] = []
  const calls = tellCalls({
    noteCall,
    soon: (work) => later.push(work),
    log: { warn: (fields) => warnings.push(fields) },
  })
  return { calls, warnings, comeToRest: () => later.splice(0).map((work) => work()) }
}

test('calls are told in order after the work, without headers and credentials', async () => {
  const told: ChannelCall[] = []
  const { calls, comeToRest } = teller(async (call) => void told.push(call))
  calls.over(overCall('one'))
  calls.over(overCall('two'))
  expect(told).toEqual([])
  comeToRest()
  await expect.poll(() => told.map(({ part }) => part)).toEqual(['one', 'two'])
  expect(told[0]?.request).toEqual({ text: '<a key="****"/>', bytes: 17, isCut: false })
  expect(JSON.stringify(told)).not.toContain('c2VjcmV0')
})

test('what a desk refuses is left out and said in the log; the next one is told', async () => {
  const told: string[] = []
  const { calls, warnings, comeToRest } = teller(async ({ part }) => {
    if (part === 'one') throw new Error('no')
    told.push(part)
  })
  calls.over(overCall('one'))
  calls.over(overCall('two'))
  comeToRest()
  await expect.poll(() => told).toEqual(['two'])
  expect(warnings).toHaveLength(1)
})

test('while the desk is stuck the latest wait, and no more of them than are worth the memory', async () => {
  const told: string[] = []
  const { promise: answered, resolve } = Promise.withResolvers<void>()
  const { calls, comeToRest } = teller(async ({ part }) => {
    told.push(part)
    await answered
  })
  calls.over(overCall('first'))
  comeToRest()
  for (let each = 0; each < 50; each++) calls.over(overCall(String(each)))
  resolve()
  await expect.poll(() => told.length).toBe(33)
  expect(told.at(1)).toBe('18')
  expect(told.at(-1)).toBe('49')
})
