/** What channels are offered: what one that cannot be updated may go on selling is kept from the others, and none is filled beyond its horizon. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import { addDays } from '../../shared/dates.ts'
import { EVERYTHING, key, openTestHotel, refusal, type TestHotel, TODAY } from './ledger-fixture.ts'

const HORIZON = 5
const SAFETY = 2
const ATTEMPTS = 4

let hotel: TestHotel
let failing: string
let other: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 5, STE: 3 }, rateDays: 30 })
  failing = await connect('failing', ['DBL'], SAFETY)
  other = await connect('other', ['DBL', 'STE'], 0)
  await hotel.ledger.lanes.beginEpoch()
  for (const channelId of [failing, other]) await settle(channelId)
})
afterEach(() => hotel.close())

async function connect(name: string, types: readonly string[], safetyBuffer: number): Promise<string> {
  const { channelId } = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name,
    settings: settingsOfKind('bookingcom', { hotelCode: name }),
    exposure: { buffer: 0, cap: null, horizonDays: HORIZON, safetyBuffer },
    credentials: { username: 'machine', password: 'secret' },
    mapping: types.map((type) => ({ roomTypeId: hotel.roomType(type), roomCode: type, rates: [] })),
  })
  return channelId
}

const claim = (channelId: string) =>
  hotel.ledger.lanes.claim({ channelId, lane: 'availability', maxRanges: 100 })

/** Everything of the channel is acknowledged, also what waits for a pull. */
async function settle(channelId: string): Promise<void> {
  const { lanes } = hotel.ledger
  await lanes.completePull(channelId, await lanes.beginPull(channelId), null)
  for (let round = 0; round < 5; round++) {
    const { batch } = await claim(channelId)
    if (batch === null) return
    const outcomes = batch.ranges.map(() => ({ status: 'acknowledged' as const, code: '', message: '' }))
    const { requestId } = batch
    await lanes.settle({ requestId, outcomes, error: null, stop: false, nextAttemptAt: null })
  }
}

async function fail(stop = false): Promise<void> {
  const { batch } = await claim(failing)
  const outcomes = batch!.ranges.map(() => ({ status: 'not_applied' as const, code: 'C', message: 'm' }))
  await hotel.ledger.lanes.settle({
    requestId: batch!.requestId,
    outcomes,
    error: { code: 'ServerError', message: 'm' },
    stop,
    nextAttemptAt: null,
  })
}

/** What the other channel shows of both types on the first night, once it is settled. */
async function othersShow(): Promise<(string | null)[]> {
  await settle(other)
  const range = { from: TODAY, to: addDays(TODAY, 1) }
  const { cells } = hotel.ledger.queries.channelCells({
    channelId: other,
    ...range,
    facet: 'availability',
  })
  return cells.map(({ shown }) => shown)
}
const stateOf = (channelId: string) => hotel.ledger.queries.channels().find(({ id }) => id === channelId)!

test('the others are offered the safety buffer less of what is mapped there, and everything once it takes a change', async () => {
  expect(await othersShow()).toEqual(['5', '3'])
  await hotel.sell({})
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) await fail()
  expect(await othersShow()).toEqual(['4', '3'])
  expect(stateOf(failing).staleSince).toBeNull()
  await fail()
  expect(stateOf(failing).staleSince).toBe(hotel.clock.at)
  expect(stateOf(other).heldBack).toEqual([{ roomTypeId: hotel.roomType('DBL'), rooms: SAFETY }])
  // Not itself: what it shows cannot be changed anyway.
  expect(stateOf(failing).heldBack).toEqual([])
  expect(await othersShow()).toEqual(['2', '3'])
  const alerts = hotel.ledger.queries.alerts().alerts
  expect(alerts.find(({ kind }) => kind === 'channelFailing')?.detail).toContain(`${SAFETY} fewer`)
  const why = hotel.ledger.queries.whyAvailability({ roomTypeId: hotel.roomType('DBL'), date: TODAY })
  expect(why.channels.find(({ channelId }) => channelId === other)).toMatchObject({ buffer: 2, desired: 2 })

  // What is released raises the others: not before a pull that began after it, as they may have sold meanwhile.
  const { lanes } = hotel.ledger
  const begunBefore = await lanes.beginPull(other)
  await settle(failing)
  expect((await claim(other)).batch).toBeNull()
  await lanes.completePull(other, begunBefore, null)
  expect((await claim(other)).batch).toBeNull()
  expect(stateOf(failing).staleSince).toBeNull()
  expect(stateOf(other).heldBack).toEqual([])
  expect(await othersShow()).toEqual(['4', '3'])
})

test('refused credentials make it stale at once, and switching it off releases what is kept', async () => {
  await hotel.sell({})
  await fail(true)
  expect(await othersShow()).toEqual(['2', '3'])
  await hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId: failing,
    enabled: false,
  })
  expect(await othersShow()).toEqual(['4', '3'])
})

test('of several stale channels the largest buffer counts: one broken line does not close the house', async () => {
  const third = await connect('third', ['DBL', 'STE'], 1)
  await settle(third)
  await hotel.sell({})
  await fail(true)
  const { batch } = await claim(third)
  await hotel.ledger.lanes.settle({
    requestId: batch!.requestId,
    outcomes: batch!.ranges.map(() => ({ status: 'not_applied', code: 'C', message: 'm' })),
    error: { code: 'Unauthorized', message: 'm' },
    stop: true,
    nextAttemptAt: null,
  })
  expect(await othersShow()).toEqual(['2', '2'])
})

test('it outlasts a restart', async () => {
  await hotel.sell({})
  await fail(true)
  hotel = await hotel.reopen()
  await hotel.ledger.lanes.beginEpoch()
  expect(stateOf(failing).staleSince).not.toBeNull()
  expect(await othersShow()).toEqual(['2', '3'])
})

test('a horizon beyond what the kind of channel takes is refused, and changes nothing', async () => {
  const expedia = {
    idempotencyKey: key(),
    kind: 'expedia' as const,
    name: 'Expedia',
    settings: settingsOfKind('expedia', { hotelCode: '1' }),
    exposure: { buffer: 0, cap: null, horizonDays: 731, safetyBuffer: 0 },
    credentials: { username: 'machine', password: 'secret' },
    mapping: [],
  }
  const before = hotel.ledger.queries.channels()
  expect(await refusal(hotel.ledger.submit('channels.connect', EVERYTHING, expedia))).toEqual({
    code: 'InvalidInput',
    issues: [{ path: 'exposure.horizonDays', message: 'this channel takes 730 days ahead at most' }],
  })
  expect(hotel.ledger.queries.channels()).toEqual(before)
})
