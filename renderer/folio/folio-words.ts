/** How the lines of a folio are called: by what was charged, paid or taken back, never by a code alone. */
import type { Posting } from '../../shared/contract/folios.ts'
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'

export type PaymentMethod = NonNullable<Posting['method']>

/** The likeliest first. */
export const METHODS: readonly PaymentMethod[] = ['card', 'cash', 'bank', 'voucher']

export function methodWords(method: PaymentMethod): string {
  return t(`folio.method.${method}`)
}

/** @param names of articles by code */
export function postingWords(posting: Posting, names: ReadonlyMap<string, string>): string {
  const { kind, method, night, articleCode, quantity, text } = posting
  if (method !== null && (kind === 'payment' || kind === 'deposit' || kind === 'refund'))
    return t(`folio.line.${kind}`, { method: methodWords(method), reference: posting.reference || 'none' })
  if (kind === 'room' && night !== null)
    return t('folio.line.room', { night: dayText(night), text: text || 'none' })
  if (kind === 'fee' && (text === 'cancel' || text === 'noShow')) return t(`folio.fee.${text}`)
  const name = articleCode === null ? text : (names.get(articleCode) ?? articleCode)
  return t('folio.line.charge', {
    name: name === '' ? t(`folio.kind.${kind}`) : name,
    quantity,
    text: articleCode === null || text === '' || text === name ? 'none' : text,
  })
}

/** What a line takes back, or where it belongs; empty for a plain one. */
export function postingNote(posting: Posting): string {
  if (posting.transferId !== null) return t('folio.note.transfer')
  if (posting.reversesId !== null) return t('folio.note.reverses')
  return posting.reversedById === null ? '' : t('folio.note.reversed')
}
