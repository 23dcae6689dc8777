/** What the dialogs of a stay have in common: Enter does it, Escape leaves it, a failure is said inside, the keyboard goes back. */
import { Button, Loader } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useLayoutEffect } from 'react'
import { useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import type { Failure } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { useWaitingEnter } from '../frame/waiting-enter.ts'
import { t } from '../text/text.ts'

export function DialogForm({
  title,
  action,
  leave = t('stays.dialog.keep'),
  tone,
  size = 460,
  startsInField = false,
  canSubmit,
  isAsking = false,
  isSending,
  failure,
  onSubmit,
  onKeyDown,
  onClose,
  hint,
  extra,
  children,
}: {
  title: ReactNode
  action: string
  /** What Escape is called; nothing is lost by it. */
  leave?: string
  tone?: 'danger'
  /** Width in pixels; narrower where the window is. */
  size?: number
  /** The keyboard begins in a field that takes the focus at once, not on the button. */
  startsInField?: boolean
  canSubmit: boolean
  /** What is needed is being asked for: Enter waits for it. Not for a price, which nobody has seen. */
  isAsking?: boolean
  isSending: boolean
  failure: Failure | null
  onSubmit: () => Promise<void>
  onKeyDown?: (event: KeyboardEvent) => void
  /** A step back instead of closing the dialog. */
  onClose?: () => void
  /** Beside the buttons: what is open, or which keys there are. */
  hint?: ReactNode
  extra?: ReactNode
  children: ReactNode
}) {
  const closeDialog = useDeskState((state) => state.closeDialog)
  const close = onClose ?? closeDialog
  const isAway = useIsAway()
  const waiting = useWaitingEnter(canSubmit, () => {
    if (!isSending && !isAway) void onSubmit()
  })
  // What was asked for is there, and it cannot be done: the next Enter is about something else.
  useLayoutEffect(() => {
    if (waiting.isWaiting && !isAsking && !canSubmit) waiting.takeBack()
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (canSubmit || isAsking) waiting.enter()
  }
  return (
    <OverScreen onClose={close} title={title} size={size} className="stay-dialog">
      <form
        className="dialog-body"
        onSubmit={submit}
        onChange={waiting.takeBack}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') waiting.takeBack()
          onKeyDown?.(event)
        }}
      >
        {children}
        <FailureAlert failure={failure} />
        <div className="dialog-foot">
          {hint !== undefined && <div className="dialog-hint">{hint}</div>}
          {extra}
          <Button variant="default" type="button" onClick={close} rightSection={<Key>Esc</Key>}>
            {leave}
          </Button>
          <Button
            type="submit"
            // Focused from the start and never really disabled: a room that is proposed a moment later needs only Enter.
            {...(startsInField ? {} : FOCUS_AT_ONCE)}
            {...(canSubmit && !isAway ? {} : { 'data-disabled': true })}
            aria-disabled={!canSubmit || isAway}
            {...(tone === 'danger' ? { color: 'red.9' } : {})}
            aria-busy={isSending || waiting.isWaiting}
            // Not `loading`, which disables it: the keyboard would be nowhere when the host refuses.
            rightSection={
              isSending || waiting.isWaiting ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>
            }
          >
            {action}
          </Button>
        </div>
      </form>
    </OverScreen>
  )
}
