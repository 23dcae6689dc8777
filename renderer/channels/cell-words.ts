/** A channel's cell for people: what it shows, what it should, and which of the two is known. Pure. */
import { decodeCellValue, type Facet, type PriceValue, type RestrictionsValue } from '../../shared/cells.ts'
import { amountText } from '../formats.ts'

/** `3`, `109.00 / 129.00` by number of adults, `min 2, no arrival`. */
export function cellValueText(facet: Facet, text: string, currency: string): string {
  if (facet === 'availability') return text
  if (facet === 'price')
    return (decodeCellValue(facet, text) as PriceValue)
      .map((minor) => amountText(minor, currency))
      .join(' / ')
  const value = decodeCellValue(facet, text) as RestrictionsValue
  if (value.closed) return 'closed'
  const parts: string[] = []
  if (value.minLosArrival > 1) parts.push(`min ${value.minLosArrival} arriving`)
  if (value.minLosThrough > 1) parts.push(`min ${value.minLosThrough}`)
  if (value.maxLosThrough !== null) parts.push(`max ${value.maxLosThrough}`)
  if (value.closedToArrival) parts.push('no arrival')
  if (value.closedToDeparture) parts.push('no departure')
  return parts.length === 0 ? 'open' : parts.join(', ')
}

export interface Cell {
  readonly facet: Facet
  readonly desired: string | null
  readonly shown: string | null
  readonly state: 'settled' | 'pending' | 'unknown' | 'confirming' | 'parked'
}

export interface CellWords {
  readonly shown: string
  /** What it should be, where that is another value or is not known to be shown. */
  readonly wanted: string | null
}

/** Prices by number of adults as `159.00–256.00`: a table has no room for each. */
function shortText(facet: Facet, text: string, currency: string): string {
  const full = cellValueText(facet, text, currency)
  const parts = full.split(' / ')
  return facet === 'price' && parts.length > 1 ? `${parts[0]}–${parts.at(-1)}` : full
}

/**
 * What is not known is said to be unknown, never 0 and never the value we hope for. Null both ways means that the
 * channel was never told anything and need not be.
 */
export function cellWords(cell: Cell, currency: string): CellWords {
  const isAlike =
    cell.shown !== null &&
    cell.desired !== null &&
    cell.shown !== cell.desired &&
    shortText(cell.facet, cell.shown, currency) === shortText(cell.facet, cell.desired, currency)
  // Two prices that differ only in the middle are written out.
  const words = (text: string) => (isAlike ? cellValueText : shortText)(cell.facet, text, currency)
  if (cell.shown === null && cell.desired === null)
    return { shown: cell.state === 'settled' ? '–' : 'unknown', wanted: null }
  if (cell.shown === null)
    return { shown: 'unknown', wanted: cell.desired === null ? null : words(cell.desired) }
  const isAsWanted = cell.desired === null || cell.desired === cell.shown
  return {
    shown: words(cell.shown),
    wanted: isAsWanted || cell.desired === null ? null : words(cell.desired),
  }
}
