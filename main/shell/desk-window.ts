/** The desk's window: made when it is wanted, hidden instead of closed while sync goes on, mended when its page dies. */
import type { BrowserWindow } from 'electron'
import type { ElectronParts, ShellClock, ShellPlaces } from './electron-parts.ts'
import { PAGE_PREFERENCES } from './lockdown.ts'
import { PAGE_ADDRESS } from './page-protocol.ts'
import { WORDS } from './words.ts'

export interface DeskWindow {
  /** Shows it in front, making it if there is none. */
  show(): void
  /** From now on closing it closes it. */
  release(): void
}

/** A page that dies more often than this within a minute is left as it is, for people to see. */
const MOST_MENDS = 3
const MENDS_FORGOTTEN_MS = 60_000

export function deskWindow(
  electron: Pick<ElectronParts, 'app' | 'BrowserWindow'>,
  places: Pick<ShellPlaces, 'icon' | 'preload'>,
  clock: ShellClock,
  failed: (why: string) => void,
): DeskWindow {
  let window: BrowserWindow | null = null
  let isReleased = false

  function make(): BrowserWindow {
    const made = new electron.BrowserWindow({
      width: 1440,
      height: 900,
      minWidth: 960,
      minHeight: 600,
      show: false,
      title: WORDS.product,
      icon: places.icon,
      autoHideMenuBar: true,
      webPreferences: {
        ...PAGE_PREFERENCES,
        preload: places.preload,
        devTools: !electron.app.isPackaged,
      },
    })
    made.once('ready-to-show', () => made.show())
    made.on('close', (event) => {
      if (isReleased) return
      event.preventDefault()
      made.hide()
    })
    made.on('closed', () => {
      if (window === made) window = null
    })
    mend(made, clock)
    made.loadURL(PAGE_ADDRESS).catch(() => {
      if (!made.isDestroyed()) failed(WORDS.pageMissing)
    })
    return made
  }

  return {
    show() {
      if (window === null || window.isDestroyed()) {
        window = make()
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    release() {
      isReleased = true
    },
  }
}

/** A page whose process died is loaded anew: the desk's state is in the host, the page only shows it. */
function mend(window: BrowserWindow, clock: ShellClock): void {
  let mends: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    const now = clock.monotonic()
    mends = [...mends.filter((at) => now - at < MENDS_FORGOTTEN_MS), now]
    if (mends.length <= MOST_MENDS) window.webContents.reload()
  })
}
