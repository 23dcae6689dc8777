import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { play, resultOf } from './scripted-channel.ts'
import { rangesOf } from './scripted-desk.ts'

const availability = rangesOf.bind(null, 'availability')

describe('leading edge', () => {
  test('the first change after quiet is claimed and sent without waiting', async () => {
    const { clock, desk, channel } = await play()
    await clock.pass(5_000)
    desk.add('availability', availability(1))
    desk.hint({ kind: 'work', facets: ['availability'] })
    await clock.settle()
    expect(channel.sent.map(({ at }) => at)).toEqual([5_000])
  })

  test('changes during a request are collected into one claim after it', async () => {
    const { clock, desk, channel } = await play({
      prepare: ({ channel }) => {
        channel.latencyMs = 100
      },
    })
    await clock.pass(1_000)
    desk.add('availability', availability(1))
    desk.hint({ kind: 'work', facets: ['availability'] })
    await clock.pass(10)
    for (let change = 1; change <= 5; change += 1) {
      desk.add('availability', availability(1, change))
      desk.hint({ kind: 'work', facets: ['availability'] })
      await clock.pass(10)
    }
    await clock.pass(1_000)
    expect(channel.sent.map(({ at, ranges }) => [at, ranges.length])).toEqual([
      [1_000, 1],
      [1_100, 5],
    ])
    const claims = desk.claims.filter(({ lane, at }) => lane === 'availability' && at >= 1_000)
    expect(claims.map(({ given }) => given)).toEqual([1, 5, 0])
  })

  test('hints wake only the lanes that carry their facets', async () => {
    const { clock, desk } = await play()
    await clock.pass(1_000)
    desk.claims.length = 0
    desk.hint({ kind: 'work', facets: ['price'] })
    await clock.pass(1_000)
    expect(desk.claims.map(({ lane }) => lane)).toEqual(['prices'])
  })

  test('hints while the rate limit is spent lead to one claim when there is a token again', async () => {
    const { clock, desk, channel } = await play({
      settings: { requestsPerMinute: 1 },
      prepare: ({ desk }) => desk.add('availability', availability(1)),
    })
    await clock.pass(1_000)
    for (let change = 1; change <= 3; change += 1) {
      desk.add('availability', availability(1, change))
      desk.hint({ kind: 'work', facets: ['availability'] })
      await clock.pass(1_000)
    }
    await clock.pass(200_000)
    expect(channel.sent.map(({ ranges }) => ranges.length)).toEqual([1, 3])
    const [first, second] = channel.sent
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(60_000)
  })

  test('an empty lane is claimed again when the desk says so, and after a minute all the same', async () => {
    const { clock, desk } = await play({
      prepare: ({ desk }) => {
        desk.wakeAfterMs = 700
      },
    })
    const times = () => desk.claims.filter(({ lane }) => lane === 'availability').map(({ at }) => at)
    await clock.pass(1_500)
    expect(times().slice(-2)).toEqual([700, 1_400])
    desk.wakeAfterMs = null
    await clock.pass(700)
    const last = times().at(-1)!
    await clock.pass(59_000)
    // The connections are read once a minute, too; that asks every lane.
    expect(times().filter((at) => at > last && at < 60_000)).toEqual([])
    await clock.pass(2_000)
    expect(times().at(-1)).toBeGreaterThanOrEqual(60_000)
  })

  test('a desk that says zero is not asked in a busy loop', async () => {
    const { clock, desk } = await play({
      prepare: ({ desk }) => {
        desk.wakeAfterMs = 0
      },
    })
    await clock.pass(1_000)
    expect(desk.claims.length).toBeLessThanOrEqual(2 * (1_000 / 20 + 2))
  })
})

describe('order', () => {
  test('I6: one request in flight per lane, and nothing overtakes, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.array(
          fc.record({
            afterMs: fc.integer({ min: 0, max: 400 }),
            facet: fc.constantFrom('availability', 'price'),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        fc.infiniteStream(fc.constantFrom('acknowledged', 'uncertain', 'not_applied', 'refused')),
        async (seed, changes, fates) => {
          const { clock, desk, channel, engine } = await play({
            seed,
            settings: {
              backoffBaseMs: 20,
              backoffMaxMs: 200,
              maxRangesPerRequest: 3,
              requestsPerMinute: 60_000,
            },
            prepare: ({ channel }) => {
              channel.latencyMs = 30
              channel.answer = (ranges) => resultOf(ranges, fates.next().value)
            },
          })
          for (const [index, { afterMs, facet }] of changes.entries()) {
            await clock.pass(afterMs)
            const name = facet as 'availability' | 'price'
            desk.add(name === 'price' ? 'prices' : name, rangesOf(name, 1, index))
            desk.hint({ kind: 'work', facets: [name] })
          }
          channel.answer = (ranges) => resultOf(ranges, 'acknowledged')
          await clock.pass(60_000)
          expect(channel.mostInFlight).toBe(1)
          for (const lane of ['availability', 'prices']) {
            const requests = channel.sent.filter((sent) => sent.lane === lane)
            for (const [index, request] of requests.entries()) {
              const next = requests[index + 1]
              if (next) expect(next.at).toBeGreaterThanOrEqual(request.endedAt)
            }
            expect(desk.work.get(lane) ?? []).toEqual([])
          }
          expect(desk.settled.length).toBe(channel.sent.length)
          await engine.stop()
          expect(clock.sleepers).toBe(0)
        },
      ),
      { numRuns: 30 },
    )
  })
})
