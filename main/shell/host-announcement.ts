/** The one line in which a host says that it is ready and how its page is opened. */

export interface HostAnnouncement {
  /** Origin of the host on this machine, such as `http://127.0.0.1:4780`. */
  readonly url: string
  readonly token: string
}

/** A line longer than this is not an announcement; what comes after it is not kept either. */
const LONGEST_LINE = 4_096

function announcementIn(line: string): HostAnnouncement | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('url' in value) || !('token' in value)) return null
  const { url, token } = value
  if (typeof url !== 'string' || typeof token !== 'string' || token === '') return null
  return isLoopbackOrigin(url) ? { url: new URL(url).origin, token } : null
}

/** Only a host of this very machine may fill the window: anything else would be somebody else's page. */
function isLoopbackOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]') && pathname === '/'
}

/** Where the window starts: the token stays in the fragment, which no request and no log carries. */
export function openingAddress(announcement: HostAnnouncement): string {
  return `${announcement.url}/#token=${encodeURIComponent(announcement.token)}`
}

/** Takes the host's output in pieces as they come; calls `found` once, at the first announcement. */
export function announcementReader(found: (announcement: HostAnnouncement) => void): (piece: string) => void {
  let rest = ''
  let isFound = false
  return (piece) => {
    if (isFound) return
    const lines = (rest + piece).split('\n')
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    for (const line of lines) {
      const announcement = line.length <= LONGEST_LINE ? announcementIn(line) : null
      if (announcement === null) continue
      isFound = true
      found(announcement)
      return
    }
  }
}
