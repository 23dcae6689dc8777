/**
 * Spans of a command's way from the click to the channel's acknowledgement, and where they go. They are told after the
 * fact, with the times that were measured, so that nothing waits for them; a collector that is away loses them.
 *
 * Written by hand: what is sent is one small JSON document (OTLP/HTTP), its ids are made in the page and by us, and
 * OpenTelemetry's own parts for it are 8 packages that would have to be given finished spans all the same.
 */

export interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string | null
  readonly name: string
  readonly kind: 'internal' | 'server' | 'client'
  /** Epoch ms, fractions allowed. */
  readonly startAt: number
  readonly endAt: number
  readonly attributes: Readonly<Record<string, string | number>>
  /** The closed code of what went wrong; null for what went well. */
  readonly errorCode: string | null
}

export interface SpanSink {
  /** False: nobody takes spans, so none need be made. */
  readonly isOn: boolean
  add(span: Span): void
  close(): Promise<void>
}

export const NO_SPANS: SpanSink = { isOn: false, add: () => undefined, close: async () => undefined }

/** Sends a batch; rejects when it was not taken. */
export type PostSpans = (body: string) => Promise<void>

export interface SpanExportPorts {
  readonly post: PostSpans
  readonly clock: { every(ms: number, run: () => void): () => void }
  readonly version: string
  /** Told once for each row of batches that were lost. */
  readonly complain: (error: unknown, lost: number) => void
}

const SEND_EVERY_MS = 1_000
/** What waits for a collector that is slow; beyond it the oldest are lost. */
const MOST_WAITING = 2_000
const MOST_PER_POST = 500

export function exportSpans({ post, clock, version, complain }: SpanExportPorts): SpanSink {
  const waiting: Span[] = []
  let sending: Promise<void> | null = null
  let isFailing = false

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_PER_POST)
      try {
        await post(JSON.stringify(otlpOf(batch, version)))
        isFailing = false
      } catch (error) {
        if (!isFailing) complain(error, batch.length)
        isFailing = true
        return
      }
    }
  }
  const flush = (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = null
    })
    return sending
  }
  const end = clock.every(SEND_EVERY_MS, () => void flush())
  return {
    isOn: true,
    add(span) {
      waiting.push(span)
      while (waiting.length > MOST_WAITING) waiting.shift()
    },
    async close() {
      end()
      await flush()
    },
  }
}

/** OTLP's numbers for span kinds: https://opentelemetry.io/docs/specs/otlp/, JSON Protobuf encoding. */
const KINDS = { internal: 1, server: 2, client: 3 } as const
const STATUS_ERROR = 2

const nanos = (ms: number): string => String(BigInt(Math.round(ms * 1_000)) * 1_000n)

const otlpValue = (value: string | number) =>
  typeof value === 'string'
    ? { stringValue: value }
    : Number.isInteger(value)
      ? { intValue: String(value) }
      : { doubleValue: value }

const attributesOf = (attributes: Span['attributes']) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }))

export function otlpOf(spans: readonly Span[], version: string): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': 'keyrack', 'service.version': version }) },
        scopeSpans: [
          {
            scope: { name: 'keyrack' },
            spans: spans.map((span) => ({
              traceId: span.traceId,
              spanId: span.spanId,
              ...(span.parentId === null ? {} : { parentSpanId: span.parentId }),
              name: span.name,
              kind: KINDS[span.kind],
              startTimeUnixNano: nanos(span.startAt),
              endTimeUnixNano: nanos(Math.max(span.startAt, span.endAt)),
              attributes: attributesOf(span.attributes),
              status: span.errorCode === null ? {} : { code: STATUS_ERROR, message: span.errorCode },
            })),
          },
        ],
      },
    ],
  }
}
