/** SiteMinder through what every channel has to show. */
import { startSiteminderSandbox } from '../../../sync/sandbox/siteminder-sandbox.ts'
import { testsOfChannel } from '../suite/tests-of-channel.ts'
import { connectionTo, DOUBLE, FLEXIBLE, HOTEL, REQUESTOR, SAVER, SUITE, SUITE_RATE } from './scripted.ts'

const { credentials } = connectionTo('')

testsOfChannel({
  kind: 'siteminder',
  async start(clock) {
    const bugs: unknown[] = []
    const options = { db: ':memory:', hotelCode: HOTEL, requestorId: REQUESTOR, ...credentials, clock }
    const sandbox = await startSiteminderSandbox({ ...options, report: (error) => bugs.push(error) })
    return { ...sandbox, bugs }
  },
  settings: { hotelCode: HOTEL, accountCode: REQUESTOR },
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
