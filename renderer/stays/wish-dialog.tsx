/** What the guest wishes of the room: features, a floor, step-free, next to another stay of the reservation. */
import { Checkbox, MultiSelect, Select } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { compareText, personText, stayDatesText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { t } from '../text/text.ts'
import { DialogForm } from './dialog-form.tsx'
import { StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'

interface Wishes {
  readonly features: readonly string[]
  readonly floor: string
  readonly accessible: boolean
  readonly nearStayIds: readonly string[]
}

const NO_WISHES: Wishes = { features: [], floor: '', accessible: false, nearStayIds: [] }

export function WishDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen, detail } = work
  const [typed, setTyped] = useState<Partial<Wishes>>({})
  const wishes: Wishes = { ...NO_WISHES, ...detail?.wishes, ...typed }
  const wish = useCommand(calls.stays.wish)
  const features = [...new Set([...hotel.rooms.flatMap((room) => room.features), ...wishes.features])]
  const floors = [...new Set([...hotel.rooms.map((room) => room.floor), wishes.floor])].filter(
    (floor) => floor !== '',
  )
  const others = seen?.stays.filter((each) => each.id !== stay.stayId) ?? []
  async function submit() {
    if (seen === undefined) return
    const { features: wished, floor, accessible, nearStayIds } = wishes
    const answer = await wish.send({
      stayId: stay.stayId,
      wishes: { features: [...wished], floor, accessible, nearStayIds: [...nearStayIds] },
      seenSeq: seen.seq,
    })
    if (answer === undefined) return
    await work.finish(t('stays.wish.done', { name: stay.guestName }))
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.wish.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={520}
      action={t('stays.wish.do')}
      startsInField
      canSubmit={detail !== undefined}
      isSending={wish.isSending}
      failure={plainFailure(wish)}
      onSubmit={submit}
    >
      <p className="muted">{t('stays.wish.hint')}</p>
      <Select
        size="xs"
        label={t('stays.wish.floor')}
        w={160}
        clearable
        clearButtonProps={{ 'aria-label': t('stays.wish.anyFloor') }}
        placeholder={t('stays.wish.anyFloor')}
        data={floors.sort(compareText)}
        value={wishes.floor === '' ? null : wishes.floor}
        {...FOCUS_AT_ONCE}
        onChange={(floor) => setTyped({ ...typed, floor: floor ?? '' })}
      />
      <MultiSelect
        size="xs"
        label={t('stays.wish.features')}
        placeholder={features.length === 0 ? t('stays.wish.noFeatures') : ''}
        data={features.sort(compareText)}
        value={[...wishes.features]}
        onChange={(chosen) => setTyped({ ...typed, features: chosen })}
      />
      {others.length > 0 && (
        <MultiSelect
          size="xs"
          label={t('stays.wish.near')}
          data={others.map((each) => ({
            value: each.id,
            label: `${personText(each.guest)}, ${stayDatesText(each.arrival, each.departure)}`,
          }))}
          value={[...wishes.nearStayIds]}
          onChange={(nearStayIds) => setTyped({ ...typed, nearStayIds })}
        />
      )}
      <Checkbox
        label={t('stays.wish.accessible')}
        checked={wishes.accessible}
        onChange={({ currentTarget: { checked } }) => setTyped({ ...typed, accessible: checked })}
      />
      <Meanwhile work={work} commands={[wish]} />
    </DialogForm>
  )
}
