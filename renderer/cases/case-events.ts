/** How a booking came not to fit, in order of time: what was done to it, the channel's message, and what could not be sent. Pure. */
import type { Answers } from '../connection/desk-client.ts'

type Case = Answers['attention']['cases']['cases'][number]
type TimelineRow = Answers['reservations']['timeline']['rows'][number]
type InboxMessage = Answers['channels']['inbox']['messages'][number]
type SentRequest = Answers['channels']['sent']['requests'][number]

export type CaseEvent =
  | { readonly kind: 'unsent'; readonly at: number; readonly count: number; readonly message: string }
  | { readonly kind: 'message'; readonly at: number; readonly message: InboxMessage }
  | { readonly kind: 'command'; readonly at: number; readonly row: TimelineRow }
  | { readonly kind: 'opened' | 'closed'; readonly at: number }

/** Failures of so long before the booking was read explain it; older ones had been made good. */
const EXPLAINS_MS = 30 * 60_000

/**
 * Oldest first. `messages` and `requests` are the channel's, of any booking; the requests that failed shortly before
 * the message count as one event, at the time of the first. What the message itself did is not told twice.
 */
export function caseEvents(
  of: Case,
  rows: readonly TimelineRow[],
  messages: readonly InboxMessage[],
  requests: readonly SentRequest[],
): CaseEvent[] {
  const own = messages.filter((message) => message.reservationId === of.reservationId)
  const failed = requests.filter(
    ({ lane, claimedAt, error }) =>
      lane === 'availability' &&
      error !== null &&
      claimedAt < of.openedAt &&
      claimedAt > of.openedAt - EXPLAINS_MS,
  )
  const first = failed.reduce<SentRequest | null>(
    (earliest, request) => (earliest === null || request.claimedAt < earliest.claimedAt ? request : earliest),
    null,
  )
  const told = new Set(own.map(({ receivedAt }) => receivedAt))
  const events: CaseEvent[] = [
    ...(first === null
      ? []
      : [
          {
            kind: 'unsent' as const,
            at: first.claimedAt,
            count: failed.length,
            message: first.error?.message ?? '',
          },
        ]),
    ...own.map((message) => ({ kind: 'message' as const, at: message.receivedAt, message })),
    ...rows
      .filter((row) => !(row.command === INGEST && told.has(row.at)))
      .map((row) => ({ kind: 'command' as const, at: row.at, row })),
    { kind: 'opened', at: of.openedAt },
    ...(of.closedAt === null ? [] : [{ kind: 'closed' as const, at: of.closedAt }]),
  ]
  const order = { unsent: 0, message: 1, command: 2, opened: 3, closed: 4 }
  return events.sort((a, b) => a.at - b.at || order[a.kind] - order[b.kind])
}

export const INGEST = 'channels.ingest'
