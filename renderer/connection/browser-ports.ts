/** The browser's side of the connection: sockets, timers, storage and requests. The only place that names them. */
import { type Density, isDensity } from '../frame/density.ts'
import type { LinkPorts } from './live-link.ts'
import type { SessionPorts } from './session.ts'

const PAGE_TOKEN = 'keyrack.page-token'

function keptPageToken(): SessionPorts['kept'] {
  return {
    read: () => localStorage.getItem(PAGE_TOKEN),
    write: (pageToken) => localStorage.setItem(PAGE_TOKEN, pageToken),
    clear: () => localStorage.removeItem(PAGE_TOKEN),
  }
}

export function browserSessionPorts(): SessionPorts {
  return {
    fragment: location.hash,
    dropFragment: () => history.replaceState(null, '', location.pathname + location.search),
    kept: keptPageToken(),
    async post(request) {
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if ('bearer' in request) headers.authorization = `Bearer ${request.bearer}`
      const response = await fetch('/session', {
        method: 'POST',
        headers,
        body: JSON.stringify('code' in request ? { code: request.code } : {}),
      })
      const body: unknown = await response.json().catch(() => null)
      return { status: response.status, body }
    },
  }
}

/** Timers and chance for the whole page. */
export interface PagePorts {
  now(): number
  random(): number
  setTimer(ms: number, then: () => void): () => void
  /** Calls `tick` every `ms`; the answer stops it. */
  every(ms: number, tick: () => void): () => void
  newKey(): string
  /** How high rows are, kept for this browser and shown at once. */
  readonly density: { read(): Density; write(density: Density): void }
  /** In which currency amounts are also shown, beside the hotel's own; kept for this browser. Null: in none. */
  readonly displayCurrency: { read(): string | null; write(currency: string | null): void }
  /** Puts a text on the clipboard; false where the browser does not let the page. */
  copy(text: string): Promise<boolean>
  /** As this person prefers them: `['de-AT', 'en']`. */
  languages(): readonly string[]
  /** Opens the print dialog on what the page shows then. */
  print(): void
  /** Where the host is, `http://127.0.0.1:4780`; null for a page that did not come from there. */
  address(): string | null
  readonly locale: {
    /** Whether the page's address names one, `?locale=en-XA`: for those who build the desk. */
    isAskedFor(): boolean
    /** Keeps it for this browser and opens the page anew. */
    change(locale: string): void
  }
}

const DENSITY = 'keyrack.density'
const DISPLAY_CURRENCY = 'keyrack.display-currency'
const LOCALE = 'keyrack.locale'

/** The language that was chosen here: what the page's address asks for is kept. */
export function keptLocale(): string | null {
  const asked = new URLSearchParams(location.search).get('locale')
  if (asked !== null) localStorage.setItem(LOCALE, asked)
  return localStorage.getItem(LOCALE)
}

export const browserPagePorts: PagePorts = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  every(ms, tick) {
    const timer = setInterval(tick, ms)
    return () => clearInterval(timer)
  },
  // Also where crypto.randomUUID is missing: a page over plain http that is not loopback.
  newKey: () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(''),
  density: {
    read() {
      const kept = localStorage.getItem(DENSITY)
      return isDensity(kept) ? kept : 'comfortable'
    },
    write(density) {
      localStorage.setItem(DENSITY, density)
      document.documentElement.dataset.density = density
    },
  },
  displayCurrency: {
    read() {
      const kept = localStorage.getItem(DISPLAY_CURRENCY)
      return kept !== null && /^[A-Z]{3}$/.test(kept) ? kept : null
    },
    write(currency) {
      if (currency === null) localStorage.removeItem(DISPLAY_CURRENCY)
      else localStorage.setItem(DISPLAY_CURRENCY, currency)
    },
  },
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return false
    }
  },
  languages: () => navigator.languages,
  print: () => window.print(),
  address: () => (location.protocol.startsWith('http') ? location.origin : null),
  locale: {
    isAskedFor: () => new URLSearchParams(location.search).has('locale'),
    change(locale) {
      localStorage.setItem(LOCALE, locale)
      const address = new URL(location.href)
      if (address.searchParams.has('locale')) address.searchParams.set('locale', locale)
      if (address.href === location.href) location.reload()
      else location.assign(address.href)
    },
  },
}

export function browserLinkPorts(pageToken: string): LinkPorts {
  return {
    ...browserPagePorts,
    openSocket() {
      const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
      return new WebSocket(`${scheme}://${location.host}/rpc`, ['keyrack.v1', `token.${pageToken}`])
    },
    async probe() {
      try {
        const who = await fetch('/api/session', {
          cache: 'no-store',
          headers: { 'x-keyrack-page-token': pageToken },
        })
        return who.status === 401 ? 'no-session' : who.ok ? 'ready' : 'unreachable'
      } catch {
        return 'unreachable'
      }
    },
  }
}
