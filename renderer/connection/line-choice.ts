/** Which way this page speaks to its host: over the shell's ports in the shell's window, over a session in a browser. */
import { browserLinkPorts, browserPagePorts } from './browser-ports.ts'
import type { LinkPorts } from './live-link.ts'
import { openSession, type SessionOpening, type SessionPorts } from './session.ts'
import { shellLinkPorts } from './shell-line.ts'

export type LineOpening =
  | { readonly kind: 'open'; readonly ports: LinkPorts }
  | Exclude<SessionOpening, { kind: 'open' }>

export async function openLine(sessionPorts: SessionPorts): Promise<LineOpening> {
  if (location.protocol === 'app:') return { kind: 'open', ports: shellLinkPorts(window, browserPagePorts) }
  const session = await openSession(sessionPorts)
  return session.kind === 'open' ? { kind: 'open', ports: browserLinkPorts(session.pageToken) } : session
}
