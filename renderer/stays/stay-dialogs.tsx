/** The small dialogs of one stay: check in with a room, check out, give or change the room. Enter does it. */

import { Button, Loader, Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { type StaySubject, useDeskState } from '../desk-state.ts'
import type { Failure } from '../failure.ts'
import { counted, dayText, nightsText, stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { FOCUS_AT_ONCE, useReturnFocus } from '../frame/return-focus.ts'
import { RoomSelect, useRoomOptions, withoutRoom } from './room-choice.tsx'

export function DialogForm({
  title,
  action,
  tone,
  startsInField = false,
  canSubmit,
  isSending,
  failure,
  onSubmit,
  extra,
  children,
}: {
  title: string
  action: string
  tone?: 'danger'
  /** The keyboard begins in a field that carries `data-autofocus`, not on the button. */
  startsInField?: boolean
  canSubmit: boolean
  isSending: boolean
  failure: Failure | null
  onSubmit: () => Promise<void>
  extra?: ReactNode
  children: ReactNode
}) {
  useReturnFocus()
  const close = useDeskState((state) => state.closeDialog)
  const isAway = useIsAway()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (canSubmit && !isSending && !isAway) void onSubmit()
  }
  return (
    <Modal opened onClose={close} title={title} centered size={460}>
      <form className="dialog-body" onSubmit={submit}>
        {children}
        <FailureAlert failure={failure} />
        <div className="dialog-foot">
          {extra}
          <Button variant="default" type="button" onClick={close} rightSection={<Key>Esc</Key>}>
            Keep as it is
          </Button>
          <Button
            type="submit"
            // Focused from the start and never really disabled: a room that is proposed a moment later needs only Enter.
            {...(startsInField ? {} : FOCUS_AT_ONCE)}
            {...(canSubmit && !isAway ? {} : { 'data-disabled': true })}
            aria-disabled={!canSubmit || isAway}
            {...(tone === 'danger' ? { color: 'red' } : {})}
            aria-busy={isSending}
            // Not `loading`, which disables it: the keyboard would be nowhere when the host refuses.
            rightSection={isSending ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>}
          >
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function StayLine({ stay }: { stay: StaySubject }) {
  const { names } = useHotel()
  return (
    <p>
      <span className="strong">{stay.guestName}</span>
      <br />
      <span className="muted second">
        {names.roomType(stay.roomTypeId)} · {stayDatesText(stay.arrival, stay.departure)},{' '}
        {nightsText(stay.arrival, stay.departure)} · {counted(stay.adults, 'adult')}
      </span>
    </p>
  )
}

export function CheckInDialog({ stay }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const options = useRoomOptions(stay)
  const [chosen, setChosen] = useState<string | null>(null)
  const roomId = chosen ?? options.proposed
  const checkIn = useCommand(calls.stays.checkIn)
  async function submit() {
    if (roomId === null) return
    const answer = await checkIn.send({ stayId: stay.stayId, roomId })
    if (answer === undefined) return
    notify('done', `${stay.guestName} is in house in ${names.room(answer.roomId)}.`)
    close()
  }
  return (
    <DialogForm
      title="Check in"
      action={roomId === null ? 'Check in' : `Check in to ${names.room(roomId)}`}
      canSubmit={roomId !== null}
      isSending={checkIn.isSending}
      failure={checkIn.failure}
      onSubmit={submit}
    >
      <StayLine stay={stay} />
      <RoomSelect options={options} value={roomId} onChange={setChosen} />
    </DialogForm>
  )
}

export function CheckOutDialog({ stay }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const checkOut = useCommand(calls.stays.checkOut)
  async function submit() {
    const answer = await checkOut.send({ stayId: stay.stayId })
    if (answer === undefined) return
    const freed =
      answer.freedNights === 0 ? '' : ` ${counted(answer.freedNights, 'night')} can be sold again.`
    notify('done', `${stay.guestName} has left.${freed}`)
    close()
  }
  return (
    <DialogForm
      title={stay.roomId === null ? 'Check out' : `Check out of ${names.room(stay.roomId)}`}
      action="Check out"
      canSubmit
      isSending={checkOut.isSending}
      failure={checkOut.failure}
      onSubmit={submit}
    >
      <StayLine stay={stay} />
      {stay.departure > hotel.businessDate && (
        <p className="warning-text">
          Leaves {nightsText(hotel.businessDate, stay.departure)} before {dayText(stay.departure)}; those
          nights are freed and can be sold again.
        </p>
      )}
    </DialogForm>
  )
}

export function AssignDialog({ stay }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const options = useRoomOptions(stay)
  const [chosen, setChosen] = useState<string | null>(null)
  const roomId = chosen ?? (stay.roomId === null ? options.proposed : null)
  const assign = useCommand(calls.stays.assignRoom)
  async function give(room: string | null) {
    const answer = await assign.send({ stayId: stay.stayId, roomId: room })
    if (answer === undefined) return
    notify(
      'done',
      room === null
        ? `${stay.guestName} has no room for now.`
        : `${stay.guestName} has room ${names.room(room)}.`,
    )
    close()
  }
  return (
    <DialogForm
      title={stay.roomId === null ? 'Give a room' : `Move from ${names.room(stay.roomId)}`}
      action={roomId === null ? 'Give a room' : `Give ${names.room(roomId)}`}
      startsInField
      canSubmit={roomId !== null}
      isSending={assign.isSending}
      failure={assign.failure}
      onSubmit={() => give(roomId)}
      extra={
        stay.roomId !== null && stay.status === 'reserved' ? (
          <Button variant="default" mr="auto" disabled={assign.isSending} onClick={() => void give(null)}>
            Take the room away
          </Button>
        ) : null
      }
    >
      <StayLine stay={stay} />
      <RoomSelect
        options={withoutRoom(options, stay.roomId)}
        value={roomId}
        onChange={setChosen}
        startsHere
      />
    </DialogForm>
  )
}
