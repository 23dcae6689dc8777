/** What is typed into the form that sets up a hotel: pure, from the first guess to the command's input. */

import { toDecimal } from '../../shared/money.ts'
import { roomNamesText } from '../../shared/room-names.ts'
import type { ImportedHotel } from '../../shared/set-up-import.ts'

export interface TypeDraft {
  readonly key: number
  readonly code: string
  readonly name: string
  /** Guests whom the price is meant for, and the most who fit. */
  readonly base: string
  readonly most: string
  /** `101-112, 201` */
  readonly rooms: string
  /** By number of adults, from one; an empty one is as the one before. */
  readonly prices: readonly string[]
}

export interface PlanDraft {
  readonly key: number
  readonly code: string
  readonly name: string
  /** Of the prices that are typed; 100 for the first plan. */
  readonly percent: string
}

export interface SetUpDraft {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly types: readonly TypeDraft[]
  readonly plans: readonly PlanDraft[]
  /** From a price file; they then stand in place of typed prices. */
  readonly filePrices: { readonly file: string; readonly prices: ImportedHotel['prices'] } | null
  readonly nextKey: number
}

/** What a new row is filled with, in this order, as long as its code is not taken. */
const USUAL_TYPES = [
  { code: 'DBL', name: 'Double', base: '2', most: '2' },
  { code: 'SGL', name: 'Single', base: '1', most: '1' },
  { code: 'TWN', name: 'Twin', base: '2', most: '2' },
  { code: 'FAM', name: 'Family room', base: '3', most: '4' },
  { code: 'STE', name: 'Suite', base: '2', most: '4' },
] as const
const USUAL_PLANS = [
  { code: 'FLEX', name: 'Flexible', percent: '100' },
  { code: 'NRF', name: 'Non-refundable', percent: '90' },
  { code: 'BB', name: 'With breakfast', percent: '115' },
] as const
/** Price fields of a row; whoever sleeps more pays as the last one. */
export const MOST_PRICE_FIELDS = 6

export function firstDraft(guess: { currency: string; timeZone: string }): SetUpDraft {
  const empty = { name: '', ...guess, types: [], plans: [], filePrices: null, nextKey: 1 }
  return addPlan(addType(empty))
}

export function addType(draft: SetUpDraft): SetUpDraft {
  const usual = USUAL_TYPES.find(({ code }) => !draft.types.some((type) => type.code === code))
  const type = {
    ...(usual ?? { code: '', name: '', base: '2', most: '2' }),
    key: draft.nextKey,
    rooms: '',
    prices: [],
  }
  return { ...draft, types: [...draft.types, type], nextKey: draft.nextKey + 1 }
}

export function addPlan(draft: SetUpDraft): SetUpDraft {
  const usual = USUAL_PLANS.find(({ code }) => !draft.plans.some((plan) => plan.code === code))
  const plan = { ...(usual ?? { code: '', name: '', percent: '100' }), key: draft.nextKey }
  return { ...draft, plans: [...draft.plans, plan], nextKey: draft.nextKey + 1 }
}

export function changeType(draft: SetUpDraft, key: number, change: Partial<TypeDraft>): SetUpDraft {
  return { ...draft, types: draft.types.map((type) => (type.key === key ? { ...type, ...change } : type)) }
}

export function changePlan(draft: SetUpDraft, key: number, change: Partial<PlanDraft>): SetUpDraft {
  return { ...draft, plans: draft.plans.map((plan) => (plan.key === key ? { ...plan, ...change } : plan)) }
}

export function removeType(draft: SetUpDraft, key: number): SetUpDraft {
  return { ...draft, types: draft.types.filter((type) => type.key !== key) }
}

/** The first plan stays: the others are its percentages. */
export function removePlan(draft: SetUpDraft, key: number): SetUpDraft {
  return { ...draft, plans: draft.plans.filter((plan, index) => index === 0 || plan.key !== key) }
}

/** How many price fields a row has: one per adult who fits. */
export function priceFields({ most, base }: TypeDraft): number {
  const guests = Number(most) || Number(base) || 1
  return Math.min(MOST_PRICE_FIELDS, Math.max(1, Math.floor(guests)))
}

/** Whether anything was typed that filling in a file would take away. */
export function isTouched({ types }: SetUpDraft): boolean {
  return (
    types.length > 1 ||
    types.some(({ rooms, prices }) => rooms !== '' || prices.some((price) => price !== ''))
  )
}

/** The form as the files say it. Prices for all nights of a single plan become typed ones, which can be changed. */
export function fillFrom(draft: SetUpDraft, hotel: ImportedHotel, priceFile: string): SetUpDraft {
  let key = draft.nextKey
  const areSimple = hotel.ratePlans.length === 1 && hotel.prices.every(({ from }) => from === undefined)
  const typed = (code: string) =>
    hotel.prices.findLast(({ roomTypeCode }) => roomTypeCode === code)?.prices ?? []
  const types = hotel.roomTypes.map((type) => ({
    key: key++,
    code: type.code,
    name: type.name,
    base: String(type.baseOccupancy),
    most: String(type.maxOccupancy),
    rooms: roomNamesText(type.rooms),
    prices: areSimple ? typed(type.code).map((minor) => toDecimal(minor, draft.currency)) : [],
  }))
  const hasTooMany = types.some(({ prices }) => prices.length > MOST_PRICE_FIELDS)
  const isTyped = areSimple && !hasTooMany
  const plans =
    hotel.ratePlans.length === 0
      ? draft.plans
      : hotel.ratePlans.map(({ code, name }) => ({ key: key++, code, name, percent: '100' }))
  const filePrices = hotel.prices.length === 0 || isTyped ? null : { file: priceFile, prices: hotel.prices }
  return {
    ...draft,
    types: hasTooMany ? types.map((type) => ({ ...type, prices: [] })) : types,
    plans,
    filePrices,
    nextKey: key,
  }
}
