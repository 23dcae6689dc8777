/** One life of the host: a utility process, what is said to it, and the processes it has started through us. */
import type { MessagePortMain, UtilityProcess } from 'electron'
import { type DeskStatus, type ToHost, toShellSchema } from '../../shared/shell-link.ts'
import type { ElectronParts, ShellClock, ShellPlaces } from './electron-parts.ts'
import { hostChildren } from './host-children.ts'

export interface HostListener {
  ready(url: string): void
  status(status: DeskStatus): void
  /** It and all that it had started have ended. */
  ended(end: HostEnd): void
}

export interface HostEnd {
  readonly code: number
  /** Why it could not open, when it said so: a sentence for people. */
  readonly refusal: string | null
  /** The end of what it wrote to its standard error. */
  readonly lastWords: string
}

export interface HostProcess {
  readonly pid: number | undefined
  /** Gives it one end of a page's line. */
  servePage(port: MessagePortMain): void
  /** Lets it look at the clock. */
  tick(): void
  /** Asks for an orderly end, and ends it when that takes too long. */
  close(): void
  kill(): void
}

/** Longer than the host itself takes for its orderly end. */
const CLOSE_WITHIN_MS = 10_000
/** A first start fills the demo, a later one may migrate years of a hotel; one that takes longer is stuck. */
const READY_WITHIN_MS = 5 * 60_000
/** A host that fails says why in a line or two; more of it does not fit a dialog. */
const LAST_WORDS_LENGTH = 1_000

export interface HostParts {
  readonly electron: Pick<ElectronParts, 'utilityProcess' | 'MessageChannelMain'>
  readonly places: ShellPlaces
  readonly args: readonly string[]
  readonly clock: ShellClock
  /** Ends a process so that nothing of it runs on (SIGKILL); Electron itself only asks. */
  endNow(process: UtilityProcess): void
  /** Passes on what the host writes to its standard error. */
  complain(text: string): void
}

/** @throws when no process can be started. */
export function startHostProcess(parts: HostParts, listener: HostListener): HostProcess {
  const { electron, places, clock } = parts
  const host = electron.utilityProcess.fork(places.hostEntry, [...parts.args], {
    serviceName: 'Keyrack host',
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const children = hostChildren(electron, places, host, parts.endNow, clock)
  const kill = () => parts.endNow(host)
  const tell = (message: ToHost, ports: MessagePortMain[] = []) => host.postMessage(message, ports)
  let refusal: string | null = null
  let lastWords = ''
  let cancelLimit = clock.after(READY_WITHIN_MS, kill)

  host.stderr?.on('data', (piece: Buffer | string) => {
    const text = piece.toString()
    parts.complain(text)
    lastWords = (lastWords + text).slice(-LAST_WORDS_LENGTH)
  })
  host.on('message', (received: unknown) => {
    const { success, data: message } = toShellSchema.safeParse(received)
    if (!success) return
    if (message.say === 'spawn') children.start(message)
    else if (message.say === 'kill') children.kill(message.id)
    else if (message.say === 'status') listener.status(message.status)
    else if (message.say === 'ready') {
      cancelLimit()
      listener.ready(message.url)
    } else {
      refusal = message.sentence
      tell({ say: 'close' })
    }
  })
  host.once('exit', (code) => {
    cancelLimit()
    // The next host must not meet a sync process of this one.
    void children.endAll().then(() => listener.ended({ code, refusal, lastWords: lastWords.trim() }))
  })
  return {
    get pid() {
      return host.pid
    },
    servePage: (port) => tell({ say: 'servePage' }, [port]),
    tick: () => tell({ say: 'tick' }),
    close() {
      cancelLimit()
      cancelLimit = clock.after(CLOSE_WITHIN_MS, kill)
      tell({ say: 'close' })
    },
    kill,
  }
}
