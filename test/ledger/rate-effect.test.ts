/** What a preview says of a change: what each channel is sent, and which prices lie beyond their bounds. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from './channel-fixture.ts'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { planSaved } from './plan-input.ts'
import { type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 2, SGL: 2 }, plans: ['FLEX', 'NRF'], rateDays: 700 })
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const block = (type: string, nights: number) => ({
  ratePlanId: hotel.ratePlan('FLEX'),
  roomTypeId: hotel.roomType(type),
  from: TODAY,
  to: day(nights),
})
const dearer = { kind: 'add', amountMinor: 50_000 } as const

test('a channel on which the plan is not sold is not counted', async () => {
  const channelId = await connectChannel(hotel, 'DBL')
  const preview = () => hotel.ledger.queries.previewRateChange({ blocks: [block('DBL', 3)], price: dearer })
  expect(preview().channels).toMatchObject([{ channelId, cells: 3, calls: 1 }])
  const { seq } = await desk.submit('plans.save', planSaved(hotel, 'FLEX', { notOnChannelIds: [channelId] }))
  expect(preview().channels).toEqual([])
  await desk.submit('rates.undo', { changeSeq: seq })
  expect(preview().channels).toMatchObject([{ channelId, cells: 3 }])
})

test('of more prices beyond their bounds than are listed, all can be put to them', async () => {
  await desk.submit('pricing.saveSettings', {
    bounds: ['DBL', 'SGL'].map((type) => ({
      roomTypeId: hotel.roomType(type),
      floorMinor: null,
      ceilingMinor: 40_000,
      extraBeds: 0,
    })),
  })
  const change = { blocks: [block('DBL', 600), block('SGL', 600)], price: dearer }
  const effect = hotel.ledger.queries.previewRateChange(change)
  expect(effect.beyondBoundsCount).toBe(1_200)
  expect(effect.beyondBounds).toHaveLength(1_000)
  await desk.submit('rates.change', { ...change, capAll: true })
  const amounts = hotel.ledger.queries
    .rates({ ...block('DBL', 600), roomTypeId: hotel.roomType('SGL') })
    .days.map(({ prices }) => Math.max(...prices))
  expect(new Set(amounts)).toEqual(new Set([40_000]))
})
