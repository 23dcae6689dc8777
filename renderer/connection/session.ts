/** How a page gets its session: a single-use code or a bearer token in the address, or what an earlier page kept. */

export interface SessionPorts {
  /** `#code=…` or `#token=…`, with the hash; empty otherwise. */
  readonly fragment: string
  /** Takes the fragment out of the address and the history, so that no code is left to read or repeat. */
  dropFragment(): void
  readonly kept: {
    read(): string | null
    write(pageToken: string): void
    clear(): void
  }
  /** POST /session. Throws only when the host cannot be reached. */
  post(request: { code: string } | { bearer: string }): Promise<{ status: number; body: unknown }>
}

export type SessionOpening =
  | { readonly kind: 'open'; readonly pageToken: string }
  /** No code in the address and nothing kept. */
  | { readonly kind: 'none' }
  /** The code was used already or is older than 60 s, or the token is not valid. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' }

type Entrance = { code: string } | { bearer: string }

function entranceOf(fragment: string): Entrance | null {
  const values = new URLSearchParams(fragment.replace(/^#/, ''))
  const code = values.get('code')
  if (code !== null && code !== '') return { code }
  const token = values.get('token')
  return token !== null && token !== '' ? { bearer: token } : null
}

function pageTokenOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('pageToken' in body)) return null
  return typeof body.pageToken === 'string' && body.pageToken !== '' ? body.pageToken : null
}

/**
 * Exchanges what the address holds, at once and once. A refused code falls back to the kept page token, because
 * reloading an old bookmark in a browser that has a session should just work.
 */
export async function openSession(ports: SessionPorts): Promise<SessionOpening> {
  const entrance = entranceOf(ports.fragment)
  const kept = ports.kept.read()
  if (entrance === null) return kept === null ? { kind: 'none' } : { kind: 'open', pageToken: kept }
  ports.dropFragment()
  try {
    const { status, body } = await ports.post(entrance)
    const pageToken = status >= 200 && status < 300 ? pageTokenOf(body) : null
    if (pageToken !== null) {
      ports.kept.write(pageToken)
      return { kind: 'open', pageToken }
    }
  } catch {
    return { kind: 'unreachable' }
  }
  return kept === null ? { kind: 'refused' } : { kind: 'open', pageToken: kept }
}
