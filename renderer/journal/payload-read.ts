/**
 * Reads a journal row's payload. A journal outlives the program that wrote it: a field that is not what is expected today
 * makes the words plainer, never wrong. Pure.
 */
import { type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { stayDatesText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

export interface Naming {
  readonly names: HotelNames
  readonly currency: string
  /** Answers undefined for an id that is no room, type or plan. */
  readonly nameOf: (id: string) => string | undefined
}

export type Payload = Readonly<Record<string, unknown>>
/** Undefined where the payload does not say enough. */
export type Words = (payload: Payload, naming: Naming) => string | undefined

export function textOf(payload: Payload, field: string): string | undefined {
  const value = payload[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function countOf(payload: Payload, field: string): number | undefined {
  const value = payload[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function dayOf(payload: Payload, field: string): IsoDate | undefined {
  const value = payload[field]
  return typeof value === 'string' && isIsoDate(value) ? value : undefined
}

export function partsOf(payload: Payload, field: string): Payload[] {
  const value = payload[field]
  return Array.isArray(value) ? value.filter((each): each is Payload => isPayload(each)) : []
}

/** How many entries a list has. */
export function lengthOf(payload: Payload, field: string): number {
  const value = payload[field]
  return Array.isArray(value) ? value.length : 0
}

export function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function datesOf(payload: Payload, from: string, to: string): string | undefined {
  const [first, last] = [dayOf(payload, from), dayOf(payload, to)]
  return first === undefined || last === undefined ? undefined : stayDatesText(first, last)
}

export const fixed =
  (id: MessageId): Words =>
  () =>
    t(id)
