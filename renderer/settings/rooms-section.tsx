/** What each room is like: its floor, what it has, whether it is accessible, and whether it is clean. */
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { HOUSEKEEPING, type Hotel } from '../../shared/contract/property.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'

type Room = Hotel['rooms'][number]

const LONGEST_FLOOR = 20
const MOST_FEATURES = 20
const LONGEST_FEATURE = 40

export function RoomsSection() {
  const { hotel, names } = useHotel()
  const [openId, setOpen] = useState<string | null>(null)
  return (
    <Part title={t('settings.rooms')} text={t('settings.rooms.text')}>
      <div className="settings-table">
        <table className="table" data-testid="settings-room-list">
          <thead>
            <tr>
              <th className="settings-code">{t('settings.rooms.room')}</th>
              <th className="settings-name">{t('settings.hotel.type')}</th>
              <th className="settings-code">{t('settings.rooms.floor')}</th>
              <th className="settings-count">{t('settings.rooms.housekeeping')}</th>
              <th>{t('settings.rooms.features')}</th>
              <th className="settings-code">
                <span className="spoken-only">{t('settings.rooms.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {hotel.rooms.map((room) => (
              <tr key={room.id}>
                <td className="strong">{room.name}</td>
                <td>{names.roomType(room.roomTypeId)}</td>
                <td>{room.floor}</td>
                <td>{t(`settings.rooms.is.${room.housekeeping}`)}</td>
                <td>
                  {openId === room.id ? (
                    <RoomForm room={room} onClose={() => setOpen(null)} />
                  ) : (
                    [...(room.accessible ? [t('settings.rooms.accessible')] : []), ...room.features].join(
                      ', ',
                    )
                  )}
                </td>
                <td className="right">
                  {openId !== room.id && (
                    <Button
                      h={24}
                      variant="default"
                      aria-label={t('settings.rooms.changeRoom', { room: room.name })}
                      onClick={() => setOpen(room.id)}
                    >
                      {t('settings.rooms.change')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

function RoomForm({ room, onClose }: { room: Room; onClose: () => void }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const describe = useCommand(calls.rooms.describe, t('settings.rooms.change'))
  const [floor, setFloor] = useState(room.floor)
  const [features, setFeatures] = useState(room.features.join(', '))
  const [accessible, setAccessible] = useState(room.accessible)
  const [housekeeping, setHousekeeping] = useState(room.housekeeping)
  const words = features
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const isWrong = words.length > MOST_FEATURES || words.some((word) => word.length > LONGEST_FEATURE)
  async function save(event: FormEvent) {
    event.preventDefault()
    if (isWrong || isAway || describe.isSending) return
    const input = { roomId: room.id, floor: floor.trim(), features: words, accessible, housekeeping }
    if ((await describe.send(input)) !== undefined) onClose()
  }
  return (
    <form
      className="settings-line"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <TextInput
        w={72}
        label={t('settings.rooms.floor')}
        maxLength={LONGEST_FLOOR}
        autoFocus
        value={floor}
        onChange={({ currentTarget: { value } }) => setFloor(value)}
      />
      <TextInput
        className="grow"
        label={t('settings.rooms.features')}
        placeholder={t('settings.rooms.featuresExample')}
        value={features}
        error={
          isWrong ? t('settings.rooms.tooMany', { most: MOST_FEATURES, longest: LONGEST_FEATURE }) : null
        }
        onChange={({ currentTarget: { value } }) => setFeatures(value)}
      />
      <Select
        w={120}
        label={t('settings.rooms.housekeeping')}
        allowDeselect={false}
        value={housekeeping}
        onChange={(value) => value !== null && setHousekeeping(value as Room['housekeeping'])}
        data={HOUSEKEEPING.map((value) => ({ value, label: t(`settings.rooms.is.${value}`) }))}
      />
      <Checkbox
        label={t('settings.rooms.accessible')}
        checked={accessible}
        onChange={({ currentTarget: { checked } }) => setAccessible(checked)}
      />
      <Button type="submit" variant="default" disabled={isAway || isWrong} loading={describe.isSending}>
        {t('common.save')}
      </Button>
      <FailureAlert failure={describe.failure} />
    </form>
  )
}
