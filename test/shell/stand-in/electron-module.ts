/**
 * The stand-in in the place of the package `electron`, for the shell's entry in a process of its own. The page in its
 * window asks for the hotel and tells whoever started the process; then that one says when to quit.
 */
import { once } from 'node:events'
import { browserPagePorts } from '../../../renderer/connection/browser-ports.ts'
import { openDeskClient } from '../../../renderer/connection/desk-client.ts'
import { shellLinkPorts } from '../../../renderer/connection/shell-line.ts'
import { electronStandIn } from './electron.ts'

const standIn = electronStandIn()

export const {
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
} = standIn.electron

// Electron is ready when the program's entry has run.
setImmediate(() => standIn.app.becomeReady())
process.on('message', (wish) => {
  if (wish === 'quit') standIn.trays[0]?.choose('Quit Keyrack')
})
void standIn.app.exited.then((code) => process.exit(code))

const look = setInterval(() => {
  const contents = standIn.windows[0]?.webContents
  if (contents?.page == null) return
  clearInterval(look)
  void visit(contents.html, contents.page.window)
}, 20)

async function visit(html: string, window: object): Promise<void> {
  const client = openDeskClient(shellLinkPorts(window as never, browserPagePorts))
  // Filling the demo may take longer than a call waits for its line.
  while (client.link.state.kind !== 'live') {
    await new Promise<void>((resolve) => {
      const end = client.link.subscribe(() => {
        end()
        resolve()
      })
    })
  }
  const { hotel } = await client.calls.property.get()
  while ((await client.calls.channels.list()).syncRunning === false) await once(standIn.trays[0]!, 'menu')
  const processes = standIn.processes.map(({ serviceName, pid }) => ({ serviceName, pid }))
  process.send?.({ html, hotel: hotel?.name, processes })
}
