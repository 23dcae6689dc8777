/** Rows of postings: added and read, never changed (I9). */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Schema } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'

export type PostingKind = Schema['posting']['kind']
export type PaymentMethod = NonNullable<Schema['posting']['method']>

export interface NewPosting {
  readonly folioId: number
  readonly kind: PostingKind
  readonly articleId: number | null
  readonly text: string
  readonly quantity: number
  readonly amountMinor: number
  readonly method: PaymentMethod | null
  readonly reference: string
  /** The stay that it is charged for; null for money. */
  readonly stayId: number | null
  /** Of a room charge. */
  readonly night: IsoDate | null
  readonly reversesId: number | null
  readonly transferId: string | null
}

export function createPostingRows(store: Store) {
  const insert = store.prepare(
    (sql, p: NewPosting & { publicId: string; seq: number; at: number; businessDate: IsoDate }) =>
      sql.insertInto('posting').values({
        public_id: p.publicId,
        folio_id: p.folioId,
        seq: p.seq,
        at: p.at,
        business_date: p.businessDate,
        kind: p.kind,
        article_id: p.articleId,
        text: p.text,
        quantity: p.quantity,
        amount_minor: p.amountMinor,
        method: p.method,
        reference: p.reference,
        stay_id: p.stayId,
        night: p.night,
        reverses_id: p.reversesId,
        transfer_id: p.transferId,
      }),
  )
  const byPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql
      .selectFrom('posting')
      .leftJoin('posting as reversal', 'reversal.reverses_id', 'posting.id')
      .selectAll('posting')
      .select('reversal.id as reversedById')
      .where('posting.public_id', '=', p.publicId),
  )
  const standing = store.prepare((sql, p: { stayId: number; kind: PostingKind }) =>
    sql
      .selectFrom('posting')
      .innerJoin('folio', 'folio.id', 'posting.folio_id')
      .leftJoin('posting as reversal', 'reversal.reverses_id', 'posting.id')
      .selectAll('posting')
      .select(['folio.status as folioStatus', 'folio.currency'])
      .where('posting.stay_id', 'is not', null)
      .where('posting.stay_id', '=', p.stayId)
      .where('posting.kind', '=', p.kind)
      .where('posting.reverses_id', 'is', null)
      .where('reversal.id', 'is', null)
      .orderBy('posting.id'),
  )
  const paid = store.prepare((sql, p: { folioId: number }) =>
    sql
      .selectFrom('posting')
      .select((eb) => eb.fn.sum<number | null>('amount_minor').as('amountMinor'))
      .where('folio_id', '=', p.folioId)
      .where('method', 'is not', null),
  )
  const ofReservation = store.prepare((sql, p: { reservationId: number }) =>
    sql
      .selectFrom('folio')
      .innerJoin('posting', 'posting.folio_id', 'folio.id')
      .leftJoin('article', 'article.id', 'posting.article_id')
      .leftJoin('stay', 'stay.id', 'posting.stay_id')
      .leftJoin('posting as original', 'original.id', 'posting.reverses_id')
      .leftJoin('posting as reversal', 'reversal.reverses_id', 'posting.id')
      .selectAll('posting')
      .select([
        'article.code as articleCode',
        'stay.public_id as stayPublicId',
        'original.public_id as reversesPublicId',
        'reversal.public_id as reversedByPublicId',
      ])
      .where('folio.reservation_id', '=', p.reservationId)
      .orderBy('posting.id'),
  )

  return {
    insert: insert.insert,
    find: (publicId: string) => byPublicId.first({ publicId }),
    /** Those of a stay that neither take another one back nor are taken back, on whatever folio. */
    standing: (stayId: number, kind: 'room' | 'fee') => standing.all({ stayId, kind }),
    /** What was paid on a folio, less what was given back; below 0 when more was given back. Minor units. */
    paidOn: (folioId: number): number => 0 - (paid.first({ folioId })?.amountMinor ?? 0),
    ofReservation: (reservationId: number) => ofReservation.all({ reservationId }),
  }
}
export type PostingRows = ReturnType<typeof createPostingRows>
export type PostingRow = NonNullable<ReturnType<PostingRows['find']>>
export type StandingPosting = ReturnType<PostingRows['standing']>[number]
