/** What rooms and rate plans have that most tests do not care for. */
import type { Hotel } from '../../shared/contract/property.ts'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'

type Room = Hotel['rooms'][number]
type RatePlan = Hotel['ratePlans'][number]

export const PLAIN_ROOM: Pick<Room, 'floor' | 'accessible' | 'features' | 'housekeeping'> = {
  floor: '',
  accessible: false,
  features: [],
  housekeeping: 'clean',
}
export const PLAIN_PLAN: Omit<RatePlan, 'id' | 'code' | 'name'> = {
  cancellationPolicyId: null,
  parent: null,
  terms: planTermsSchema.parse({}),
  active: true,
  soldAtDesk: true,
  notOnChannelIds: [],
  seq: 1,
}
/** An offer without promotions, packages or deposit. */
export const PLAIN_OFFER = { codeHolds: false, promotions: [], inclusions: [], deposit: null }
