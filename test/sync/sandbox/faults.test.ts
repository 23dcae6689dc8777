/** Each fault does what it says, once or as often as it is told to, and applies what it claims to apply. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFaultBox } from '../../../sync/sandbox/bookingcom/faults.ts'
import { seededRandom } from '../../../sync/sandbox/bookingcom/seeded-random.ts'
import type { SandboxClock } from '../../../sync/sandbox/system-clock.ts'
import { type Fixture, rooms, startFixture } from '../bookingcom/fixture.ts'

let fixture: Fixture
/** Sleepers of the sandbox, woken by the test. */
let sleepers: { ms: number; wake: () => void }[]
beforeEach(async () => {
  sleepers = []
  const clock: SandboxClock = {
    now: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve())
        sleepers.push({ ms, wake: resolve })
      }),
  }
  fixture = await startFixture({ clock })
  await fixture.send('availability', [rooms(5)])
})
afterEach(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

const shownRooms = async () => (await fixture.shown('2027-06-10', '2027-06-11')).stock[0]?.roomsToSell
const strike = async (kind: string, more: object = {}) => {
  await fixture.faults([{ kind, scope: 'ari', remaining: 1, ...more } as never])
  return fixture.send('availability', [rooms(2)], { requestTimeoutMs: 300 })
}
const until = async (condition: () => boolean | Promise<boolean>) => {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not come to pass')
}

describe('faults that apply nothing', () => {
  test.each([
    ['rateLimited', 'not_applied', 'RateLimited'],
    ['serverError', 'uncertain', 'ServerError'],
    ['unauthorized', 'not_applied', 'CredentialsRefused'],
    ['garbage', 'uncertain', 'MalformedAnswer'],
    ['timeout', 'uncertain', 'Timeout'],
  ])('%s', async (kind, status, code) => {
    const result = await strike(kind, { retryAfterSeconds: 4 })
    expect(result.outcomes[0]?.status).toBe(status)
    expect(result.error?.code).toBe(code)
    expect(result.retryAfterMs).toBe(kind === 'rateLimited' ? 4_000 : null)
    expect(await shownRooms()).toBe(5)
    expect((await fixture.send('availability', [rooms(2)])).error).toBeNull()
  })
})

describe('faults that apply', () => {
  test.each(['lostAnswer', 'truncated'])('%s applies, and nobody can know', async (kind) => {
    const result = await strike(kind)
    expect(result.outcomes[0]?.status).toBe('uncertain')
    expect(await shownRooms()).toBe(2)
  })

  test('slow applies and answers when its time has passed', async () => {
    await fixture.faults([{ kind: 'slow', scope: 'ari', remaining: 1, delayMs: 400 }])
    const pending = fixture.send('availability', [rooms(2)])
    await until(() => sleepers.length === 1)
    expect(sleepers[0]?.ms).toBe(400)
    expect(await shownRooms()).toBe(5)
    sleepers[0]?.wake()
    expect((await pending).outcomes[0]?.status).toBe('acknowledged')
    expect(await shownRooms()).toBe(2)
  })

  test('lateApply lets an old value overwrite a newer one', async () => {
    const late = await strike('lateApply', { delayMs: 60_000 })
    expect(late.outcomes[0]?.status).toBe('uncertain')
    await fixture.send('availability', [rooms(4)])
    expect(await shownRooms()).toBe(4)
    sleepers[0]?.wake()
    await until(async () => (await shownRooms()) === 2)
  })
})

test('a fault of one scope leaves the other alone, and is written into the log', async () => {
  await fixture.faults([{ kind: 'serverError', scope: 'reservations' }])
  expect((await fixture.send('availability', [rooms(2)])).error).toBeNull()
  await expect(fixture.fetch('new')).rejects.toThrow('HTTP 500')
  await expect(fixture.fetch('new')).rejects.toThrow('HTTP 500')
  await fixture.faults([])
  await fixture.fetch('new')
  const log = await fixture.requests()
  expect(log.map((entry) => [entry.path.split('/').at(-1), entry.status, entry.fault])).toEqual([
    ['OTA_HotelAvailNotif', 200, null],
    ['OTA_HotelAvailNotif', 200, null],
    ['OTA_HotelResNotif', 500, 'serverError'],
    ['OTA_HotelResNotif', 500, 'serverError'],
    ['OTA_HotelResNotif', 200, null],
  ])
  const after = await fixture.lever<unknown[]>('GET', 'requests?after=4')
  expect(after).toHaveLength(1)
})

test('a fault that is not known is refused, and the others stay', async () => {
  await fixture.faults([{ kind: 'serverError' }])
  await expect(fixture.faults([{ kind: 'earthquake' as never }])).rejects.toThrow(/400/)
  expect(await fixture.lever('GET', 'faults')).toMatchObject([{ kind: 'serverError', scope: 'all' }])
})

test('chance strikes about as often as it is told to, and the same way for the same seed', () => {
  const strikes = (seed: number) => {
    const box = createFaultBox(seededRandom(seed))
    box.set([{ kind: 'serverError', scope: 'all', probability: 0.3, retryAfterSeconds: 1, delayMs: 0 }])
    return Array.from({ length: 2_000 }, () => box.take('ari') !== null)
  }
  const struck = strikes(7).filter(Boolean).length
  expect(struck).toBeGreaterThan(500)
  expect(struck).toBeLessThan(700)
  expect(strikes(7)).toEqual(strikes(7))
  expect(strikes(7)).not.toEqual(strikes(8))
})
