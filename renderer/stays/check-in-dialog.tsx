/** Checks a guest in: I and Enter where the proposed room fits; other rooms with what they would cost by key. */
import { type KeyboardEvent, useState } from 'react'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { PriceEffect, type Pricing, pricingOf, useChangePreview } from './change-preview.tsx'
import { ChannelPays } from './channel-pays.tsx'
import { DialogForm } from './dialog-form.tsx'
import { RoomCards, useRoomOptions } from './room-choice.tsx'
import { nextOption, type RoomOption } from './room-options.ts'
import { NightList, StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'
import { useTakeBack } from './take-back.ts'

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

/** Arrows go through the rooms wherever the keyboard is, but not where a way of pricing is chosen by them. */
export function roomStep(event: KeyboardEvent): 1 | -1 | undefined {
  const { target } = event
  if (target instanceof HTMLSelectElement) return undefined
  if (target instanceof HTMLInputElement && target.name !== 'stay-room') return undefined
  return event.ctrlKey || event.altKey || event.metaKey ? undefined : STEPS[event.key]
}

export function CheckInDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen, detail, lookAgain } = work
  const takeBack = useTakeBack()
  const options = useRoomOptions(stay, detail, stay.stayId)
  const [chosen, setChosen] = useState<string | null>(null)
  const room =
    options.rooms.find((each) => each.roomId === chosen) ??
    options.rooms.find((each) => each.roomId === options.proposed)
  const isOtherType = room !== undefined && room.roomTypeId !== stay.roomTypeId && !room.isOwn
  const preview = useChangePreview(
    isOtherType
      ? { stayId: stay.stayId, arrival: stay.arrival, departure: stay.departure, roomId: room.roomId }
      : null,
  )
  const [wish, setWish] = useState<Pricing>('keep')
  const pricing = pricingOf(preview.preview, wish)
  const checkIn = useCommand(calls.stays.checkIn)
  const change = useCommand(calls.stays.change)
  const isPriced = isOtherType && pricing === 'plan'
  const isRefused = isOtherType && preview.isCurrent && preview.preview?.[pricing].possible === false
  const canSubmit =
    room !== undefined && !isRefused && !(isPriced && (!preview.isCurrent || seen === undefined))

  async function submit() {
    if (room === undefined) return
    if (isPriced && seen !== undefined) {
      const { stayId, arrival, departure } = stay
      const target = { stayId, arrival, departure, roomId: room.roomId }
      const changed = await change.send({ ...target, price: 'plan', seenSeq: seen.seq })
      if (changed === undefined) return
      await lookAgain()
    }
    const answer = await checkIn.send({ stayId: stay.stayId, roomId: room.roomId })
    if (answer === undefined) return
    const { stayId, guestName: name } = stay
    await work.finish(t('stays.checkIn.done', { name, room: names.room(answer.roomId) }), {
      undo: takeBack({ kind: 'undoCheckIn', stayId, name }),
    })
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = roomStep(event)
    if (step === undefined) return
    event.preventDefault()
    setChosen(nextOption(options.rooms, room?.roomId ?? null, step))
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.checkIn.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={880}
      action={room === undefined ? t('stays.checkIn') : t('stays.checkIn.to', { room: room.name })}
      canSubmit={canSubmit}
      isAsking={options.isLoading || seen === undefined}
      isSending={checkIn.isSending || change.isSending}
      failure={plainFailure(change, checkIn)}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      hint={options.isLoading ? null : <RoomHint room={room} />}
    >
      <div className="dialog-columns">
        <RoomCards
          options={options}
          soldTypeId={stay.roomTypeId}
          value={room?.roomId ?? null}
          onChange={setChosen}
        />
        <div className="dialog-side">
          <ChannelPays reservation={seen} />
          {seen !== undefined && seen.note !== '' && <p className="note">{seen.note}</p>}
          {isOtherType && <PriceEffect loaded={preview} value={pricing} onChange={setWish} />}
          {detail !== undefined && seen !== undefined && (
            <NightList detail={detail} currency={seen.currency} />
          )}
        </div>
      </div>
      <Meanwhile work={work} commands={[change, checkIn]} />
    </DialogForm>
  )
}

/** What is open before the guest can have the key. */
function RoomHint({ room }: { room: RoomOption | undefined }) {
  if (room === undefined) return <Hint tone="warning" words={t('stays.checkIn.open')} />
  if (room.isOccupied) return <Hint tone="warning" words={t('stays.checkIn.occupied', { room: room.name })} />
  return <Hint tone="ok" words={t('stays.checkIn.ready', { room: room.name })} />
}

function Hint({ tone, words }: { tone: 'ok' | 'warning'; words: string }) {
  return (
    <span className="status second">
      <Mark tone={tone} />
      <span className="hint-words">{words}</span>
    </span>
  )
}
