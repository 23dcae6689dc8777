/** One host is kept running: back-off, giving up, and an end in order; with hosts of the test's own. */
import { expect, test } from 'vitest'
import { HEALTHY_AFTER_MS, keepHost, MOST_DEATHS, restartDelayMs } from '../../main/shell/host-keeper.ts'
import type { HostListener } from '../../main/shell/host-process.ts'
import { testClock } from '../host/desk-under-test.ts'

const URL_OF_HOST = 'http://127.0.0.1:4780'

function kept() {
  const clock = testClock()
  const hosts: { listener: HostListener; said: string[] }[] = []
  const reasons: string[] = []
  const states: string[] = []
  let failStarts = 0
  const keeper = keepHost({
    clock: { ...clock, fraction: () => 1 },
    start(listener) {
      if (failStarts-- > 0) throw new Error('no more processes')
      const said: string[] = []
      hosts.push({ listener, said })
      return {
        pid: hosts.length,
        servePage: () => said.push('page'),
        tick: () => said.push('tick'),
        close: () => said.push('close'),
        kill: () => said.push('kill'),
      }
    },
    giveUp: (why) => reasons.push(why),
  })
  keeper.onChange(() => states.push(keeper.state().kind))
  const die = (code = 1, refusal: string | null = null, lastWords = '') =>
    hosts.at(-1)!.listener.ended({ code, refusal, lastWords })
  return {
    clock,
    keeper,
    hosts,
    reasons,
    states,
    die,
    failNextStarts: (count: number) => (failStarts = count),
  }
}

const port = {} as Parameters<ReturnType<typeof keepHost>['servePage']>[0]

test('after a death it starts again, later each time, and serves pages only while a host is ready', () => {
  const { clock, keeper, hosts, states, die } = kept()
  keeper.start()
  expect(keeper.servePage(port)).toBe(false)
  hosts[0]!.listener.ready(URL_OF_HOST)
  expect([keeper.servePage(port), hosts[0]!.said]).toEqual([true, ['page']])
  die()
  expect([keeper.servePage(port), keeper.state().kind]).toEqual([false, 'away'])
  clock.advance(restartDelayMs(1, 1) - 1)
  expect(hosts).toHaveLength(1)
  clock.advance(1)
  expect(hosts).toHaveLength(2)
  die()
  clock.advance(restartDelayMs(1, 1))
  expect(hosts).toHaveLength(2)
  clock.advance(restartDelayMs(2, 1))
  expect(hosts).toHaveLength(3)
  hosts[2]!.listener.ready(URL_OF_HOST)
  expect(states).toEqual(['starting', 'open', 'away', 'away', 'open'])
})

test('the waits double up to ten seconds, each anywhere from nothing to its bound', () => {
  expect([1, 2, 3].map((deaths) => restartDelayMs(deaths, 1))).toEqual([400, 800, 1_600])
  expect(restartDelayMs(50, 1)).toBe(10_000)
  expect(restartDelayMs(50, 0)).toBe(0)
})

test('too many deaths in a row are told with the last words, and nothing starts until somebody asks', () => {
  const { clock, keeper, hosts, reasons, die } = kept()
  keeper.start()
  for (let death = 1; death <= MOST_DEATHS; death++) {
    die(1, null, 'disk full')
    clock.advance(10_000)
  }
  expect([hosts.length, keeper.state().kind]).toEqual([MOST_DEATHS, 'ended'])
  expect(reasons).toEqual([expect.stringContaining('disk full')])
  clock.advance(3_600_000)
  expect(hosts).toHaveLength(MOST_DEATHS)
  keeper.start()
  expect(hosts).toHaveLength(MOST_DEATHS + 1)
})

test('a host that lived long was healthy: deaths before it do not count', () => {
  const { clock, keeper, hosts, reasons, die } = kept()
  keeper.start()
  for (let death = 1; death < MOST_DEATHS * 3; death++) {
    clock.advance(HEALTHY_AFTER_MS)
    die()
    clock.advance(10_000)
  }
  expect([hosts.length, reasons]).toEqual([MOST_DEATHS * 3, []])
})

test('a host that says why it cannot open is not started again', () => {
  const { clock, keeper, hosts, reasons, die } = kept()
  keeper.start()
  die(3, 'The data folder is in use.')
  clock.advance(3_600_000)
  expect([hosts.length, reasons]).toEqual([1, ['The data folder is in use.']])
})

test.each([2, 3, 4, 5])('code %i alone says that another start would end the same way', (code) => {
  const { clock, keeper, hosts, reasons, die } = kept()
  keeper.start()
  die(code, null, 'why not')
  clock.advance(3_600_000)
  expect([hosts.length, reasons]).toEqual([1, ['why not']])
})

test('a start that fails counts as a death', () => {
  const { clock, keeper, hosts, reasons, failNextStarts } = kept()
  failNextStarts(MOST_DEATHS)
  keeper.start()
  clock.advance(60_000)
  expect([hosts.length, reasons]).toEqual([0, [expect.stringContaining('no more processes')]])
})

test('a stop asks the host, waits for its end, and starts nothing any more', async () => {
  const { clock, keeper, hosts, reasons, die } = kept()
  keeper.start()
  hosts[0]!.listener.ready(URL_OF_HOST)
  const stopped = keeper.stop()
  expect(hosts[0]!.said).toEqual(['close'])
  die(0)
  await stopped
  clock.advance(3_600_000)
  keeper.start()
  expect([hosts.length, reasons]).toEqual([1, []])
})

test('a stop during the wait for a restart ends at once, and a host that never exits does not hold it up for ever', async () => {
  const waiting = kept()
  waiting.keeper.start()
  waiting.die()
  await waiting.keeper.stop()
  waiting.clock.advance(3_600_000)
  expect(waiting.hosts).toHaveLength(1)

  const stuck = kept()
  stuck.keeper.start()
  const stopped = stuck.keeper.stop()
  stuck.clock.advance(60_000)
  await stopped
})
