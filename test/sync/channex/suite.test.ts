/** Channex through what every channel has to show. */
import { startChannexSandbox } from '../../../sync/sandbox/channex-sandbox.ts'
import { testsOfChannel } from '../suite/tests-of-channel.ts'
import { DOUBLE, DOUBLE_FLEX, DOUBLE_SAVER, KEY, PROPERTY, SUITE, SUITE_FLEX } from './samples.ts'

testsOfChannel({
  kind: 'channex',
  async start(clock) {
    const bugs: unknown[] = []
    const options = { propertyId: PROPERTY, key: KEY, requestsPerMinute: 100_000, clock }
    const sandbox = await startChannexSandbox({ ...options, report: (error) => bugs.push(error) })
    return { ...sandbox, bugs }
  },
  settings: { hotelCode: PROPERTY },
  mostRequests: 6,
  credentials: { username: '', password: KEY },
  codes: {
    double: DOUBLE,
    doubleFlex: DOUBLE_FLEX,
    doubleSaver: DOUBLE_SAVER,
    suite: SUITE,
    suiteFlex: SUITE_FLEX,
  },
  restrictionsShown(wanted) {
    const most = Math.min(wanted.maxLosThrough ?? Infinity, wanted.maxLosArrival ?? Infinity)
    return {
      minLosArrival: wanted.minLosArrival,
      minLos: wanted.minLosThrough,
      maxLos: Number.isFinite(most) ? most : null,
      closed: wanted.closed,
      closedToArrival: wanted.closedToArrival,
      closedToDeparture: wanted.closedToDeparture,
    }
  },
})
