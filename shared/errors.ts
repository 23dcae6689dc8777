/**
 * The closed list of domain errors: a stable code, the HTTP status of the REST API, a sentence that says what
 * to do, and the fields to act on. The contract declares from it what each procedure may answer.
 */
import type { z } from 'zod'
import { CHANNELS_ERRORS } from './domain-errors/channels.ts'
import { FOLIOS_ERRORS } from './domain-errors/folios.ts'
import { GENERAL_ERRORS } from './domain-errors/general.ts'
import { RATES_ERRORS } from './domain-errors/rates.ts'
import { STAYS_ERRORS } from './domain-errors/stays.ts'
import { STOCK_ERRORS } from './domain-errors/stock.ts'

export const DOMAIN_ERRORS = {
  ...GENERAL_ERRORS,
  ...STAYS_ERRORS,
  ...STOCK_ERRORS,
  ...FOLIOS_ERRORS,
  ...RATES_ERRORS,
  ...CHANNELS_ERRORS,
} as const

export type DomainErrorCode = keyof typeof DOMAIN_ERRORS
export type DomainErrorData<C extends DomainErrorCode> = z.infer<(typeof DOMAIN_ERRORS)[C]['data']>

/** A refusal by a rule of the domain; anything else that is thrown is a bug. */
export class DomainError<C extends DomainErrorCode = DomainErrorCode> extends Error {
  override readonly name = 'DomainError'
  readonly code: C
  readonly data: DomainErrorData<C>

  constructor(code: C, data: DomainErrorData<C>) {
    super(DOMAIN_ERRORS[code].message)
    this.code = code
    this.data = data
  }
}

/** The entries of the list that a procedure may answer, in the form the contract wants them. */
export function errorsOf<C extends DomainErrorCode>(...codes: C[]): Pick<typeof DOMAIN_ERRORS, C> {
  return Object.fromEntries(codes.map((code) => [code, DOMAIN_ERRORS[code]])) as Pick<typeof DOMAIN_ERRORS, C>
}
