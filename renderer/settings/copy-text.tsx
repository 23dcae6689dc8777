/** A text to be taken elsewhere: selectable, with a button that copies it and says so. */
import IconCheck from '@tabler/icons-react/icons/IconCheck'
import IconCopy from '@tabler/icons-react/icons/IconCopy'
import { useState } from 'react'
import { useDesk } from '../desk-context.tsx'
import { t } from '../text/text.ts'

const SAID_MS = 2_000

export function CopyText({ text, name }: { text: string; name?: string }) {
  const { page } = useDesk()
  const [wasCopied, setCopied] = useState(false)
  async function copy() {
    if (!(await page.copy(text))) return
    setCopied(true)
    page.setTimer(SAID_MS, () => setCopied(false))
  }
  const words = wasCopied ? t('frame.notice.copied') : t('settings.copy', { name: name ?? text })
  const Icon = wasCopied ? IconCheck : IconCopy
  return (
    <span className="copy-text">
      <code>{text}</code>
      <button
        type="button"
        className="icon-button"
        aria-label={words}
        title={words}
        onClick={() => void copy()}
      >
        <Icon size={16} stroke={1.75} aria-hidden="true" />
      </button>
    </span>
  )
}
