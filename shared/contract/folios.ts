/** Folios: what a guest owes and paid. Postings are only ever added; a mistake is taken back by its reversal (I9). */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { LARGEST_AMOUNT_MINOR } from '../money.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

export const POSTING_KINDS = ['charge', 'room', 'fee', 'payment', 'deposit', 'refund'] as const
export const PAYMENT_METHODS = ['cash', 'card', 'bank', 'voucher'] as const

/** The name of a stay's own folio, opened by its first posting: the page words it. */
export const OWN_FOLIO_NAME = 'Guest'

/** Minor units, more than nothing. */
const paidAmountSchema = z.number().int().min(1).max(LARGEST_AMOUNT_MINOR)

export const articleSchema = z.object({
  id: publicIdSchema,
  code: z.string(),
  name: z.string(),
  /** Null: the amount is typed when it is posted. */
  amountMinor: z.number().int().nullable(),
  taxCode: z.string(),
  active: z.boolean(),
})
export type Article = z.infer<typeof articleSchema>

export const postingSchema = z.object({
  id: publicIdSchema,
  seq: z.number().int(),
  at: z.number().int(),
  businessDate: isoDateSchema,
  kind: z.enum(POSTING_KINDS),
  articleCode: z.string().nullable(),
  text: z.string(),
  quantity: z.number().int(),
  /** Of all of its quantity; positive is owed, negative is paid or taken back. */
  amountMinor: z.number().int(),
  method: z.enum(PAYMENT_METHODS).nullable(),
  reference: z.string(),
  /** The stay that it is charged for; null for money. */
  stayId: publicIdSchema.nullable(),
  /** Of a room charge. */
  night: isoDateSchema.nullable(),
  /** The posting that this one takes back. */
  reversesId: publicIdSchema.nullable(),
  /** The posting that takes this one back. */
  reversedById: publicIdSchema.nullable(),
  /** Shared by the postings of one transfer or split, which sum to zero. */
  transferId: z.string().nullable(),
})
export type Posting = z.infer<typeof postingSchema>

export const folioSchema = z.object({
  id: publicIdSchema,
  reservationId: publicIdSchema,
  /** Null: the bill of the whole reservation. */
  stayId: publicIdSchema.nullable(),
  name: z.string(),
  status: z.enum(['open', 'closed']),
  currency: z.string(),
  /** The sum of its postings: what is still owed; negative when too much was paid. */
  balanceMinor: z.number().int(),
  postings: z.array(postingSchema),
  /** What the nights that go to it will still change, corrections included; at check-out, or by `postNights`. */
  nightsToPost: z.array(
    z.object({ stayId: publicIdSchema, date: isoDateSchema, amountMinor: z.number().int() }),
  ),
})
export type Folio = z.infer<typeof folioSchema>

export const routingSchema = z.object({
  stayId: publicIdSchema,
  /** Null: the room. */
  articleId: publicIdSchema.nullable(),
  folioId: publicIdSchema,
})

const posted = committed.extend({ postingIds: z.array(publicIdSchema) })

export const folios = {
  /** A further bill: of a stay, or of the whole reservation. The first one of a stay is opened by its first posting. */
  open: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownReservation', 'UnknownStay', 'StayOfAnotherReservation', 'TooManyFolios'))
    .route({ method: 'POST', path: '/reservations/{reservationId}/folios', successStatus: 201 })
    .input(
      commandInput.extend({
        reservationId: publicIdSchema,
        stayId: publicIdSchema.optional(),
        name: z.string().trim().min(1).max(80),
      }),
    )
    .output(committed.extend({ folioId: publicIdSchema })),

  /** Charges an article to a stay, on the folio that its routing names. */
  post: command('frontDesk', 'folios')
    .errors(
      errorsOf(
        'UnknownStay',
        'UnknownArticle',
        'UnknownFolio',
        'FolioOfAnotherReservation',
        'AmountRequired',
        'FolioClosed',
        'StayStateForbids',
        'AmountTooLarge',
      ),
    )
    .route({ method: 'POST', path: '/stays/{stayId}/charges', successStatus: 201 })
    .input(
      commandInput.extend({
        stayId: publicIdSchema,
        articleCode: z.string().trim().min(1).max(20),
        quantity: z.number().int().min(1).max(999).default(1),
        /** Of one; the article's when left out. Minor units. */
        amountMinor: paidAmountSchema.optional(),
        text: z.string().trim().max(200).default(''),
        /** This folio instead of the routed one. */
        folioId: publicIdSchema.optional(),
      }),
    )
    .output(posted.extend({ folioId: publicIdSchema, balanceMinor: z.number().int() })),

  /**
   * Posts the nights of a stay before `through` (exclusive; the business date when left out) at the stay's prices, and puts
   * right those that were posted otherwise. Repeated, it posts nothing.
   */
  postNights: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownStay', 'FolioClosed', 'AmountTooLarge'))
    .route({ method: 'POST', path: '/stays/{stayId}/nights' })
    .input(commandInput.extend({ stayId: publicIdSchema, through: isoDateSchema.optional() }))
    .output(posted),

  /** Records money that was taken: a payment, or a deposit before the stay. */
  pay: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownFolio', 'FolioClosed', 'AmountTooLarge'))
    .route({ method: 'POST', path: '/folios/{folioId}/payments', successStatus: 201 })
    .input(
      commandInput.extend({
        folioId: publicIdSchema,
        amountMinor: paidAmountSchema,
        method: z.enum(PAYMENT_METHODS),
        deposit: z.boolean().default(false),
        /** A slip's number or the like; never a card's number. */
        reference: z.string().trim().max(80).default(''),
      }),
    )
    .output(posted.extend({ balanceMinor: z.number().int() })),

  /** Records money that was given back; never more than was paid on the folio. */
  refund: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownFolio', 'FolioClosed', 'RefundTooLarge', 'AmountTooLarge'))
    .route({ method: 'POST', path: '/folios/{folioId}/refunds', successStatus: 201 })
    .input(
      commandInput.extend({
        folioId: publicIdSchema,
        amountMinor: paidAmountSchema,
        method: z.enum(PAYMENT_METHODS),
        reference: z.string().trim().max(80).default(''),
      }),
    )
    .output(posted.extend({ balanceMinor: z.number().int() })),

  reverse: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownPosting', 'PostingReversed', 'FolioClosed', 'AmountTooLarge'))
    .route({ method: 'POST', path: '/postings/{postingId}/reverse' })
    .input(commandInput.extend({ postingId: publicIdSchema, reason: z.string().trim().min(1).max(200) }))
    .output(posted),

  /** Parts a posting in two, by amount or by percent; the second part may go to another folio of the reservation. */
  split: command('frontDesk', 'folios')
    .errors(
      errorsOf(
        'UnknownPosting',
        'UnknownFolio',
        'PostingReversed',
        'FolioClosed',
        'FolioOfAnotherReservation',
        'FolioOfAnotherCurrency',
        'SplitNotWithin',
        'AmountTooLarge',
      ),
    )
    .route({ method: 'POST', path: '/postings/{postingId}/split' })
    .input(
      commandInput.extend({
        postingId: publicIdSchema,
        /** The second part: so much of it, in minor units, or 1 to 99 per cent (rounded half up). */
        part: z.union([
          z.object({ amountMinor: paidAmountSchema }),
          z.object({ percent: z.number().min(1).max(99) }),
        ]),
        toFolioId: publicIdSchema.optional(),
      }),
    )
    .output(posted),

  /** Moves postings to another folio of the reservation: each is taken back here and posted there (I9: sums to zero). */
  transfer: command('frontDesk', 'folios')
    .errors(
      errorsOf(
        'UnknownPosting',
        'UnknownFolio',
        'PostingReversed',
        'FolioClosed',
        'FolioOfAnotherReservation',
        'FolioOfAnotherCurrency',
        'AmountTooLarge',
      ),
    )
    .route({ method: 'POST', path: '/folios/{toFolioId}/transfer' })
    .input(
      commandInput.extend({
        toFolioId: publicIdSchema,
        postingIds: z.array(publicIdSchema).min(1).max(200),
      }),
    )
    .output(posted),

  /** Where a stay's charges go from now on: the room (`articleId: null`) or articles; `folioId: null` ends a routing. */
  route: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownStay', 'UnknownFolio', 'UnknownArticle', 'FolioOfAnotherReservation'))
    .route({ method: 'PUT', path: '/stays/{stayId}/routing' })
    .input(
      commandInput.extend({
        stayId: publicIdSchema,
        articleIds: z.array(publicIdSchema.nullable()).min(1).max(200),
        folioId: publicIdSchema.nullable(),
      }),
    )
    .output(committed),

  /** Only at zero (I9); nothing is posted to it afterwards. */
  close: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownFolio', 'FolioClosed', 'FolioNotBalanced'))
    .route({ method: 'POST', path: '/folios/{folioId}/close' })
    .input(commandInput.extend({ folioId: publicIdSchema }))
    .output(committed),

  reopen: command('frontDesk', 'folios')
    .errors(errorsOf('UnknownFolio', 'FolioOpen'))
    .route({ method: 'POST', path: '/folios/{folioId}/reopen' })
    .input(commandInput.extend({ folioId: publicIdSchema }))
    .output(committed),

  /** Every folio of a reservation with its postings, and what is routed where. */
  ofReservation: query('read', 'folios', 'reservations')
    .errors(errorsOf('UnknownReservation'))
    .route({ method: 'GET', path: '/reservations/{reservationId}/folios' })
    .input(z.object({ reservationId: publicIdSchema }))
    .output(
      z.object({
        folios: z.array(folioSchema),
        routing: z.array(routingSchema),
        /** Nights that will open a folio of their own when they are posted, by stay. */
        withoutFolio: z.array(
          z.object({ stayId: publicIdSchema, nights: z.number().int(), amountMinor: z.number().int() }),
        ),
      }),
    ),

  articles: query('read', 'folios')
    .route({ method: 'GET', path: '/articles' })
    .output(z.object({ articles: z.array(articleSchema) })),

  /** Adds an article, or changes the one of this code. */
  saveArticle: command('admin', 'folios')
    .route({ method: 'PUT', path: '/articles/{code}' })
    .input(
      commandInput.extend({
        code: z.string().trim().min(1).max(20),
        name: z.string().trim().min(1).max(80),
        amountMinor: paidAmountSchema.nullable(),
        taxCode: z.string().trim().max(20).default(''),
        active: z.boolean().default(true),
      }),
    )
    .output(committed.extend({ articleId: publicIdSchema })),
}
