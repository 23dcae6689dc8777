import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connectionOf, play, resultOf } from './scripted-channel.ts'
import { rangesOf } from './scripted-desk.ts'

const availability = rangesOf.bind(null, 'availability')

describe('failures', () => {
  const failing = (failures: number, options: { retryAfterMs?: number } = {}) => {
    let left = failures
    return (ranges: Parameters<typeof resultOf>[0]) =>
      left-- > 0 ? resultOf(ranges, 'not_applied', options) : resultOf(ranges, 'acknowledged')
  }

  test('waits grow with full jitter, stay within the bounds, and start anew after a success', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const { clock, desk, channel, engine } = await play({
          seed,
          settings: { backoffBaseMs: 1_000, backoffMaxMs: 8_000 },
          prepare: ({ channel, desk }) => {
            channel.latencyMs = 0
            channel.answer = failing(6)
            desk.add('availability', availability(1))
          },
        })
        await clock.pass(120_000)
        expect(channel.sent.length).toBe(7)
        const waits = channel.sent.slice(1).map(({ at }, index) => at - channel.sent[index]!.endedAt)
        for (const [index, waitMs] of waits.entries()) {
          expect(waitMs).toBeLessThanOrEqual(Math.min(8_000, 1_000 * 2 ** index))
        }
        const told = desk.settled[0]!.nextAttemptAt
        expect(told).toBe(clock.now() - clock.monotonic() + channel.sent[1]!.at)
        expect(desk.settled.at(-1)!.nextAttemptAt).toBeNull()
        channel.answer = failing(1)
        const from = channel.sent.length
        desk.add('availability', availability(1, 9))
        desk.hint({ kind: 'work', facets: ['availability'] })
        await clock.pass(2_000)
        expect(channel.sent.length).toBe(from + 2)
        expect(channel.sent[from + 1]!.at - channel.sent[from]!.endedAt).toBeLessThanOrEqual(1_000)
        await engine.stop()
      }),
      { numRuns: 20 },
    )
  })

  test('hints do not shorten a wait, and Retry-After is obeyed', async () => {
    const { clock, desk, channel } = await play({
      prepare: ({ channel, desk }) => {
        channel.answer = failing(1, { retryAfterMs: 30_000 })
        desk.add('availability', availability(1))
      },
    })
    for (let second = 0; second < 40; second += 1) {
      desk.hint({ kind: 'work', facets: ['availability'] })
      await clock.pass(1_000)
    }
    expect(channel.sent.map(({ at }) => at)).toEqual([0, 30_010])
  })

  test('a restarted engine goes on with the attempts that the desk counted', async () => {
    const { clock, channel } = await play({
      prepare: ({ desk }) => {
        const [connection] = desk.listed
        connection!.lanes[0]!.attempts = 9
        desk.add('availability', availability(1))
        desk.add('prices', rangesOf('price', 1))
      },
    })
    expect(channel.sent.map(({ lane }) => lane)).toEqual(['prices'])
    await clock.pass(300_000)
    expect(channel.sent.map(({ lane }) => lane)).toEqual(['prices', 'availability'])
  })

  test('refused ranges alone are no failure', async () => {
    const { clock, desk, channel } = await play({
      prepare: ({ channel, desk }) => {
        channel.answer = (ranges) => resultOf(ranges, 'refused')
        desk.add('availability', availability(4))
      },
      settings: { maxRangesPerRequest: 2 },
    })
    await clock.pass(30)
    expect(channel.sent.map(({ at }) => at)).toEqual([0, 10])
    expect(desk.settled.every(({ nextAttemptAt }) => nextAttemptAt === null)).toBe(true)
  })

  test('an adapter that throws or miscounts leaves the batch uncertain and is tried again', async () => {
    let calls = 0
    const { clock, desk, channel } = await play({
      prepare: ({ channel, desk }) => {
        channel.answer = (ranges) => {
          calls += 1
          if (calls === 1) throw new Error('a bug that quotes Mrs Guest')
          return resultOf(calls === 2 ? ranges.slice(1) : ranges, 'acknowledged')
        }
        desk.add('availability', availability(2))
      },
    })
    await clock.pass(10_000)
    expect(channel.sent.length).toBe(3)
    const statuses = desk.settled.map(({ outcomes }) => outcomes.map(({ status }) => status))
    const uncertain = ['uncertain', 'uncertain']
    expect(statuses).toEqual([uncertain, uncertain, ['acknowledged', 'acknowledged']])
    expect(desk.settled.map(({ error }) => error?.code)).toEqual(['AdapterFault', 'AdapterFault', undefined])
    expect(JSON.stringify(desk.settled)).not.toContain('Mrs Guest')
  })

  test('an outcome that the desk does not take at first is reported again, a bounded number of times', async () => {
    let refusals = 2
    const { clock, desk } = await play({
      prepare: ({ desk }) => {
        desk.add('availability', availability(1))
        desk.onCall = (procedure) => {
          if (procedure === 'settle' && refusals-- > 0) throw Object.assign(new Error(), { code: 'Timeout' })
        }
      },
    })
    await clock.pass(5_000)
    expect(desk.settled.length).toBe(1)
    expect(desk.settled[0]!.outcomes[0]!.status).toBe('acknowledged')
    refusals = Number.POSITIVE_INFINITY
    let asked = 0
    const refuse = desk.onCall
    desk.onCall = (procedure) => {
      if (procedure === 'settle') asked += 1
      return refuse(procedure)
    }
    desk.add('availability', availability(1, 5))
    const claims = desk.claims.length
    desk.hint({ kind: 'work', facets: ['availability'] })
    await clock.pass(10)
    await clock.pass(20_000)
    const batches = desk.claims.slice(claims).filter(({ given }) => given > 0).length
    expect(batches).toBeGreaterThan(1)
    expect(asked).toBeLessThanOrEqual(3 * batches)
  })

  test('an outcome of a batch that the desk has settled already is not reported again', async () => {
    let asked = 0
    const { clock, channel } = await play({
      prepare: ({ desk }) => {
        desk.add('availability', availability(1))
        desk.onCall = (procedure) => {
          if (procedure === 'settle' && ++asked === 1)
            throw Object.assign(new Error(), { code: 'UnknownBatch' })
        }
      },
    })
    await clock.pass(15)
    expect(channel.sent.map(({ at }) => at)).toEqual([0, 10])
    await clock.pass(1_000)
    expect(asked).toBe(2)
  })
})

describe('stop', () => {
  const refuseCredentials = (ranges: Parameters<typeof resultOf>[0]) =>
    resultOf(ranges, 'not_applied', { stop: true, error: { code: 'LoginRefused', message: 'check them' } })

  const stopped = async () => {
    const scene = await play({
      prepare: ({ channel, desk }) => {
        channel.answer = refuseCredentials
        desk.add('availability', availability(1))
      },
    })
    await scene.clock.pass(1_000)
    scene.desk.listed[0]!.lanes[0]!.stopped = true
    scene.desk.hint({ kind: 'connections' })
    for (let minute = 0; minute < 60; minute += 1) {
      scene.desk.hint({ kind: 'work', facets: ['availability'] })
      await scene.clock.pass(60_000)
    }
    return scene
  }

  test('halts its lane, tells the desk, and leaves the other lanes at work', async () => {
    const { clock, desk, channel } = await stopped()
    expect(channel.sent.length).toBe(1)
    expect(desk.settled[0]).toMatchObject({
      stop: true,
      error: { code: 'LoginRefused' },
      nextAttemptAt: null,
    })
    channel.answer = (ranges) => resultOf(ranges, 'acknowledged')
    desk.add('prices', rangesOf('price', 1))
    desk.hint({ kind: 'work', facets: ['price'] })
    await clock.pass(100)
    expect(channel.sent.map(({ lane }) => lane)).toEqual(['availability', 'prices'])
  })

  test('ends when someone resumes the lane', async () => {
    const { clock, desk, channel } = await stopped()
    channel.answer = (ranges) => resultOf(ranges, 'acknowledged')
    desk.listed[0]!.lanes[0]!.stopped = false
    desk.hint({ kind: 'connections' })
    await clock.pass(100)
    expect(channel.sent.length).toBe(2)
    expect(desk.work.get('availability')).toEqual([])
  })

  test('ends when the credentials are other ones', async () => {
    const { clock, desk, channel } = await stopped()
    channel.answer = (ranges) => resultOf(ranges, 'acknowledged')
    desk.listed[0]!.credentials.password = 'right'
    desk.hint({ kind: 'connections' })
    await clock.pass(100)
    expect(channel.sent.length).toBe(2)
  })

  test('other credentials count also when they are read together with the news that the lane is stopped', async () => {
    const { clock, desk, channel } = await play({
      prepare: ({ channel, desk }) => {
        channel.answer = refuseCredentials
        desk.add('availability', availability(1))
      },
    })
    await clock.pass(1_000)
    channel.answer = (ranges) => resultOf(ranges, 'acknowledged')
    desk.listed[0]!.lanes[0]!.stopped = true
    desk.listed[0]!.credentials.password = 'right'
    desk.hint({ kind: 'connections' })
    await clock.pass(100)
    expect(channel.sent.length).toBe(2)
  })

  test('credentials that come while a request is under way are not stopped by its refusal', async () => {
    const { clock, desk, channel } = await play({
      prepare: ({ channel, desk }) => {
        channel.latencyMs = 200
        channel.answer = refuseCredentials
        desk.add('availability', availability(1))
      },
    })
    await clock.pass(100)
    desk.listed[0]!.credentials.password = 'right'
    desk.hint({ kind: 'connections' })
    await clock.pass(150)
    expect(desk.settled.map(({ stop }) => stop)).toEqual([false])
    channel.answer = (ranges) => resultOf(ranges, 'acknowledged')
    await clock.pass(1_000)
    expect(desk.work.get('availability')).toEqual([])
  })

  test('other settings end a wait after a failure, too', async () => {
    const { clock, desk, channel } = await play({
      prepare: ({ channel, desk }) => {
        channel.answer = (ranges) => resultOf(ranges, 'not_applied', { retryAfterMs: 600_000 })
        desk.add('availability', availability(1))
      },
    })
    await clock.pass(1_000)
    channel.answer = (ranges) => resultOf(ranges, 'acknowledged')
    desk.listed = [{ ...connectionOf({ hotelCode: '2' }) }]
    desk.hint({ kind: 'connections' })
    await clock.pass(100)
    expect(channel.sent.map(({ at }) => at)).toEqual([0, 1_000])
  })

  test('a lane that the desk lists as stopped does not even start', async () => {
    const { clock, desk, channel } = await play({
      prepare: ({ desk }) => {
        desk.listed[0]!.lanes[0]!.stopped = true
        desk.add('availability', availability(1))
      },
    })
    await clock.pass(200_000)
    expect(channel.sent).toEqual([])
    expect(desk.claims.filter(({ lane }) => lane === 'availability')).toEqual([])
  })
})
