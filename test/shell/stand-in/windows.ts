/** Electron's windows and what is in them; a page is loaded through the handler of its address's scheme. */
import { EventEmitter } from 'node:events'
import { StandInPage } from './page.ts'
import type { StandInPort } from './ports.ts'

export interface WindowOptions {
  readonly [name: string]: unknown
  readonly webPreferences: { readonly preload: string; readonly [name: string]: unknown }
}

/** What a window needs of the rest of the stand-in. */
export interface Surroundings {
  record(what: string, ...args: unknown[]): void
  /** Answers an address as the registered handler of its scheme does. */
  fetch(url: string): Promise<Response>
  fromPage(contents: StandInContents, channel: string, args: readonly unknown[]): void
  created(contents: StandInContents): void
}

export class StandInContents extends EventEmitter {
  page: StandInPage | null = null
  html = ''
  onOpen: ((details: object) => { action: string }) | null = null
  readonly #preload: string
  readonly #around: Surroundings
  #isDestroyed = false

  constructor(preload: string, around: Surroundings) {
    super()
    this.#preload = preload
    this.#around = around
  }

  setWindowOpenHandler(handler: (details: object) => { action: string }): void {
    this.onOpen = handler
  }

  async load(url: string): Promise<void> {
    const answer = await this.#around.fetch(url)
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
    this.html = await answer.text()
    this.page?.leave()
    this.page = new StandInPage(url, this.#preload, (channel, ...args) =>
      this.#around.fromPage(this, channel, args),
    )
  }

  reload(): void {
    this.#around.record('webContents.reload')
    const url = this.page?.url
    if (url !== undefined) void this.load(url).then(() => this.emit('did-finish-load'))
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  postMessage(channel: string, message: unknown, ports: readonly StandInPort[] = []): void {
    this.#around.record(`webContents.postMessage ${channel}`, message)
    const handed = ports.map((port) => port.transfer())
    if (this.page === null) for (const port of handed) port.close()
    this.page?.tellPreload(channel, [message], handed)
  }

  send(channel: string, ...args: unknown[]): void {
    this.#around.record(`webContents.send ${channel}`, ...args)
    this.page?.tellPreload(channel, args, [])
  }

  destroy(): void {
    this.#isDestroyed = true
    this.page?.leave()
    this.page = null
  }
}

export class StandInWindow extends EventEmitter {
  readonly options: WindowOptions
  readonly webContents: StandInContents
  isShown = false
  isFocused = false
  isSmall = false
  readonly #around: Surroundings
  #isDestroyed = false

  constructor(options: WindowOptions, around: Surroundings) {
    super()
    this.options = options
    this.#around = around
    this.webContents = new StandInContents(options.webPreferences.preload, around)
    around.created(this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    this.#around.record('window.loadURL', url)
    await this.webContents.load(url)
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }

  show(): void {
    this.isShown = true
  }

  hide(): void {
    this.isShown = false
  }

  focus(): void {
    this.isFocused = true
  }

  restore(): void {
    this.isSmall = false
  }

  isMinimized(): boolean {
    return this.isSmall
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  /** As when somebody presses its cross; answers whether it closed. */
  close(): boolean {
    let isPrevented = false
    this.emit('close', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) this.destroy()
    return !isPrevented
  }

  destroy(): void {
    this.#isDestroyed = true
    this.isShown = false
    this.webContents.destroy()
    this.emit('closed')
  }
}
