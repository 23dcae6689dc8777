import { expect, test } from 'vitest'
import { DeskFailure } from '../../../sync/engine/ports.ts'
import { connectionOf, play, resultOf } from './scripted-channel.ts'
import { rangesOf } from './scripted-desk.ts'

test('stop ends every loop and gives up the request in flight, which is settled as the channel left it', async () => {
  const { clock, desk, channel, engine, ended } = await play({
    prepare: ({ channel, desk }) => {
      channel.queues = ['new']
      channel.latencyMs = 30_000
      channel.answer = (ranges) => resultOf(ranges, 'uncertain')
      desk.add('availability', rangesOf('availability', 1))
    },
  })
  await clock.pass(1_000)
  await engine.stop()
  await expect(ended).resolves.toBeUndefined()
  expect(clock.sleepers).toBe(0)
  expect(clock.monotonic()).toBe(1_000)
  expect(desk.settled.length).toBe(1)
  // No error is shown for what we gave up ourselves.
  expect(desk.settled[0]!.error).toBeNull()
  expect(desk.events.filter((event) => event.startsWith('complete'))).toEqual([])
  expect(channel.sent.length).toBe(1)
})

test.each(['LinkClosed', 'StaleEpoch'])('%s ends the engine, and nothing more is sent', async (code) => {
  const { clock, desk, channel, ended } = await play()
  desk.add('availability', rangesOf('availability', 1))
  desk.onCall = () => {
    throw Object.assign(new Error('gone'), { code })
  }
  desk.hint({ kind: 'work', facets: ['availability'] })
  await clock.settle()
  await expect(ended).rejects.toMatchObject({ code })
  expect(channel.sent).toEqual([])
  expect(clock.sleepers).toBe(0)
})

test('a desk that does not answer is asked again with growing waits, and work goes on afterwards', async () => {
  const { clock, desk, channel } = await play()
  let asked = 0
  desk.onCall = () => {
    asked += 1
    throw new DeskFailure('Timeout', 'silent')
  }
  desk.add('availability', rangesOf('availability', 1))
  desk.hint({ kind: 'work', facets: ['availability'] })
  desk.hint({ kind: 'connections' })
  await clock.pass(120_000)
  expect(asked).toBeGreaterThan(5)
  expect(asked).toBeLessThan(150)
  desk.onCall = () => undefined
  await clock.pass(15_000)
  expect(channel.sent.length).toBe(1)
})

test('after the stream of hints broke, it is subscribed again and every lane is asked', async () => {
  const { clock, desk, channel } = await play()
  await clock.pass(1_000)
  desk.endHints()
  // This change falls into the gap: no hint reaches the engine.
  desk.add('prices', rangesOf('price', 1))
  await clock.pass(1_000)
  expect(channel.sent.map(({ lane }) => lane)).toEqual(['prices'])
  desk.add('availability', rangesOf('availability', 1))
  desk.hint({ kind: 'work', facets: ['availability'] })
  await clock.settle()
  expect(channel.sent.map(({ lane }) => lane)).toEqual(['prices', 'availability'])
})

test('a lost hint delays work by a minute at most', async () => {
  const { clock, desk, channel } = await play()
  await clock.pass(1_000)
  desk.add('availability', rangesOf('availability', 1))
  await clock.pass(61_000)
  expect(channel.sent.length).toBe(1)
})

test('channels are started and stopped as the desk lists them', async () => {
  const { clock, desk, channel } = await play({
    prepare: ({ desk }) => {
      desk.listed = []
    },
  })
  desk.add('availability', rangesOf('availability', 1))
  await clock.pass(120_000)
  expect(desk.claims).toEqual([])
  desk.listed = [connectionOf()]
  desk.hint({ kind: 'connections' })
  await clock.pass(100)
  expect(channel.sent.length).toBe(1)
  desk.listed = []
  desk.hint({ kind: 'connections' })
  await clock.settle()
  const claims = desk.claims.length
  desk.hint({ kind: 'work', facets: ['availability'] })
  await clock.pass(120_000)
  expect(desk.claims.length).toBe(claims)
})

test('I6: changed settings do not disturb the request in flight, and hold from the next one on', async () => {
  const { clock, desk, channel } = await play({
    prepare: ({ channel, desk }) => {
      channel.latencyMs = 1_000
      desk.add('availability', rangesOf('availability', 4))
    },
  })
  await clock.pass(100)
  desk.listed = [connectionOf({ maxRangesPerRequest: 1 })]
  desk.hint({ kind: 'connections' })
  desk.add('availability', rangesOf('availability', 2, 10))
  await clock.pass(10_000)
  expect(channel.sent.map(({ at, ranges }) => [at, ranges.length])).toEqual([
    [0, 4],
    [1_000, 1],
    [2_000, 1],
  ])
  expect(channel.mostInFlight).toBe(1)
})

test('an answer of the connections that was read before a lane halted does not set it going again', async () => {
  const { clock, desk, channel } = await play()
  await clock.pass(1_000)
  const answer = Promise.withResolvers<void>()
  desk.onCall = (procedure) => (procedure === 'connections' ? answer.promise : undefined)
  desk.hint({ kind: 'connections' })
  await clock.settle()
  channel.answer = (ranges) => ({
    outcomes: ranges.map(() => ({ status: 'not_applied', code: '', message: '' })),
    error: { code: 'LoginRefused', message: '' },
    stop: true,
    retryAfterMs: null,
    unattributed: false,
  })
  desk.add('availability', rangesOf('availability', 1))
  desk.hint({ kind: 'work', facets: ['availability'] })
  await clock.pass(100)
  expect(desk.settled[0]?.stop).toBe(true)
  answer.resolve()
  await clock.pass(1_000)
  expect(channel.sent.length).toBe(1)
})
