/** What the shell uses of Electron, as a parameter: a recording stand-in takes its place where the program is not. */
import type * as Electron from 'electron'

export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'powerMonitor'
  | 'protocol'
  | 'session'
  | 'Tray'
  | 'utilityProcess'
>

/** Files beside the shell; each `*Entry` is the program of a process. */
export interface ShellPlaces {
  readonly hostEntry: string
  readonly syncEntry: string
  readonly sandboxEntry: string
  readonly sandboxesEntry: string
  readonly preload: string
  /** The built page. */
  readonly pageDir: string
  readonly icon: string
  /** 16 px; a file of twice the size lies beside it. */
  readonly trayIcon: string
}

/** Time and chance; the entry point constructs the real ones. */
export interface ShellClock {
  /** Milliseconds that never go back. */
  monotonic(): number
  /** Calls once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void
  /** Uniform in [0, 1). */
  fraction(): number
}
