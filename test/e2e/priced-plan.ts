/** A plan of a test's own, sold at the desk for families, with a code that gives something off; gone again when the test is over. */
import { addDays, type IsoDate, weekday } from '../../shared/dates.ts'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import type { ChildBand } from '../../shared/rates/price-set.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { restCaller } from '../processes/callers.ts'
import type { RunningDesk } from './desk-fixture.ts'

interface Settings {
  readonly childBands: ChildBand[]
  readonly bounds: {
    roomTypeId: string
    floorMinor: number | null
    ceilingMinor: number | null
    extraBeds: number
  }[]
}

let plans = 0

/**
 * In the family room 100.00, 120.00 for two, 140.00 for more; a child up to 5 years 10.00, up to 11 years 25.00, two of its five beds
 * only when they are needed, 30.00 each; from three nights on 10 % less; parking. The code gives 5.00 off a night from three nights on,
 * with dinner at 20.00 a person.
 */
export async function pricedPlan({ url, token, outside }: RunningDesk) {
  const caller = restCaller(url, token)
  const suffix = `${++plans}${Math.floor(performance.now())}`
  const code = `KIN${suffix}`
  const name = `Family ${suffix}`
  const roomTypeId = outside.roomType('FAM').id
  async function submit<N extends Parameters<typeof caller.call>[0]>(
    command: N,
    input: Omit<Parameters<typeof caller.call<N>>[1], 'idempotencyKey'>,
  ) {
    const idempotencyKey = `${command}-${suffix}-${JSON.stringify(input).length}`
    const answer = await caller.call(command, { idempotencyKey, ...input } as Parameters<
      typeof caller.call<N>
    >[1])
    if (answer.kind !== 'done') throw new Error(`${command}: ${JSON.stringify(answer)}`)
    return answer.output
  }
  const settings = (await outside.ask('/pricing/settings')) as Settings
  const extraBeds = 2
  await submit('pricing.saveSettings', {
    childBands: [
      { name: 'Small child', fromAge: 0, toAge: 5 },
      { name: 'Child', fromAge: 6, toAge: 11 },
    ],
    bounds: settings.bounds.map((each) => (each.roomTypeId === roomTypeId ? { ...each, extraBeds } : each)),
  })
  const { ratePlanId } = await submit('plans.save', {
    code,
    name,
    parent: null,
    terms: planTermsSchema.parse({ inclusions: ['Parking'], losSteps: [{ fromNights: 3, percent: -10 }] }),
    cancellationPolicyId: outside.hotel.ratePlans[0]!.cancellationPolicyId,
    soldAtDesk: true,
    notOnChannelIds: [],
  })
  const price = { prices: [10_000, 12_000, 14_000], children: [1_000, 2_500], extraBedMinor: 3_000 }
  await submit('seasons.apply', {
    change: { kind: 'basePrices', prices: [{ ratePlanId, roomTypeId, price }] },
    overHand: false,
    confirmBounds: true,
  })
  const promotion = {
    name: `Together ${suffix}`,
    kind: 'package' as const,
    code: `TOGETHER${suffix}`,
    terms: promotionTermsSchema.parse({
      conditions: { minNights: 3, ratePlanIds: [ratePlanId] },
      benefit: { kind: 'amount_a_night', amountMinor: 500 },
      extras: [{ name: 'Dinner', amountMinor: 2_000, per: 'person' }],
    }),
  }
  const { promotionId } = await submit('promotions.save', { ...promotion, active: true })
  return {
    ratePlanId,
    code,
    name,
    roomTypeId,
    promotion,
    submit,
    async close() {
      await submit('plans.setActive', { ratePlanId, active: false })
      await submit('promotions.save', { ...promotion, promotionId, active: false })
      await submit('pricing.saveSettings', { ...settings })
    },
  }
}

interface Offered {
  readonly roomTypes: readonly {
    readonly roomTypeId: string
    readonly offers: readonly { readonly ratePlanId: string; readonly refusal: unknown }[]
  }[]
}

/** A Monday with family rooms left till Thursday, without what a weekend adds or a season asks for. */
export async function quietMonday({ outside }: RunningDesk): Promise<IsoDate> {
  const { id: roomTypeId } = outside.roomType('FAM')
  const [flexible] = outside.hotel.ratePlans
  for (let after = 240; after < 330; after++) {
    const first = outside.day(after)
    if (weekday(first) !== 1) continue
    const refusals = [2, 3].map(async (nights) => {
      const path = `/offers?arrival=${first}&departure=${addDays(first, nights)}&adults=2`
      const { roomTypes } = (await outside.ask(path)) as Offered
      const type = roomTypes.find((each) => each.roomTypeId === roomTypeId)
      return type?.offers.find(({ ratePlanId }) => ratePlanId === flexible?.id)?.refusal
    })
    if ((await Promise.all(refusals)).every((refusal) => refusal === null)) return first
  }
  throw new Error('no family room is left from a Monday on for three months')
}
