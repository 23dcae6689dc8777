/** Folios of a reservation, and the articles that can be charged. */
import type { Folio } from '../../../shared/contract/folios.ts'
import { DomainError } from '../../../shared/errors.ts'
import { folioFor } from '../folio/charge-folio.ts'
import { ROOM_ARTICLE } from '../folio/folio-rows.ts'
import type { PostingRows } from '../folio/posting-rows.ts'
import { planNights } from '../folio/stay-charges.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

type NightToPost = Folio['nightsToPost'][number]
type PostingOfReservation = ReturnType<PostingRows['ofReservation']>[number]

export function createFolioView({ parts }: QueryPorts) {
  /** What the nights of a stay still change, all of them through its departure: by folio, null for one to be opened. */
  function nightsToPost(stay: {
    id: number
    public_id: string
    departure: Folio['nightsToPost'][number]['date']
  }) {
    const payer = parts.folios.payer(stay.id)
    const target = folioFor(parts, payer, ROOM_ARTICLE)
    const byFolio = new Map<number | null, NightToPost[]>()
    for (const plan of planNights(parts, payer, stay.departure)) {
      const changes = new Map<number | null, number>()
      const add = (folioId: number | null, minor: number) =>
        changes.set(folioId, (changes.get(folioId) ?? 0) + minor)
      for (const posting of plan.takeBack) add(posting.folio_id, -posting.amount_minor)
      for (const share of plan.post) add(share.folioId ?? target, share.amountMinor)
      for (const [folioId, amountMinor] of changes) {
        if (amountMinor === 0) continue
        const night = { stayId: stay.public_id, date: plan.night, amountMinor }
        byFolio.set(folioId, [...(byFolio.get(folioId) ?? []), night])
      }
    }
    return byFolio
  }

  return {
    folios(
      _reading: Reading,
      { reservationId }: Parameters<LedgerQueries['folios']>[0],
    ): ReturnType<LedgerQueries['folios']> {
      const reservation = parts.stays.reservation(reservationId)
      if (reservation === undefined) throw new DomainError('UnknownReservation', { reservationId })
      const stays = parts.stays.staysOf(reservation.id)
      const stayIds = new Map(stays.map((stay) => [stay.id, stay.public_id]))
      const toPost = stays.map((stay) => ({ stay, byFolio: nightsToPost(stay) }))
      const postings = Map.groupBy(
        parts.folios.postings.ofReservation(reservation.id),
        (posting) => posting.folio_id,
      )
      return {
        folios: parts.folios.ofReservation(reservation.id).map((folio) => ({
          id: folio.public_id,
          reservationId: reservation.public_id,
          stayId: folio.stay_id === null ? null : (stayIds.get(folio.stay_id) ?? null),
          name: folio.name,
          status: folio.status,
          currency: folio.currency,
          balanceMinor: folio.balance_minor,
          postings: (postings.get(folio.id) ?? []).map(postingOf),
          nightsToPost: toPost.flatMap(({ byFolio }) => byFolio.get(folio.id) ?? []),
        })),
        routing: parts.folios.routingOf(reservation.id),
        withoutFolio: toPost.flatMap(({ stay, byFolio }) => {
          const nights = byFolio.get(null) ?? []
          const amountMinor = nights.reduce((sum, night) => sum + night.amountMinor, 0)
          return nights.length === 0 ? [] : [{ stayId: stay.public_id, nights: nights.length, amountMinor }]
        }),
      }
    },

    articles(_reading: Reading): ReturnType<LedgerQueries['articles']> {
      return {
        articles: parts.folios.articles().map((article) => ({
          id: article.public_id,
          code: article.code,
          name: article.name,
          amountMinor: article.amount_minor,
          taxCode: article.tax_code,
          active: article.active === 1,
        })),
      }
    },
  }
}

function postingOf(row: PostingOfReservation): Folio['postings'][number] {
  return {
    id: row.public_id,
    seq: row.seq,
    at: row.at,
    businessDate: row.business_date,
    kind: row.kind,
    articleCode: row.articleCode,
    text: row.text,
    quantity: row.quantity,
    amountMinor: row.amount_minor,
    method: row.method,
    reference: row.reference,
    stayId: row.stayPublicId,
    night: row.night,
    reversesId: row.reversesPublicId,
    reversedById: row.reversedByPublicId,
    transferId: row.transfer_id,
  }
}
