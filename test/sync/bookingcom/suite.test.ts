/** Booking.com through what every channel has to show. */
import { startBookingcomSandbox } from '../../../sync/sandbox/bookingcom-sandbox.ts'
import { testsOfChannel } from '../suite/tests-of-channel.ts'
import { DOUBLE, FLEXIBLE, SAVER, SUITE } from './fixture.ts'

const credentials = { username: 'keyrack', password: 'secret' }
const HOTEL = '882210'

testsOfChannel({
  kind: 'bookingcom',
  async start(clock) {
    const bugs: unknown[] = []
    const options = { db: ':memory:', hotelCode: HOTEL, ...credentials, clock }
    const sandbox = await startBookingcomSandbox({ ...options, report: (error) => bugs.push(error) })
    return { ...sandbox, bugs }
  },
  settings: { hotelCode: HOTEL },
  credentials,
  // A suite's rate is a number of its own, so that rows of both room types are told apart.
  codes: { double: DOUBLE, doubleFlex: FLEXIBLE, doubleSaver: SAVER, suite: SUITE, suiteFlex: '3320599' },
  // It knows one minimum only, and is sent the larger one.
  restrictionsShown: ({ closed, closedToArrival, closedToDeparture, minLosArrival, minLosThrough }) => ({
    minLos: Math.max(minLosArrival, minLosThrough),
    closed,
    closedToArrival,
    closedToDeparture,
  }),
})
