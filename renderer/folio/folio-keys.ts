/** What can be done in the folio panel, with which key, and when. Pure. */
import type { Folio, Posting } from '../../shared/contract/folios.ts'
import type { MessageId } from '../text/catalogue.ts'
import { isLive, paidMinor } from './folio-sums.ts'

export const FOLIO_ACTIONS = [
  { action: 'pay', key: 'p', words: 'folio.act.pay' },
  { action: 'deposit', key: 'd', words: 'folio.act.deposit' },
  { action: 'refund', key: 'b', words: 'folio.act.refund' },
  { action: 'charge', key: 'c', words: 'folio.act.charge' },
  { action: 'postNights', key: 'a', words: 'folio.act.postNights' },
  { action: 'split', key: 's', words: 'folio.act.split' },
  { action: 'transfer', key: 't', words: 'folio.act.transfer' },
  { action: 'reverse', key: 'r', words: 'folio.act.reverse' },
  { action: 'route', key: 'g', words: 'folio.act.route' },
  { action: 'open', key: 'n', words: 'folio.act.open' },
  { action: 'close', key: 'l', words: 'folio.act.close' },
  { action: 'reopen', key: 'l', words: 'folio.act.reopen' },
] as const satisfies readonly { action: string; key: string; words: MessageId }[]

export type FolioAction = (typeof FOLIO_ACTIONS)[number]['action']

export interface FolioSelection {
  readonly folio: Folio | undefined
  /** Under the cursor. */
  readonly line: Posting | undefined
  readonly marked: readonly Posting[]
  /** Nights up to the business date that are not posted. */
  readonly hasNightsToPost: boolean
  readonly hasStay: boolean
}

/** Lines that a transfer takes: the marked ones, else that under the cursor. */
export function linesToMove({ line, marked }: Pick<FolioSelection, 'line' | 'marked'>): Posting[] {
  const lines = marked.length > 0 ? marked : line === undefined ? [] : [line]
  return lines.filter(isLive)
}

/** The one line that a split parts. */
export function lineToSplit({ line, marked }: Pick<FolioSelection, 'line' | 'marked'>): Posting | undefined {
  const one = marked.length === 1 ? marked[0] : marked.length === 0 ? line : undefined
  return one !== undefined && isLive(one) && Math.abs(one.amountMinor) > 1 ? one : undefined
}

export function isPossible(action: FolioAction, selection: FolioSelection): boolean {
  const { folio, line } = selection
  const isOpen = folio?.status === 'open'
  switch (action) {
    case 'pay':
    case 'deposit':
      return folio === undefined ? selection.hasStay : isOpen
    case 'refund':
      return isOpen && paidMinor(folio) > 0
    case 'charge':
      return selection.hasStay && (folio === undefined || isOpen)
    case 'postNights':
      return selection.hasStay && selection.hasNightsToPost
    case 'split':
      return isOpen && lineToSplit(selection) !== undefined
    case 'transfer':
      return isOpen && linesToMove(selection).length > 0
    case 'reverse':
      return isOpen && line !== undefined && isLive(line)
    case 'route':
    case 'open':
      return selection.hasStay
    case 'close':
      return isOpen && folio.balanceMinor === 0
    case 'reopen':
      return folio?.status === 'closed'
  }
}
