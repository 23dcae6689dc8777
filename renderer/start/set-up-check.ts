/** What is missing or wrong in the form that sets up a hotel, field by field, and the command's input when nothing is. */
import type { z } from 'zod'
import type { setUpInput } from '../../shared/contract/property.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { readRoomNames } from '../../shared/room-names.ts'
import { onSale } from '../../shared/selling-window.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import type { MessageId } from '../text/catalogue.ts'
import { type PlanDraft, priceFields, type SetUpDraft, type TypeDraft } from './set-up-draft.ts'

type SetUp = Omit<z.input<typeof setUpInput>, 'idempotencyKey'>

export interface FieldIssue {
  readonly id: MessageId
  readonly values: Readonly<Record<string, string | number>>
}
/** By field, in the order of the form: `name`, `type.1.rooms`, `type.1.price.0`, `plan.2.code`. */
export type FieldIssues = ReadonlyMap<string, FieldIssue>

const LONGEST = { hotel: 120, code: 20, typeName: 80 }
const MOST = { base: 20, most: 30, types: 100, plans: 50, percent: 300 }

export const HOTEL_FIELDS = ['name', 'currency', 'timeZone'] as const

export function issuesOf(draft: SetUpDraft): FieldIssues {
  const issues = new Map<string, FieldIssue>()
  const add = (field: string, id: MessageId | null, values: FieldIssue['values'] = {}) => {
    if (id !== null) issues.set(field, { id, values })
  }
  add('name', textIssue(draft.name, LONGEST.hotel), { limit: LONGEST.hotel })
  add('currency', draft.currency === '' ? 'start.field.missing' : null)
  add('timeZone', draft.timeZone === '' ? 'start.field.missing' : null)
  const takenRooms = new Set<string>()
  for (const [index, type] of draft.types.entries()) checkType(draft, type, index, takenRooms, add)
  if (draft.types.length === 0) add('types', 'start.field.noTypes')
  for (const [index, plan] of draft.plans.entries()) checkPlan(draft, plan, index, add)
  return issues
}

type Add = (field: string, id: MessageId | null, values?: FieldIssue['values']) => void

function checkType(
  draft: SetUpDraft,
  type: TypeDraft,
  index: number,
  takenRooms: Set<string>,
  add: Add,
): void {
  const field = (name: string) => `type.${type.key}.${name}`
  const code = type.code.trim()
  const isTwice = draft.types.slice(0, index).some((other) => other.code.trim() === code)
  add(field('code'), textIssue(type.code, LONGEST.code) ?? (isTwice ? 'start.field.codeTwice' : null), {
    limit: LONGEST.code,
    code,
  })
  add(field('name'), textIssue(type.name, LONGEST.typeName), { limit: LONGEST.typeName })
  const base = wholeNumber(type.base)
  const most = wholeNumber(type.most)
  add(field('base'), base === null || base < 1 || base > MOST.base ? 'start.field.guests' : null, {
    most: MOST.base,
  })
  add(field('most'), most === null || most < 1 || most > MOST.most ? 'start.field.guests' : null, {
    most: MOST.most,
  })
  if (base !== null && most !== null && most < base) add(field('most'), 'start.field.fewer', { base })
  checkRooms(type, takenRooms, add)
  if (draft.filePrices !== null) {
    const isPriced = draft.filePrices.prices.some(({ roomTypeCode }) => roomTypeCode === code)
    if (!isPriced && code !== '')
      add(field('code'), 'start.field.notInPrices', { file: draft.filePrices.file, code })
    return
  }
  for (let adults = 0; adults < priceFields(type); adults++) {
    const text = (type.prices[adults] ?? '').trim()
    if (text === '' && adults > 0) continue
    const isAmount = readAmount(text, draft.currency) !== undefined
    const issue = text === '' ? 'start.field.price' : 'start.field.amount'
    add(field(`price.${adults}`), isAmount ? null : issue, { currency: draft.currency })
  }
}

function checkRooms(type: TypeDraft, takenRooms: Set<string>, add: Add): void {
  const field = `type.${type.key}.rooms`
  const { names, issue } = readRoomNames(type.rooms)
  if (names === null) {
    const limit = issue.code === 'tooMany' ? issue.limit : 0
    add(field, `start.rooms.${issue.code}`, { text: issue.text, limit })
    return
  }
  if (names.length === 0) add(field, 'start.field.rooms')
  const elsewhere = names.find((name) => takenRooms.has(name))
  if (elsewhere !== undefined) add(field, 'start.field.roomElsewhere', { room: elsewhere })
  for (const name of names) takenRooms.add(name)
}

function checkPlan(draft: SetUpDraft, plan: PlanDraft, index: number, add: Add): void {
  const field = (name: string) => `plan.${plan.key}.${name}`
  const code = plan.code.trim()
  const isTwice = draft.plans.slice(0, index).some((other) => other.code.trim() === code)
  add(field('code'), textIssue(plan.code, LONGEST.code) ?? (isTwice ? 'start.field.codeTwice' : null), {
    limit: LONGEST.code,
    code,
  })
  add(field('name'), textIssue(plan.name, LONGEST.typeName), { limit: LONGEST.typeName })
  if (draft.filePrices !== null || index === 0) return
  const percent = wholeNumber(plan.percent)
  const isFitting = percent !== null && percent >= 1 && percent <= MOST.percent
  add(field('percent'), isFitting ? null : 'start.field.percent', { most: MOST.percent })
}

function textIssue(text: string, most: number): MessageId | null {
  if (text.trim() === '') return 'start.field.missing'
  return text.trim().length > most ? 'start.field.tooLong' : null
}

function wholeNumber(text: string): number | null {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : null
}

/** Minor units by adults: an empty field is as the one before, what is left empty at the end holds on. */
export function amountsOf(type: TypeDraft, currency: string): number[] {
  const amounts: number[] = []
  for (const text of type.prices.slice(0, priceFields(type))) {
    const amount = text.trim() === '' ? amounts.at(-1) : readAmount(text, currency)
    if (amount !== undefined) amounts.push(amount)
  }
  return amounts
}

export function roomsOf(type: TypeDraft): readonly string[] {
  return readRoomNames(type.rooms).names ?? []
}

/** Of a draft without issues. Seasons of a file are cut to the nights on sale; those that are over are left out. */
export function inputOf(draft: SetUpDraft, businessDate: IsoDate): SetUp {
  return {
    name: draft.name.trim(),
    timeZone: draft.timeZone,
    currency: draft.currency,
    roomTypes: draft.types.map((type) => ({
      code: type.code.trim(),
      name: type.name.trim(),
      baseOccupancy: Number(type.base),
      maxOccupancy: Number(type.most),
      rooms: [...roomsOf(type)],
    })),
    ratePlans: draft.plans.map(({ code, name }) => ({ code: code.trim(), name: name.trim() })),
    prices: draft.filePrices === null ? typedPrices(draft) : filePrices(draft, businessDate),
  }
}

function typedPrices(draft: SetUpDraft): NonNullable<SetUp['prices']> {
  return draft.plans.flatMap((plan, index) => {
    const percent = index === 0 ? 100 : Number(plan.percent)
    return draft.types.map((type) => ({
      roomTypeCode: type.code.trim(),
      ratePlanCode: plan.code.trim(),
      prices: amountsOf(type, draft.currency).map((minor) => Math.round((minor * percent) / 100)),
    }))
  })
}

function filePrices({ filePrices: file }: SetUpDraft, businessDate: IsoDate): NonNullable<SetUp['prices']> {
  return (file?.prices ?? []).flatMap((price) => {
    if (price.from === undefined || price.to === undefined) return [price]
    const nights = onSale({ from: price.from, to: price.to }, businessDate)
    return nights === null ? [] : [{ ...price, ...nights }]
  })
}
