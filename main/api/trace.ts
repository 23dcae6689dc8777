/**
 * The trace of a call: begun where somebody clicked, named by W3C's `traceparent` header
 * (https://www.w3.org/TR/trace-context), which every transport carries.
 */
import type { ApiContext, Trace } from './context.ts'

/** Beside `traceparent`, from the desk's own page. */
export const CLICKED_AT_HEADER = 'keyrack-clicked-at'
const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/
const NOTHING = /^0+$/

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** Null where there is none, or none that can be read. */
export function traceOf(headers: Headers): Trace | null {
  const text = headers.traceparent
  const match = typeof text === 'string' ? PARENT.exec(text) : null
  const [, traceId, spanId] = match ?? []
  if (traceId === undefined || spanId === undefined || NOTHING.test(traceId) || NOTHING.test(spanId))
    return null
  const clicked = headers[CLICKED_AT_HEADER]
  const clickedAt = typeof clicked === 'string' && /^\d{1,15}$/.test(clicked) ? Number(clicked) : null
  return { traceId, spanId, clickedAt }
}

/** For the `interceptors` of every handler that serves the contract. */
export function withTrace<T>(call: {
  readonly request: { readonly headers: Headers }
  readonly context: ApiContext
  next(options?: object): Promise<T>
}): Promise<T> {
  const trace = traceOf(call.request.headers)
  if (trace === null) return call.next()
  const { next, ...options } = call
  return next({ ...options, context: { ...call.context, trace } })
}
