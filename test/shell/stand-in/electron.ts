/**
 * A stand-in for as much of Electron as the shell uses, which records every call. What runs in it is real: the host, sync
 * and sandbox are processes, ports carry, pages are answered by the shell's own handler.
 */
import { EventEmitter } from 'node:events'
import type { ElectronParts } from '../../../main/shell/electron-parts.ts'
import { StandInProcess } from './child-process.ts'
import { StandInChannel } from './ports.ts'
import { type StandInContents, StandInWindow, type Surroundings, type WindowOptions } from './windows.ts'

export interface RecordedCall {
  readonly what: string
  readonly args: readonly unknown[]
}

type Template = readonly {
  label?: string
  role?: string
  enabled?: boolean
  click?: () => void
  submenu?: Template
}[]

export class StandInTray extends EventEmitter {
  readonly icon: string
  toolTip = ''
  menu: Template = []
  constructor(icon: string) {
    super()
    this.icon = icon
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setContextMenu(menu: { template: Template }): void {
    this.menu = menu.template
    this.emit('menu')
  }
  /** As when somebody chooses it. */
  choose(label: string): void {
    this.menu.find((item) => item.label === label)?.click?.()
  }
}

class StandInApp extends EventEmitter {
  isPackaged = false
  readonly #exited = Promise.withResolvers<number>()
  readonly #ready = Promise.withResolvers<void>()
  readonly #record: Surroundings['record']
  readonly #windows: readonly StandInWindow[]
  readonly #isFirst: boolean
  #isReady = false

  constructor(record: Surroundings['record'], windows: readonly StandInWindow[], isFirst: boolean) {
    super()
    this.#record = record
    this.#windows = windows
    this.#isFirst = isFirst
  }
  /** Resolves with the code with which the program ended. */
  get exited(): Promise<number> {
    return this.#exited.promise
  }
  enableSandbox = () => this.#record('app.enableSandbox')
  setAppUserModelId = (id: string) => this.#record('app.setAppUserModelId', id)
  requestSingleInstanceLock(): boolean {
    this.#record('app.requestSingleInstanceLock')
    return this.#isFirst
  }
  whenReady = () => this.#ready.promise
  isReady = () => this.#isReady
  becomeReady(): void {
    this.#record('ready')
    this.#isReady = true
    this.#ready.resolve()
  }
  /** In Electron's order: who wants to prevent it, can, at each step. */
  quit(): void {
    if (this.#isPrevented('before-quit')) return
    for (const window of this.#windows) if (!window.isDestroyed() && !window.close()) return
    if (!this.#isPrevented('will-quit')) this.exit(0)
  }
  exit(code: number): void {
    this.#record('app.exit', code)
    this.#exited.resolve(code)
  }
  #isPrevented(event: string): boolean {
    let isPrevented = false
    this.emit(event, { preventDefault: () => (isPrevented = true) })
    return isPrevented
  }
}

export interface StandIn {
  readonly electron: ElectronParts
  readonly app: StandInApp
  readonly calls: readonly RecordedCall[]
  readonly windows: readonly StandInWindow[]
  readonly trays: readonly StandInTray[]
  /** Every process that was ever started, in order. */
  readonly processes: readonly StandInProcess[]
  readonly ipcMain: EventEmitter
  readonly powerMonitor: EventEmitter
  readonly permissions: { request: unknown; check: unknown }
  /** Questions that were asked, each with the way to answer it. */
  readonly questions: {
    readonly detail: string
    readonly buttons: readonly string[]
    answer(button: string): void
  }[]
  menu(): Template
  fetch(url: string, init?: RequestInit): Promise<Response>
  callsOf(what: string): (readonly unknown[])[]
}

export interface StandInOptions {
  /** Whether no other instance of the program runs. */
  readonly isFirst?: boolean
  readonly hasTray?: boolean
  readonly isPackaged?: boolean
}

export function electronStandIn(options: StandInOptions = {}): StandIn {
  const { isFirst = true, hasTray = true, isPackaged = false } = options
  const calls: RecordedCall[] = []
  const record = (what: string, ...args: unknown[]) => void calls.push({ what, args })
  const windows: StandInWindow[] = []
  const trays: StandInTray[] = []
  const processes: StandInProcess[] = []
  const questions: StandIn['questions'] = []
  const handlers = new Map<string, (request: Request) => Promise<Response> | Response>()
  const permissions: { request: unknown; check: unknown } = { request: null, check: null }
  const ipcMain = new EventEmitter()
  const powerMonitor = new EventEmitter()
  const app = new StandInApp(record, windows, isFirst)
  app.isPackaged = isPackaged
  let menu: Template = []

  const fetch = async (url: string, init?: RequestInit) => {
    const handler = handlers.get(new URL(url).protocol.slice(0, -1))
    if (handler === undefined) throw new Error(`nobody answers ${url}`)
    return handler(new Request(url, init))
  }
  const around: Surroundings = {
    record,
    fetch,
    created: (contents) => app.emit('web-contents-created', {}, contents),
    fromPage: (contents: StandInContents, channel, args) => {
      const senderFrame = { url: contents.page?.url ?? '', parent: null }
      ipcMain.emit(channel, { sender: contents, senderFrame }, ...args)
    },
  }

  const electron = {
    app,
    BrowserWindow: class extends StandInWindow {
      constructor(options: WindowOptions) {
        record('new BrowserWindow', options)
        super(options, around)
        windows.push(this)
      }
    },
    dialog: {
      showMessageBox: (options: { detail: string; buttons: string[] }) => {
        record('dialog.showMessageBox', options)
        return new Promise((resolve) => {
          const answer = (button: string) => resolve({ response: options.buttons.indexOf(button) })
          questions.push({ detail: options.detail, buttons: options.buttons, answer })
        })
      },
      showErrorBox: (title: string, text: string) => record('dialog.showErrorBox', title, text),
    },
    ipcMain,
    Menu: {
      buildFromTemplate: (template: Template) => ({ template }),
      setApplicationMenu: (built: { template: Template }) => {
        menu = built.template
      },
    },
    MessageChannelMain: StandInChannel,
    powerMonitor,
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) => record('protocol.registerSchemes', schemes),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
        record('protocol.handle', scheme)
        handlers.set(scheme, handler)
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: unknown) => {
          permissions.request = handler
        },
        setPermissionCheckHandler: (handler: unknown) => {
          permissions.check = handler
        },
      },
    },
    Tray: class extends StandInTray {
      constructor(icon: string) {
        record('new Tray', icon)
        if (!hasTray) throw new Error('no place for a tray')
        super(icon)
        trays.push(this)
      }
    },
    utilityProcess: {
      fork: (entry: string, args: string[], options: object) => {
        record('utilityProcess.fork', entry, args, options)
        const process = new StandInProcess(entry, args, options)
        processes.push(process)
        return process
      },
    },
  }
  return {
    electron: electron as unknown as ElectronParts,
    app,
    calls,
    windows,
    trays,
    processes,
    ipcMain,
    powerMonitor,
    permissions,
    questions,
    menu: () => menu,
    fetch,
    callsOf: (what) => calls.filter((call) => call.what === what).map(({ args }) => args),
  }
}
