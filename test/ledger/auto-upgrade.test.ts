/** A channel's booking that does not fit is upgraded by itself, where the owner's policy says so. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel, messageOf, type SoldRoom } from './channel-fixture.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 2, SGL: 1, SUI: 1 } })
  channelId = await connectChannel(hotel, 'DBL', 'SGL')
  await hotel.ledger.submit('property.setRules', EVERYTHING, { idempotencyKey: key(), autoUpgrade: true })
  await hotel.sell()
  await hotel.sell()
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const sold = (room: SoldRoom = {}) => hotel.ledger.lanes.ingest(channelId, messageOf('new', 'A', [room]))
const cases = () => hotel.ledger.queries.cases().cases
const left = (type: string) => [0, 1].map((offset) => hotel.left(type, day(offset)))

test('at once, the cheapest way, in the command that applies the booking', async () => {
  const before = hotel.ledger.queries.headSeq()
  await sold()
  expect(cases()).toMatchObject([
    {
      status: 'closed',
      resolution: { way: { kind: 'upgrade', roomTypeId: hotel.roomType('SGL') }, actor: 'policy' },
    },
  ])
  expect(left('SGL')).toEqual([0, 0])
  const { rows } = hotel.ledger.queries.journal({ limit: 1 })
  expect(rows).toMatchObject([
    { seq: before + 1, command: 'channels.ingest', payload: { upgraded: [cases()[0]!.id] } },
  ])
})

test('a better type when the cheaper one is full', async () => {
  await hotel.sell({ type: 'SGL', arrival: day(1), departure: day(2) })
  await sold()
  expect(cases()).toMatchObject([{ resolution: { way: { roomTypeId: hotel.roomType('SUI') } } }])
})

test('without a room to upgrade to the case waits for a person', async () => {
  await sold({ adults: 4 })
  expect(cases()).toMatchObject([{ status: 'open', resolution: null }])
})

test('without the policy nothing is done by itself', async () => {
  await hotel.ledger.submit('property.setRules', EVERYTHING, { idempotencyKey: key(), autoUpgrade: false })
  await sold()
  expect(cases()).toMatchObject([{ status: 'open', resolution: null }])
  await hotel.ledger.lanes.ingest(channelId, messageOf('cancelled', 'A'))
  expect(cases()).toMatchObject([{ status: 'closed', resolution: null }])
})
