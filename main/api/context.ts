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
}
