/** Who calls a procedure. Made by the transport that authenticated the caller, never by the caller. */
import type { Permission } from '../../shared/contract/procedure.ts'

export interface Caller {
  /** Named in the journal: `desk:maria`, `token:reports`, `channel:Booking.com`. */
  readonly actor: string
  readonly permissions: ReadonlySet<Permission>
}

export interface ApiContext {
  /** Null for a call without a session: every procedure answers `NotSignedIn`. */
  readonly caller: Caller | null
  /** Where the call was begun; left out where nobody says. */
  readonly trace?: Trace
}

/** The trace of a call, as W3C's `traceparent` names it: see `trace.ts`. */
export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string
  /** 16 hex digits: of the span in which the call was made. */
  readonly spanId: string
  /** When somebody clicked, by the page's clock, epoch ms; null where that is not told. */
  readonly clickedAt: number | null
}
