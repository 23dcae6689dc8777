/** Unknown failures in the log, each under an id that whoever saw it can name. */
import type { ReportIncident } from '../api/failures.ts'
import type { HostRandom } from './clock.ts'

interface ErrorLog {
  error(fields: object, text: string): void
}

export function reportIncidents(log: ErrorLog, random: HostRandom): ReportIncident {
  return (error, where) => {
    const incidentId = Buffer.from(random.bytes(6)).toString('hex')
    log.error({ incidentId, where, ...traceOf(error) }, 'an unknown failure')
    return incidentId
  }
}

/**
 * What a failure tells without the data it met: a parser's message quotes its input, which may name a guest, so of
 * those only the place is kept.
 */
export function traceOf(error: unknown): object {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const quotesInput = error instanceof SyntaxError || error.name === 'ZodError'
  const stack = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return {
    name: error.name,
    code,
    message: quotesInput ? undefined : error.message,
    stack: stack.slice(0, 20),
  }
}
