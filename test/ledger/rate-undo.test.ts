/** An undo puts nothing back that the rules would refuse today: plans that follow in a circle, codes taken, seasons over each other. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { connectChannel } from './channel-fixture.ts'
import { day, openTestHotel, type TestHotel } from './ledger-fixture.ts'
import { planOf, planSaved } from './plan-input.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ rateDays: 0, plans: ['FLEX', 'NRF', 'BB'] })
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const plan = (code: string) => planOf(hotel, code)
const follow = (code: string) => ({
  ratePlanId: plan(code).id,
  derivation: {
    percent: -10,
    amountMinor: 0,
    per: 'room' as const,
    roundToMinor: 100,
    rounding: 'nearest' as const,
    followsRestrictions: true,
  },
})
const saved = (code: string, change: Partial<Given<'plans.save'>> = {}) => planSaved(hotel, code, change)
const save = (code: string, change: Partial<Given<'plans.save'>> = {}) =>
  desk.submit('plans.save', saved(code, change))
const setActive = (code: string, active: boolean) =>
  desk.submit('plans.setActive', { ratePlanId: plan(code).id, active })

/** The undo is refused for this reason, and changes nothing. */
async function expectConflict(changeSeq: number, reason: string, name: string): Promise<void> {
  const before = desk.rows()
  const plans = JSON.stringify(hotel.ledger.queries.hotel()!.ratePlans)
  expect(await desk.refusal('rates.undo', { changeSeq })).toEqual({
    code: 'UndoConflicts',
    data: { changeSeq, reason, name },
  })
  expect(desk.rows()).toBe(before)
  expect(JSON.stringify(hotel.ledger.queries.hotel()!.ratePlans)).toBe(plans)
}

describe('plans', () => {
  test('no undo makes them follow each other in a circle', async () => {
    await save('NRF', { parent: follow('FLEX') })
    const { seq } = await save('NRF')
    await save('FLEX', { parent: follow('NRF') })
    await expectConflict(seq, 'circle', plan('FLEX').name)
    // The plans are as good as before.
    await save('BB', { parent: follow('NRF') })
  })

  test('one in sale never follows one that is not, by a save, by coming back, or by an undo', async () => {
    await save('NRF', { parent: follow('FLEX') })
    await setActive('NRF', false)
    const { seq } = await setActive('FLEX', false)
    const refused = { code: 'RatePlanParentNotSold', data: { parentId: plan('FLEX').id } }
    expect(await desk.refusal('plans.save', saved('BB', { parent: follow('FLEX') }))).toEqual(refused)
    expect(await desk.refusal('plans.setActive', { ratePlanId: plan('NRF').id, active: true })).toEqual(
      refused,
    )
    // Out of sale it may follow one that is so, too.
    await save('NRF', { parent: follow('FLEX'), name: 'Saver' })
    await desk.submit('rates.undo', { changeSeq: seq })
    const { seq: broughtBack } = await setActive('NRF', true)
    await desk.submit('rates.undo', { changeSeq: broughtBack })
    await setActive('FLEX', false)
    const [undone] = hotel.ledger.queries.rateChanges().rows.filter(({ command }) => command === 'rates.undo')
    await expectConflict(undone!.seq, 'parent_not_sold', plan('FLEX').name)
  })

  test('one that others follow is not taken out of sale by an undo', async () => {
    await setActive('BB', false)
    const { seq } = await setActive('BB', true)
    await save('NRF', { parent: follow('BB') })
    await expectConflict(seq, 'has_followers', plan('NRF').name)
  })

  test('a code that another plan has by now stays with it', async () => {
    const { seq } = await desk.submit('plans.save', { ...saved('NRF'), code: 'SAVER' })
    await desk.submit('plans.save', { ...saved('BB'), code: 'NRF' })
    await expectConflict(seq, 'code_taken', plan('NRF').name)
  })

  test('channels on which one is not sold come back with the rest, and say when they were changed since', async () => {
    const channelId = await connectChannel(hotel, 'DBL')
    const { seq } = await save('NRF', { notOnChannelIds: [channelId] })
    const { seq: both } = await save('NRF', { name: 'Saver', notOnChannelIds: [] })
    await desk.submit('rates.undo', { changeSeq: both })
    expect(plan('NRF')).toMatchObject({ name: 'NRF', notOnChannelIds: [channelId] })
    const { seq: undone } = await desk.submit('rates.undo', { changeSeq: seq })
    expect(plan('NRF').notOnChannelIds).toEqual([])
    await save('NRF', { notOnChannelIds: [channelId] })
    expect(await desk.refusal('rates.undo', { changeSeq: undone })).toMatchObject({
      code: 'LayerChangedMeanwhile',
      data: { name: 'NRF', seq: plan('NRF').seq },
    })
  })

  test('one that somebody else changed since it was looked at is not saved', async () => {
    const seen = plan('NRF').seq
    await save('NRF', { name: 'Saver', seenSeq: seen })
    expect(await desk.refusal('plans.save', saved('NRF', { name: 'Cheap', seenSeq: seen }))).toEqual({
      code: 'LayerChangedMeanwhile',
      data: { name: 'Saver', seq: plan('NRF').seq },
    })
    expect(plan('NRF').name).toBe('Saver')
  })
})

const season = (name: string, id?: string): Given<'seasons.apply'> => ({
  change: {
    kind: 'season',
    ...(id === undefined ? {} : { id }),
    name,
    precedence: 20,
    colour: 0,
    from: day(5),
    to: day(9),
    repeats: 'never',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    prices: [],
    restrictions: [],
  },
  overHand: false,
  confirmBounds: false,
})

test('a season is not put back over another of its precedence', async () => {
  const { id } = await desk.submit('seasons.apply', season('Autumn'))
  const { seq } = await desk.submit('seasons.apply', {
    ...season('Autumn'),
    change: { kind: 'remove', layer: 'season', id: id! },
  })
  await desk.submit('seasons.apply', season('Fair'))
  await expectConflict(seq, 'seasons_overlap', 'Fair')
})

test('a season changed since is named, with the command that changed it', async () => {
  const { id, seq } = await desk.submit('seasons.apply', season('Autumn'))
  const later = await desk.submit('seasons.apply', season('Harvest', id!))
  await save('BB', { name: 'Breakfast' })
  expect(await desk.refusal('rates.undo', { changeSeq: seq })).toEqual({
    code: 'LayerChangedMeanwhile',
    data: { name: 'Harvest', seq: later.seq },
  })
})

test('a promotion’s code that another one has by now stays with it', async () => {
  const promotion = (name: string, code: string, promotionId?: string) =>
    desk.submit('promotions.save', {
      ...(promotionId === undefined ? {} : { promotionId }),
      name,
      kind: 'code',
      code,
      active: true,
      terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'percent', percent: 5 } }),
    })
  const { promotionId } = await promotion('Spring', 'SPRING')
  const { seq } = await promotion('Spring', 'MAY', promotionId)
  await promotion('Easter', 'SPRING')
  await expectConflict(seq, 'code_taken', 'Easter')
})
