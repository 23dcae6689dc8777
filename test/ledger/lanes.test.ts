/** The lanes of a real ledger: what is claimed, in which order, and what an answer changes. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import type { RangeOutcome } from '../../shared/contract/sync-link.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { planSaved } from './plan-input.ts'

const DEADLINE_MS = 2_000
const HORIZON = 5

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 3 }, rateDays: 30 })
  const answer = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '1', requestDeadlineMs: DEADLINE_MS }),
    exposure: { buffer: 0, cap: null, horizonDays: HORIZON, safetyBuffer: 0 },
    credentials: { username: 'machine', password: 'secret-of-the-channel' },
    mapping: mapping(),
  })
  channelId = answer.channelId
  await hotel.ledger.lanes.beginEpoch()
})
afterEach(async () => {
  await hotel.close()
})

const mapping = () => [
  {
    roomTypeId: hotel.roomType('DBL'),
    roomCode: '910447701',
    rates: [{ ratePlanId: hotel.ratePlan('FLEX'), rateCode: '3320518' }],
  },
]
const lanes = () => hotel.ledger.lanes
const claim = (lane = 'availability') => lanes().claim({ channelId, lane, maxRanges: 100 })
const pull = async () => lanes().completePull(channelId, await lanes().beginPull(channelId), null)
const outcome = (status: RangeOutcome['status']): RangeOutcome => ({ status, code: 'C', message: 'm' })

async function answer(
  claimed: Awaited<ReturnType<typeof claim>>,
  status: RangeOutcome['status'] = 'acknowledged',
  stop = false,
): Promise<void> {
  const { requestId, ranges } = claimed.batch!
  const error = status === 'acknowledged' ? null : { code: 'C', message: 'm' }
  const outcomes = ranges.map(() => outcome(status))
  await lanes().settle({ requestId, outcomes, error, stop, nextAttemptAt: null })
}
const rangesOf = (claimed: Awaited<ReturnType<typeof claim>>) =>
  claimed.batch?.ranges.map(({ from, to, value }) => [from, to, value]) ?? []

async function settleAll(): Promise<void> {
  await pull()
  for (const lane of ['availability', 'restrictions', 'prices']) {
    for (let round = 0; round < 5; round++) {
      const claimed = await claim(lane)
      if (claimed.batch === null) break
      await answer(claimed)
    }
  }
}
const cells = (facet: 'availability' | 'price' | 'restrictions', from: IsoDate = TODAY) =>
  hotel.ledger.queries.channelCells({ channelId, from, to: addDays(from, HORIZON), facet }).cells
const cancel = (reservationId: string) =>
  hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId,
    reason: '',
    agreedWithChannel: false,
    fee: 'policy',
  })
const setRates = (change: Partial<Commands['rates.setRange']['input']>) =>
  hotel.ledger.submit('rates.setRange', EVERYTHING, {
    idempotencyKey: key(),
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeIds: [hotel.roomType('DBL')],
    from: TODAY,
    to: day(2),
    ...change,
  })
const configure = (change: Partial<Commands['channels.configure']['input']>) =>
  hotel.ledger.submit('channels.configure', EVERYTHING, { idempotencyKey: key(), channelId, ...change })

describe('a new channel', () => {
  test('is sent everything, compressed into ranges, once its first pull is through', async () => {
    expect(rangesOf(await claim())).toEqual([])
    await pull()
    const first = await claim()
    expect(first.batch!.ranges).toMatchObject([
      {
        facet: 'availability',
        roomCode: '910447701',
        rateCode: null,
        from: TODAY,
        to: day(HORIZON),
        value: '3',
      },
    ])
    await answer(first)
    expect(rangesOf(await claim())).toEqual([])
    expect(cells('availability').every((cell) => cell.state === 'settled' && cell.shown === '3')).toBe(true)
    const prices = await claim('prices')
    expect(prices.batch!.ranges).toMatchObject([{ rateCode: '3320518', value: '[10000,12000]' }])
  })

  test('its credentials reach the sync process and nothing else', async () => {
    expect(lanes().connections()).toMatchObject([{ credentials: { password: 'secret-of-the-channel' } }])
    const { sqlite } = hotel.ledger.store
    for (const { name } of sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all() as {
      name: string
    }[]) {
      expect(JSON.stringify(sqlite.prepare(`SELECT * FROM ${name}`).all())).not.toContain(
        'secret-of-the-channel',
      )
    }
  })
})

describe('a change', () => {
  beforeEach(settleAll)

  test('is one range of what really changed; an unchanged value is not sent again', async () => {
    const sold = await hotel.sell()
    expect(rangesOf(await claim())).toEqual([[TODAY, day(2), '2']])
    await cancel(sold.reservationId)
    await setRates({ prices: [10_000, 12_000] })
    expect(rangesOf(await claim('prices'))).toEqual([])
  })

  test('cells changed five times are sent once, with the last value', async () => {
    for (let price = 1; price <= 5; price++) await setRates({ prices: [price] })
    expect(rangesOf(await claim('prices'))).toEqual([[TODAY, day(2), '[5]']])
  })

  test('decreases and near dates go first', async () => {
    await hotel.sell({ arrival: day(3), departure: day(4) })
    const sold = await hotel.sell({ arrival: day(1), departure: day(2) })
    await answer(await claim())
    await hotel.sell({ arrival: day(4), departure: day(5) })
    await hotel.sell({ arrival: day(2), departure: day(3) })
    await cancel(sold.reservationId)
    await pull()
    expect(rangesOf(await claim())).toEqual([
      [day(2), day(3), '2'],
      [day(4), day(5), '2'],
      [day(1), day(2), '3'],
    ])
  })

  test('rule 1: the acknowledgement stores what was sent, and what changed meanwhile goes next', async () => {
    await hotel.sell({ departure: day(1) })
    const first = await claim()
    await hotel.sell({ departure: day(1) })
    await answer(first)
    expect(cells('availability')[0]).toMatchObject({ desired: '1', shown: '2', state: 'pending' })
    expect(rangesOf(await claim())).toEqual([[TODAY, day(1), '1']])
  })
})

describe('an uncertain answer', () => {
  beforeEach(settleAll)

  test('rule 4: leaves the cells unknown, sends them again, and once more after T', async () => {
    await hotel.sell({ departure: day(1) })
    await answer(await claim(), 'uncertain')
    expect(cells('availability')[0]).toMatchObject({ shown: null, state: 'unknown' })
    hotel.clock.mono += 10
    await answer(await claim())
    expect(cells('availability')[0]).toMatchObject({ shown: '2', state: 'confirming' })
    const waiting = await claim()
    expect(waiting.batch).toBeNull()
    expect(waiting.wakeAfterMs).toBeGreaterThan(0)
    expect(waiting.wakeAfterMs).toBeLessThanOrEqual(DEADLINE_MS)
    hotel.clock.mono += DEADLINE_MS
    const confirmation = await claim()
    expect(rangesOf(confirmation)).toEqual([[TODAY, day(1), '2']])
    await answer(confirmation)
    expect(cells('availability')[0]).toMatchObject({ state: 'settled' })
  })

  test('rule 4: a request under way when the host died is of unknown fate, also after reopening', async () => {
    await hotel.sell({ departure: day(1) })
    const lost = await claim()
    hotel = await hotel.reopen()
    await lanes().beginEpoch()
    await expect(answer(lost)).rejects.toMatchObject({ code: 'UnknownBatch' })
    await pull()
    await answer(await claim())
    expect(cells('availability')[0]).toMatchObject({ state: 'confirming' })
    hotel.clock.mono += DEADLINE_MS
    await answer(await claim())
    expect(cells('availability')[0]).toMatchObject({ shown: '2', state: 'settled' })
  })

  test('rule 2: a claim before the answer gives the earlier request up: sent again, confirmed after T', async () => {
    await hotel.sell({ departure: day(1) })
    const first = await claim()
    const second = await claim()
    expect(rangesOf(second)).toEqual(rangesOf(first))
    await expect(answer(first)).rejects.toMatchObject({ code: 'UnknownBatch' })
    await answer(second)
    expect(cells('availability')[0]).toMatchObject({ shown: '2', state: 'confirming' })
    hotel.clock.mono += DEADLINE_MS
    await answer(await claim())
    expect(cells('availability')[0]).toMatchObject({ state: 'settled' })
  })

  test('what was certainly not applied is sent again without a confirmation', async () => {
    await hotel.sell({ departure: day(1) })
    await answer(await claim(), 'not_applied')
    await answer(await claim())
    expect(cells('availability')[0]).toMatchObject({ state: 'settled' })
  })
})

describe('a refused value', () => {
  beforeEach(settleAll)

  test('rule 7: is parked as that value, shown, and comes back when another is desired or someone asks', async () => {
    await setRates({ prices: [5] })
    await answer(await claim('prices'), 'refused')
    expect((await claim('prices')).batch).toBeNull()
    expect(cells('price').filter((cell) => cell.state === 'parked')).toHaveLength(2)
    expect(hotel.ledger.queries.channelParked({ channelId }).parked).toMatchObject([
      { from: TODAY, to: day(2), value: '[5]', code: 'C' },
    ])
    expect(hotel.ledger.queries.alerts().alerts).toMatchObject([{ kind: 'valueParked' }])
    await setRates({ prices: [6], to: day(1) })
    expect(rangesOf(await claim('prices'))).toEqual([[TODAY, day(1), '[6]']])
    await hotel.ledger.submit('channels.resume', EVERYTHING, { idempotencyKey: key(), channelId })
    expect(rangesOf(await claim('prices'))).toEqual([
      [TODAY, day(1), '[6]'],
      [day(1), day(2), '[5]'],
    ])
  })

  test('refused credentials stop the lane until they are changed', async () => {
    await setRates({ prices: [5] })
    await answer(await claim('prices'), 'not_applied', true)
    expect((await claim('prices')).batch).toBeNull()
    expect(hotel.ledger.queries.channels()[0]!.lanes.find((lane) => lane.lane === 'prices')).toMatchObject({
      state: 'stopped',
      pendingCells: 2,
      lastError: { code: 'C' },
    })
    expect(hotel.ledger.queries.alerts().alerts).toMatchObject([{ kind: 'channelStopped' }])
    await configure({ credentials: { username: 'u', password: 'new' } })
    expect(rangesOf(await claim('prices'))).toHaveLength(1)
  })
})

describe('what people see of a channel in trouble', () => {
  beforeEach(settleAll)
  const alerts = () => hotel.ledger.queries.alerts().alerts.map((alert) => alert.kind)
  const pullError = () => hotel.ledger.queries.channels()[0]!.pull.lastError

  test('a pull that failed is told with its reason, once, until one goes well', async () => {
    const error = { code: 'MalformedAnswer', message: 'The answer was cut off.' }
    for (let round = 0; round < 3; round++) {
      await lanes().completePull(channelId, await lanes().beginPull(channelId), error)
    }
    expect(pullError()).toMatchObject(error)
    expect(alerts()).toEqual(['pullFailing'])
    expect(hotel.ledger.queries.alerts().alerts[0]!.detail).toContain('The answer was cut off.')
    await pull()
    expect(pullError()).toBeNull()
    expect(alerts()).toEqual([])
  })

  test('a lane that fails again and again is alarmed, and quiet again after an acknowledgement', async () => {
    await hotel.sell({ departure: day(1) })
    for (let attempt = 0; attempt < 3; attempt++) await answer(await claim(), 'not_applied')
    expect(alerts()).toEqual([])
    await answer(await claim(), 'uncertain')
    expect(alerts()).toEqual(['channelFailing'])
    expect(hotel.ledger.queries.channels()[0]!.lanes[0]).toMatchObject({
      attempts: 4,
      lastError: { code: 'C' },
    })
    await answer(await claim())
    expect(alerts()).toEqual([])
    expect(hotel.ledger.queries.channels()[0]!.lanes[0]).toMatchObject({ attempts: 0, lastError: null })
  })
})

describe('settings', () => {
  beforeEach(settleAll)

  test('rule 5: a buffer and a cap change what is shown, and only differences are sent', async () => {
    await configure({ exposure: { buffer: 1, cap: null, horizonDays: HORIZON, safetyBuffer: 0 } })
    await answer(await claim())
    expect(cells('availability').map((cell) => cell.shown)).toEqual(['2', '2', '2', '2', '2'])
    await configure({ exposure: { buffer: 0, cap: 2, horizonDays: HORIZON, safetyBuffer: 0 } })
    expect((await claim()).batch).toBeNull()
  })

  test('rule 5: midnight brings the new last night', async () => {
    hotel.clock.at += 12 * 3_600_000
    await hotel.ledger.tick()
    await pull()
    expect(rangesOf(await claim())).toEqual([[day(HORIZON), day(HORIZON + 1), '3']])
  })

  test('rule 8: what is no longer mapped is closed', async () => {
    await configure({ mapping: [] })
    expect(rangesOf(await claim())).toEqual([[TODAY, day(HORIZON), '0']])
    expect(rangesOf(await claim('restrictions'))).toEqual([[TODAY, day(HORIZON), '1,1,,0,0,1']])
    await configure({ mapping: mapping() })
  })

  test('rule 8: a plan that is not sold on the channel is closed there, and open again when it is', async () => {
    const notOn = (channelIds: string[]) =>
      hotel.ledger.submit('plans.save', EVERYTHING, {
        idempotencyKey: key(),
        ...planSaved(hotel, 'FLEX', { notOnChannelIds: channelIds }),
      })
    await notOn([channelId])
    expect(rangesOf(await claim('prices'))).toEqual([])
    expect(rangesOf(await claim('restrictions'))).toEqual([[TODAY, day(HORIZON), '1,1,,0,0,1']])
    await notOn([])
    expect(rangesOf(await claim('restrictions'))).toEqual([[TODAY, day(HORIZON), '1,1,,0,0,0']])
  })

  test('rule 8: a night without a price is closed, and open again with its next price', async () => {
    await setRates({ prices: [] })
    expect(rangesOf(await claim('restrictions'))).toEqual([[TODAY, day(2), '1,1,,0,0,1']])
    await setRates({ prices: [9_000] })
    expect(rangesOf(await claim('restrictions'))).toEqual([[TODAY, day(2), '1,1,,0,0,0']])
  })
  test('rule 6: a resync sends everything again', async () => {
    await hotel.ledger.submit('channels.resync', EVERYTHING, { idempotencyKey: key(), channelId })
    expect(cells('availability').every((cell) => cell.shown === null)).toBe(true)
    await settleAll()
    expect(cells('availability').every((cell) => cell.state === 'settled')).toBe(true)
  })
})

describe('the channel’s own sales', () => {
  beforeEach(settleAll)

  const sale = (channelRef: string) =>
    lanes().ingest(channelId, {
      queue: 'new',
      kind: 'new',
      channelRef,
      snapshot: {
        channelRef,
        status: 'booked',
        booker: { surname: 'Rossi', firstName: '', email: '', phone: '' },
        currency: 'EUR',
        rooms: [
          {
            ref: '1',
            roomCode: '910447701',
            rateCode: null,
            arrival: TODAY,
            departure: day(1),
            adults: 1,
            childrenAges: [],
            guest: null,
            nightlyAmounts: [1],
          },
        ],
        note: '',
      },
      unreadable: null,
      rawMasked: '',
    })

  test('rule 9: make its cells unknown, and an answer already on its way does not clear that', async () => {
    await hotel.sell({ departure: day(1) })
    const underWay = await claim()
    await sale('B1')
    await answer(underWay)
    expect(cells('availability')[0]).toMatchObject({ desired: '1', shown: null, state: 'unknown' })
    await pull()
    expect(rangesOf(await claim())).toEqual([[TODAY, day(1), '1']])
  })

  test('rule 9: a raise waits for a pull that began after it; a decrease does not wait', async () => {
    const sold = await hotel.sell({ departure: day(1) })
    await answer(await claim())
    const early = await lanes().beginPull(channelId)
    await cancel(sold.reservationId)
    const hints: string[] = []
    lanes().onHint((hint) => hints.push(hint.kind))
    expect((await claim()).batch).toBeNull()
    expect(hints).toEqual(['pull'])
    await lanes().completePull(channelId, early, null)
    expect((await claim()).batch).toBeNull()
    await pull()
    expect(rangesOf(await claim())).toEqual([[TODAY, day(1), '3']])
  })
})
