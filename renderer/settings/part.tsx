/** One part of a section of the settings: what it is about, what it says, and what can be done. */
import type { ReactNode } from 'react'

export function Part({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className="settings-part" aria-label={title}>
      <h2>{title}</h2>
      {text !== undefined && <p className="second muted">{text}</p>}
      {children}
    </section>
  )
}

/** A name and what stands for it, one line. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="settings-fact">
      <dt className="muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
