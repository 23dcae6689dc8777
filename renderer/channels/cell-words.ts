/** A channel's cell for people: what it shows, what it should, and which of the two is known. Pure. */
import { decodeCellValue, type Facet, type PriceValue, type RestrictionsValue } from '../../shared/cells.ts'
import type { Answers } from '../connection/desk-client.ts'
import { amountText } from '../formats.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

export type CellRow = Answers['channels']['cells']['cells'][number]

export const FACET_NAMES: Readonly<Record<Facet, MessageId>> = {
  availability: 'channels.facet.availability',
  price: 'channels.facet.price',
  restrictions: 'channels.facet.restrictions',
}

export const CELL_STATES: Readonly<Record<CellRow['state'], MessageId>> = {
  settled: 'channels.cell.settled',
  pending: 'channels.cell.pending',
  unknown: 'channels.cell.unknown',
  confirming: 'channels.cell.confirming',
  parked: 'channels.cell.parked',
}

/** `3`, `109.00 / 129.00` by number of adults, `min 2, no arrival`. */
export function cellValueText(facet: Facet, text: string, currency: string): string {
  if (facet === 'availability') return text
  if (facet === 'price')
    return (decodeCellValue(facet, text) as PriceValue)
      .map((minor) => amountText(minor, currency))
      .join(' / ')
  const value = decodeCellValue(facet, text) as RestrictionsValue
  if (value.closed) return t('channels.rule.closed')
  const parts: string[] = []
  if (value.minLosArrival > 1) parts.push(t('channels.rule.minArriving', { nights: value.minLosArrival }))
  if (value.minLosThrough > 1) parts.push(t('channels.rule.min', { nights: value.minLosThrough }))
  if (value.maxLosThrough !== null) parts.push(t('channels.rule.max', { nights: value.maxLosThrough }))
  if (value.closedToArrival) parts.push(t('channels.rule.noArrival'))
  if (value.closedToDeparture) parts.push(t('channels.rule.noDeparture'))
  return parts.length === 0 ? t('channels.rule.open') : parts.join(', ')
}

export type Cell = Pick<CellRow, 'facet' | 'desired' | 'shown' | 'state'> & {
  readonly mayShow?: CellRow['mayShow']
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

/** `2 or 3`, `1 to 4`: an unknown value is what it can be. */
export function mayShowText({ least, most }: { least: number; most: number }): string {
  if (least === most) return String(least)
  return t(most - least === 1 ? 'channels.may.either' : 'channels.may.range', { least, most })
}

function unknownText({ mayShow }: Cell): string {
  return mayShow == null ? t('channels.may.anything') : mayShowText(mayShow)
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
    return { shown: cell.state === 'settled' ? '–' : unknownText(cell), wanted: null }
  if (cell.shown === null)
    return { shown: unknownText(cell), wanted: cell.desired === null ? null : words(cell.desired) }
  const isAsWanted = cell.desired === null || cell.desired === cell.shown
  return {
    shown: words(cell.shown),
    wanted: isAsWanted || cell.desired === null ? null : words(cell.desired),
  }
}

/** What a value is called in a sentence: `2 rooms`, or the value itself. */
function sentenceValue(facet: Facet, text: string, currency: string): string {
  return facet === 'availability'
    ? t('channels.rooms', { count: Number(text) })
    : cellValueText(facet, text, currency)
}

/**
 * The sentence that answers what a channel shows of a cell, and why. `cell` undefined: the channel does not sell it.
 */
export function cellSentence(channel: string, cell: CellRow | undefined, currency: string): string {
  if (cell === undefined) return t('channels.sentence.notSold', { channel })
  const { facet, desired, shown, mayShow, state } = cell
  const value = (text: string) => sentenceValue(facet, text, currency)
  const wanted = desired === null ? t('channels.sentence.nothing') : value(desired)
  if (shown === null) {
    if (desired === null) return t('channels.sentence.neverTold', { channel })
    if (state === 'parked') return t('channels.sentence.parkedUnknown', { channel, wanted })
    if (mayShow === null) return t('channels.sentence.untold', { channel, wanted })
    return t('channels.sentence.mayShow', { channel, may: mayShowText(mayShow), wanted })
  }
  const values = { channel, shown: value(shown), wanted }
  switch (state) {
    case 'settled':
      return t('channels.sentence.settled', values)
    case 'confirming':
      return t('channels.sentence.confirming', values)
    case 'parked':
      return t('channels.sentence.parked', values)
    case 'pending':
    case 'unknown':
      return t('channels.sentence.pending', values)
  }
}
