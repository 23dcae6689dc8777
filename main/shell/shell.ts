/**
 * Electron's main process: starts the host in a process of its own and shows the desk in a window. No domain logic:
 * all that matters is tested without it. The page comes from the host's loopback address, as in a browser.
 */
import { join } from 'node:path'
import { app, BrowserWindow, dialog, session, type UtilityProcess, utilityProcess } from 'electron'
import { announcementReader, type HostAnnouncement, openingAddress } from './host-announcement.ts'
import { denyPermissions, lockDownPages, PAGE_PREFERENCES } from './lockdown.ts'

const READY_LIMIT_MS = 30_000
/** A host that fails says why in a line or two; more of it does not fit a dialog. */
const COMPLAINT_LENGTH = 2_000

interface RunningHost {
  readonly process: UtilityProcess
  readonly announcement: Promise<HostAnnouncement>
}

/** The host's own options are those behind ours: `electron . --demo --data DIR`. */
function deskArgs(): string[] {
  return process.argv.slice(app.isPackaged ? 1 : 2)
}

function startHost(): RunningHost {
  const entry = join(import.meta.dirname, '..', 'host', 'desk.js')
  const host = utilityProcess.fork(entry, [...deskArgs(), '--no-open', '--print-token'], {
    serviceName: 'Keyrack host',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  host.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    process.stderr.write(piece)
    complaint = (complaint + piece).slice(-COMPLAINT_LENGTH)
  })
  const announcement = new Promise<HostAnnouncement>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The host did not start in time.')), READY_LIMIT_MS)
    const read = announcementReader((found) => {
      clearTimeout(timer)
      resolve(found)
    })
    host.stdout?.setEncoding('utf8').on('data', read)
    host.once('exit', () => {
      clearTimeout(timer)
      reject(new Error(complaint.trim() || 'The host ended before it was ready.'))
    })
  })
  return { process: host, announcement }
}

async function showDesk(announcement: HostAnnouncement): Promise<void> {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    title: 'Keyrack',
    webPreferences: { ...PAGE_PREFERENCES },
  })
  window.removeMenu()
  window.once('ready-to-show', () => window.show())
  await window.loadURL(openingAddress(announcement))
}

function endWith(message: string): void {
  dialog.showErrorBox('Keyrack cannot go on', message)
  app.exit(1)
}

async function open(): Promise<void> {
  await app.whenReady()
  denyPermissions(session.defaultSession)
  const host = startHost()
  app.on('window-all-closed', () => app.quit())
  let isQuitting = false
  app.on('will-quit', () => {
    isQuitting = true
    host.process.kill()
  })
  await showDesk(await host.announcement)
  host.process.once('exit', () => {
    if (!isQuitting) endWith('The host has ended. Nothing that it confirmed is lost; start Keyrack again.')
  })
}

app.enableSandbox()
lockDownPages(app)
open().catch((error: unknown) => endWith(error instanceof Error ? error.message : String(error)))
