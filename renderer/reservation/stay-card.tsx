/** One stay of a reservation: dates, room, nights with their prices, and its actions. */
import { Button } from '@mantine/core'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { type Dialog, type StaySubject, useDeskState } from '../desk-state.ts'
import {
  amountText,
  counted,
  dayText,
  nightListText,
  nightsText,
  personText,
  stayDatesText,
} from '../formats.ts'
import { useOverbookedNights } from '../frame/attention.tsx'
import { LookStatus, Mark } from '../frame/marks.tsx'

type StayDetail = ReservationDetail['stays'][number]

/** The room of the business date, or of the first night still to come, or the last it had. */
function roomOf(stay: StayDetail, businessDate: string): string | null {
  const nights = stay.nights.filter((night) => night.counted || stay.status === 'departed')
  const night = nights.find(({ date }) => date >= businessDate) ?? nights.at(-1)
  return night?.roomId ?? null
}

export function StayCard({ stay, reservation }: { stay: StayDetail; reservation: ReservationDetail }) {
  const { hotel, names } = useHotel()
  const roomId = roomOf(stay, hotel.businessDate)
  const total = stay.nights.reduce((sum, night) => sum + (night.counted ? night.amountMinor : 0), 0)
  const subject: StaySubject = {
    stayId: stay.id,
    reservationId: reservation.id,
    guestName: personText(stay.guest),
    roomTypeId: stay.roomTypeId,
    roomId,
    arrival: stay.arrival,
    departure: stay.departure,
    adults: stay.adults,
    status: stay.status,
  }
  return (
    <section
      className="stay-card"
      aria-label={roomId === null ? 'Stay without a room' : `Room ${names.room(roomId)}`}
    >
      <div className="stay-card-head">
        <span className="strong">{roomId === null ? 'No room yet' : `Room ${names.room(roomId)}`}</span>
        <span className="muted">{names.roomType(stay.roomTypeId)}</span>
        <span className="grow" />
        <LookStatus look={lookOf(stay, hotel.businessDate)} />
      </div>
      <div className="stay-card-body">
        <div className="choice-stack">
          <span className="strong">{stayDatesText(stay.arrival, stay.departure)}</span>
          <span className="muted second">
            {nightsText(stay.arrival, stay.departure)}, {counted(stay.adults, 'adult')}
            {stay.childrenAges.length > 0 && `, ${counted(stay.childrenAges.length, 'child', 'children')}`}
          </span>
          <span className="second">{personText(stay.guest)}</span>
          <span className="muted second">{names.ratePlan(stay.ratePlanId)}</span>
        </div>
        <Nights stay={stay} currency={reservation.currency} total={total} />
      </div>
      <Overbooked stay={stay} />
      <StayActions subject={subject} />
    </section>
  )
}

function Overbooked({ stay }: { stay: StayDetail }) {
  const { names } = useHotel()
  const nights = useOverbookedNights(stay.id)
  if (nights.length === 0) return null
  return (
    <div className="alert" role="alert">
      <Mark tone="danger" />
      <span>
        Overbooked on {nightListText(nights)}: no {names.roomType(stay.roomTypeId)} is left. Give it a room of
        another type, or cancel it with the channel.
      </span>
    </div>
  )
}

function Nights({ stay, currency, total }: { stay: StayDetail; currency: string; total: number }) {
  const { names } = useHotel()
  const counts = stay.nights.filter((night) => night.counted).length
  return (
    <table className="nights" aria-label="Nights">
      <tbody>
        {stay.nights.map((night) => (
          <tr key={night.date} className={night.counted ? '' : 'is-freed'}>
            <td>{dayText(night.date)}</td>
            <td className="muted">
              {night.roomId === null ? names.roomType(night.roomTypeId) : `Room ${names.room(night.roomId)}`}
            </td>
            <td className="right">{amountText(night.amountMinor, currency)}</td>
          </tr>
        ))}
        <tr>
          <td colSpan={2}>{counted(counts, 'night')}</td>
          <td className="right">{amountText(total, currency)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function StayActions({ subject }: { subject: StaySubject }) {
  const { hotel, names } = useHotel()
  const open = useDeskState((state) => state.open)
  const isAway = useIsAway()
  const isDueIn =
    subject.status === 'reserved' &&
    subject.arrival <= hotel.businessDate &&
    subject.departure > hotel.businessDate
  const act = (kind: Extract<Dialog, { stay: unknown }>['kind'], words: string, isMain: boolean) => (
    <Button
      variant={isMain ? 'filled' : 'default'}
      disabled={isAway}
      onClick={() => open({ kind, stay: subject })}
    >
      {words}
    </Button>
  )
  if (subject.status !== 'reserved' && subject.status !== 'in_house') return null
  const room = subject.roomId === null ? null : names.room(subject.roomId)
  return (
    <div className="stay-card-actions">
      {isDueIn && act('checkIn', room === null ? 'Check in' : `Check in to ${room}`, true)}
      {subject.status === 'in_house' && act('checkOut', 'Check out', true)}
      {subject.departure > hotel.businessDate && act('assign', room === null ? 'Give a room' : 'Move', false)}
    </div>
  )
}
