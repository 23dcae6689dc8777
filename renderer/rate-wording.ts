/** What refusals about prices, seasons, plans and promotions say of their data. */
import type { RATES_ERRORS } from '../shared/domain-errors/rates.ts'
import { listText } from './formats.ts'
import { day, type MessageValues } from './message-values.ts'

const nothing = () => ({})
/** Minor units without a currency, as a number. */
const units = (minor: number | null) => (minor === null ? '' : minor / 100)

export const RATE_WORDS: Pick<MessageValues, keyof typeof RATES_ERRORS> = {
  PriceBeyondBounds: ({ ratePlanId, roomTypeId, date, amountMinor, nights }, names) => ({
    ratePlan: names.ratePlan(ratePlanId),
    roomType: names.roomType(roomTypeId),
    date: day(date),
    amount: units(amountMinor),
    nights,
  }),
  BoundsNotValid: ({ roomTypeId }, names) => ({ roomType: names.roomType(roomTypeId) }),
  UnknownLayer: nothing,
  SeasonsOverlap: ({ otherName, precedence, from, to }) => ({
    name: otherName,
    precedence,
    from: day(from),
    to: day(to),
  }),
  TooManyLayers: ({ most }) => ({ most }),
  PlanFollowsParent: ({ ratePlanId }, names) => ({ ratePlan: names.ratePlan(ratePlanId) }),
  RatePlanCodeTaken: ({ code }) => ({ code }),
  RatePlanCycle: ({ ratePlanIds }, names) => ({ plans: listText(ratePlanIds.map(names.ratePlan)) }),
  RatePlanHasFollowers: ({ ratePlanId, followerIds }, names) => ({
    ratePlan: names.ratePlan(ratePlanId),
    plans: listText(followerIds.map(names.ratePlan)),
  }),
  RatePlanParentNotSold: ({ parentId }, names) => ({ ratePlan: names.ratePlan(parentId) }),
  RatePlanNotSold: ({ ratePlanId }, names) => ({ ratePlan: names.ratePlan(ratePlanId) }),
  RatePlanNeedsCode: ({ ratePlanId }, names) => ({ ratePlan: names.ratePlan(ratePlanId) }),
  TooManyRatePlans: ({ most }) => ({ most }),
  UnknownPolicy: nothing,
  UnknownPromotion: nothing,
  PromotionCodeTaken: ({ code }) => ({ code }),
  PromotionNotValid: ({ code, reason }) => ({ code, reason }),
  ExchangeRateFileNotReadable: ({ line }) => ({ line }),
  LayerChangedMeanwhile: ({ name }) => ({ name }),
  UndoConflicts: ({ reason, name }) => ({ reason, name }),
  NothingToUndo: nothing,
}
