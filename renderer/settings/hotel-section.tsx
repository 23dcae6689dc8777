/** Settings of the hotel: its name, what is fixed and why, its room types, and rooms that it gets. */
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { readRoomNames, roomNamesText } from '../../shared/room-names.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { numberText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { Fact, Part } from './part.tsx'

const LONGEST_NAME = 120
/** What one command takes. */
const MOST_ROOMS = 200

export function HotelSection() {
  return (
    <>
      <NamePart />
      <FixedPart />
      <TypesPart />
      <AddRoomsPart />
    </>
  )
}

function NamePart() {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const configure = useCommand(calls.property.configure, t('settings.hotel.rename'))
  const [typed, setTyped] = useState<string | null>(null)
  const name = (typed ?? hotel.name).trim()
  const isTooLong = name.length > LONGEST_NAME
  const canSave = name !== '' && !isTooLong && name !== hotel.name && !isAway && !configure.isSending
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!canSave) return
    const answer = await configure.send({ name })
    if (answer === undefined) return
    setTyped(null)
    notify('done', t('settings.hotel.renamed', { name }))
  }
  return (
    <Part title={t('settings.hotel.name')}>
      <form className="settings-line" onSubmit={(event) => void save(event)}>
        <TextInput
          className="grow"
          label={t('settings.hotel.name')}
          value={typed ?? hotel.name}
          error={
            isTooLong
              ? t('settings.tooLong', { limit: LONGEST_NAME })
              : name === ''
                ? t('settings.missing')
                : null
          }
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
        <Button type="submit" variant="default" disabled={!canSave} loading={configure.isSending}>
          {t('common.save')}
        </Button>
      </form>
      <FailureAlert failure={configure.failure} />
    </Part>
  )
}

function FixedPart() {
  const { hotel } = useHotel()
  return (
    <Part title={t('settings.hotel.fixed')} text={t('settings.hotel.fixed.text')}>
      <dl className="settings-facts">
        <Fact name={t('settings.hotel.currency')}>{hotel.currency}</Fact>
        <Fact name={t('settings.hotel.timeZone')}>{hotel.timeZone.replaceAll('_', ' ')}</Fact>
        <Fact name={t('settings.hotel.plans')}>
          <ul className="settings-plans">
            {hotel.ratePlans.map((plan) => (
              <li key={plan.id}>
                {plan.name} <span className="muted">{plan.code}</span>
              </li>
            ))}
          </ul>
        </Fact>
      </dl>
    </Part>
  )
}

function TypesPart() {
  const { hotel } = useHotel()
  return (
    <Part title={t('settings.hotel.types')}>
      <div className="settings-table">
        <table className="table" data-testid="settings-types">
          <thead>
            <tr>
              <th className="settings-code">{t('settings.hotel.code')}</th>
              <th className="settings-name">{t('settings.hotel.type')}</th>
              <th className="settings-count right">{t('settings.hotel.sleeps')}</th>
              <th className="settings-count right">{t('settings.hotel.roomCount')}</th>
              <th>{t('settings.hotel.rooms')}</th>
            </tr>
          </thead>
          <tbody>
            {hotel.roomTypes.map((type) => {
              const rooms = hotel.rooms.filter(({ roomTypeId }) => roomTypeId === type.id)
              const names = roomNamesText(rooms.map(({ name }) => name))
              return (
                <tr key={type.id}>
                  <td className="muted">{type.code}</td>
                  <td>{type.name}</td>
                  <td className="right">
                    {type.baseOccupancy === type.maxOccupancy
                      ? numberText(type.maxOccupancy)
                      : t('settings.hotel.sleepsTo', { base: type.baseOccupancy, most: type.maxOccupancy })}
                  </td>
                  <td className="right">{numberText(rooms.length)}</td>
                  <td title={names}>{names}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

function AddRoomsPart() {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const add = useCommand(calls.property.addRooms, t('settings.hotel.add'))
  const [roomTypeId, setRoomTypeId] = useState(hotel.roomTypes[0]?.id ?? '')
  const [typed, setTyped] = useState('')
  const issue = roomsIssue(
    typed,
    hotel.rooms.map(({ name }) => name),
  )
  const rooms = readRoomNames(typed).names ?? []
  const canAdd = rooms.length > 0 && issue === null && !isAway && !add.isSending
  async function send(event: FormEvent) {
    event.preventDefault()
    if (!canAdd) return
    const answer = await add.send({ roomTypeId, rooms: [...rooms] })
    if (answer === undefined) return
    setTyped('')
    notify('done', t('settings.hotel.added', { count: rooms.length, type: names.roomType(roomTypeId) }))
  }
  return (
    <Part title={t('settings.hotel.add')} text={t('settings.hotel.add.text')}>
      <form className="settings-line" onSubmit={(event) => void send(event)}>
        <Select
          w={200}
          label={t('settings.hotel.type')}
          data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
          value={roomTypeId}
          allowDeselect={false}
          onChange={(value) => {
            if (value !== null) setRoomTypeId(value)
          }}
        />
        <TextInput
          className="grow"
          label={t('settings.hotel.rooms')}
          placeholder={t('start.type.rooms.example')}
          autoComplete="off"
          value={typed}
          error={issue}
          onChange={({ currentTarget: { value } }) => {
            add.clear()
            setTyped(value)
          }}
        />
        <Button type="submit" variant="default" disabled={!canAdd} loading={add.isSending}>
          {t('settings.hotel.addRooms', { count: rooms.length })}
        </Button>
      </form>
      <FailureAlert failure={add.failure} />
    </Part>
  )
}

function roomsIssue(typed: string, taken: readonly string[]): string | null {
  const { names, issue } = readRoomNames(typed)
  if (names === null) {
    const limit = issue.code === 'tooMany' ? issue.limit : 0
    return t(`start.rooms.${issue.code}`, { text: issue.text, limit })
  }
  if (names.length > MOST_ROOMS) return t('settings.hotel.tooMany', { limit: MOST_ROOMS })
  const twice = names.find((name) => taken.includes(name))
  return twice === undefined ? null : t('settings.hotel.taken', { room: twice })
}
