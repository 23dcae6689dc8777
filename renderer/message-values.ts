/** What the messages of refusals are given: values by the names that stand in the catalogue. */
import { isIsoDate } from '../shared/dates.ts'
import type { DomainErrorCode, DomainErrorData } from '../shared/errors.ts'
import { dayText } from './formats.ts'
import type { HotelNames } from './hotel-names.ts'

export type Values = Readonly<Record<string, string | number>>
/** What a refusal's message (`errors.` and its code) says of its data. */
export type MessageValues = {
  [C in DomainErrorCode]: (data: DomainErrorData<C>, names: HotelNames) => Values
}

/** A calendar day in words, or the text as it is. */
export function day(text: string): string {
  return isIsoDate(text) ? dayText(text) : text
}
