import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { play, resultOf } from './scripted-channel.ts'
import { rangesOf } from './scripted-desk.ts'

const availability = rangesOf.bind(null, 'availability')

describe('size', () => {
  test('a refusal that names no range is isolated by halving, and its neighbours are sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 64 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 3 }),
        async (count, bad) => {
          const isBad = (roomTypeId: string) => bad.includes(Number(roomTypeId))
          const { clock, desk, channel, engine } = await play({
            settings: { requestsPerMinute: 60_000 },
            prepare: ({ channel, desk }) => {
              channel.latencyMs = 1
              channel.answer = (ranges) =>
                ranges.some(({ roomTypeId }) => isBad(roomTypeId))
                  ? resultOf(ranges, 'not_applied', { unattributed: true })
                  : resultOf(ranges, 'acknowledged')
              desk.add('availability', availability(count))
            },
          })
          await clock.pass(2_000)
          expect(desk.work.get('availability')).toEqual([])
          const parked = desk.settled
            .filter(({ outcomes }) => outcomes[0]!.status === 'refused')
            .map(({ requestId, outcomes }) => {
              expect(outcomes.length).toBe(1)
              return channel.sent[Number(requestId.split('-')[1]) - 1]!.ranges[0]!.roomTypeId
            })
          const expected = bad.filter((room) => room < count).sort((a, b) => a - b)
          expect(parked.map(Number).sort((a, b) => a - b)).toEqual(expected)
          expect(channel.sent.length).toBeLessThanOrEqual(
            1 + (expected.length > 0 ? 7 : 0) + expected.length * 3 * 7,
          )
          await engine.stop()
        },
      ),
      { numRuns: 60 },
    )
  })

  test('after an isolated refusal the requests grow back to their full size', async () => {
    const { clock, desk, channel } = await play({
      settings: { requestsPerMinute: 60_000, maxRangesPerRequest: 16 },
      prepare: ({ channel, desk }) => {
        channel.answer = (ranges) =>
          ranges.some(({ roomTypeId }) => roomTypeId === '0')
            ? resultOf(ranges, 'not_applied', { unattributed: true })
            : resultOf(ranges, 'acknowledged')
        desk.add('availability', availability(100))
      },
    })
    await clock.pass(5_000)
    const sizes = channel.sent.map(({ ranges }) => ranges.length)
    expect(sizes.slice(0, 10)).toEqual([16, 8, 4, 2, 1, 1, 2, 4, 8, 16])
    expect(desk.work.get('availability')).toEqual([])
  })

  test('a batch that is everything is told as such, unless a part of it goes with the next request', async () => {
    for (const [bytesPerRange, expected] of [
      [100, true],
      [3_000, false],
    ] as const) {
      const { clock, channel, engine } = await play({
        settings: { maxRequestBytes: 10_000, requestsPerMinute: 60_000 },
        prepare: ({ channel, desk }) => {
          channel.bytesPerRange = bytesPerRange
          desk.saysWhole = true
          desk.add('availability', availability(10))
        },
      })
      await clock.pass(5_000)
      expect(channel.sent[0]?.isWhole).toBe(expected)
      await engine.stop()
    }
  })

  test('no request exceeds the limit of bytes; what did not fit goes with the next ones', async () => {
    const { clock, desk, channel } = await play({
      settings: { maxRequestBytes: 10_000, requestsPerMinute: 60_000 },
      prepare: ({ channel, desk }) => {
        channel.bytesPerRange = 3_000
        desk.add('availability', availability(10))
      },
    })
    await clock.pass(1_000)
    expect(channel.sent.every(({ ranges }) => ranges.length <= 3)).toBe(true)
    expect(channel.sent.flatMap(({ ranges }) => ranges.map(({ roomTypeId }) => Number(roomTypeId)))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    expect(desk.settled.every(({ error }) => error === null)).toBe(true)
    expect(desk.work.get('availability')).toEqual([])
  })

  test('one range that is too large alone is refused with a reason, and does not block the others', async () => {
    const { clock, desk, channel } = await play({
      settings: { maxRequestBytes: 10_000 },
      prepare: ({ channel, desk }) => {
        channel.measure = (_, ranges) => (ranges.some(({ roomTypeId }) => roomTypeId === '0') ? 10_001 : 500)
        desk.add('availability', availability(3))
      },
    })
    await clock.pass(1_000)
    const [first] = desk.settled
    expect(first!.outcomes[0]).toMatchObject({ status: 'refused', code: 'RangeTooLarge' })
    expect(channel.sent.flatMap(({ ranges }) => ranges.map(({ roomTypeId }) => roomTypeId))).toEqual([
      '1',
      '2',
    ])
    expect(desk.work.get('availability')).toEqual([])
  })
})
