/** What a way out of an overbooking costs where a price is asked of the plans: what a quote of the stay says. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IsoDate } from '../../shared/dates.ts'
import { derivationSchema, planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { connectChannel, messageOf } from './channel-fixture.ts'
import { day, NOON, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 2, SUI: 1 } })
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

/** A channel sells the double for two nights from today on, at 90.00 each. */
async function oversell(): Promise<void> {
  const channelId = await connectChannel(hotel, 'DBL')
  await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'A', [{}]))
}
const ways = () => {
  const { cases } = hotel.ledger.queries.cases()
  return hotel.ledger.queries.waysOut({ caseId: cases[0]!.id }).ways
}
const upgradeMinor = () => ways().find(({ kind }) => kind === 'upgrade')?.costMinor
const holdMinor = (label: string) =>
  ways().find((way) => way.kind === 'releaseHold' && way.label === label)?.costMinor

function savePlan(change: Partial<Given<'plans.save'>>) {
  const plan = hotel.ledger.queries.hotel()!.ratePlans[0]!
  return desk.submit('plans.save', { ...plan, ratePlanId: plan.id, parent: null, ...change })
}
const setPrice = (prices: number[]) =>
  desk.submit('rates.setRange', {
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeIds: [hotel.roomType('SUI')],
    from: TODAY,
    to: day(30),
    prices,
  })

test("an upgrade costs what the cheapest plan's own rules ask, by length of stay and with its promotions", async () => {
  await setPrice([20_000])
  for (let room = 0; room < 2; room++) await hotel.sell()
  await oversell()
  expect(upgradeMinor()).toBe(2 * (20_000 - 9_000))
  await savePlan({ terms: planTermsSchema.parse({ losSteps: [{ fromNights: 2, percent: -20 }] }) })
  expect(upgradeMinor()).toBe(2 * (16_000 - 9_000))
  // A plan that is not sold here is nothing that the room would be sold for.
  await desk.submit('plans.save', {
    code: 'CHEAP',
    name: 'Cheap, elsewhere',
    parent: {
      ratePlanId: hotel.ratePlan('FLEX'),
      derivation: derivationSchema.parse({ percent: -50, roundToMinor: 1, rounding: 'nearest' }),
    },
    terms: planTermsSchema.parse({}),
    cancellationPolicyId: null,
    soldAtDesk: false,
    notOnChannelIds: [],
  })
  expect(upgradeMinor()).toBe(2 * (16_000 - 9_000))
  // One of two nights free: 160.00 against the 180.00 that were agreed for both.
  await desk.submit('promotions.save', {
    name: 'Everybody',
    kind: 'early_bird',
    code: null,
    active: true,
    terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'free_night', everyNights: 2 } }),
  })
  expect(upgradeMinor()).toBe(0)
})

test('where rules forbid every plan, what would be asked all the same still counts', async () => {
  await setPrice([20_000])
  for (let room = 0; room < 2; room++) await hotel.sell()
  await oversell()
  await desk.submit('rates.setRange', {
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeIds: [hotel.roomType('SUI')],
    from: TODAY,
    to: day(30),
    restrictions: { minLosArrival: 7 },
  })
  expect(upgradeMinor()).toBe(2 * (20_000 - 9_000))
})

test('a hold is worth what its nights would be sold for as stays, each run of them by itself', async () => {
  await savePlan({ terms: planTermsSchema.parse({ losSteps: [{ fromNights: 3, percent: -50 }] }) })
  const line = (from: IsoDate, to: IsoDate) => ({ roomTypeId: hotel.roomType('DBL'), from, to, rooms: 1 })
  const place = (label: string, ...lines: ReturnType<typeof line>[]) =>
    desk.submit('holds.place', { kind: 'option', label, lines, expiresAt: NOON + 86_400_000 })
  await place('Three nights', line(TODAY, day(3)))
  await place('Two and two', line(TODAY, day(2)), line(day(4), day(6)))
  await oversell()
  expect(holdMinor('Three nights')).toBe(3 * 6_000)
  expect(holdMinor('Two and two')).toBe(4 * 12_000)
})
