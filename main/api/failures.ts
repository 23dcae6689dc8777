/** What a failed call answers: a domain error as declared, a bad input with its fields, a bug with its incident id. */
import { ORPCError, ValidationError } from '@orpc/server'
import {
  DOMAIN_ERRORS,
  DomainError,
  type DomainErrorCode,
  type DomainErrorData,
} from '../../shared/errors.ts'
import { type InputIssue, issuesOf } from './input-issues.ts'

/** Writes an unknown failure to the log and answers the id under which it is found there. */
export type ReportIncident = (error: unknown, where: string) => string

export function domainFailure<C extends DomainErrorCode>(
  code: C,
  data: DomainErrorData<C>,
): ORPCError<C, DomainErrorData<C>> {
  const { status, message } = DOMAIN_ERRORS[code]
  return new ORPCError(code, { defined: true, status, message, data })
}

export function invalidInput(issues: InputIssue[]): ORPCError<'InvalidInput', { issues: InputIssue[] }> {
  return domainFailure('InvalidInput', { issues })
}

/** No text of the failure leaves: it may hold SQL, paths or a guest's data. */
export function unexpectedFailure(incidentId: string): ORPCError<'Unexpected', { incidentId: string }> {
  return new ORPCError('Unexpected', {
    status: 500,
    message: `Something went wrong here. It is in the log under ${incidentId}; try again, or report that id.`,
    data: { incidentId },
  })
}

/** The answer of a call that threw; the caller's own abort passes through as it is. */
export function failureOf(
  error: unknown,
  where: string,
  signal: AbortSignal | undefined,
  report: ReportIncident,
): unknown {
  if (error instanceof DomainError) return domainFailure(error.code, error.data)
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
      return invalidInput(issuesOf(error.cause.issues))
    }
    if (error.defined) return error
  }
  if (signal?.aborted === true && error === signal.reason) return error
  return unexpectedFailure(report(error, where))
}

/**
 * For the `interceptors` of every handler: what fails there with another error than a procedure's answer could not
 * be read at all, so no procedure was reached and nothing was changed.
 */
export async function answerUnreadable<T>({ next }: { next: () => Promise<T> }): Promise<T> {
  try {
    return await next()
  } catch (error) {
    if (error instanceof ORPCError) throw error
    throw invalidInput([{ path: '', message: 'Send the request in the form that the contract describes.' }])
  }
}
