/** BC: our number for every transaction that the desk has committed; until then Expedia falls back to e-mail in time. */
import { z } from 'zod'
import { type ChannelContext, ChannelFailure } from '../../engine/ports.ts'
import { descendant } from '../xml/xml-tree.ts'
import { element } from '../xml/xml-writer.ts'
import { eqcRequest, meaningOf, noticesOf } from './eqc.ts'
import { ownNumberOf } from './own-number.ts'
import { ask, failureOf } from './request.ts'

const transactionSchema = z.object({
  bookingID: z.string(),
  bookingType: z.enum(['Book', 'Modify', 'Cancel']),
  /** Ours of an earlier transaction of the booking, as Expedia has it. */
  confirmNumber: z.string().nullable(),
})
/** What is needed to confirm one; receipts hold them. */
export type Transaction = z.infer<typeof transactionSchema>

interface Confirmation {
  readonly transaction: Transaction
  readonly confirmNumber: string
}

/** Documented (error 3301). */
const MOST_NUMBERS = 10
const LONGEST_NUMBER = 50

/**
 * Warnings refuse single confirmations: those come again with the next fetch, or Expedia has let go of them. Where the
 * whole message is refused, each half is tried alone.
 *
 * @throws ChannelFailure
 */
export async function acknowledge(
  committed: readonly { receipt: string; code: string | null }[],
  context: ChannelContext,
): Promise<void> {
  const all = committed.flatMap(confirmationsOf)
  for (let start = 0; start < all.length; start += MOST_NUMBERS) {
    await confirm(all.slice(start, start + MOST_NUMBERS), context)
  }
}

/** Expedia wants a number even where the desk has none: then the one that it knows, else one made of its own. */
function confirmationsOf({ receipt, code }: { receipt: string; code: string | null }): Confirmation[] {
  const transactions = z.array(transactionSchema).parse(JSON.parse(receipt))
  return transactions.map((transaction) => {
    const number = code ?? transaction.confirmNumber ?? ownNumberOf(transaction.bookingID)
    return { transaction, confirmNumber: number.slice(0, LONGEST_NUMBER) }
  })
}

async function confirm(confirmations: readonly Confirmation[], context: ChannelContext): Promise<void> {
  const { root, errors } = await ask('bc', writeConfirmation(confirmations, context), context)
  if (errors.length === 0) {
    const success = descendant(root, 'Success')
    if (success !== undefined && noticesOf(success, 'Warning') !== null) return
    throw new ChannelFailure(
      'MalformedAnswer',
      "Expedia's confirmation says neither success nor what failed.",
    )
  }
  if (errors.some(({ code }) => meaningOf(code) !== 'refused')) throw failureOf(errors)
  if (confirmations.length === 1) return
  const middle = Math.ceil(confirmations.length / 2)
  await confirm(confirmations.slice(0, middle), context)
  await confirm(confirmations.slice(middle), context)
}

function writeConfirmation(confirmations: readonly Confirmation[], context: ChannelContext): string {
  const confirmTime = `${new Date(context.clock.now()).toISOString().slice(0, 19)}Z`
  const numbers = confirmations.map(({ transaction: { bookingID, bookingType }, confirmNumber }) =>
    element('BookingConfirmNumber', { bookingID, bookingType, confirmNumber, confirmTime }),
  )
  return eqcRequest(
    'BookingConfirmRQ',
    'bc',
    context.connection,
    element('BookingConfirmNumbers', {}, ...numbers),
  )
}
