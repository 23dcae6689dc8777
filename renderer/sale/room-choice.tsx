/** The rooms free on all nights: the proposed one large, the others below it. */
import { useHotel } from '../desk-context.tsx'
import { KeyHint } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { type OfferedRoom, roomsOf, type SaleChoice } from './offer-choice.ts'

export function RoomChoice({
  choice,
  isNow,
  onChoose,
}: {
  choice: SaleChoice
  /** Who is in a room now concerns nobody who comes later. */
  isNow: boolean
  onChoose: (roomId: string) => void
}) {
  const rooms = roomsOf(choice.type)
  const { room: chosen } = choice
  const others = rooms.filter((room) => room.id !== chosen?.id)
  const line = { isNow, onChoose }
  return (
    <fieldset>
      <legend className="keyed">
        <span>{t('sale.room')}</span>
        <KeyHint keys={['R']}>{t('sale.otherRoom')}</KeyHint>
      </legend>
      {rooms.length === 0 && (
        <p className="muted second">{t(isNow ? 'sale.room.noneNow' : 'sale.room.none')}</p>
      )}
      {rooms.length > 0 && chosen === null && (
        <p className="warning-text second">{t('sale.room.occupiedNow')}</p>
      )}
      {chosen !== null && <RoomLine room={chosen} isChosen {...line} />}
      {others.length > 0 && (
        <div className="room-choices">
          {others.map((room) => (
            <RoomLine key={room.id} room={room} isChosen={false} {...line} />
          ))}
        </div>
      )}
    </fieldset>
  )
}

function RoomLine({
  room,
  isChosen,
  isNow,
  onChoose,
}: {
  room: OfferedRoom
  isChosen: boolean
  isNow: boolean
  onChoose: (roomId: string) => void
}) {
  const { names } = useHotel()
  const isOccupied = isNow && room.occupiedNow
  return (
    <label
      className={`choice choice-room${isOccupied ? ' is-off' : ''}`}
      data-testid={`sale-room-${room.name}`}
    >
      <input type="radio" name="room" checked={isChosen} onChange={() => onChoose(room.id)} />
      <b className="figures">{room.name}</b>
      <span className="choice-stack">
        {isChosen && <span>{names.roomType(room.roomTypeId)}</span>}
        <span className="muted">{t(isOccupied ? 'sale.room.occupied' : 'sale.room.free')}</span>
      </span>
    </label>
  )
}
