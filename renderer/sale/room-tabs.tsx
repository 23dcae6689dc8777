/** The rooms of one booking: each with its own dates, type, plan and guest. */
import { TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useHotel } from '../desk-context.tsx'
import { amountText } from '../formats.ts'
import { Key, Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import type { RoomSale } from './room-sales.ts'
import { MOST_ROOMS, type RoomDraft } from './sale-draft.ts'
import { nameIssue } from './stay-entry.ts'

export function RoomTabs({
  sales,
  current,
  isNow,
  currency,
  onShow,
  onRemove,
}: {
  sales: readonly RoomSale[]
  current: RoomDraft
  isNow: boolean
  currency: string
  onShow: (key: number) => void
  onRemove: (key: number) => void
}) {
  const { names } = useHotel()
  if (sales.length < 2) return null
  return (
    <fieldset className="room-tabs" aria-label={t('sale.rooms')}>
      {sales.map(({ room, choice, totalMinor, canBook, canCheckIn, isCurrent }, index) => {
        const type = choice.type === null ? '' : names.roomType(choice.type.roomTypeId)
        const number = index + 1
        return (
          <span key={room.key} className={`room-tab${room.key === current.key ? ' is-chosen' : ''}`}>
            <button
              type="button"
              aria-pressed={room.key === current.key}
              onClick={() => onShow(room.key)}
              data-testid={`sale-tab-${number}`}
            >
              {isCurrent && !(isNow ? canCheckIn : canBook) && <Mark tone="warning" />}
              <span className="strong">{choice.room?.name ?? '–'}</span>
              <span className="muted">{t('sale.rooms.tab', { number, type })}</span>
              <span className="figures">
                {totalMinor === undefined ? '' : amountText(totalMinor, currency)}
              </span>
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={t('sale.rooms.remove', { number })}
              onClick={() => onRemove(room.key)}
            >
              <IconX size={16} stroke={1.75} />
            </button>
          </span>
        )
      })}
    </fieldset>
  )
}

export function AddRoomButton({ rooms, onAdd }: { rooms: number; onAdd: () => void }) {
  if (rooms >= MOST_ROOMS) return null
  return (
    <button type="button" className="link-button" onClick={onAdd}>
      <IconPlus size={16} stroke={1.75} /> {t('sale.rooms.add')} <Key>A</Key>
    </button>
  )
}

/** Who stays in one of several rooms. */
export function RoomGuestFields({
  room,
  onChange,
}: {
  room: RoomDraft
  onChange: (guest: RoomDraft['guest']) => void
}) {
  const { guest } = room
  return (
    <fieldset>
      <legend>
        {t('sale.roomGuest')} <span className="muted">{t('sale.roomGuest.hint')}</span>
      </legend>
      <div className="sale-fields">
        <TextInput
          aria-label={`${t('sale.roomGuest')}: ${t('sale.surname')}`}
          placeholder={t('sale.surname')}
          w={176}
          autoComplete="off"
          value={guest.surname}
          error={nameIssue(guest.surname, guest.firstName.trim() !== '')}
          onChange={({ currentTarget: { value } }) => onChange({ ...guest, surname: value })}
        />
        <TextInput
          aria-label={`${t('sale.roomGuest')}: ${t('sale.firstName')}`}
          placeholder={t('sale.firstName')}
          w={144}
          autoComplete="off"
          value={guest.firstName}
          error={nameIssue(guest.firstName, false)}
          onChange={({ currentTarget: { value } }) => onChange({ ...guest, firstName: value })}
        />
      </div>
    </fieldset>
  )
}
