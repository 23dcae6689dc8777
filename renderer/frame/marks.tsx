/** Small signs that go with every status: shape and word together, never colour alone. */
import type { ReactNode } from 'react'
import { type Look, lookText } from '../chart/bar-look.ts'
import type { Tone } from './tone.ts'

export function Mark({ tone }: { tone: Tone }) {
  return <span className={`mark mark-${tone}`} aria-hidden="true" />
}

export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="status">
      <Mark tone={tone} />
      {children}
    </span>
  )
}

export function Key({ children }: { children: string }) {
  return <kbd className="key">{children}</kbd>
}

export function KeyHint({ keys, children }: { keys: readonly string[]; children: ReactNode }) {
  return (
    <span className="key-hint">
      {keys.map((key) => (
        <Key key={key}>{key}</Key>
      ))}
      {children}
    </span>
  )
}

const GLYPHS: Partial<Record<Look, string>> = {
  'due-in': 'M1 5h3V2.5L8 6 4 9.5V7H1zM9 2h2v8H9z',
  'in-house': 'M3.5 3a3 3 0 1 0 2.8 4H8v2h2V7h1V5H6.3A3 3 0 0 0 3.5 3zm0 2a1 1 0 1 1 0 2 1 1 0 0 1 0-2z',
  'due-out': 'M1 2h2v8H1zM4 5h3V2.5L11 6 7 9.5V7H4z',
  departed: 'M1.5 6.5L3 5l2 2 4-4 1.5 1.5L5 10z',
}

/** The mark inside a bar or swatch: an arrow through the door, a key, an arrow out of it, a tick; a confirmed stay has none. */
export function LookGlyph({ look }: { look: Look }) {
  const path = GLYPHS[look]
  if (path === undefined) return null
  return (
    <svg className="look-glyph" viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  )
}

export function LookStatus({ look }: { look: Look }) {
  return (
    <span className="status">
      <span className={`swatch look-${look}`}>
        <LookGlyph look={look} />
      </span>
      {lookText(look)}
    </span>
  )
}
