/** Refusals about folios. */
import { z } from 'zod'

const id = z.string()
const count = z.number().int()

export const FOLIOS_ERRORS = {
  UnknownFolio: {
    status: 404,
    message: 'There is no such folio. Reload the reservation.',
    data: z.object({ folioId: id }),
  },
  FolioClosed: {
    status: 409,
    message: 'This folio is closed. Open it again, or use another one.',
    data: z.object({ folioId: id }),
  },
  FolioOpen: {
    status: 409,
    message: 'This folio is open already. Nothing was changed.',
    data: z.object({ folioId: id }),
  },
  FolioNotBalanced: {
    status: 409,
    message: 'This folio is not settled. Take the payment, give back what is too much, or move the postings.',
    data: z.object({ folioId: id, balanceMinor: count }),
  },
  FolioOfAnotherReservation: {
    status: 409,
    message: 'That folio belongs to another reservation. Choose one of this reservation.',
    data: z.object({ folioId: id, reservationId: id }),
  },
  FolioOfAnotherCurrency: {
    status: 409,
    message: 'That folio is in another currency. Take the posting back here and post it there anew.',
    data: z.object({ folioId: id, currency: z.string() }),
  },
  StayOfAnotherReservation: {
    status: 409,
    message: 'That stay belongs to another reservation. Choose one of this reservation.',
    data: z.object({ stayId: id, reservationId: id }),
  },
  TooManyFolios: {
    status: 409,
    message: 'This reservation has as many folios as one can have. Use one of them.',
    data: z.object({ reservationId: id, folios: count }),
  },
  UnknownPosting: {
    status: 404,
    message: 'There is no such posting. Reload the folio.',
    data: z.object({ postingId: id }),
  },
  PostingReversed: {
    status: 409,
    message: 'This posting has been taken back already, or takes another one back. Nothing was changed.',
    data: z.object({ postingId: id }),
  },
  UnknownArticle: {
    status: 404,
    message: 'There is no such article. Choose one of the list, or add it in the settings.',
    data: z.object({ article: z.string() }),
  },
  AmountRequired: {
    status: 400,
    message: 'This article has no fixed price. Give an amount.',
    data: z.object({ article: z.string() }),
  },
  AmountTooLarge: {
    status: 400,
    message: 'The amount is larger than what can be stored. Post less at once.',
    data: z.object({ amountMinor: count, largestMinor: count }),
  },
  RefundTooLarge: {
    status: 409,
    message: 'No more can be given back than was paid on this folio.',
    data: z.object({ folioId: id, paidMinor: count }),
  },
} as const
