/** Short notices at the corner: what was just done, or what failed outside of a dialog. */
import { useEffect } from 'react'
import { useDesk } from '../desk-context.tsx'
import { type Notice, useDeskState } from '../desk-state.ts'
import { Mark } from './marks.tsx'

const SHOWN_MS = 6_000

export function Notices() {
  const notices = useDeskState((state) => state.notices)
  return (
    <div className="notices" aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { page } = useDesk()
  const dismiss = useDeskState((state) => state.dismiss)
  useEffect(() => {
    // A failure stays until it was read.
    if (notice.tone === 'danger') return
    return page.setTimer(SHOWN_MS, () => dismiss(notice.id))
  }, [page, dismiss, notice])
  return (
    <div className={`notice${notice.tone === 'danger' ? ' is-danger' : ''}`} data-testid="notice">
      <Mark tone={notice.tone === 'danger' ? 'danger' : 'ok'} />
      <span>{notice.text}</span>
      <button type="button" aria-label="Dismiss" onClick={() => dismiss(notice.id)}>
        ×
      </button>
    </div>
  )
}
