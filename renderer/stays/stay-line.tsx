/** The stay that a dialog is about, in its title and its facts. */
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { daysBetween } from '../../shared/dates.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { amountText, dayText, stayDatesText } from '../formats.ts'
import { LookStatus } from '../frame/marks.tsx'
import { t } from '../text/text.ts'

export type StayDetail = ReservationDetail['stays'][number]

/** The stay as the list or chart showed it, brought up to date by its reservation once that is there. */
export function useSubject(stay: StaySubject, reservation: ReservationDetail | undefined): StaySubject {
  const { hotel } = useHotel()
  const detail = reservation?.stays.find((each) => each.id === stay.stayId)
  return detail === undefined ? stay : { ...stay, ...subjectPart(detail, hotel.businessDate) }
}

function subjectPart(detail: StayDetail, businessDate: string) {
  const { roomTypeId, arrival, departure, adults, status } = detail
  return { roomTypeId, arrival, departure, adults, status, roomId: roomOf(detail, businessDate) }
}

/** The room of the business date, or of the first night still to come, or the last it had. */
export function roomOf(stay: StayDetail, businessDate: string): string | null {
  const nights = stay.nights.filter((night) => night.counted || stay.status === 'departed')
  const night = nights.find(({ date }) => date >= businessDate) ?? nights.at(-1)
  return night?.roomId ?? null
}

/** A dialog's title with the status of the stay and, below, what it is. */
export function StayTitle({
  words,
  stay,
  code,
}: {
  words: string
  stay: StaySubject
  code: string | undefined
}) {
  const { hotel } = useHotel()
  return (
    <span className="stay-title">
      <span className="dialog-title">
        {words}
        <LookStatus look={lookOf(stay, hotel.businessDate)} />
      </span>
      <span className="muted second stay-title-line">
        {code !== undefined && `${code} · `}
        <StayFacts stay={stay} />
      </span>
    </span>
  )
}

export function StayFacts({ stay, children = 0 }: { stay: StaySubject; children?: number }) {
  const { names } = useHotel()
  return t('stays.line', {
    type: names.roomType(stay.roomTypeId),
    dates: stayDatesText(stay.arrival, stay.departure),
    nights: t('common.nights', { count: daysBetween(stay.arrival, stay.departure) }),
    guests: t('stays.guests', { adults: t('common.adults', { count: stay.adults }), children }),
  })
}

/** Nights with their prices, and their total. */
export function NightList({ detail, currency }: { detail: StayDetail; currency: string }) {
  const nights = detail.nights.filter((night) => night.counted)
  return (
    <section aria-label={t('stays.price.nights', { currency })}>
      <div className="strong second">{t('stays.price.nights', { currency })}</div>
      <dl className="night-list">
        {nights.map((night) => (
          <div key={night.date}>
            <dt>{dayText(night.date)}</dt>
            <dd>{amountText(night.amountMinor, currency)}</dd>
          </div>
        ))}
        <div className="strong">
          <dt>{t('stays.price.total')}</dt>
          <dd>{amountText(detail.totalMinor, currency)}</dd>
        </div>
      </dl>
    </section>
  )
}
