/** Rows of folios, of articles and of what is routed where: reading and writing, no rules. */
import type { Store } from '../../store/store.ts'
import { createPostingRows } from './posting-rows.ts'

/** Stands for the room in `folio_routing.article_id`. */
export const ROOM_ARTICLE = 0

export function createFolioRows(store: Store) {
  const articles = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('article').selectAll().orderBy('code'),
  )
  const articleByCode = store.prepare((sql, p: { code: string }) =>
    sql.selectFrom('article').selectAll().where('code', '=', p.code),
  )
  const articleByPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('article').selectAll().where('public_id', '=', p.publicId),
  )
  const saveArticle = store.prepare(
    (
      sql,
      p: {
        publicId: string
        code: string
        name: string
        amountMinor: number | null
        taxCode: string
        active: 0 | 1
      },
    ) =>
      sql
        .insertInto('article')
        .values({
          public_id: p.publicId,
          code: p.code,
          name: p.name,
          amount_minor: p.amountMinor,
          tax_code: p.taxCode,
          active: p.active,
        })
        .onConflict((conflict) =>
          conflict.column('code').doUpdateSet((eb) => ({
            name: eb.ref('excluded.name'),
            amount_minor: eb.ref('excluded.amount_minor'),
            tax_code: eb.ref('excluded.tax_code'),
            active: eb.ref('excluded.active'),
          })),
        )
        .returning('public_id as publicId'),
  )
  const insertFolio = store.prepare(
    (
      sql,
      p: {
        publicId: string
        reservationId: number
        stayId: number | null
        name: string
        currency: string
        at: number
      },
    ) =>
      sql.insertInto('folio').values({
        public_id: p.publicId,
        reservation_id: p.reservationId,
        stay_id: p.stayId,
        name: p.name,
        status: 'open',
        currency: p.currency,
        opened_at: p.at,
      }),
  )
  const folioByPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('folio').selectAll().where('public_id', '=', p.publicId),
  )
  const folioById = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('folio').selectAll().where('id', '=', p.id),
  )
  const foliosOf = store.prepare((sql, p: { reservationId: number }) =>
    sql.selectFrom('folio').selectAll().where('reservation_id', '=', p.reservationId).orderBy('id'),
  )
  const foliosOfStay = store.prepare((sql, p: { stayId: number }) =>
    sql
      .selectFrom('folio')
      .selectAll()
      .where('stay_id', 'is not', null)
      .where('stay_id', '=', p.stayId)
      .orderBy('id'),
  )
  const setStatus = store.prepare(
    (sql, p: { id: number; status: 'open' | 'closed'; closedAt: number | null }) =>
      sql.updateTable('folio').set({ status: p.status, closed_at: p.closedAt }).where('id', '=', p.id),
  )
  const routed = store.prepare((sql, p: { stayId: number; articleId: number }) =>
    sql
      .selectFrom('folio_routing')
      .select('folio_id as folioId')
      .where('stay_id', '=', p.stayId)
      .where('article_id', '=', p.articleId),
  )
  const routingOf = store.prepare((sql, p: { reservationId: number }) =>
    sql
      .selectFrom('folio_routing as routing')
      .innerJoin('stay', 'stay.id', 'routing.stay_id')
      .innerJoin('folio', 'folio.id', 'routing.folio_id')
      .leftJoin('article', 'article.id', 'routing.article_id')
      .select(['stay.public_id as stayId', 'article.public_id as articleId', 'folio.public_id as folioId'])
      .where('stay.reservation_id', '=', p.reservationId)
      .orderBy('stay.id')
      .orderBy('routing.article_id'),
  )
  const route = store.prepare((sql, p: { stayId: number; articleId: number; folioId: number }) =>
    sql
      .insertInto('folio_routing')
      .values({ stay_id: p.stayId, article_id: p.articleId, folio_id: p.folioId })
      .onConflict((conflict) =>
        conflict
          .columns(['stay_id', 'article_id'])
          .doUpdateSet((eb) => ({ folio_id: eb.ref('excluded.folio_id') })),
      ),
  )
  const unroute = store.prepare((sql, p: { stayId: number; articleId: number }) =>
    sql.deleteFrom('folio_routing').where('stay_id', '=', p.stayId).where('article_id', '=', p.articleId),
  )
  const inheritRouting = store.prepare((sql, p: { fromStayId: number; toStayId: number }) =>
    sql
      .insertInto('folio_routing')
      .columns(['stay_id', 'article_id', 'folio_id'])
      .expression((eb) =>
        eb
          .selectFrom('folio_routing')
          .select([eb.val(p.toStayId).as('stay_id'), 'article_id', 'folio_id'])
          .where('stay_id', '=', p.fromStayId),
      ),
  )
  const payers = store.prepare((sql, p: { stayId: number }) =>
    sql
      .selectFrom('stay')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .select([
        'stay.id',
        'stay.public_id as publicId',
        'stay.status',
        'reservation.id as reservationId',
        'reservation.public_id as reservation',
        'reservation.currency',
      ])
      .where('stay.id', '=', p.stayId),
  )

  return {
    postings: createPostingRows(store),
    articles: () => articles.all({}),
    articleByCode: (code: string) => articleByCode.first({ code }),
    article: (publicId: string) => articleByPublicId.first({ publicId }),
    /** Adds it, or changes the one of this code. @returns its public id. */
    saveArticle(row: Parameters<typeof saveArticle.first>[0]): string {
      const saved = saveArticle.first(row)
      if (saved === undefined) throw new Error('the article was not stored')
      return saved.publicId
    },
    add: (row: Parameters<typeof insertFolio.insert>[0]): number => insertFolio.insert(row),
    folio: (publicId: string) => folioByPublicId.first({ publicId }),
    /** For ids that come from the ledger's own rows. */
    get(id: number) {
      const row = folioById.first({ id })
      if (row === undefined) throw new Error(`no folio ${id}`)
      return row
    },
    ofReservation: (reservationId: number) => foliosOf.all({ reservationId }),
    /** Its own ones, the first first. */
    ofStay: (stayId: number) => foliosOfStay.all({ stayId }),
    setStatus: setStatus.run,
    routed: (stayId: number, articleId: number) => routed.first({ stayId, articleId })?.folioId,
    routingOf: (reservationId: number) => routingOf.all({ reservationId }),
    route: route.run,
    unroute: unroute.run,
    inheritRouting: inheritRouting.run,
    /** A stay as it stands, for who pays for it. */
    payer(stayId: number) {
      const row = payers.first({ stayId })
      if (row === undefined) throw new Error(`no stay ${stayId}`)
      return row
    },
  }
}
export type FolioRows = ReturnType<typeof createFolioRows>
export type FolioRow = NonNullable<ReturnType<FolioRows['folio']>>
export type ArticleRow = NonNullable<ReturnType<FolioRows['article']>>
export type Payer = ReturnType<FolioRows['payer']>
