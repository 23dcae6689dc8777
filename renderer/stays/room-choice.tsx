/** Chooses a room for a stay: the proposed one large, below it those free on all its nights still to come. */
import { useQuery } from '@tanstack/react-query'
import { type IsoDate, laterOf } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { amountText } from '../formats.ts'
import { KeyHint } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { type RoomOption, type RoomOptions, roomOptions } from './room-options.ts'

export type LoadedOptions = RoomOptions & { readonly isLoading: boolean }

/**
 * @param detail of the stay, once it is there: what other types cost is told by its plan
 * @param proposedFor the stay whose wishes order the rooms; null where its nights are not those that are looked at
 */
export function useRoomOptions(
  stay: Pick<StaySubject, 'roomId' | 'roomTypeId' | 'adults'> & { arrival: IsoDate; departure: IsoDate },
  detail: { readonly ratePlanId: string | null; readonly childrenAges: readonly number[] } | undefined,
  proposedFor: string | null = null,
): LoadedOptions {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const arrival = laterOf(stay.arrival, hotel.businessDate)
  const query = useQuery(
    queries.inventory.offers.queryOptions({
      input: {
        arrival,
        departure: stay.departure,
        adults: stay.adults,
        children: detail?.childrenAges.length ?? 0,
      },
      enabled: stay.departure > arrival,
    }),
  )
  const proposals = useQuery(
    queries.rooms.proposals.queryOptions({
      input: { stayId: proposedFor ?? '' },
      enabled: proposedFor !== null && stay.departure > arrival,
    }),
  )
  const own = hotel.rooms.find((room) => room.id === stay.roomId)
  return {
    ...roomOptions(
      { ...stay, ratePlanId: detail?.ratePlanId ?? null },
      // Until their order is known: a room that is proposed must not be another one when Enter comes.
      proposals.isLoading ? undefined : query.data,
      own,
      proposals.data?.rooms,
    ),
    // A failure of the proposals only leaves the order of the house.
    isLoading: query.isLoading || proposals.isLoading,
  }
}

/** A stay is not moved to the room that it has. */
export function withoutRoom(options: LoadedOptions, roomId: string | null): LoadedOptions {
  return { ...options, rooms: options.rooms.filter((room) => room.roomId !== roomId) }
}

const MOST_SHOWN = 40

export function RoomCards({
  options,
  soldTypeId,
  value,
  onChange,
}: {
  options: LoadedOptions
  /** Rooms of another type say so, and what they would cost. */
  soldTypeId: string
  value: string | null
  onChange: (roomId: string) => void
}) {
  const { hotel } = useHotel()
  const chosen = options.rooms.find((room) => room.roomId === value)
  const others = options.rooms.filter((room) => room.roomId !== value).slice(0, MOST_SHOWN)
  const hasOtherTypes = others.some((room) => room.roomTypeId !== soldTypeId)
  return (
    <fieldset className="room-cards" data-testid="room-cards">
      <legend className="spoken-only">{t('stays.rooms')}</legend>
      {chosen !== undefined && (
        <RoomCard room={chosen} soldTypeId={soldTypeId} isChosen onChange={onChange} />
      )}
      {others.length > 0 && (
        <div className="room-cards-head">
          <span className="strong second">{t('stays.rooms.alternatives')}</span>
          <span className="grow" />
          <KeyHint keys={['↑', '↓']}>{t('stays.choose')}</KeyHint>
        </div>
      )}
      <div className="room-cards-list">
        {others.map((room) => (
          <RoomCard
            key={room.roomId}
            room={room}
            soldTypeId={soldTypeId}
            isChosen={false}
            onChange={onChange}
          />
        ))}
      </div>
      {options.isLoading && <p className="muted second">{t('stays.loading')}</p>}
      {!options.isLoading && options.rooms.length === 0 && (
        <p className="warning-text">{t('stays.rooms.none')}</p>
      )}
      {hasOtherTypes && (
        <p className="muted second">{t('stays.rooms.difference', { currency: hotel.currency })}</p>
      )}
    </fieldset>
  )
}

function RoomCard({
  room,
  soldTypeId,
  isChosen,
  onChange,
}: {
  room: RoomOption
  soldTypeId: string
  isChosen: boolean
  onChange: (roomId: string) => void
}) {
  const { hotel, names } = useHotel()
  const { differenceMinor } = room
  return (
    <label
      className={`choice choice-room${room.isOccupied ? ' is-off' : ''}`}
      data-testid={`room-card-${room.name}`}
    >
      <input type="radio" name="stay-room" checked={isChosen} onChange={() => onChange(room.roomId)} />
      <b className="figures">{room.name}</b>
      <span className="choice-stack">
        <span className={isChosen ? 'strong' : ''}>{names.roomType(room.roomTypeId)}</span>
        <span className="muted">{roomState(room)}</span>
      </span>
      {room.roomTypeId !== soldTypeId && differenceMinor !== null && (
        <span className="figures strong">{signedText(differenceMinor, hotel.currency)}</span>
      )}
    </label>
  )
}

function roomState(room: RoomOption): string {
  if (room.isOwn) return t('stays.rooms.own')
  if (room.isOccupied) return t('stays.rooms.occupied')
  // That it is of another type is said beside it, with its price.
  const worst = room.because.find(({ what }) => what !== 'otherType')
  return worst === undefined ? t('stays.rooms.free') : t(`stays.fit.${worst.what}`, { detail: worst.detail })
}

/** `+144.00`, `−20.00`, `0.00` */
export function signedText(minor: number, currency: string): string {
  return `${minor > 0 ? '+' : ''}${amountText(minor, currency)}`
}
