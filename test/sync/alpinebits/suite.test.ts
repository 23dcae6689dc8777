/** AlpineBits through what every channel has to show. */
import { startAlpinebitsSandbox } from '../../../sync/sandbox/alpinebits-sandbox.ts'
import { testsOfChannel } from '../suite/tests-of-channel.ts'
import { connectionTo, DOUBLE, FLEXIBLE, HOTEL, SAVER, SUITE, SUITE_RATE } from './scripted.ts'

const { credentials } = connectionTo('https://portal.example')

testsOfChannel({
  kind: 'alpinebits',
  async start(clock) {
    const bugs: unknown[] = []
    const options = { db: ':memory:', hotelCode: HOTEL, ...credentials, clock }
    const sandbox = await startAlpinebitsSandbox({ ...options, report: (error) => bugs.push(error) })
    return { ...sandbox, bugs }
  },
  settings: { hotelCode: HOTEL },
  credentials,
  codes: { double: DOUBLE, doubleFlex: FLEXIBLE, doubleSaver: SAVER, suite: SUITE, suiteFlex: SUITE_RATE },
  restrictionsShown(wanted) {
    const most = Math.min(wanted.maxLosThrough ?? Infinity, wanted.maxLosArrival ?? Infinity)
    return {
      minLos: Math.max(wanted.minLosArrival, wanted.minLosThrough),
      maxLos: Number.isFinite(most) ? most : null,
      closed: wanted.closed,
      closedToArrival: wanted.closedToArrival,
      closedToDeparture: wanted.closedToDeparture,
    }
  },
})
