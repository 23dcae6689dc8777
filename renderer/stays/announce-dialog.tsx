/** When a late guest is expected, and what was said; an empty time forgets it. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { t } from '../text/text.ts'
import { DialogForm } from './dialog-form.tsx'
import { lateTime } from './stay-actions.ts'
import { StayTitle } from './stay-line.tsx'
import { Meanwhile, plainFailure, useStayWork } from './stay-work.tsx'

const MOST_NOTE_LETTERS = 500

export function AnnounceDialog({ stay: shown }: { stay: StaySubject }) {
  const { calls, page } = useDesk()
  const { clock } = useHotel()
  const isAway = useIsAway()
  const work = useStayWork(shown)
  const { stay, seen, detail } = work
  const [proposed] = useState(() => lateTime(clock.time(page.now())))
  const [typed, setTyped] = useState<{ time?: string; note?: string }>({})
  const time = typed.time ?? detail?.expectedAt ?? proposed
  const note = typed.note ?? detail?.arrivalNote ?? ''
  const announce = useCommand(calls.stays.announce)
  async function send(expectedAt: string | null) {
    if (seen === undefined) return
    const { stayId, guestName: name } = stay
    const answer = await announce.send({
      stayId,
      expectedAt,
      note: expectedAt === null ? '' : note.trim(),
      seenSeq: seen.seq,
    })
    if (answer === undefined) return
    await work.finish(
      expectedAt === null
        ? t('stays.late.forgotten', { name })
        : t('stays.late.done', { name, time: expectedAt }),
    )
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.late.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={480}
      action={t('stays.late.do')}
      startsInField
      canSubmit={seen !== undefined && time !== ''}
      isSending={announce.isSending}
      failure={plainFailure(announce)}
      onSubmit={() => send(time)}
      extra={
        detail?.expectedAt == null ? null : (
          <Button
            variant="default"
            mr="auto"
            disabled={announce.isSending || isAway}
            onClick={() => void send(null)}
          >
            {t('stays.late.forget')}
          </Button>
        )
      }
    >
      <p className="muted">{t('stays.late.hint')}</p>
      <TextInput
        type="time"
        label={t('stays.late.time')}
        w={120}
        value={time}
        {...FOCUS_AT_ONCE}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, time: value })}
      />
      <TextInput
        label={t('stays.late.note')}
        maxLength={MOST_NOTE_LETTERS}
        value={note}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, note: value })}
      />
      <Meanwhile work={work} commands={[announce]} />
    </DialogForm>
  )
}
