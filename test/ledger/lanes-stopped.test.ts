/** Lanes that stop because the channel refuses the credentials, and go on when somebody has done something about it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from './channel-fixture.ts'
import { EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
let channelId: string

beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 3 }, rateDays: 30 })
  channelId = await connectChannel(hotel, 'DBL')
  await hotel.ledger.lanes.beginEpoch()
  await pull()
})
afterEach(() => hotel.close())

const pull = async () => {
  const { lanes } = hotel.ledger
  await lanes.completePull(channelId, await lanes.beginPull(channelId), null)
}
const claim = () => hotel.ledger.lanes.claim({ channelId, lane: 'availability', maxRanges: 100 })

async function refuse({ batch }: Awaited<ReturnType<typeof claim>>): Promise<void> {
  const { requestId, ranges } = batch!
  const error = { code: 'LoginRefused', message: 'check them' }
  const outcomes = ranges.map(() => ({ status: 'not_applied' as const, ...error }))
  await hotel.ledger.lanes.settle({ requestId, outcomes, error, stop: true, nextAttemptAt: null })
}

const corrected = () =>
  hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId,
    credentials: { username: 'u', password: 'right' },
  })
const resumed = () => hotel.ledger.submit('channels.resume', EVERYTHING, { idempotencyKey: key(), channelId })

test.each([
  ['corrected', corrected],
  ['allowed again', resumed],
])('a refusal of what was asked before they were %s stops nothing', async (_what, act) => {
  const early = await claim()
  await act()
  await refuse(early)
  expect(hotel.ledger.queries.channels()[0]!.lanes[0]!.state).not.toBe('stopped')
  expect(hotel.ledger.queries.alerts().alerts.map(({ kind }) => kind)).not.toContain('channelStopped')
  await pull()
  const late = await claim()
  await refuse(late)
  expect((await claim()).batch).toBeNull()
  expect(hotel.ledger.queries.channels()[0]!.lanes[0]!.state).toBe('stopped')
})
