import { expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { ChannelFailure, type RangeDifference } from '../../../sync/engine/ports.ts'
import { play } from './scripted-channel.ts'
import { rangesOf } from './scripted-desk.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A channel that can be asked; `answer` says how each page differs. */
async function compared(answer: (ranges: readonly SendRange[]) => RangeDifference[], pages = 2) {
  const asked: string[] = []
  const scene = await play({
    settings: { pullIntervalMs: 20_000 },
    prepare: ({ desk, channel, clock }) => {
      desk.comparable = Array.from({ length: pages }, (_, page) =>
        rangesOf('availability', 1).map((range) => ({ ...range, roomCode: `page-${page}` })),
      )
      Object.assign(channel, {
        readBack: {
          facets: ['availability'],
          async compare(ranges: readonly SendRange[]) {
            asked.push(`${clock.monotonic()} ${ranges[0]?.roomCode}`)
            return answer(ranges)
          },
        },
      })
    },
  })
  return { ...scene, asked }
}

test('everything is compared ten minutes after the start and then once a day, page by page', async () => {
  const { clock, desk, asked } = await compared(() => [])
  await clock.pass(10 * MINUTE_MS - 1)
  expect(asked).toEqual([])
  await clock.pass(1)
  expect(asked).toEqual([`${10 * MINUTE_MS} page-0`, `${10 * MINUTE_MS} page-1`])
  expect(desk.compared.map(({ differing }) => differing)).toEqual([[], []])
  await clock.pass(DAY_MS)
  expect(asked).toHaveLength(4)
})

test('a difference that was just found is looked at again after two rounds of fetches at least', async () => {
  let looks = 0
  const differing = [{ range: 0, dates: ['2027-06-10' as never] }]
  const { clock, asked } = await compared(() => (looks++ === 0 ? differing : []), 1)
  await clock.pass(10 * MINUTE_MS)
  expect(asked).toHaveLength(1)
  await clock.pass(MINUTE_MS - 1)
  expect(asked).toHaveLength(1)
  await clock.pass(1)
  expect(asked).toHaveLength(2)
  await clock.pass(2 * MINUTE_MS)
  expect(asked).toHaveLength(2)
})

test('a channel that does not answer is asked again the next day, and its lanes and fetches go on', async () => {
  const { clock, desk, asked, channel } = await compared(() => {
    throw new ChannelFailure('ServerError', 'down')
  })
  await clock.pass(10 * MINUTE_MS)
  expect([asked.length, desk.compared.length]).toEqual([1, 0])
  desk.add('availability', rangesOf('availability', 1))
  desk.hint({ kind: 'work', facets: ['availability'] })
  await clock.pass(MINUTE_MS)
  expect(channel.sent.length).toBeGreaterThan(0)
  await clock.pass(DAY_MS)
  expect(asked).toHaveLength(2)
})
