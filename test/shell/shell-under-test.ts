/** The shell in a stand-in of Electron, with a small page of its own and the real host, sync and sandbox. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'
import { openShell } from '../../main/shell/desk-shell.ts'
import type { ShellPlaces } from '../../main/shell/electron-parts.ts'
import { browserPagePorts } from '../../renderer/connection/browser-ports.ts'
import { type DeskClient, openDeskClient } from '../../renderer/connection/desk-client.ts'
import { shellLinkPorts } from '../../renderer/connection/shell-line.ts'
import { buildPreload } from '../../scripts/build-preload.ts'
import { copyDemo } from '../setup/demo-folder.ts'
import { electronStandIn, type StandIn, type StandInOptions } from './stand-in/electron.ts'
import type { StandInPage } from './stand-in/page.ts'

export const PATIENT = { timeout: 20_000, interval: 20 }

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-shell-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

/** A page as the build makes it, in small. */
export function smallPage(): string {
  const dir = tempFolder()
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'index.html'), '<!doctype html><div id="root"></div>')
  writeFileSync(join(dir, 'assets', 'desk-1a2b.js'), 'export {}')
  writeFileSync(join(dir, 'assets', 'inter-3c4d.woff2'), 'font')
  return dir
}

let preload: Promise<string> | null = null

/** Built once; a few milliseconds. */
async function builtPreload(): Promise<string> {
  preload ??= (async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'keyrack-preload-')), 'preload.cjs')
    await buildPreload(fileOf(''), file)
    return file
  })()
  return preload
}

export async function shellPlaces(): Promise<ShellPlaces> {
  return {
    hostEntry: fileOf('main/host/utility.ts'),
    syncEntry: fileOf('sync/main.ts'),
    sandboxEntry: fileOf('sync/sandbox/bookingcom-entry.ts'),
    sandboxesEntry: fileOf('sync/sandbox/demo-entry.ts'),
    preload: await builtPreload(),
    pageDir: smallPage(),
    icon: fileOf('main/shell/icon.png'),
    trayIcon: fileOf('main/shell/tray.png'),
  }
}

export interface ShellUnderTest extends StandIn {
  readonly data: string
  /** Process ids of what runs under this name. */
  pids(serviceName: string): number[]
  /** What hosts and their processes wrote to their standard error. */
  complaints(): string
}

export interface ShellStart extends StandInOptions {
  readonly data?: string
  readonly args?: readonly string[]
  readonly places?: Partial<ShellPlaces>
}

export async function startShell(start: ShellStart = {}): Promise<ShellUnderTest> {
  const data = start.data ?? join(tempFolder(), 'hotel')
  copyDemo(data, start.args ?? [])
  const places = { ...(await shellPlaces()), ...start.places }
  const standIn = electronStandIn(start)
  let complaints = ''
  const ended = openShell({
    electron: standIn.electron,
    places,
    args: [...(start.isPackaged === true ? [] : ['.']), '--data', data, '--port', '0', ...(start.args ?? [])],
    platform: 'linux',
    clock: {
      monotonic: () => performance.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      fraction: () => 0.1,
    },
    endNow(child) {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    },
    complain: (text) => {
      complaints = (complaints + text).slice(-4_000)
    },
  })
  onTestFinished(async () => {
    standIn.app.quit()
    await standIn.app.exited
  })
  standIn.app.becomeReady()
  await ended
  return {
    ...standIn,
    data,
    pids: (name) =>
      standIn.processes.flatMap(({ serviceName, pid }) =>
        serviceName === name && pid !== undefined ? [pid] : [],
      ),
    complaints: () => complaints,
  }
}

/** The page in a window, once it is loaded. */
export async function pageOf(shell: StandIn, window = 0): Promise<StandInPage> {
  return vi.waitFor(() => {
    const page = shell.windows[window]?.webContents.page
    if (page == null) throw new Error('no page yet')
    return page
  }, PATIENT)
}

/** The page's own connection, as `renderer/desk.tsx` opens it. */
export function connect(page: StandInPage): DeskClient {
  const client = openDeskClient(shellLinkPorts(page.window as never, browserPagePorts))
  onTestFinished(() => client.close())
  return client
}

export const untilLive = (client: DeskClient) =>
  vi.waitFor(() => {
    if (client.link.state.kind !== 'live') throw new Error(`the line is ${client.link.state.kind}`)
  }, PATIENT)
