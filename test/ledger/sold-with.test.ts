/** What a stay was sold with stays known: through changes of its dates, type and plan, through a split, and in what is shown before. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { day, openTestHotel, type TestHotel } from './ledger-fixture.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel()
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const dates = { arrival: day(1), departure: day(5) }

function promotion(
  name: string,
  terms: Record<string, unknown>,
  change: Partial<Given<'promotions.save'>> = {},
) {
  return desk.submit('promotions.save', {
    name,
    kind: 'long_stay',
    code: null,
    active: true,
    terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'none' }, ...terms }),
    ...change,
  })
}
/** 10 % off four nights or more. */
const longStay = () =>
  promotion('Long stay', { conditions: { minNights: 4 }, benefit: { kind: 'percent', percent: 10 } })

const dinner = (amountMinor: number) =>
  promotion(
    'Dinner for two',
    { extras: [{ name: 'Dinner', amountMinor, per: 'stay' }], combines: true },
    { code: 'DINNER', kind: 'package' },
  )

/** Four nights of two adults, at 120.00 each. */
async function sold(change: Partial<Given<'reservations.create'>['rooms'][number]> = {}) {
  const { stayIds, reservationId } = await hotel.sell({ ...dates, ...change })
  const stayId = stayIds[0]!
  const input = { stayId, ...dates, roomId: null }
  return {
    stayId,
    reservationId,
    now: (index = 0) => desk.stay(reservationId, index),
    change: (to: Partial<Given<'stays.change'>>) =>
      desk.submit('stays.change', { ...input, price: 'plan', ...to }),
    preview: (to: Partial<Omit<Given<'stays.change'>, 'price'>>) =>
      hotel.ledger.queries.previewStayChange({ ...input, ...to }),
  }
}

test('the drawer says which promotions a stay was sold with, what each took off, and what is included', async () => {
  await promotion('Early bird', { benefit: { kind: 'amount_a_night', amountMinor: 500 }, combines: true })
  await dinner(4_000)
  const stay = await sold({ promotionCode: 'dinner' })
  expect(stay.now()).toMatchObject({ totalMinor: 4 * 11_500 + 4_000, inclusions: ['Dinner'] })
  const byName = stay.now().promotions.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  expect(byName).toMatchObject([
    { name: 'Dinner for two', code: 'DINNER', amountMinor: 4_000, breach: null },
    { name: 'Early bird', code: null, amountMinor: -2_000, breach: null },
  ])
})

test('a stay that was sold before amounts were kept shows its promotions without one', async () => {
  const { promotionId } = await longStay()
  const stay = await sold()
  hotel.ledger.store.sqlite.prepare('UPDATE stay SET promotions = ?').run(JSON.stringify([promotionId]))
  expect(stay.now().promotions).toMatchObject([{ name: 'Long stay', amountMinor: null }])
  await stay.change({ price: 'keep', departure: day(6) })
  expect(stay.now().promotions).toMatchObject([{ amountMinor: null }])
  await stay.change({ departure: day(6) })
  expect(stay.now().promotions).toMatchObject([{ amountMinor: -5 * 1_200 }])
})

describe('a change', () => {
  test('shows old and new price with the promotion that falls away, and why; and does it', async () => {
    await longStay()
    const stay = await sold()
    const shorter = { departure: day(3) }
    const breach = { condition: 'minNights', nights: 4 }
    expect(stay.preview(shorter)).toMatchObject({
      before: { totalMinor: 4 * 10_800, promotions: [{ amountMinor: -4_800, breach: null }] },
      keep: { totalMinor: 2 * 10_800, promotions: [{ amountMinor: -2_400, breach }] },
      plan: { totalMinor: 2 * 12_000, promotions: [{ amountMinor: 0, breach }] },
    })
    await stay.change(shorter)
    expect(stay.now()).toMatchObject({ totalMinor: 24_000, promotions: [{ amountMinor: 0, breach }] })
    // Changed back, it is given again: it is what the stay was sold with.
    await stay.change({})
    expect(stay.now()).toMatchObject({
      totalMinor: 43_200,
      promotions: [{ amountMinor: -4_800, breach: null }],
    })
  })

  test('at the price that was agreed counts what was taken off the kept nights only', async () => {
    await longStay()
    const stay = await sold()
    await stay.change({ price: 'keep', departure: day(7) })
    expect(stay.now().promotions).toMatchObject([{ amountMinor: -6 * 1_200 }])
    await stay.change({ departure: day(7), price: 'agreed', nightlyAmounts: [1, 2, 3, 4, 5, 6] })
    expect(stay.now()).toMatchObject({ totalMinor: 21, promotions: [{ amountMinor: 0 }] })
  })

  test('names each condition that is no longer met', async () => {
    await promotion('Only here', {
      conditions: {
        stayTo: day(10),
        arrivalWeekdays: [1],
        maxAdvanceDays: 8,
        roomTypeIds: [hotel.roomType('DBL')],
      },
      benefit: { kind: 'percent', percent: 10 },
    })
    const stay = await sold()
    const why = (to: Parameters<typeof stay.preview>[0]) => {
      const { plan } = stay.preview(to)
      return plan.possible ? plan.promotions[0]!.breach : plan
    }
    expect(why({})).toBeNull()
    expect(why({ departure: day(11) })).toEqual({ condition: 'stay', from: null, to: day(10) })
    expect(why({ arrival: day(2) })).toEqual({ condition: 'arrivalWeekday', weekdays: [1] })
    expect(why({ roomTypeId: hotel.roomType('SGL') })).toEqual({ condition: 'roomType' })
  })

  test('says when another promotion would be given instead, since they do not go together any more', async () => {
    const off = (percent: number) => ({ benefit: { kind: 'percent', percent }, combines: true })
    const { promotionId } = await promotion('Small', off(10))
    await promotion('Large', off(20))
    const stay = await sold()
    const why = () => stay.now().promotions.find(({ name }) => name === 'Small')!.breach
    expect(why()).toBeNull()
    await promotion('Small', { ...off(10), combines: false }, { promotionId })
    expect(why()).toEqual({ condition: 'another' })
  })

  test('to another plan includes what that one promises, also at the kept price', async () => {
    await hotel.close()
    hotel = await openTestHotel({ plans: ['FLEX', 'SPA'] })
    desk = stayDesk(hotel)
    await plan('FLEX', ['Parking'])
    await plan('SPA', ['Sauna'])
    await dinner(0)
    const stay = await sold({ promotionCode: 'DINNER' })
    expect(stay.now().inclusions).toEqual(['Parking', 'Dinner'])
    await stay.change({ price: 'keep', ratePlanId: hotel.ratePlan('SPA') })
    expect(stay.now().inclusions).toEqual(['Sauna', 'Dinner'])
  })
})

function plan(code: string, inclusions: string[]) {
  const { id, name, seq } = hotel.ledger.queries.hotel()!.ratePlans.find((each) => each.code === code)!
  return desk.submit('plans.save', {
    ratePlanId: id,
    code,
    name,
    parent: null,
    terms: planTermsSchema.parse({ inclusions }),
    cancellationPolicyId: null,
    soldAtDesk: true,
    notOnChannelIds: [],
    seenSeq: seq,
  })
}

describe('a split', () => {
  test('leaves each part with the promotions of its nights and with what is included, and is shown before', async () => {
    await dinner(0)
    await promotion('Long stay, too', {
      conditions: { minNights: 4 },
      benefit: { kind: 'amount_a_stay', amountMinor: 15_000 },
      combines: true,
    })
    const stay = await sold({ promotionCode: 'DINNER' })
    // 150.00 off, from the first night on: 120.00 and 30.00.
    expect(stay.now().totalMinor).toBe(4 * 12_000 - 15_000)
    const breach = { condition: 'minNights', nights: 4 }
    const shown = hotel.ledger.queries.previewSplit({ stayId: stay.stayId, at: day(2) })
    expect(shown.parts).toMatchObject([
      { arrival: day(1), departure: day(2), totalMinor: 0, planMinor: 12_000 },
      { arrival: day(2), departure: day(5), totalMinor: 3 * 12_000 - 3_000, planMinor: 3 * 12_000 },
    ])
    expect(stay.now().departure).toBe(day(5))
    await desk.submit('stays.split', { stayId: stay.stayId, at: day(2) })
    for (const [index, amountMinor] of [-12_000, -3_000].entries()) {
      expect(stay.now(index).inclusions).toEqual(['Dinner'])
      expect(stay.now(index).promotions).toEqual(shown.parts[index]!.promotions)
      expect(stay.now(index).promotions.find(({ name }) => name === 'Long stay, too')).toMatchObject({
        amountMinor,
        breach,
      })
    }
    await desk.submit('stays.change', {
      stayId: stay.now(1).id,
      arrival: day(2),
      departure: day(5),
      roomId: null,
      price: 'plan',
    })
    expect(stay.now(1).totalMinor).toBe(3 * 12_000)
  })

  test('that cannot be is refused in what is shown before, too', async () => {
    const stay = await sold()
    expect(() => hotel.ledger.queries.previewSplit({ stayId: stay.stayId, at: day(9) })).toThrow(
      expect.objectContaining({ code: 'SplitNotWithin' }),
    )
  })
})
