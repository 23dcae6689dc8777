/** The one place where postings are written: to an open folio, within what a balance can hold (I9). */
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import type { FolioRow } from './folio-rows.ts'
import type { NewPosting } from './posting-rows.ts'

/** @throws DomainError FolioClosed */
export function checkOpen(folio: FolioRow): void {
  if (folio.status !== 'open') throw new DomainError('FolioClosed', { folioId: folio.public_id })
}

/** @returns its public id. @throws DomainError FolioClosed, AmountTooLarge */
export function writePosting(parts: Parts, context: CommandContext, posting: NewPosting): string {
  const folio = parts.folios.get(posting.folioId)
  checkOpen(folio)
  const { amountMinor } = posting
  // Sums of safe integers that stay safe are exact; a balance beyond them could no longer be read.
  if (!Number.isSafeInteger(folio.balance_minor + amountMinor)) {
    const largestMinor = Number.MAX_SAFE_INTEGER - Math.abs(folio.balance_minor)
    throw new DomainError('AmountTooLarge', { amountMinor, largestMinor })
  }
  const publicId = context.ids.publicId()
  const { seq, at } = context
  parts.folios.postings.insert({
    ...posting,
    publicId,
    seq,
    at,
    businessDate: context.property.businessDate,
  })
  return publicId
}

/** What is read of a posting to take it back or to write it again elsewhere. */
export interface Written {
  readonly id: number
  readonly folio_id: number
  readonly kind: NewPosting['kind']
  readonly article_id: number | null
  readonly text: string
  readonly quantity: number
  readonly amount_minor: number
  readonly method: NewPosting['method']
  readonly reference: string
  readonly stay_id: number | null
  readonly night: NewPosting['night']
}

/** The same again, as it can be written on any folio. */
export function copyOf(posting: Written): NewPosting {
  return {
    folioId: posting.folio_id,
    kind: posting.kind,
    articleId: posting.article_id,
    text: posting.text,
    quantity: posting.quantity,
    amountMinor: posting.amount_minor,
    method: posting.method,
    reference: posting.reference,
    stayId: posting.stay_id,
    night: posting.night,
    reversesId: null,
    transferId: null,
  }
}

/**
 * Takes a posting back on its own folio.
 * @returns the reversal's public id. @throws DomainError FolioClosed, AmountTooLarge
 */
export function takeBack(
  parts: Parts,
  context: CommandContext,
  posting: Written,
  with_: { readonly text?: string; readonly transferId?: string } = {},
): string {
  return writePosting(parts, context, {
    ...copyOf(posting),
    ...with_,
    amountMinor: -posting.amount_minor,
    reversesId: posting.id,
  })
}
