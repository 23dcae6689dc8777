/** The parity check on a real hotel: what desk and channels would show of the same night, and why it differs. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import type { RangeOutcome } from '../../shared/contract/sync-link.ts'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { connectChannel, mappingOf } from './channel-fixture.ts'
import { day, EVERYTHING, key, openTestHotel, refusal, type TestHotel, TODAY } from './ledger-fixture.ts'
import { planSaved } from './plan-input.ts'

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 3 }, rateDays: 60 })
  channelId = await connectChannel(hotel, 'DBL')
  await hotel.ledger.lanes.beginEpoch()
  await sync()
})
afterEach(async () => {
  await hotel.close()
})

const LANES = ['availability', 'restrictions', 'prices']
async function send(
  lane: string,
  status: RangeOutcome['status'],
  stop = false,
  nextAttemptAt: number | null = null,
) {
  const { batch } = await hotel.ledger.lanes.claim({ channelId, lane, maxRanges: 100 })
  if (batch === null) return false
  await hotel.ledger.lanes.settle({
    requestId: batch.requestId,
    outcomes: batch.ranges.map(() => ({ status, code: 'C', message: 'm' })),
    error: status === 'acknowledged' ? null : { code: 'C', message: 'm' },
    stop,
    nextAttemptAt,
  })
  return true
}
/** The channel takes everything that it is to be sent. */
async function sync(): Promise<void> {
  const pullId = await hotel.ledger.lanes.beginPull(channelId)
  await hotel.ledger.lanes.completePull(channelId, pullId, null)
  for (const lane of LANES) while (await send(lane, 'acknowledged'));
}
const ask = (to = day(10)) => hotel.ledger.queries.parity({ from: TODAY, to })
const found = (to = day(10)) =>
  ask(to).rows.map(({ channelId: place, from, to: end, reason, asks, shows }) => [
    place === null ? 'desk' : 'channel',
    from,
    end,
    reason,
    asks?.leastMinor ?? null,
    shows.prices?.leastMinor ?? shows.kind,
  ])
const submit: TestHotel['ledger']['submit'] = (name, actor, input) => hotel.ledger.submit(name, actor, input)
const setRates = (change: Partial<Commands['rates.setRange']['input']>) =>
  submit('rates.setRange', EVERYTHING, {
    idempotencyKey: key(),
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeIds: [hotel.roomType('DBL')],
    from: TODAY,
    to: day(2),
    ...change,
  })
const promote = (kind: 'early_bird' | 'long_stay' | 'code', code: string | null, conditions: object) =>
  submit('promotions.save', EVERYTHING, {
    idempotencyKey: key(),
    name: kind,
    kind,
    code,
    active: true,
    terms: promotionTermsSchema.parse({ conditions, benefit: { kind: 'percent', percent: 10 } }),
  })
const configure = (change: Partial<Commands['channels.configure']['input']>) =>
  submit('channels.configure', EVERYTHING, { idempotencyKey: key(), channelId, ...change })

test('a channel that has taken everything shows the same as the hotel asks', () => {
  expect(ask()).toMatchObject({
    currency: 'EUR',
    channels: [{ channelId, name: 'Booking.com' }],
    products: 1,
    rows: [],
    total: 0,
  })
})

test('a changed price differs until it is acknowledged, and the row says why', async () => {
  await setRates({ prices: [13_000, 15_000] })
  expect(found()).toEqual([['channel', TODAY, day(2), 'waiting', 15_000, 12_000]])
  await send('prices', 'not_applied', false, hotel.clock.at + 60_000)
  expect(found(), 'it is tried again later; what it shows is not known').toEqual([
    ['channel', TODAY, day(2), 'backing_off', 15_000, 'unknown'],
  ])
  await send('prices', 'not_applied', true)
  expect(found()).toEqual([['channel', TODAY, day(2), 'stopped', 15_000, 'unknown']])
  await submit('channels.resume', EVERYTHING, { idempotencyKey: key(), channelId })
  await send('prices', 'refused')
  expect(found()).toEqual([['channel', TODAY, day(2), 'parked', 15_000, 'unknown']])
  await setRates({ prices: [10_000, 12_000] })
  await sync()
  expect(found()).toEqual([])
})

test('a closed night is the same everywhere once the channel knows of it', async () => {
  await setRates({ restrictions: { closed: true } })
  expect(found()).toEqual([['channel', TODAY, day(2), 'waiting', null, 12_000]])
  await sync()
  expect(found()).toEqual([])
  await setRates({ restrictions: { closed: false } })
  expect(found()).toEqual([['channel', TODAY, day(2), 'waiting', 12_000, 'closed']])
})

test('a night whose price is taken away is closed on the channel, and open again with its next price', async () => {
  await setRates({ prices: [] })
  expect(found()).toEqual([['channel', TODAY, day(2), 'waiting', null, 12_000]])
  await sync()
  expect(found()).toEqual([])
  await setRates({ prices: [10_000, 12_500] })
  expect(found()).toEqual([['channel', TODAY, day(2), 'waiting', 12_500, 'closed']])
  await sync()
  expect(found()).toEqual([])
})

test('what is not sold, not mapped or too far ahead is a row each, and only where the hotel asks a price', async () => {
  expect(found(day(35))).toEqual([['channel', day(30), day(35), 'beyond_horizon', 12_000, 'nothing']])
  await submit('plans.save', EVERYTHING, {
    idempotencyKey: key(),
    ...planSaved(hotel, 'FLEX', { notOnChannelIds: [channelId] }),
  })
  expect(found(), 'still on sale there').toEqual([['channel', TODAY, day(10), 'waiting', 12_000, 12_000]])
  await sync()
  expect(found()).toEqual([['channel', TODAY, day(10), 'not_on_channel', 12_000, 'closed']])
  await submit('plans.save', EVERYTHING, { idempotencyKey: key(), ...planSaved(hotel, 'FLEX') })
  await configure({ mapping: [] })
  await sync()
  expect(found()).toEqual([['channel', TODAY, day(10), 'not_mapped', 12_000, 'closed']])
  await configure({ mapping: mappingOf(hotel, 'DBL') })
  await sync()
  expect(found()).toEqual([])
})

test('rooms that a buffer hides are not for sale there though the desk sells them', async () => {
  await configure({ exposure: { buffer: 3, cap: null, horizonDays: 30, safetyBuffer: 0 } })
  await sync()
  expect(found()).toEqual([['channel', TODAY, day(10), 'kept_back', 12_000, 'closed']])
})

test('a promotion without a code makes the desk cheaper; one with a code, or for other dates, does not', async () => {
  await promote('code', 'REGULAR', {})
  expect(found()).toEqual([])
  await promote('early_bird', null, { minAdvanceDays: 7 })
  expect(found()).toEqual([['desk', day(7), day(10), 'promotion', 12_000, 10_800]])
  expect(ask().rows[0]).toMatchObject({ nights: 1, names: ['early_bird'] })
})

test('a promotion for long stays is told with the nights that it takes', async () => {
  await promote('long_stay', null, { minNights: 5, stayTo: day(6) })
  expect(found()).toEqual([['desk', TODAY, day(2), 'promotion', 12_000, 10_800]])
  expect(ask().rows[0]).toMatchObject({ nights: 5, names: ['long_stay'] })
})

test('a price for longer stays and a plan that the desk does not sell are told', async () => {
  const { terms } = planSaved(hotel, 'FLEX')
  const save = (change: object) =>
    submit('plans.save', EVERYTHING, { idempotencyKey: key(), ...planSaved(hotel, 'FLEX', change) })
  await save({ terms: { ...terms, losSteps: [{ fromNights: 3, percent: -20 }] } })
  expect(found()).toEqual([['desk', TODAY, day(10), 'length_of_stay', 12_000, 9_600]])
  expect(ask().rows[0]).toMatchObject({ nights: 3, names: [] })
  await save({ soldAtDesk: false })
  expect(found()).toEqual([['desk', TODAY, day(10), 'not_at_desk', 12_000, 'nothing']])
})

test('without a channel that sells the night there is nothing that the desk could differ from', async () => {
  await promote('early_bird', null, {})
  await configure({ enabled: false })
  expect(ask()).toMatchObject({ channels: [], rows: [] })
})

test('of two channels only the one that is behind differs', async () => {
  const first = channelId
  channelId = await connectChannel(hotel, 'DBL')
  await sync()
  expect(found()).toEqual([])
  await setRates({ prices: [13_000, 15_000] })
  await sync()
  const { rows, channels } = ask()
  expect(channels.map((each) => each.channelId)).toEqual([first, channelId])
  expect(rows).toMatchObject([{ channelId: first, from: TODAY, to: day(2), reason: 'waiting' }])
})

test('one product can be asked for, nights behind the business date are left out, and more than 62 nights are refused', async () => {
  await setRates({ prices: [13_000, 15_000] })
  const { parity } = hotel.ledger.queries
  expect(parity({ from: day(-20), to: day(10) }).rows).toMatchObject([{ from: TODAY, to: day(2) }])
  expect(parity({ from: day(-20), to: TODAY })).toMatchObject({ rows: [], products: 0 })
  const both = { ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('DBL') }
  expect(parity({ from: TODAY, to: day(10), ...both }).rows).toHaveLength(1)
  const refused = async (input: Parameters<typeof parity>[0]) =>
    refusal(Promise.resolve().then(() => parity(input)))
  expect(await refused({ from: TODAY, to: day(63) })).toMatchObject({ code: 'RangeTooLong', maxDays: 62 })
  expect(await refused({ from: TODAY, to: TODAY })).toMatchObject({ code: 'InvalidInput' })
  const none = '00000000-0000-4000-8000-000000000000'
  expect(await refused({ from: TODAY, to: day(1), roomTypeId: none })).toMatchObject({
    code: 'UnknownRoomType',
  })
  expect(await refused({ from: TODAY, to: day(1), ratePlanId: none })).toMatchObject({
    code: 'UnknownRatePlan',
  })
})

test('nights that lie behind the business date by now are nobody’s to sell', async () => {
  await setRates({ prices: [13_000, 15_000] })
  hotel.clock.at += 3 * 86_400_000
  await hotel.ledger.tick()
  expect(hotel.ledger.queries.parity({ from: TODAY, to: day(3) })).toMatchObject({ rows: [], products: 0 })
})

test('the answer is bounded, and says how many rows it leaves out', async () => {
  // Every other night another price: a row for each of 31 nights of each of 20 types.
  await hotel.close()
  const codes = Array.from({ length: 20 }, (_, index) => `T${index}`)
  hotel = await openTestHotel({ types: Object.fromEntries(codes.map((code) => [code, 1])), rateDays: 62 })
  channelId = await connectChannel(hotel, ...codes)
  await configure({ exposure: { buffer: 0, cap: null, horizonDays: 100, safetyBuffer: 0 } })
  await hotel.ledger.lanes.beginEpoch()
  await sync()
  await submit('rates.change', EVERYTHING, {
    idempotencyKey: key(),
    blocks: codes.flatMap((code) =>
      Array.from({ length: 25 }, (_, index) => ({
        ratePlanId: hotel.ratePlan('FLEX'),
        roomTypeId: hotel.roomType(code),
        from: day(2 * index),
        to: day(2 * index + 1),
      })),
    ),
    price: { kind: 'set', amountMinor: 20_000, adults: 2 },
  })
  await submit('rates.setRange', EVERYTHING, {
    idempotencyKey: key(),
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeIds: codes.map((code) => hotel.roomType(code)),
    from: day(60),
    to: day(61),
    prices: [1, 2],
  })
  const answer = ask(day(62))
  expect([answer.rows.length, answer.total]).toEqual([500, 520])
}, 30_000)

test('a plan that asks for a code is no public price, and is compared with nothing', async () => {
  const save = (accessCode: string | null) =>
    submit('plans.save', EVERYTHING, {
      idempotencyKey: key(),
      ...planSaved(hotel, 'FLEX', { terms: planTermsSchema.parse({ accessCode }) }),
    })
  await setRates({ prices: [13_000, 15_000] })
  expect(ask().total).toBe(1)
  await save('ACME')
  expect(ask()).toMatchObject({ products: 0, total: 0, rows: [] })
  await save(null)
  expect(ask().total).toBe(1)
})
