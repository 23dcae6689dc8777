/** What a channel says of a booking's money, in the words of the desk. */
import { agreedCommission } from '../../shared/channel-commission.ts'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { longDayText } from '../formats.ts'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'

type Payment = NonNullable<ReservationDetail['payment']>
type VirtualCard = NonNullable<Payment['virtualCard']>

/** Who collects; null where the channel does not say. */
export function collectText({ collect }: Payment, channel: string): string | null {
  if (collect === null) return null
  return collect === 'hotel' ? t('reservation.payment.hotel') : t('reservation.payment.channel', { channel })
}

/** The channel that collects the room; null where the hotel does, or nobody says. */
export function collectingChannel(reservation: ReservationDetail | undefined): string | null {
  const { payment = null, channel = null } = reservation ?? {}
  return payment?.collect === 'channel' ? (channel?.name ?? null) : null
}

/** What a channel keeps, and what is left of it to the hotel. */
interface Commission {
  readonly commissionMinor: number
  /** Null: nothing is said of it, as of a cancelled booking. */
  readonly netMinor: number | null
  /** Null: the channel told it; else worked out by the percent that was agreed with it. */
  readonly agreedPercent: number | null
}

/** As the channel told it, else as it was agreed; null where neither is known. A cancelled booking owes none that was not told. */
export function commissionOf({
  payment,
  channel,
  status,
  totalMinor,
  stays,
}: Pick<ReservationDetail, 'payment' | 'channel' | 'status' | 'totalMinor' | 'stays'>): Commission | null {
  const isCancelled = status === 'cancelled'
  const told = payment?.commissionMinor ?? null
  if (told !== null)
    return { commissionMinor: told, netMinor: isCancelled ? null : totalMinor - told, agreedPercent: null }
  const percent = channel?.commissionPercent ?? null
  if (percent === null || isCancelled) return null
  const nights = stays.flatMap((stay) => stay.nights.filter(({ counted }) => counted))
  const agreed = agreedCommission(
    nights.map(({ amountMinor }) => amountMinor),
    percent,
  )
  return { ...agreed, agreedPercent: percent }
}

/** Whether a channel's card may be charged on the business date, in words and their tone. */
export function cardState(
  { activeFrom, activeUntil }: VirtualCard,
  businessDate: IsoDate,
): { readonly words: string; readonly tone: Tone } {
  if (activeFrom !== null && activeFrom > businessDate)
    return { words: t('reservation.payment.card.from', { day: longDayText(activeFrom) }), tone: 'busy' }
  if (activeUntil !== null && activeUntil < businessDate)
    return { words: t('reservation.payment.card.over', { day: longDayText(activeUntil) }), tone: 'danger' }
  if (activeUntil !== null)
    return { words: t('reservation.payment.card.until', { day: longDayText(activeUntil) }), tone: 'ok' }
  return activeFrom === null
    ? { words: t('reservation.payment.card.untold'), tone: 'warning' }
    : { words: t('reservation.payment.card.now'), tone: 'ok' }
}
