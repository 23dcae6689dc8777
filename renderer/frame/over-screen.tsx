/**
 * What lies over the screen: it has the keyboard from its first drawing and gives it back when it closes. Mantine's own
 * trap moves the focus by timers, each time it begins to hold: a browser that draws after a key lets timers wait, and
 * whatever was opened or typed meanwhile lost the keyboard to the first field.
 */
import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { t } from '../text/text.ts'
import { useReturnFocus } from './keyboard.ts'

/** A dialog. Where it begins carries `FOCUS_AT_ONCE`; else it has the keyboard itself. */
export function OverScreen({ children, ...props }: Omit<ModalProps, 'opened'>) {
  useReturnFocus()
  return (
    <Modal opened centered closeButtonProps={{ 'aria-label': t('common.close') }} {...props}>
      <FirstFocus />
      {children}
    </Modal>
  )
}

/** As a dialog, at the side; the screen beside it stays in use. */
export function BesideScreen({ children, ...props }: Omit<DrawerProps, 'opened'>) {
  useReturnFocus()
  return (
    <Drawer opened withOverlay={false} closeOnClickOutside={false} {...props}>
      <FirstFocus />
      {children}
    </Drawer>
  )
}

/** Takes the keyboard where nothing in the dialog has. The trap's timers find this first, which cannot be focused. */
function FirstFocus() {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const dialog = place.current?.closest<HTMLElement>('[role="dialog"]')
    if (dialog?.contains(document.activeElement) === false) dialog.focus({ preventScroll: true })
  }, [])
  return <span ref={place} hidden data-autofocus />
}
