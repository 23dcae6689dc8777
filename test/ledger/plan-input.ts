/** A rate plan of a test hotel as the form would save it. */
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import type { TestHotel } from './ledger-fixture.ts'
import type { Given } from './stay-desk.ts'

export const planOf = (hotel: TestHotel, code: string) =>
  hotel.ledger.queries.hotel()!.ratePlans.find((each) => each.code === code)!

/** As it is, without a parent, sold on every channel. */
export const planSaved = (
  hotel: TestHotel,
  code: string,
  change: Partial<Given<'plans.save'>> = {},
): Given<'plans.save'> => ({
  ratePlanId: planOf(hotel, code).id,
  code,
  name: planOf(hotel, code).name,
  parent: null,
  terms: planTermsSchema.parse({}),
  cancellationPolicyId: null,
  soldAtDesk: true,
  notOnChannelIds: [],
  ...change,
})
