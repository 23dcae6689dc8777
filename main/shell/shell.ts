/** The entry of Electron's main process: gives the shell the real Electron, clock and files. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  session,
  Tray,
  type UtilityProcess,
  utilityProcess,
} from 'electron'
import { openShell } from './desk-shell.ts'

/** Electron only asks a process to end; ours must be gone before the next one of its kind is started. */
function endNow(child: UtilityProcess): void {
  try {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
  } catch {
    child.kill()
  }
}

openShell({
  electron: {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    MessageChannelMain,
    powerMonitor,
    protocol,
    session,
    Tray,
    utilityProcess,
  },
  places: {
    hostEntry: fileURLToPath(new URL('../host/utility.ts', import.meta.url)),
    syncEntry: fileURLToPath(new URL('../../sync/main.ts', import.meta.url)),
    sandboxEntry: fileURLToPath(new URL('../../sync/sandbox/bookingcom-entry.ts', import.meta.url)),
    sandboxesEntry: fileURLToPath(new URL('../../sync/sandbox/demo-entry.ts', import.meta.url)),
    preload: join(import.meta.dirname, 'preload.cjs'),
    pageDir: join(import.meta.dirname, '..', '..', 'dist', 'renderer'),
    icon: join(import.meta.dirname, 'icon.png'),
    trayIcon: join(import.meta.dirname, 'tray.png'),
  },
  args: process.argv.slice(1),
  platform: process.platform,
  clock: {
    monotonic: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    fraction: () => Math.random(),
  },
  endNow,
  complain: (text) => void process.stderr.write(text),
}).catch((error: unknown) => {
  dialog.showErrorBox('Keyrack', error instanceof Error ? error.message : String(error))
  app.exit(1)
})
