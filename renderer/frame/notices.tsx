/**
 * Notices at the corner: what was just done, or what failed outside of a dialog, with the ways out of it. A notice that
 * offers ways takes the keyboard unless something is being typed: its digits must not act from anywhere else.
 */
import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useDesk } from '../desk-context.tsx'
import { type Notice, useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { Key, Mark } from './marks.tsx'
import type { Tone } from './tone.ts'
import { isTextField } from './typing.ts'

const SHOWN_MS = 6_000
/** Long enough to see the mistake. */
const UNDOABLE_MS = 15_000
const TONES: Readonly<Record<Notice['tone'], Tone>> = { done: 'ok', warning: 'warning', danger: 'danger' }

export function Notices() {
  const notices = useDeskState((state) => state.notices)
  const undoable = notices.findLast(({ undo }) => undo !== undefined)
  useUndoKey(undoable)
  return (
    <section className="notices" aria-live="polite" aria-label={t('frame.notice.region')}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} hasUndoKey={notice === undoable} />
      ))}
    </section>
  )
}

/** U takes back what the newest notice offers to: before a list below could mean its own row by it. */
function useUndoKey(newest: Notice | undefined): void {
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  const dismiss = useDeskState((state) => state.dismiss)
  useEffect(() => {
    if (newest === undefined || isDialogOpen) return
    function onKeyDown(event: globalThis.KeyboardEvent) {
      if (event.key.toLowerCase() !== 'u' || event.ctrlKey || event.metaKey || event.altKey) return
      if (newest === undefined || isTextField(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      dismiss(newest.id)
      newest.undo?.()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [newest, isDialogOpen, dismiss])
}

function NoticeCard({ notice, hasUndoKey }: { notice: Notice; hasUndoKey: boolean }) {
  const { page } = useDesk()
  const dismiss = useDeskState((state) => state.dismiss)
  const card = useRef<HTMLDivElement>(null)
  const before = useRef<Element | null>(null)
  const { ways = [], errorId, retry, undo } = notice
  const takesKeys = ways.length > 0 || retry !== undefined

  useEffect(() => {
    // A failure stays until it was read.
    if (notice.tone !== 'done') return
    const shownMs = notice.undo === undefined ? SHOWN_MS : UNDOABLE_MS
    return page.setTimer(shownMs, () => dismiss(notice.id))
  }, [page, dismiss, notice])
  useLayoutEffect(() => {
    if (!takesKeys || isTextField(document.activeElement)) return
    before.current = document.activeElement
    card.current?.focus({ preventScroll: true })
  }, [takesKeys])

  function leave(then?: () => void) {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
    dismiss(notice.id)
    then?.()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!takesKeys || event.ctrlKey || event.metaKey || event.altKey) return
    const way = ways[Number(event.key) - 1]
    if (way !== undefined) leave(way.act)
    else if (event.key.toLowerCase() === 'r' && retry !== undefined) leave(retry)
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
    // The desk's own digits go to areas.
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside it
    <div
      ref={card}
      className={`notice is-${notice.tone}`}
      data-testid="notice"
      tabIndex={takesKeys ? -1 : undefined}
      onKeyDown={onKeyDown}
    >
      <Mark tone={TONES[notice.tone]} />
      <div className="grow notice-body">
        {notice.title !== undefined && <div className="strong">{notice.title}</div>}
        <div>{notice.text}</div>
        {ways.length > 0 && (
          <ul className="ways">
            {ways.map((way, index) => (
              <li key={way.words}>
                <button type="button" onClick={() => leave(way.act)}>
                  <Key>{String(index + 1)}</Key>
                  <span className="grow">{way.words}</span>
                  {way.note !== undefined && <span className="muted second figures">{way.note}</span>}
                </button>
              </li>
            ))}
          </ul>
        )}
        {(errorId != null || retry !== undefined) && (
          <div className="row">
            <span className="muted second grow">
              {errorId != null && t('frame.notice.errorId', { id: errorId })}
            </span>
            {errorId != null && <CopyButton text={`${notice.title ?? notice.text} ${errorId}`} />}
            {retry !== undefined && (
              <Button h={24} variant="default" rightSection={<Key>R</Key>} onClick={() => leave(retry)}>
                {t('common.tryAgain')}
              </Button>
            )}
          </div>
        )}
      </div>
      {undo !== undefined && (
        <Button
          h={24}
          variant="default"
          rightSection={hasUndoKey ? <Key>U</Key> : null}
          onClick={() => leave(undo)}
        >
          {t('common.undo')}
        </Button>
      )}
      <button
        type="button"
        className="notice-close"
        aria-label={t('frame.notice.dismiss')}
        onClick={() => leave()}
      >
        ×
      </button>
    </div>
  )
}

function CopyButton({ text }: { text: string }) {
  const { page } = useDesk()
  const [isCopied, setIsCopied] = useState(false)
  return (
    <Button
      h={24}
      variant="default"
      onClick={() => {
        void page.copy(text).then(setIsCopied)
      }}
    >
      {isCopied ? t('frame.notice.copied') : t('frame.notice.copy')}
    </Button>
  )
}
