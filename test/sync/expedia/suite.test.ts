/** Expedia through what every channel has to show, whether the next transaction of a booking comes after the retrieval or the confirmation. */
import { startExpediaSandbox } from '../../../sync/sandbox/expedia-sandbox.ts'
import { testsOfChannel } from '../suite/tests-of-channel.ts'
import { connectionTo, DOUBLE, FLEXIBLE, HOTEL, SAVER, SUITE, SUITE_RATE } from './scripted.ts'

const { credentials } = connectionTo('')

for (const release of ['retrieval', 'confirmation'] as const) {
  testsOfChannel(
    {
      kind: 'expedia',
      async start(clock) {
        const bugs: unknown[] = []
        const options = { db: ':memory:', hotelCode: HOTEL, ...credentials, release, clock }
        const sandbox = await startExpediaSandbox({ ...options, report: (error) => bugs.push(error) })
        return { ...sandbox, bugs }
      },
      settings: { hotelCode: HOTEL },
      credentials,
      codes: {
        double: DOUBLE,
        doubleFlex: FLEXIBLE,
        doubleSaver: SAVER,
        suite: SUITE,
        suiteFlex: SUITE_RATE,
      },
      restrictionsShown: ({ closed, closedToArrival, closedToDeparture, minLosArrival }) => ({
        closed,
        closedToArrival,
        closedToDeparture,
        minLos: minLosArrival,
      }),
    },
    `expedia (next transaction after the ${release})`,
  )
}
