/** What a channel's message says of the money, as a part of a snapshot. */
import { type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { LARGEST_AMOUNT_MINOR } from '../../shared/money.ts'
import type { ChannelPayment } from '../../shared/snapshot.ts'

/** A virtual card of which nothing more is told. */
export const UNTOLD_CARD = { activeFrom: null, activeUntil: null, amountMinor: null } as const

/**
 * The snapshot's `payment`; none where the message says nothing of it. What is no amount of ours is left out: nobody is turned
 * away for what a channel writes beside the booking.
 */
export function paymentPart(told: ChannelPayment): { readonly payment?: ChannelPayment } {
  const { collect, virtualCard } = told
  const commissionMinor = believed(told.commissionMinor)
  if (collect === null && commissionMinor === null && virtualCard === null) return {}
  const card = virtualCard && { ...virtualCard, amountMinor: believed(virtualCard.amountMinor) }
  return { payment: { collect, commissionMinor, virtualCard: card } }
}

function believed(amountMinor: number | null): number | null {
  const isOne = amountMinor !== null && amountMinor >= 0 && amountMinor <= LARGEST_AMOUNT_MINOR
  return isOne ? amountMinor : null
}

/** A day as channels write it, with or without a time; null for anything else. */
export function dayTold(text: string | undefined): IsoDate | null {
  const day = text?.slice(0, 10) ?? ''
  return isIsoDate(day) ? day : null
}
