/** Agoda through what every channel has to show. */
import { startAgodaSandbox } from '../../../sync/sandbox/agoda-sandbox.ts'
import { testsOfChannel } from '../suite/tests-of-channel.ts'
import { DOUBLE, FLEXIBLE, KEY, PROPERTY, SAVER, SUITE, SUITE_RATE } from './scripted.ts'

testsOfChannel({
  kind: 'agoda',
  async start(clock) {
    const bugs: unknown[] = []
    const options = { db: ':memory:', propertyId: PROPERTY, key: KEY, clock }
    const sandbox = await startAgodaSandbox({ ...options, report: (error) => bugs.push(error) })
    return { ...sandbox, bugs }
  },
  settings: { hotelCode: PROPERTY },
  credentials: { username: '', password: KEY },
  codes: {
    double: DOUBLE,
    doubleFlex: FLEXIBLE,
    doubleSaver: SAVER,
    suite: SUITE,
    suiteFlex: SUITE_RATE,
  },
  restrictionsShown: ({ closed, closedToArrival, closedToDeparture, minLosArrival, minLosThrough }) => ({
    closed,
    closedToArrival,
    closedToDeparture,
    minLos: Math.max(minLosArrival, minLosThrough),
  }),
})
