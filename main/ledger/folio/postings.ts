/** What is charged to a folio and paid on it: articles, nights, payments and refunds. */
import { DomainError } from '../../../shared/errors.ts'
import { LARGEST_AMOUNT_MINOR } from '../../../shared/money.ts'
import { findStay } from '../assignment.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { askedFolioFor, openOwnFolio } from './charge-folio.ts'
import type { ArticleRow, FolioRow, Payer } from './folio-rows.ts'
import { findFolio, findFolioOf, folioOutcome } from './folios.ts'
import { bringNightsUpToDate } from './stay-charges.ts'
import { checkOpen, writePosting } from './write-posting.ts'

export function postCharge(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.post']['input'],
): Outcome<Commands['folios.post']['output']> {
  const payer = parts.folios.payer(findStay(parts, input.stayId).id)
  if (payer.status === 'cancelled') {
    const { publicId: stayId, status } = payer
    throw new DomainError('StayStateForbids', { stayId, status, command: 'folios.post' })
  }
  const article = parts.folios.articleByCode(input.articleCode)
  if (article === undefined || article.active === 0) {
    throw new DomainError('UnknownArticle', { article: input.articleCode })
  }
  const chosen = chargedFolio(parts, payer, article, input.folioId)
  const amountMinor = amountOf(context, article, chosen?.currency ?? payer.currency, input)
  const folioId = chosen?.id ?? openOwnFolio(parts, context, payer)
  const posting = writePosting(parts, context, {
    folioId,
    kind: 'charge',
    articleId: article.id,
    text: input.text === '' ? article.name : input.text,
    quantity: input.quantity,
    amountMinor,
    method: null,
    reference: '',
    stayId: payer.id,
    night: null,
    reversesId: null,
    transferId: null,
  })
  const folio = parts.folios.get(folioId)
  return {
    answer: {
      seq: context.seq,
      postingIds: [posting],
      folioId: folio.public_id,
      balanceMinor: folio.balance_minor,
    },
    ...folioOutcome(parts, payer.reservationId, {
      stay: payer.publicId,
      folio: folio.public_id,
      posting,
      article: article.code,
      quantity: input.quantity,
      amountMinor,
    }),
  }
}

/** @returns null: the stay's own is to be opened. @throws DomainError UnknownFolio, FolioOfAnotherReservation, FolioClosed */
function chargedFolio(
  parts: Parts,
  payer: Payer,
  article: ArticleRow,
  folioId: string | undefined,
): FolioRow | null {
  if (folioId !== undefined) {
    const folio = findFolioOf(parts, folioId, payer.reservationId)
    checkOpen(folio)
    return folio
  }
  const found = askedFolioFor(parts, payer, article.id)
  return found === null ? null : parts.folios.get(found)
}

/**
 * An article's price is in the hotel's currency; on a folio of another one the amount must be given.
 * @throws DomainError AmountRequired, AmountTooLarge
 */
function amountOf(
  context: CommandContext,
  article: ArticleRow,
  currency: string,
  input: { readonly quantity: number; readonly amountMinor?: number | undefined },
): number {
  const priced = currency === context.property.currency ? article.amount_minor : null
  const each = input.amountMinor ?? priced
  // A price of nothing cannot be posted any more than none.
  if (each === null || each === 0) throw new DomainError('AmountRequired', { article: article.code })
  const amountMinor = each * input.quantity
  if (amountMinor > LARGEST_AMOUNT_MINOR) {
    throw new DomainError('AmountTooLarge', { amountMinor, largestMinor: LARGEST_AMOUNT_MINOR })
  }
  return amountMinor
}

export function postNights(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.postNights']['input'],
): Outcome<Commands['folios.postNights']['output']> {
  const payer = parts.folios.payer(findStay(parts, input.stayId).id)
  const through = input.through ?? context.property.businessDate
  const { postingIds, changeMinor } = bringNightsUpToDate(parts, context, payer, through, true)
  return {
    answer: { seq: context.seq, postingIds },
    ...folioOutcome(parts, payer.reservationId, {
      stay: payer.publicId,
      through,
      postings: postingIds,
      amountMinor: changeMinor,
    }),
  }
}

export function recordPayment(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.pay']['input'],
): Outcome<Commands['folios.pay']['output']> {
  const folio = findFolio(parts, input.folioId)
  const kind = input.deposit ? 'deposit' : 'payment'
  return recordMoney(parts, context, folio, { ...input, kind, amountMinor: -input.amountMinor })
}

export function recordRefund(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.refund']['input'],
): Outcome<Commands['folios.refund']['output']> {
  const folio = findFolio(parts, input.folioId)
  checkOpen(folio)
  const paidMinor = Math.max(0, parts.folios.postings.paidOn(folio.id))
  if (input.amountMinor > paidMinor) {
    throw new DomainError('RefundTooLarge', { folioId: folio.public_id, paidMinor })
  }
  return recordMoney(parts, context, folio, { ...input, kind: 'refund' })
}

/** @param money minor units, negative when it was taken. */
function recordMoney(
  parts: Parts,
  context: CommandContext,
  folio: FolioRow,
  money: Pick<Commands['folios.pay']['input'], 'amountMinor' | 'method' | 'reference'> & {
    readonly kind: 'payment' | 'deposit' | 'refund'
  },
): Outcome<Commands['folios.pay']['output']> {
  const { kind, amountMinor, method, reference } = money
  const posting = writePosting(parts, context, {
    folioId: folio.id,
    kind,
    articleId: null,
    text: '',
    quantity: 1,
    amountMinor,
    method,
    reference,
    stayId: null,
    night: null,
    reversesId: null,
    transferId: null,
  })
  const { balance_minor: balanceMinor } = parts.folios.get(folio.id)
  return {
    answer: { seq: context.seq, postingIds: [posting], balanceMinor },
    ...folioOutcome(parts, folio.reservation_id, {
      folio: folio.public_id,
      posting,
      kind,
      method,
      amountMinor,
      balanceMinor,
    }),
  }
}
