/** Postings that are taken back, parted or moved: always by further postings, and nothing is lost or gained (I9). */
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import type { FolioRow } from './folio-rows.ts'
import { findFolio, findFolioOf, folioOutcome } from './folios.ts'
import type { PostingRow } from './posting-rows.ts'
import { checkOpen, copyOf, takeBack, writePosting } from './write-posting.ts'

/** @throws DomainError UnknownPosting */
function findPosting(parts: Parts, postingId: string): PostingRow {
  const posting = parts.folios.postings.find(postingId)
  if (posting === undefined) throw new DomainError('UnknownPosting', { postingId })
  return posting
}

/** @throws DomainError PostingReversed */
function checkStanding(posting: PostingRow): void {
  if (posting.reverses_id !== null || posting.reversedById !== null) {
    throw new DomainError('PostingReversed', { postingId: posting.public_id })
  }
}

export function reversePosting(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.reverse']['input'],
): Outcome<Commands['folios.reverse']['output']> {
  const posting = findPosting(parts, input.postingId)
  checkStanding(posting)
  const reversal = takeBack(parts, context, posting, { text: input.reason })
  const folio = parts.folios.get(posting.folio_id)
  return {
    answer: { seq: context.seq, postingIds: [reversal] },
    ...folioOutcome(parts, folio.reservation_id, {
      folio: folio.public_id,
      posting: posting.public_id,
      reversal,
      amountMinor: -posting.amount_minor,
      reason: input.reason,
    }),
  }
}

export function splitPosting(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.split']['input'],
): Outcome<Commands['folios.split']['output']> {
  const posting = findPosting(parts, input.postingId)
  const folio = parts.folios.get(posting.folio_id)
  const target =
    input.toFolioId === undefined ? folio : findFolioOf(parts, input.toFolioId, folio.reservation_id)
  checkStanding(posting)
  checkOpen(folio)
  checkOpen(target)
  checkCurrency(target, folio)
  const wholeMinor = Math.abs(posting.amount_minor)
  const partMinor = partOf(wholeMinor, input.part)
  if (partMinor < 1 || partMinor >= wholeMinor) {
    const [splitAt, from, to] = [String(partMinor), '0', String(wholeMinor)]
    throw new DomainError('SplitNotWithin', { splitAt, from, to })
  }
  const sign = Math.sign(posting.amount_minor)
  const transferId = context.ids.publicId()
  // Two breakfasts halved are not two halves of two breakfasts: the parts count as one each.
  const part = { ...copyOf(posting), quantity: 1, transferId }
  const postingIds = [
    takeBack(parts, context, posting, { transferId }),
    writePosting(parts, context, { ...part, amountMinor: sign * (wholeMinor - partMinor) }),
    writePosting(parts, context, { ...part, folioId: target.id, amountMinor: sign * partMinor }),
  ]
  return {
    answer: { seq: context.seq, postingIds },
    ...folioOutcome(parts, folio.reservation_id, {
      folio: folio.public_id,
      toFolio: target.public_id,
      posting: posting.public_id,
      postings: postingIds,
      amountMinor: posting.amount_minor,
      partMinor: sign * partMinor,
    }),
  }
}

/** Minor units of the second part; halves up, counted exactly to a millionth of a per cent. */
function partOf(wholeMinor: number, part: Commands['folios.split']['input']['part']): number {
  if ('amountMinor' in part) return part.amountMinor
  const millionths = BigInt(Math.round(part.percent * 1e6))
  return Number((BigInt(wholeMinor) * millionths * 2n + 100_000_000n) / 200_000_000n)
}

export function transferPostings(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.transfer']['input'],
): Outcome<Commands['folios.transfer']['output']> {
  const target = findFolio(parts, input.toFolioId)
  const found = [...new Set(input.postingIds)].map((postingId) => findPosting(parts, postingId))
  // What lies there already is where it should be.
  const moved = found.filter((posting) => posting.folio_id !== target.id)
  checkOpen(target)
  for (const posting of moved) checkMovable(parts, posting, target)
  const transferId = context.ids.publicId()
  const postingIds = moved.flatMap((posting) => [
    takeBack(parts, context, posting, { transferId }),
    writePosting(parts, context, { ...copyOf(posting), folioId: target.id, transferId }),
  ])
  return {
    answer: { seq: context.seq, postingIds },
    ...folioOutcome(parts, target.reservation_id, {
      toFolio: target.public_id,
      moved: moved.map((posting) => posting.public_id),
      postings: postingIds,
      amountMinor: moved.reduce((sum, posting) => sum + posting.amount_minor, 0),
    }),
  }
}

/** @throws DomainError FolioOfAnotherReservation, PostingReversed, FolioClosed, FolioOfAnotherCurrency */
function checkMovable(parts: Parts, posting: PostingRow, target: FolioRow): void {
  const from = parts.folios.get(posting.folio_id)
  if (from.reservation_id !== target.reservation_id) {
    const { public_id: reservationId } = parts.stays.reservationById(target.reservation_id)
    throw new DomainError('FolioOfAnotherReservation', { folioId: target.public_id, reservationId })
  }
  checkStanding(posting)
  checkOpen(from)
  checkCurrency(target, from)
}

/** @throws DomainError FolioOfAnotherCurrency */
function checkCurrency(target: FolioRow, from: FolioRow): void {
  if (target.currency === from.currency) return
  const { public_id: folioId, currency } = target
  throw new DomainError('FolioOfAnotherCurrency', { folioId, currency })
}
