/**
 * Electron's main process without Electron: puts window, tray, page and host together. No domain logic: all that matters
 * is tested without it.
 */
import type { UtilityProcess } from 'electron'
import { deskWindow } from './desk-window.ts'
import type { ElectronParts, ShellClock, ShellPlaces } from './electron-parts.ts'
import { keepHost } from './host-keeper.ts'
import { startHostProcess } from './host-process.ts'
import { denyPermissions, lockDownPages } from './lockdown.ts'
import { applicationMenu, deskTray } from './menus.ts'
import { servePagePorts } from './page-ports.ts'
import { PAGE_SCHEME, pageHandler } from './page-protocol.ts'
import { stateLine, WORDS } from './words.ts'

export interface ShellOptions {
  readonly electron: ElectronParts
  readonly places: ShellPlaces
  /** Ours, behind the program's name. */
  readonly args: readonly string[]
  readonly platform: NodeJS.Platform
  readonly clock: ShellClock
  endNow(process: UtilityProcess): void
  complain(text: string): void
}

/** The name under which Windows groups our windows and notices; the packed program's own. */
const APP_ID = 'app.keyrack.desk'

/** The host's options are those behind ours: `electron [SWITCHES] . --demo --data DIR`. */
export function deskArgs(args: readonly string[], isPackaged: boolean): readonly string[] {
  if (isPackaged) return args
  return args.slice(args.findIndex((arg) => !arg.startsWith('-')) + 1)
}

/** Resolves when the desk is being shown, or when another one, which was there before, shows its own. */
export async function openShell(options: ShellOptions): Promise<void> {
  const { electron, places, clock } = options
  const { app } = electron
  app.enableSandbox()
  app.setAppUserModelId(APP_ID)
  electron.protocol.registerSchemesAsPrivileged([PAGE_SCHEME])
  lockDownPages(app)
  if (!app.requestSingleInstanceLock()) {
    options.complain(`${WORDS.isOpenAlready}\n`)
    app.exit(0)
    return
  }
  const keeper = keepHost({
    clock,
    start: (listener) =>
      startHostProcess({ ...options, args: deskArgs(options.args, app.isPackaged) }, listener),
    giveUp: (why) => void ask(electron, why, keeper.start),
  })
  const window = deskWindow(electron, places, clock, (why) => void ask(electron, why, null))
  // Registered before anything can be ready: whoever starts it a second time may be quick.
  app.on('second-instance', () => {
    if (app.isReady()) window.show()
  })
  endInOrder(electron, keeper, window)
  await app.whenReady()

  denyPermissions(electron.session.defaultSession)
  electron.protocol.handle(PAGE_SCHEME.scheme, pageHandler(places.pageDir))
  servePagePorts(electron, keeper)
  const isMac = options.platform === 'darwin'
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(applicationMenu(isMac, app.isPackaged)))
  const tray = deskTray(electron, places, { open: window.show, quit: () => app.quit() })
  keeper.onChange(() => tray?.show(stateLine(keeper.state())))
  electron.powerMonitor.on('resume', keeper.tick)
  app.on('activate', () => window.show())
  keeper.start()
  window.show()
}

/** Every way out of the program leads over an orderly end of the host, which is bounded in time. */
function endInOrder(
  { app }: Pick<ElectronParts, 'app'>,
  keeper: { stop(): Promise<void> },
  window: { release(): void },
): void {
  // Without this, a window that is lost would end the desk for its channels, too.
  app.on('window-all-closed', () => {})
  app.on('before-quit', () => window.release())
  let hasEnded = false
  app.on('will-quit', (event) => {
    if (hasEnded) return
    event.preventDefault()
    void keeper.stop().then(() => {
      hasEnded = true
      app.exit(0)
    })
  })
}

/** @param tryAgain null when trying again would change nothing. */
async function ask(
  { app, dialog }: Pick<ElectronParts, 'app' | 'dialog'>,
  why: string,
  tryAgain: (() => void) | null,
): Promise<void> {
  const buttons = tryAgain === null ? [WORDS.quit] : [WORDS.tryAgain, WORDS.quit]
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: WORDS.product,
    message: WORDS.cannotGoOn,
    detail: why,
    buttons,
    defaultId: 0,
    cancelId: buttons.length - 1,
    noLink: true,
  })
  if (tryAgain !== null && response === 0) tryAgain()
  else app.quit()
}
