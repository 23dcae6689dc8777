/** House rules: how long a stay may be, what a guest sent elsewhere costs, cancellation policies, and how far to overbook. */
import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { addDays, isIsoDate } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'
import { PoliciesPart } from './policies-part.tsx'

const MOST_NIGHTS = 800
const MOST_ALLOWED = 200

export function RulesSection() {
  return (
    <>
      <RulesPart />
      <PoliciesPart />
      <AllowancePart />
    </>
  )
}

function RulesPart() {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const setRules = useCommand(calls.property.setRules, t('settings.rules'))
  const { rules, currency } = hotel
  const [nights, setNights] = useState<number | string>(rules.maxStayNights)
  const [cost, setCost] = useState(toDecimal(rules.walkCostMinor, currency))
  const [autoUpgrade, setAuto] = useState(rules.autoUpgrade)
  const [checkInTime, setCheckInTime] = useState(rules.checkInTime)
  const walkCostMinor = readAmount(cost, currency)
  const maxStayNights = typeof nights === 'number' && nights >= 1 && nights <= MOST_NIGHTS ? nights : null
  const canSave = walkCostMinor !== undefined && checkInTime !== '' && maxStayNights !== null && !isAway
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!canSave || setRules.isSending) return
    const answer = await setRules.send({ maxStayNights, walkCostMinor, autoUpgrade, checkInTime })
    if (answer !== undefined) notify('done', t('settings.rules.saved'))
  }
  return (
    <Part title={t('settings.rules.house')}>
      <form className="settings-line" onSubmit={(event) => void save(event)}>
        <NumberInput
          w={160}
          label={t('settings.rules.longest')}
          min={1}
          max={MOST_NIGHTS}
          allowDecimal={false}
          clampBehavior="none"
          value={nights}
          error={maxStayNights === null ? t('settings.rules.range', { min: 1, max: MOST_NIGHTS }) : null}
          onChange={setNights}
        />
        <TextInput
          w={220}
          label={t('settings.rules.walkCost', { currency })}
          inputMode="decimal"
          value={cost}
          error={walkCostMinor === undefined ? t('settings.rules.noAmount') : null}
          onChange={({ currentTarget: { value } }) => setCost(value)}
        />
        <TextInput
          w={150}
          type="time"
          label={t('settings.rules.checkInTime')}
          value={checkInTime}
          onChange={({ currentTarget: { value } }) => setCheckInTime(value)}
        />
        <Switch
          className="settings-switch"
          label={t('settings.rules.autoUpgrade')}
          checked={autoUpgrade}
          onChange={({ currentTarget: { checked } }) => setAuto(checked)}
        />
        <Button type="submit" variant="default" disabled={!canSave} loading={setRules.isSending}>
          {t('common.save')}
        </Button>
      </form>
      <FailureAlert failure={setRules.failure} />
    </Part>
  )
}

function AllowancePart() {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const set = useCommand(calls.overbooking.setAllowance, t('settings.rules.allowance'))
  const [roomTypeId, setType] = useState(hotel.roomTypes[0]?.id ?? '')
  const [from, setFrom] = useState<string>(hotel.businessDate)
  const [to, setTo] = useState<string>(addDays(hotel.businessDate, 30))
  const [rooms, setRooms] = useState<number | string>(0)
  const range = isIsoDate(from) && isIsoDate(to) && from < to ? { from, to } : null
  const count = typeof rooms === 'number' && rooms >= 0 && rooms <= MOST_ALLOWED ? rooms : null
  async function send(event: FormEvent) {
    event.preventDefault()
    if (range === null || count === null || isAway || set.isSending) return
    const answer = await set.send({ roomTypeId, ...range, rooms: count })
    if (answer === undefined) return
    const values = { nights: answer.nights, rooms: count, roomType: names.roomType(roomTypeId) }
    notify('done', t('settings.rules.allowed', values))
  }
  return (
    <Part title={t('settings.rules.allowance')} text={t('settings.rules.allowance.text')}>
      <form className="settings-line" onSubmit={(event) => void send(event)}>
        <Select
          w={180}
          label={t('settings.hotel.type')}
          allowDeselect={false}
          value={roomTypeId}
          onChange={(value) => value !== null && setType(value)}
          data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextInput
          type="date"
          w={138}
          label={t('settings.rules.from')}
          value={from}
          min={hotel.businessDate}
          onChange={({ currentTarget: { value } }) => setFrom(value)}
        />
        <TextInput
          type="date"
          w={138}
          label={t('settings.rules.to')}
          value={to}
          min={hotel.businessDate}
          error={range === null ? t('book.noNights') : null}
          onChange={({ currentTarget: { value } }) => setTo(value)}
        />
        <NumberInput
          w={90}
          label={t('settings.rules.rooms')}
          min={0}
          max={MOST_ALLOWED}
          allowDecimal={false}
          clampBehavior="none"
          value={rooms}
          error={count === null ? t('settings.rules.range', { min: 0, max: MOST_ALLOWED }) : null}
          onChange={setRooms}
        />
        <Button type="submit" variant="default" disabled={range === null || isAway} loading={set.isSending}>
          {t('settings.rules.allow')}
        </Button>
      </form>
      <FailureAlert failure={set.failure} />
    </Part>
  )
}
