/**
 * The page's line to the host. A page asks for one when it has none; it gets a new pair of ports as soon as there is a
 * host to speak to, and is told when that host is gone.
 */
import type { IpcMainEvent, WebContents } from 'electron'
import type { ElectronParts } from './electron-parts.ts'
import type { HostKeeper } from './host-keeper.ts'
import { isPageAddress } from './page-protocol.ts'

/** Of `ipcMain` and `ipcRenderer`; the preload script, which can import nothing of ours, repeats them. */
export const LINE_WANTED = 'keyrack:line-wanted'
export const LINE_GIVEN = 'keyrack:line-given'
export const LINE_LOST = 'keyrack:line-lost'

/** There is one window; more pages than this are none of ours. */
const MOST_PAGES = 16

export function servePagePorts(
  electron: Pick<ElectronParts, 'ipcMain' | 'MessageChannelMain'>,
  keeper: Pick<HostKeeper, 'onChange' | 'servePage' | 'state'>,
): void {
  const waiting = new Map<WebContents, number>()
  const served = new Set<WebContents>()

  function give(): void {
    for (const [page, ask] of waiting) {
      if (page.isDestroyed()) waiting.delete(page)
      else if (keeper.state().kind === 'open') {
        const { port1, port2 } = new electron.MessageChannelMain()
        if (!keeper.servePage(port1)) return
        waiting.delete(page)
        served.add(page)
        page.postMessage(LINE_GIVEN, ask, [port2])
      }
    }
  }

  /** A port says by itself when its other end is gone, but not from everywhere and not always at once. */
  function takeBack(): void {
    for (const page of served) if (!page.isDestroyed()) page.send(LINE_LOST)
    served.clear()
  }

  electron.ipcMain.on(LINE_WANTED, (event: IpcMainEvent, ask: unknown) => {
    if (!isOurPage(event) || !isAsk(ask)) return
    if (waiting.size >= MOST_PAGES && !waiting.has(event.sender)) return
    waiting.set(event.sender, ask)
    give()
  })
  keeper.onChange(() => {
    if (keeper.state().kind === 'open') give()
    else takeBack()
  })
}

/** Only the page itself, not a frame in it, and only while it shows our own address. */
function isOurPage({ senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isPageAddress(senderFrame.url)
}

function isAsk(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
