/** Said where a guest is checked in or out, and at the bill: the room is not theirs to pay. */
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useHotel } from '../desk-context.tsx'
import { Mark } from '../frame/marks.tsx'
import { cardState, collectingChannel } from '../reservation/payment-words.ts'
import { t } from '../text/text.ts'

export function ChannelPays({ reservation }: { reservation: ReservationDetail | undefined }) {
  const { hotel } = useHotel()
  const channel = collectingChannel(reservation)
  if (channel === null) return null
  const card = reservation?.payment?.virtualCard ?? null
  return (
    <p className="marked-words" data-testid="channel-pays">
      <Mark tone="info" />
      <span>
        <span className="strong">{t('stays.channelPays', { channel })}</span>{' '}
        {card === null
          ? t('stays.channelPays.noCard', { channel })
          : cardState(card, hotel.businessDate).words}
      </span>
    </p>
  )
}
