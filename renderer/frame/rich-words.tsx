/** The tags that messages of the catalogue carry: `<muted>…</muted>`, `<strong>…</strong>`. */
import type { ReactNode } from 'react'

export const RICH_WORDS = {
  muted: (words: ReactNode[]) => (
    <span className="muted" key="muted">
      {words}
    </span>
  ),
  strong: (words: ReactNode[]) => (
    <span className="strong" key="strong">
      {words}
    </span>
  ),
} as const
