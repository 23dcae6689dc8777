/** How the host stands, as the shell sees it. */
import type { DeskStatus } from '../../shared/shell-link.ts'

export type DeskState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'open'; readonly url: string; readonly status: DeskStatus | null }
  /** It has died and is started again. */
  | { readonly kind: 'away' }
  /** It is not started again unless somebody asks. */
  | { readonly kind: 'ended' }
