/** The tray, with which sync goes on without a window, and the application's menu. */
import type { MenuItemConstructorOptions, Tray } from 'electron'
import type { ElectronParts, ShellPlaces } from './electron-parts.ts'
import { WORDS } from './words.ts'

export interface DeskTray {
  /** @param line how the desk stands. */
  show(line: string): void
}

export interface TrayWishes {
  open(): void
  quit(): void
}

/** Null where the system has no place for it: then the desk lives in its window and is found by starting it again. */
export function deskTray(
  electron: Pick<ElectronParts, 'Menu' | 'Tray'>,
  { trayIcon }: Pick<ShellPlaces, 'trayIcon'>,
  wishes: TrayWishes,
): DeskTray | null {
  let tray: Tray
  try {
    tray = new electron.Tray(trayIcon)
  } catch {
    return null
  }
  let shown = ''
  tray.on('click', wishes.open)
  return {
    show(line) {
      if (line === shown) return
      shown = line
      tray.setToolTip(`${WORDS.product}: ${line}`)
      tray.setContextMenu(
        electron.Menu.buildFromTemplate([
          { label: WORDS.open, click: wishes.open },
          { label: line, enabled: false },
          { type: 'separator' },
          { label: WORDS.quit, click: wishes.quit },
        ]),
      )
    },
  }
}

/** As little as people need: a way out, copy and paste, load the page anew, and tools for whoever builds Keyrack. */
export function applicationMenu(isMac: boolean, isPackaged: boolean): MenuItemConstructorOptions[] {
  const tools: MenuItemConstructorOptions[] = isPackaged ? [] : [{ role: 'toggleDevTools' }]
  return [
    isMac ? { role: 'appMenu' } : { label: WORDS.product, submenu: [{ role: 'quit', label: WORDS.quit }] },
    {
      label: WORDS.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: WORDS.view, submenu: [{ role: 'reload' }, { role: 'togglefullscreen' }, ...tools] },
  ]
}
