/** Refusals about prices, the layers that they come from, and promotions. */
import { z } from 'zod'

const id = z.string()
const date = z.string()
const count = z.number().int()

export const RATES_ERRORS = {
  PriceBeyondBounds: {
    status: 409,
    message: 'A price lies below its floor or above its ceiling. Confirm it, cap it, or give another price.',
    data: z.object({
      ratePlanId: id,
      roomTypeId: id,
      date,
      amountMinor: count,
      floorMinor: count.nullable(),
      ceilingMinor: count.nullable(),
      /** How many nights there are of that kind. */
      nights: count,
    }),
  },
  BoundsNotValid: {
    status: 400,
    message:
      'The floor must not be above the ceiling, and extra beds must leave at least one bed of the room. Correct them.',
    data: z.object({ roomTypeId: id }),
  },
  UnknownLayer: {
    status: 404,
    message: 'There is no such season, event or rule any more. Reload the list.',
    data: z.object({ id }),
  },
  SeasonsOverlap: {
    status: 409,
    message:
      'Another season of the same precedence covers some of these nights. Put one of them above the other.',
    data: z.object({ otherId: id, otherName: z.string(), precedence: count, from: date, to: date }),
  },
  TooManyLayers: {
    status: 409,
    message: 'There are too many of this kind. Remove some that are no longer used.',
    data: z.object({ most: count }),
  },
  PlanFollowsParent: {
    status: 409,
    message:
      'This plan follows the price of another one. Give the price to that plan, or set nights by hand.',
    data: z.object({ ratePlanId: id }),
  },
  RatePlanCodeTaken: {
    status: 409,
    message: 'A rate plan of this code is there already. Give it a code of its own.',
    data: z.object({ code: z.string() }),
  },
  RatePlanCycle: {
    status: 409,
    message: 'The plan would follow itself. Choose a parent that does not follow this plan.',
    /** From the plan to itself. */
    data: z.object({ ratePlanIds: z.array(id) }),
  },
  RatePlanHasFollowers: {
    status: 409,
    message:
      'Other plans follow the price of this one. Take those out of sale, or let them follow another plan, first.',
    data: z.object({ ratePlanId: id, followerIds: z.array(id) }),
  },
  RatePlanParentNotSold: {
    status: 409,
    message: 'The plan whose price it would follow is out of sale. Bring that one back, or choose another.',
    data: z.object({ parentId: id }),
  },
  RatePlanNotSold: {
    status: 409,
    message: 'This rate plan is not for sale at the desk. Choose another one.',
    data: z.object({ ratePlanId: id }),
  },
  RatePlanNeedsCode: {
    status: 409,
    message:
      'This rate plan is sold only to whoever names its access code. Give the code, or choose another plan.',
    data: z.object({ ratePlanId: id }),
  },
  TooManyRatePlans: {
    status: 409,
    message: 'There are too many rate plans. Use one that is there already.',
    data: z.object({ most: count }),
  },
  UnknownPolicy: {
    status: 404,
    message: 'There is no such cancellation policy. Reload the list.',
    data: z.object({ policyId: id }),
  },
  UnknownPromotion: {
    status: 404,
    message: 'There is no such promotion. Reload the list.',
    data: z.object({ promotionId: id }),
  },
  PromotionCodeTaken: {
    status: 409,
    message: 'Another promotion has this code. Choose a code of its own.',
    data: z.object({ code: z.string() }),
  },
  PromotionNotValid: {
    status: 409,
    message: 'This code is not valid for the stay. Check its spelling, or leave it out.',
    data: z.object({ code: z.string(), reason: z.enum(['unknown', 'not_for_this_stay']) }),
  },
  ExchangeRateFileNotReadable: {
    status: 400,
    message:
      'The file is not one of exchange rates as the European Central Bank publishes them (CSV or XML).',
    data: z.object({ line: count, problem: z.string() }),
  },
  LayerChangedMeanwhile: {
    status: 409,
    message:
      'Somebody changed this season, rule, plan or promotion since you looked. Look at it as it is now, then decide.',
    /** Of what was changed, and by which command. */
    data: z.object({ name: z.string(), seq: count }),
  },
  UndoConflicts: {
    status: 409,
    message:
      'What was there before does not fit what was changed since. Change that first, or enter it anew.',
    data: z.object({
      changeSeq: count,
      reason: z.enum(['code_taken', 'circle', 'parent_not_sold', 'has_followers', 'seasons_overlap']),
      /** Of the plan, season or promotion in the way. */
      name: z.string(),
    }),
  },
  NothingToUndo: {
    status: 409,
    message: 'This change cannot be undone: it is not one of rates, or it was undone already.',
    data: z.object({ changeSeq: count }),
  },
} as const
