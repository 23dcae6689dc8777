/** The last day of measures over a restart: what is written is read as it was, a damaged file is left behind, and only a day is kept. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readHistory, writeHistory } from '../../main/host/measures/history-file.ts'
import { createMeasures } from '../../main/host/measures/measures.ts'
import type { SettledCall } from '../../main/ledger/lanes/lane-observer.ts'
import type { Standing } from '../../main/ledger/views/standing.ts'
import { tempDir } from './desk-under-test.ts'

const START = Date.UTC(2027, 2, 1, 8)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const CHANNEL = '01890a5d-ac96-774b-bcce-b302099a8057'

const standing: Standing = {
  openCases: 0,
  channels: [
    {
      channelId: CHANNEL,
      enabled: true,
      lanes: [
        { lane: 'l', pendingCells: 3, parkedCells: 1, oldestPendingAt: START, lastAcknowledgedAt: null },
      ],
      inboxWaiting: 0,
      inboxOldestAt: null,
    },
  ],
} as unknown as Standing

function measuring(at: number) {
  const clock = { at }
  const measures = createMeasures({
    clock: { now: () => clock.at, monotonic: () => clock.at },
    readStanding: () => standing,
  })
  const work = () => {
    measures.command('reservations.create', null, 4.2)
    measures.call({
      channelId: CHANNEL,
      lane: 'l',
      cells: 10,
      attempt: 2,
      errorCode: 'Timeout',
      acknowledged: 1,
      changedAt: clock.at - 700,
      settledAt: clock.at,
    } as SettledCall)
    measures.sample()
  }
  return { clock, measures, work }
}

test('a host that comes back goes on from what was kept, with the same charts', async () => {
  const path = join(tempDir(), 'operations.json')
  const first = measuring(START)
  for (let minute = 0; minute < 30; minute++) {
    first.work()
    first.clock.at += MINUTE
  }
  await writeHistory(path, first.measures.minutes())
  const next = measuring(first.clock.at + 10 * MINUTE)
  next.measures.goOnFrom(await readHistory(path))
  next.work()
  const [before, after] = [first, next].map(({ measures }) => measures.answer({ range: 'hour' })) as [
    ReturnType<typeof next.measures.answer>,
    ReturnType<typeof next.measures.answer>,
  ]
  expect(after.since).toBe(START)
  expect(after.points.slice(0, 30)).toEqual(before.points.slice(0, 30))
  // Nobody looked while no host ran.
  expect(after.points[35]).toMatchObject({ calls: 0, commands: 0, pendingCells: null, lagP99Ms: null })
  expect(after.points.at(-1)).toMatchObject({ calls: 1, errors: 1, retries: 1, pendingCells: 3 })
  expect(after.channels[0]).toMatchObject({ calls: 31, lagP99Ms: before.channels[0]!.lagP99Ms })
})

test('what is older than a day, or of the future, is left out; the present minute goes on', async () => {
  const path = join(tempDir(), 'operations.json')
  const first = measuring(START)
  first.work()
  first.clock.at += DAY - MINUTE
  first.work()
  await writeHistory(path, first.measures.minutes())
  const next = measuring(START + DAY - MINUTE + 30_000)
  next.measures.goOnFrom(await readHistory(path))
  next.work()
  expect(next.measures.minutes().map(({ at }) => at)).toEqual([START, START + DAY - MINUTE])
  expect(next.measures.minutes()[1]?.commands.count).toBe(2)
  const later = measuring(START + DAY + 1)
  later.measures.goOnFrom(await readHistory(path))
  expect(later.measures.minutes().map(({ at }) => at)).toEqual([START + DAY - MINUTE])
  const earlier = measuring(START - MINUTE)
  earlier.measures.goOnFrom(await readHistory(path))
  expect(earlier.measures.minutes()).toEqual([])
})

test('the file takes the place of the one before whole, and holds ids and numbers alone', async () => {
  const path = join(tempDir(), 'operations.json')
  const { measures, work } = measuring(START)
  work()
  await writeHistory(path, measures.minutes())
  await writeHistory(path, measures.minutes())
  expect(existsSync(`${path}.unfinished`)).toBe(false)
  expect(readFileSync(path, 'utf8').replaceAll(CHANNEL, '')).not.toMatch(/reservations|Timeout/)
})

test.each([
  ['cut', (text: string) => text.slice(0, -20)],
  ['of another version', (text: string) => text.replace('"version":1', '"version":2')],
  ['no JSON', () => 'garbage'],
  [
    'with a step that there is not',
    (text: string) => text.replace(/"commands":\[4\.2,\d+/, '"commands":[4.2,999'),
  ],
  [
    'with a count below 0',
    (text: string) => text.replace(/"commands":\[4\.2,(\d+),1/, '"commands":[4.2,$1,-1'),
  ],
])('a file that is %s is refused as a whole', async (_, damaged) => {
  const path = join(tempDir(), 'operations.json')
  const { measures, work } = measuring(START)
  work()
  await writeHistory(path, measures.minutes())
  expect(await readHistory(path)).toHaveLength(1)
  const text = readFileSync(path, 'utf8')
  expect(damaged(text)).not.toBe(text)
  writeFileSync(path, damaged(text))
  await expect(readHistory(path)).rejects.toThrow()
})

test('where nothing was kept yet there is nothing', async () => {
  expect(await readHistory(join(tempDir(), 'none.json'))).toEqual([])
})
