/** A page in the stand-in's window: its `window`, and the real preload script in a world of its own beside it. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import type { MessagePort } from 'node:worker_threads'

type Listener = (event: MessageEvent) => void

/** As much of a browser's window as page and preload use; a message to another origin goes nowhere. */
export class StandInPageWindow {
  readonly location: { readonly origin: string }
  readonly #listeners: Listener[] = []
  isGone = false

  constructor(origin: string) {
    this.location = { origin }
  }

  addEventListener(type: string, listener: Listener): void {
    if (type === 'message') this.#listeners.push(listener)
  }

  postMessage(data: unknown, targetOrigin: string, ports: readonly MessagePort[] = []): void {
    if (targetOrigin !== this.location.origin) return
    const copy: unknown = structuredClone(data)
    this.deliver({ data: copy, origin: this.location.origin, source: this, ports })
  }

  /** A message from anywhere, as a browser would deliver it: later. */
  deliver(event: { data: unknown; origin: string; source: unknown; ports: readonly MessagePort[] }): void {
    setImmediate(() => {
      if (this.isGone) return
      for (const listener of [...this.#listeners]) listener(event as unknown as MessageEvent)
    })
  }
}

export class StandInPage {
  readonly url: string
  readonly window: StandInPageWindow
  /** What the preload script asked of its `require`, by name. */
  readonly required: string[] = []
  readonly #toPreload = new EventEmitter()
  readonly #ports: MessagePort[] = []

  /** @param send what its `ipcRenderer.send` does. */
  constructor(url: string, preload: string, send: (channel: string, ...args: unknown[]) => void) {
    this.url = url
    const { protocol, host } = new URL(url)
    this.window = new StandInPageWindow(`${protocol}//${host}`)
    const ipcRenderer = {
      on: (channel: string, listener: (...args: unknown[]) => void) => this.#toPreload.on(channel, listener),
      send: (channel: string, ...args: unknown[]) => {
        const copies = structuredClone(args)
        setImmediate(() => send(channel, ...copies))
      },
    }
    const run = runInThisContext(`(function (require, window) {${readFileSync(preload, 'utf8')}\n})`) as (
      require: (name: string) => unknown,
      window: StandInPageWindow,
    ) => void
    run((name) => {
      this.required.push(name)
      if (name !== 'electron') throw new Error(`a sandboxed preload script cannot load ${name}`)
      return { ipcRenderer }
    }, this.window)
  }

  tellPreload(channel: string, args: readonly unknown[], ports: readonly MessagePort[]): void {
    this.#ports.push(...ports)
    const copies = structuredClone(args)
    setImmediate(() => this.#toPreload.emit(channel, { ports }, ...copies))
  }

  /** Its process is gone or shows something else: its ends of ports close. */
  leave(): void {
    this.window.isGone = true
    for (const port of this.#ports) port.close()
  }
}
