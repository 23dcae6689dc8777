/** What the dialogs of a stay have in common: Enter does it, Escape leaves it, a failure is said inside, the keyboard goes back. */
import { Button, Loader, Modal } from '@mantine/core'
import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import type { Failure } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { FOCUS_AT_ONCE, useReturnFocus } from '../frame/return-focus.ts'
import { t } from '../text/text.ts'

export function DialogForm({
  title,
  action,
  tone,
  size = 460,
  startsInField = false,
  canSubmit,
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
  tone?: 'danger'
  /** Width in pixels; narrower where the window is. */
  size?: number
  /** The keyboard begins in a field that carries `data-autofocus`, not on the button. */
  startsInField?: boolean
  canSubmit: boolean
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
  useReturnFocus()
  const closeDialog = useDeskState((state) => state.closeDialog)
  const close = onClose ?? closeDialog
  const isAway = useIsAway()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (canSubmit && !isSending && !isAway) void onSubmit()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      centered
      size={size}
      className="stay-dialog"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form className="dialog-body" onSubmit={submit} onKeyDown={onKeyDown}>
        {children}
        <FailureAlert failure={failure} />
        <div className="dialog-foot">
          {hint !== undefined && <div className="dialog-hint">{hint}</div>}
          {extra}
          <Button variant="default" type="button" onClick={close} rightSection={<Key>Esc</Key>}>
            {t('stays.dialog.keep')}
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
