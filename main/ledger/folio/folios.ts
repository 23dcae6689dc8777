/** Folios: opened, closed, and where a stay's charges go; and the articles that can be charged. */
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { type FolioRow, ROOM_ARTICLE } from './folio-rows.ts'
import { checkOpen } from './write-posting.ts'

/** Further bills of a reservation, beside the first one of each of its stays. */
export const MOST_FOLIOS = 20

/** @throws DomainError UnknownFolio */
export function findFolio(parts: Parts, folioId: string): FolioRow {
  const folio = parts.folios.folio(folioId)
  if (folio === undefined) throw new DomainError('UnknownFolio', { folioId })
  return folio
}

/** @throws DomainError UnknownFolio, FolioOfAnotherReservation */
export function findFolioOf(parts: Parts, folioId: string, reservationId: number): FolioRow {
  const folio = findFolio(parts, folioId)
  if (folio.reservation_id !== reservationId) {
    const { public_id: other } = parts.stays.reservationById(folio.reservation_id)
    throw new DomainError('FolioOfAnotherReservation', { folioId, reservationId: other })
  }
  return folio
}

/** What every change of a folio leaves beside its answer. */
export function folioOutcome(
  parts: Parts,
  reservationId: number,
  payload: Readonly<Record<string, unknown>>,
): Omit<Outcome<never>, 'answer'> {
  return {
    payload: { reservation: parts.stays.reservationById(reservationId).public_id, ...payload },
    topics: ['folios'],
    facets: [],
    reservations: [reservationId],
  }
}

export function openFolio(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.open']['input'],
): Outcome<Commands['folios.open']['output']> {
  const reservation = parts.stays.reservation(input.reservationId)
  if (reservation === undefined) {
    throw new DomainError('UnknownReservation', { reservationId: input.reservationId })
  }
  const stay = input.stayId === undefined ? null : findStay(parts, input.stayId)
  if (stay !== null && stay.reservation_id !== reservation.id) {
    const { public_id: other } = parts.stays.reservationById(stay.reservation_id)
    throw new DomainError('StayOfAnotherReservation', { stayId: stay.public_id, reservationId: other })
  }
  // The first of each stay is not counted: it opens by itself, and a group's reservation has many stays.
  const folios = parts.folios.ofReservation(reservation.id)
  const stays = new Set(folios.map((folio) => folio.stay_id).filter((id) => id !== null))
  const isFirst = stay !== null && !stays.has(stay.id)
  if (!isFirst && folios.length - stays.size >= MOST_FOLIOS) {
    throw new DomainError('TooManyFolios', { reservationId: reservation.public_id, folios: folios.length })
  }
  const folioId = context.ids.publicId()
  parts.folios.add({
    publicId: folioId,
    reservationId: reservation.id,
    stayId: stay?.id ?? null,
    name: input.name,
    currency: reservation.currency,
    at: context.at,
  })
  return {
    answer: { seq: context.seq, folioId },
    ...folioOutcome(parts, reservation.id, { folio: folioId, stay: input.stayId ?? null }),
  }
}

export function closeFolio(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.close']['input'],
): Outcome<Commands['folios.close']['output']> {
  const folio = findFolio(parts, input.folioId)
  checkOpen(folio)
  if (folio.balance_minor !== 0) {
    const { public_id: folioId, balance_minor: balanceMinor } = folio
    throw new DomainError('FolioNotBalanced', { folioId, balanceMinor })
  }
  parts.folios.setStatus({ id: folio.id, status: 'closed', closedAt: context.at })
  return {
    answer: { seq: context.seq },
    ...folioOutcome(parts, folio.reservation_id, { folio: folio.public_id }),
  }
}

export function reopenFolio(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.reopen']['input'],
): Outcome<Commands['folios.reopen']['output']> {
  const folio = findFolio(parts, input.folioId)
  if (folio.status === 'open') throw new DomainError('FolioOpen', { folioId: folio.public_id })
  parts.folios.setStatus({ id: folio.id, status: 'open', closedAt: null })
  return {
    answer: { seq: context.seq },
    ...folioOutcome(parts, folio.reservation_id, { folio: folio.public_id, closedAt: folio.closed_at }),
  }
}

export function routeCharges(
  parts: Parts,
  context: CommandContext,
  input: Commands['folios.route']['input'],
): Outcome<Commands['folios.route']['output']> {
  const stay = findStay(parts, input.stayId)
  const folio = input.folioId === null ? null : findFolioOf(parts, input.folioId, stay.reservation_id)
  const articleIds = input.articleIds.map((id) => (id === null ? ROOM_ARTICLE : articleOf(parts, id)))
  for (const articleId of articleIds) {
    if (folio === null) parts.folios.unroute({ stayId: stay.id, articleId })
    else parts.folios.route({ stayId: stay.id, articleId, folioId: folio.id })
  }
  return {
    answer: { seq: context.seq },
    ...folioOutcome(parts, stay.reservation_id, {
      stay: stay.public_id,
      articles: input.articleIds,
      folio: input.folioId,
    }),
  }
}

function articleOf(parts: Parts, publicId: string): number {
  const article = parts.folios.article(publicId)
  if (article === undefined) throw new DomainError('UnknownArticle', { article: publicId })
  return article.id
}

export function saveArticle(
  parts: Parts,
  context: CommandContext,
  { idempotencyKey: _key, ...article }: Commands['folios.saveArticle']['input'],
): Outcome<Commands['folios.saveArticle']['output']> {
  const before = parts.folios.articleByCode(article.code)
  const articleId = parts.folios.saveArticle({
    ...article,
    active: article.active ? 1 : 0,
    publicId: context.ids.publicId(),
  })
  return {
    answer: { seq: context.seq, articleId },
    payload: {
      article: articleId,
      ...article,
      before:
        before === undefined
          ? null
          : {
              name: before.name,
              amountMinor: before.amount_minor,
              taxCode: before.tax_code,
              active: before.active === 1,
            },
    },
    topics: ['folios'],
    facets: [],
  }
}
