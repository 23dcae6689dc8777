/** The last requests that the sandbox received, without bodies: what tests and people look at. */

export interface LoggedRequest {
  /** Counts from 1. */
  readonly number: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly method: string
  readonly path: string
  /** 0 while, or when, nothing was answered. */
  status: number
  /** Updates in an ARI message. */
  readonly ranges: number
  /** Length of the request body. */
  readonly bytes: number
  /** The fault that struck it, or null. */
  readonly fault: string | null
}

export interface RequestLog {
  add(entry: Omit<LoggedRequest, 'number' | 'status'>): LoggedRequest
  after(number: number): LoggedRequest[]
}

const KEPT = 500

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  let count = 0
  return {
    add(entry) {
      count += 1
      const logged = { ...entry, number: count, status: 0 }
      entries = [...entries.slice(-(KEPT - 1)), logged]
      return logged
    },
    after: (number) => entries.filter((entry) => entry.number > number),
  }
}
