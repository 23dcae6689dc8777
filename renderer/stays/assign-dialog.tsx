/** Gives a stay a room for its nights to come, moves it, or takes the room away, with the price kept or taken anew. */
import { Button } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { type StaySubject, useDeskState } from '../desk-state.ts'
import { isChangedMeanwhile, MeanwhileAlert } from '../reservation/meanwhile-alert.tsx'
import { useSeenReservation } from '../reservation/seen-reservation.ts'
import { t } from '../text/text.ts'
import { PriceEffect, type Pricing, pricingOf, useChangePreview } from './change-preview.tsx'
import { roomStep } from './check-in-dialog.tsx'
import { DialogForm } from './dialog-form.tsx'
import { RoomCards, useRoomOptions, withoutRoom } from './room-choice.tsx'
import { nextOption } from './room-options.ts'
import { StayTitle, useSubject } from './stay-line.tsx'

export function AssignDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const { seen, isChanged, lookAgain } = useSeenReservation(shown.reservationId)
  const stay = useSubject(shown, seen)
  const detail = seen?.stays.find((each) => each.id === stay.stayId)
  const options = withoutRoom(useRoomOptions(stay, detail), stay.roomId)
  const [chosen, setChosen] = useState<string | null>(null)
  const room =
    options.rooms.find((each) => each.roomId === chosen) ??
    (stay.roomId === null ? options.rooms.find((each) => each.roomId === options.proposed) : undefined)
  const { stayId, arrival, departure } = stay
  const preview = useChangePreview(
    room !== undefined && room.roomTypeId !== stay.roomTypeId
      ? { stayId, arrival, departure, roomId: room.roomId }
      : null,
  )
  const isOtherType = room !== undefined && room.roomTypeId !== stay.roomTypeId
  const [wish, setWish] = useState<Pricing>('keep')
  const pricing = isOtherType ? pricingOf(preview.preview, wish) : 'keep'
  const change = useCommand(calls.stays.change)
  const canSubmit = room !== undefined && seen !== undefined && !(isOtherType && !preview.isCurrent)

  async function give(roomId: string | null) {
    if (seen === undefined) return
    const price = roomId === null ? 'keep' : pricing
    const answer = await change.send({ stayId, arrival, departure, roomId, price, seenSeq: seen.seq })
    if (answer === undefined) return
    // What lies behind shows the change before it is worked on further.
    await lookAgain()
    notify(
      'done',
      roomId === null
        ? t('stays.assign.doneAway', { name: stay.guestName })
        : t('stays.assign.done', { name: stay.guestName, room: names.room(roomId) }),
    )
    close()
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = roomStep(event)
    if (step === undefined) return
    event.preventDefault()
    const first = options.rooms[0]?.roomId ?? null
    setChosen(room === undefined ? first : nextOption(options.rooms, room.roomId, step))
  }
  return (
    <DialogForm
      title={
        <StayTitle
          words={
            stay.roomId === null
              ? t('stays.assign.give')
              : t('stays.assign.moveFrom', { room: names.room(stay.roomId) })
          }
          stay={stay}
          code={seen?.code}
        />
      }
      size={640}
      action={room === undefined ? t('stays.assign.give') : t('stays.assign.giveRoom', { room: room.name })}
      canSubmit={canSubmit}
      isSending={change.isSending}
      failure={isChangedMeanwhile(change.failure) ? null : change.failure}
      onSubmit={() => give(room?.roomId ?? null)}
      onKeyDown={onKeyDown}
      extra={
        stay.roomId !== null && stay.status === 'reserved' ? (
          <Button
            variant="default"
            mr="auto"
            disabled={change.isSending || isAway || seen === undefined}
            onClick={() => void give(null)}
          >
            {t('stays.assign.away')}
          </Button>
        ) : null
      }
    >
      <p className="strong">{stay.guestName}</p>
      <RoomCards
        options={options}
        soldTypeId={stay.roomTypeId}
        value={room?.roomId ?? null}
        onChange={setChosen}
      />
      {isOtherType && <PriceEffect loaded={preview} value={pricing} onChange={setWish} />}
      {seen !== undefined && (isChanged || isChangedMeanwhile(change.failure)) && (
        <MeanwhileAlert
          reservationId={seen.id}
          sinceSeq={seen.seq}
          onLookAgain={() => {
            change.clear()
            void lookAgain()
          }}
        />
      )}
    </DialogForm>
  )
}
