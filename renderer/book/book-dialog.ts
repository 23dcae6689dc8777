/** What a dialog of the book is about. */
import type { Group } from '../../shared/contract/groups.ts'
import type { Hold } from '../../shared/contract/holds.ts'
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts'

export type BookDialog =
  | { readonly kind: 'placeHold' | 'createGroup' | 'waitFor' }
  | { readonly kind: 'extendHold' | 'releaseHold' | 'convertHold'; readonly hold: Hold }
  | {
      readonly kind: 'changeGroup' | 'pickUp' | 'roomingList' | 'releaseGroup' | 'cancelGroup'
      readonly group: Group
    }
  | { readonly kind: 'acceptOffer' | 'withdraw'; readonly entry: WaitlistEntry }
