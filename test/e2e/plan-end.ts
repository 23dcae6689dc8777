/** Other tests of a desk count the plans that are sold and the nights that follow: a plan that a test made ends with it. */
import { restCaller } from '../processes/callers.ts'
import { expect, type RunningDesk } from './desk-fixture.ts'

/** It follows no other plan any more, and is not sold. */
export async function endPlan({ url, token, outside }: RunningDesk, code: string): Promise<void> {
  const caller = restCaller(url, token)
  const { hotel } = (await outside.ask('/property')) as { hotel: typeof outside.hotel }
  const { id, active: _, seq: __, ...plan } = hotel.ratePlans.find((each) => each.code === code)!
  const freed = await caller.call('plans.save', {
    ...plan,
    ratePlanId: id,
    parent: null,
    idempotencyKey: `follows-no-more-${id}`,
  })
  expect(freed.kind).toBe('done')
  const closed = await caller.call('plans.setActive', {
    ratePlanId: id,
    active: false,
    idempotencyKey: `not-sold-${id}`,
  })
  expect(closed.kind).toBe('done')
}
