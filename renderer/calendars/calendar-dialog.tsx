/** Connects a calendar, or changes one. */
import { Button, Checkbox, Loader, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { CONFIRMATION_LIMITS } from '../../shared/ical/limits.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { t } from '../text/text.ts'
import { type Calendar, type CalendarEntry, entryIssues, unitOf } from './calendar-words.ts'

export function CalendarDialog({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
  const title =
    calendar === null ? t('calendars.form.connect') : t('calendars.form.configure', { name: calendar.name })
  return (
    <OverScreen onClose={onClose} size={560} title={title}>
      <CalendarForm calendar={calendar} onClose={onClose} />
    </OverScreen>
  )
}

function entryOf(calendar: Calendar | null): CalendarEntry {
  if (calendar === null) {
    return { name: '', unit: '', address: '', confirmations: String(CONFIRMATION_LIMITS.standard) }
  }
  const { name, roomId, roomTypeId, confirmations } = calendar
  const unit = roomId === null ? `type ${roomTypeId}` : `room ${roomId}`
  return { name, unit, address: '', confirmations: String(confirmations) }
}

function CalendarForm({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const connect = useCommand(calls.calendars.connect, t('calendars.form.connect'))
  const configure = useCommand(calls.calendars.configure, t('calendars.form.save'))
  const [entry, setEntry] = useState(() => entryOf(calendar))
  const [isRead, setRead] = useState(calendar?.enabled ?? true)
  const [wasSent, setSent] = useState(false)
  const found = entryIssues(entry, CONFIRMATION_LIMITS)
  const issues = wasSent ? found : {}
  const isSending = connect.isSending || configure.isSending
  const change = (part: Partial<CalendarEntry>) => setEntry({ ...entry, ...part })

  async function send() {
    const name = entry.name.trim()
    const confirmations = Number(entry.confirmations)
    const address = entry.address.trim() === '' ? {} : { address: entry.address.trim() }
    const answer =
      calendar === null
        ? await connect.send({ name, unit: unitOf(entry.unit), confirmations, ...address })
        : await configure.send({ calendarId: calendar.id, name, confirmations, enabled: isRead, ...address })
    if (answer === undefined) return
    notify('done', t(calendar === null ? 'calendars.form.connected' : 'calendars.form.saved', { name }))
    onClose()
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    flushSync(() => setSent(true))
    if (Object.keys(found).length > 0) {
      event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      return
    }
    if (!isSending && !isAway) void send()
  }
  return (
    <form className="calendar-form" noValidate onSubmit={submit} autoComplete="off">
      <TextInput
        label={t('calendars.form.name')}
        value={entry.name}
        error={issues.name}
        maxLength={80}
        onChange={(event) => change({ name: event.currentTarget.value })}
        {...FOCUS_AT_ONCE}
      />
      {calendar === null && (
        <UnitChoice unit={entry.unit} error={issues.unit} onChange={(unit) => change({ unit })} />
      )}
      <TextInput
        label={t('calendars.form.address')}
        description={t(
          calendar === null || calendar.feedHost === null
            ? 'calendars.form.address.text'
            : 'calendars.form.address.kept',
        )}
        value={entry.address}
        error={issues.address}
        maxLength={300}
        inputMode="url"
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <TextInput
        label={t('calendars.form.confirmations')}
        value={entry.confirmations}
        error={issues.confirmations}
        inputMode="numeric"
        w={160}
        className="calendar-count"
        onChange={(event) => change({ confirmations: event.currentTarget.value })}
      />
      {calendar !== null && (
        <Checkbox
          label={t('calendars.form.off')}
          checked={isRead}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
      )}
      <FailureAlert failure={connect.failure ?? configure.failure} />
      <div className="dialog-foot">
        <span className="grow" />
        <Button variant="default" type="button" onClick={onClose} rightSection={<Key>Esc</Key>}>
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          aria-disabled={isAway}
          {...(isAway ? { 'data-disabled': true } : {})}
          aria-busy={isSending}
          rightSection={isSending ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>}
        >
          {t(calendar === null ? 'calendars.form.connectNow' : 'calendars.form.save')}
        </Button>
      </div>
    </form>
  )
}

function UnitChoice({
  unit,
  error,
  onChange,
}: {
  unit: string
  error: string | undefined
  onChange: (unit: string) => void
}) {
  const { hotel, names } = useHotel()
  return (
    <Select
      label={t('calendars.form.unit')}
      description={t('calendars.form.unit.text')}
      searchable
      value={unit === '' ? null : unit}
      error={error}
      onChange={(value) => onChange(value ?? '')}
      data={[
        {
          group: t('calendars.form.unit.types'),
          items: hotel.roomTypes.map(({ id, name }) => ({ value: `type ${id}`, label: name })),
        },
        {
          group: t('calendars.form.unit.rooms'),
          items: hotel.rooms.map(({ id, roomTypeId, name }) => ({
            value: `room ${id}`,
            label: t('calendars.unit.room', { room: name, type: names.roomType(roomTypeId) }),
          })),
        },
      ]}
    />
  )
}
