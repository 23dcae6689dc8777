/** What went wrong with a call, as the desk understands it: a refusal by a rule, no answer, or a bug with its id. */
import { ORPCError } from '@orpc/client'
import type { DomainErrorCode, DomainErrorData } from '../shared/errors.ts'
import { NoAnswer } from './connection/live-link.ts'

export type Refusal = { [C in DomainErrorCode]: { code: C; data: DomainErrorData<C> } }[DomainErrorCode]

export type Failure =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'unexpected'; readonly errorId: string | null }

function errorIdOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('incidentId' in data)) return null
  return typeof data.incidentId === 'string' ? data.incidentId : null
}

/** Whether the host declared the error in the contract: only then are its code and fields to be trusted. */
function refusalOf(error: ORPCError<string, unknown>): Refusal | null {
  return error.defined ? ({ code: error.code, data: error.data } as Refusal) : null
}

export function failureOf(error: unknown): Failure {
  if (error instanceof NoAnswer) return { kind: 'no-answer' }
  if (error instanceof ORPCError) {
    const refusal = refusalOf(error)
    return refusal === null
      ? { kind: 'unexpected', errorId: errorIdOf(error.data) }
      : { kind: 'refused', refusal }
  }
  return { kind: 'unexpected', errorId: null }
}
