/** Google through what every channel has to show; it sells nothing. */
import { startGoogleSandbox } from '../../../sync/sandbox/google-sandbox.ts'
import { testsOfChannel } from '../suite/tests-of-channel.ts'
import { DOUBLE, FLEXIBLE, HOTEL, KEY, SAVER, SUITE, SUITE_RATE } from './scripted.ts'

testsOfChannel({
  kind: 'google',
  async start(clock) {
    const bugs: unknown[] = []
    const options = { db: ':memory:', hotelCode: HOTEL, key: KEY, clock }
    const sandbox = await startGoogleSandbox({ ...options, report: (error) => bugs.push(error) })
    return { ...sandbox, bugs }
  },
  settings: { hotelCode: HOTEL },
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
  isSilent: true,
})
