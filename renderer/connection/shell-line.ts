/**
 * The page's line to the host inside the shell's window: a MessagePort that the shell hands over when the page asks for
 * it, in the shape of a socket. Whoever has the window is the desk, so there is no session.
 */
import type { LineSocket, LinkPorts } from './live-link.ts'

/** As much of a window as is needed; the shell's preload script speaks through it. */
export type ShellWindow = Pick<Window, 'addEventListener' | 'postMessage'> & {
  readonly location: { readonly origin: string }
}

/** After it the page asks again. A host that fills the demo or migrates a hotel takes long, and the shell waits for it. */
const GIVEN_WITHIN_MS = 60_000

const CONNECTING = 0
const OPEN = 1
const CLOSED = 3

/** A port as a socket: open when it has come, closed when either end is gone. */
class PortSocket extends EventTarget implements LineSocket {
  readonly CONNECTING = CONNECTING
  readonly OPEN = OPEN
  readyState: WebSocket['readyState'] = CONNECTING
  #port: MessagePort | null = null
  readonly #release: () => void

  /** @param release called once, when it has closed. */
  constructor(release: () => void) {
    super()
    this.#release = release
  }

  open(port: MessagePort): void {
    this.#port = port
    this.readyState = OPEN
    port.addEventListener('message', ({ data }) => this.dispatchEvent(new MessageEvent('message', { data })))
    port.addEventListener('close', () => this.close())
    port.start()
    this.dispatchEvent(new Event('open'))
  }

  send(frame: Parameters<WebSocket['send']>[0]): void {
    this.#port?.postMessage(frame)
  }

  close(): void {
    if (this.readyState === CLOSED) return
    this.readyState = CLOSED
    this.#port?.close()
    this.#release()
    this.dispatchEvent(new Event('close'))
  }
}

/** What the preload script posts to the page; anything else in the window is not for us. */
function shellMessage(event: MessageEvent, origin: string): { kind: string; ask: unknown } | null {
  const data: unknown = event.data
  if (event.origin !== origin || typeof data !== 'object' || data === null || !('keyrack' in data))
    return null
  if (typeof data.keyrack !== 'string') return null
  return { kind: data.keyrack, ask: 'ask' in data ? data.ask : null }
}

/** @param page its time and chance. */
export function shellLinkPorts(
  window: ShellWindow,
  page: Pick<LinkPorts, 'now' | 'random' | 'setTimer'>,
): LinkPorts {
  const { origin } = window.location
  const sockets = new Map<number, PortSocket>()
  let lastAsk = 0

  window.addEventListener('message', (event) => {
    const message = shellMessage(event, origin)
    if (message?.kind === 'line-lost') for (const socket of [...sockets.values()]) socket.close()
    if (message?.kind !== 'line-given') return
    const [port] = event.ports
    const socket = typeof message.ask === 'number' ? sockets.get(message.ask) : undefined
    // An answer to a wish that was given up, or a second one.
    if (socket === undefined || socket.readyState !== CONNECTING) port?.close()
    else if (port !== undefined) socket.open(port)
  })

  return {
    now: page.now,
    random: page.random,
    setTimer: page.setTimer,
    openSocket(): LineSocket {
      const ask = ++lastAsk
      const cancel = page.setTimer(GIVEN_WITHIN_MS, () => {
        if (socket.readyState === CONNECTING) socket.close()
      })
      const socket = new PortSocket(() => {
        cancel()
        sockets.delete(ask)
      })
      sockets.set(ask, socket)
      window.postMessage({ keyrack: 'line-wanted', ask }, origin)
      return socket
    },
    // A line that never came is asked for again: only the shell could refuse it, and it does not.
    probe: async () => 'unreachable',
  }
}
