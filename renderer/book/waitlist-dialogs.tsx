/** A guest waits, gets what is offered, or no longer wants it. */
import { MultiSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts'
import { addDays } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { stayDatesText } from '../formats.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import {
  CountField,
  DateFields,
  isCount,
  NOBODY,
  nightsOfDates,
  PersonFields,
  PlanSelect,
  personOf,
} from './book-fields.tsx'

const MOST_ADULTS = 30
const MOST_FLEXIBLE = 14
const LAST_PRIORITY = 9
const MOST_HOURS = 720
const LONGEST_NOTE = 2_000

export function WaitDialog() {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const add = useCommand(calls.waitlist.add)
  const [person, setPerson] = useState(NOBODY)
  const [roomTypeIds, setTypes] = useState<string[]>(hotel.roomTypes.slice(0, 1).map(({ id }) => id))
  const [ratePlanId, setPlan] = useState(hotel.ratePlans[0]?.id ?? '')
  const [dates, setDates] = useState<{ from: string; to: string }>({
    from: hotel.businessDate,
    to: addDays(hotel.businessDate, 1),
  })
  const [flexibleDays, setFlexible] = useState<number | ''>(0)
  const [adults, setAdults] = useState<number | ''>(2)
  const [priority, setPriority] = useState<number | ''>(5)
  const [offerHours, setHours] = useState<number | ''>(24)
  const [note, setNote] = useState('')
  const nights = nightsOfDates(dates)
  const canSubmit =
    person.surname.trim() !== '' &&
    nights !== null &&
    roomTypeIds.length > 0 &&
    isCount(flexibleDays, 0, MOST_FLEXIBLE) &&
    isCount(adults, 1, MOST_ADULTS) &&
    isCount(priority, 1, LAST_PRIORITY) &&
    isCount(offerHours, 1, MOST_HOURS)
  async function submit() {
    if (!canSubmit) return
    const answer = await add.send({
      guest: personOf(person),
      roomTypeIds,
      ratePlanId,
      arrival: nights.from,
      departure: nights.to,
      flexibleDays,
      adults,
      childrenAges: [],
      priority,
      offerHours,
      note: note.trim(),
    })
    if (answer === undefined) return
    notify('done', t('book.wait.added', { name: person.surname.trim() }))
    close()
  }
  return (
    <DialogForm
      title={t('book.wait.title')}
      leave={t('common.cancel')}
      action={t('book.wait.add')}
      size={660}
      startsInField
      canSubmit={canSubmit}
      isSending={add.isSending}
      failure={add.failure}
      onSubmit={submit}
    >
      <div className="sale-fields">
        <PersonFields person={person} onChange={setPerson} />
      </div>
      <div className="sale-fields">
        <DateFields dates={dates} onChange={setDates} />
        <CountField
          label={t('book.wait.flexibleDays')}
          value={flexibleDays}
          min={0}
          max={MOST_FLEXIBLE}
          onChange={setFlexible}
        />
        <CountField label={t('book.adults')} value={adults} max={MOST_ADULTS} onChange={setAdults} />
      </div>
      <MultiSelect
        label={t('book.wait.types')}
        description={t('book.wait.typesOrder')}
        value={roomTypeIds}
        onChange={setTypes}
        data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className="sale-fields">
        <PlanSelect value={ratePlanId} onChange={setPlan} />
        <CountField
          label={t('book.wait.priority')}
          value={priority}
          max={LAST_PRIORITY}
          onChange={setPriority}
        />
        <CountField
          label={t('book.wait.offerHours')}
          value={offerHours}
          max={MOST_HOURS}
          onChange={setHours}
        />
      </div>
      <Textarea
        label={t('book.note')}
        rows={2}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={({ currentTarget: { value } }) => setNote(value)}
      />
    </DialogForm>
  )
}

export function AcceptOfferDialog({ entry }: { entry: WaitlistEntry }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const openReservation = useDeskState((state) => state.openReservation)
  const accept = useCommand(calls.waitlist.accept)
  async function submit() {
    const answer = await accept.send({ entryId: entry.id, ignoreRestrictions: true })
    if (answer === undefined) return
    notify('done', t('book.wait.booked', { name: entry.guestName, code: answer.code }))
    close()
    openReservation(answer.reservationId)
  }
  return (
    <DialogForm
      title={t('book.wait.acceptTitle', { name: entry.guestName })}
      action={t('book.wait.accept')}
      canSubmit={entry.offer !== null}
      isSending={accept.isSending}
      failure={accept.failure}
      onSubmit={submit}
    >
      {entry.offer !== null && (
        <p>
          {t('book.wait.offered', {
            roomType: names.roomType(entry.offer.roomTypeId),
            dates: stayDatesText(entry.offer.arrival, entry.offer.departure),
            plan: names.ratePlan(entry.ratePlanId),
          })}
        </p>
      )}
    </DialogForm>
  )
}

export function WithdrawDialog({ entry }: { entry: WaitlistEntry }) {
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const withdraw = useCommand(calls.waitlist.withdraw)
  async function submit() {
    const answer = await withdraw.send({ entryId: entry.id })
    if (answer === undefined) return
    notify('done', t('book.wait.withdrawn', { name: entry.guestName }))
    close()
  }
  return (
    <DialogForm
      title={t('book.wait.withdrawTitle', { name: entry.guestName })}
      action={t('book.wait.withdraw')}
      canSubmit
      isSending={withdraw.isSending}
      failure={withdraw.failure}
      onSubmit={submit}
    >
      <p className="muted">
        {t(entry.offer === null ? 'book.wait.withdrawEffect' : 'book.wait.withdrawOffer')}
      </p>
    </DialogForm>
  )
}
