/** Gives a stay a room for its nights to come, moves it from any of them on, or takes the room away; the price is kept or taken anew. */
import { Button, NativeSelect } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { type IsoDate, laterOf } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { type StaySubject, useDeskState } from '../desk-state.ts'
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'
import { PriceEffect, type Pricing, pricingOf, useChangePreview } from './change-preview.tsx'
import { roomStep } from './check-in-dialog.tsx'
import { DialogForm } from './dialog-form.tsx'
import { RoomCards, useRoomOptions, withoutRoom } from './room-choice.tsx'
import { nextOption } from './room-options.ts'
import { splitNights } from './stay-actions.ts'
import { type StayDetail, StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'

function roomOfNight(detail: StayDetail | undefined, date: IsoDate): string | null {
  return detail?.nights.find((night) => night.date === date)?.roomId ?? null
}

export function AssignDialog({ stay: shown, roomId }: { stay: StaySubject; roomId: string | null }) {
  const { calls } = useDesk()
  const open = useDeskState((state) => state.open)
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const work = useStayWork(shown)
  const { stay, seen, detail } = work
  const first = laterOf(stay.arrival, hotel.businessDate)
  const laterNights = splitNights(stay, hotel.businessDate)
  const [from, setFrom] = useState<IsoDate>(first)
  const isLater = laterNights.includes(from)
  const heldRoomId = isLater ? roomOfNight(detail, from) : stay.roomId
  const options = withoutRoom(
    useRoomOptions(
      isLater ? { ...stay, arrival: from, roomId: null } : stay,
      detail,
      isLater ? null : stay.stayId,
    ),
    heldRoomId,
  )
  const [chosen, setChosen] = useState<string | null>(roomId)
  const room =
    options.rooms.find((each) => each.roomId === chosen) ??
    (stay.roomId === null ? options.rooms.find((each) => each.roomId === options.proposed) : undefined)
  const { stayId, arrival, departure } = stay
  // A move in the middle of the stay keeps the price; the change of the stay prices it anew.
  const isOtherType = room !== undefined && room.roomTypeId !== stay.roomTypeId && !isLater
  const preview = useChangePreview(isOtherType ? { stayId, arrival, departure, roomId: room.roomId } : null)
  const [wish, setWish] = useState<Pricing>('keep')
  const pricing = isOtherType ? pricingOf(preview.preview, wish) : 'keep'
  const change = useCommand(calls.stays.change)
  const move = useCommand(calls.stays.assignRoom)
  // Nothing of the type is free for all nights: other stays may make room.
  const mayRepack =
    !options.isLoading &&
    stay.status === 'reserved' &&
    stay.roomId === null &&
    !options.rooms.some((each) => each.roomTypeId === stay.roomTypeId)
  const canSubmit = room !== undefined && seen !== undefined && !(isOtherType && !preview.isCurrent)

  async function give(given: string | null) {
    if (seen === undefined) return
    const price = given === null ? 'keep' : pricing
    const answer = isLater
      ? await move.send({ stayId, roomId: given, from })
      : await change.send({ stayId, arrival, departure, roomId: given, price, seenSeq: seen.seq })
    if (answer === undefined) return
    const name = stay.guestName
    if (given === null) return work.finish(t('stays.assign.doneAway', { name }))
    const done = { name, room: names.room(given) }
    await work.finish(
      isLater ? t('stays.assign.doneFrom', { ...done, day: dayText(from) }) : t('stays.assign.done', done),
    )
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = roomStep(event)
    if (step === undefined) return
    event.preventDefault()
    const top = options.rooms[0]?.roomId ?? null
    setChosen(room === undefined ? top : nextOption(options.rooms, room.roomId, step))
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
      isAsking={options.isLoading || seen === undefined}
      isSending={change.isSending || move.isSending}
      failure={plainFailure(change, move)}
      onSubmit={() => give(room?.roomId ?? null)}
      onKeyDown={onKeyDown}
      extra={
        heldRoomId !== null && stay.status === 'reserved' ? (
          <Button
            variant="default"
            mr="auto"
            disabled={change.isSending || move.isSending || isAway || seen === undefined}
            onClick={() => void give(null)}
          >
            {t('stays.assign.away')}
          </Button>
        ) : null
      }
    >
      <div className="row">
        <p className="strong grow">{stay.guestName}</p>
        {laterNights.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={t('stays.assign.from')}
            value={from}
            data={[first, ...laterNights].map((date) => ({
              value: date,
              label:
                date === first
                  ? t('stays.assign.allNights')
                  : t('stays.assign.fromDay', { day: dayText(date) }),
            }))}
            onChange={({ currentTarget: { value } }) => setFrom(value as IsoDate)}
          />
        )}
      </div>
      <RoomCards
        options={options}
        soldTypeId={stay.roomTypeId}
        value={room?.roomId ?? null}
        onChange={setChosen}
      />
      {mayRepack && (
        <div className="row">
          <p className="grow">{t('stays.repack.offer', { type: names.roomType(stay.roomTypeId) })}</p>
          <Button
            variant="default"
            disabled={isAway}
            onClick={() => open({ kind: 'repack', stay })}
            data-testid="rearrange"
          >
            {t('stays.repack.ask')}
          </Button>
        </div>
      )}
      {isOtherType && <PriceEffect loaded={preview} value={pricing} onChange={setWish} />}
      <Meanwhile work={work} commands={[change, move]} />
    </DialogForm>
  )
}
