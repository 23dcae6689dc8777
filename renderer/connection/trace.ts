/** The trace of a command, begun with the click: ids of W3C's `traceparent`, by which the host's logs and spans name it. */

export interface CallTrace {
  readonly traceId: string
  readonly spanId: string
  /** Epoch ms. */
  readonly clickedAt: number
}

const hexDigits = (count: number, random: () => number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('')

/** Null for a query: only what changes something is followed on its way. A call that is sent again keeps its trace. */
export function traceOfCall(
  input: unknown,
  { random, now }: { random(): number; now(): number },
): CallTrace | null {
  const isCommand = typeof input === 'object' && input !== null && 'idempotencyKey' in input
  if (!isCommand) return null
  return { traceId: hexDigits(32, random), spanId: hexDigits(16, random), clickedAt: now() }
}

export function traceHeaders(trace: CallTrace | undefined): Record<string, string> {
  if (trace === undefined) return {}
  return {
    traceparent: `00-${trace.traceId}-${trace.spanId}-01`,
    'keyrack-clicked-at': String(Math.round(trace.clickedAt)),
  }
}
