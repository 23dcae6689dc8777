/**
 * Loaded into a Node process before its program: gives it Electron's `process.parentPort`, and takes Node's own channel
 * away, which a utility process does not have either.
 */
import { EventEmitter } from 'node:events'

export type ShimMessage =
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly id: number }

/** Emits what came before somebody listened as soon as somebody does. */
class Waiting extends EventEmitter {
  readonly #early: unknown[] = []
  protected isFlowing = false

  protected flow(): void {
    this.isFlowing = true
    // The listener that starts the flow is not registered yet when its being new is told.
    process.nextTick(() => {
      for (const event of this.#early.splice(0)) this.emit('message', event)
    })
  }

  take(event: unknown): void {
    if (this.isFlowing && this.#early.length === 0) this.emit('message', event)
    else this.#early.push(event)
  }
}

class HandedPort extends Waiting {
  readonly #id: number
  isClosed = false

  constructor(id: number) {
    super()
    this.#id = id
  }

  start(): void {
    this.flow()
  }

  postMessage(data: unknown): void {
    if (!this.isClosed) tellParent({ kind: 'port', id: this.#id, data })
  }

  close(): void {
    if (this.isClosed) return
    this.end()
    tellParent({ kind: 'closed', id: this.#id })
  }

  end(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.emit('close')
  }
}

class ParentPort extends Waiting {
  constructor() {
    super()
    this.on('newListener', (name) => {
      if (name === 'message' && !this.isFlowing) this.flow()
    })
  }

  postMessage(data: unknown): void {
    tellParent({ kind: 'message', data, ports: [] })
  }
}

const send = process.send?.bind(process)
const ports = new Map<number, HandedPort>()
const parentPort = new ParentPort()

function tellParent(message: ShimMessage): void {
  if (process.connected) send?.(message)
}

function handed(id: number): HandedPort {
  const port = new HandedPort(id)
  ports.set(id, port)
  return port
}

process.on('message', (message: ShimMessage) => {
  if (message.kind === 'message') {
    parentPort.take({ data: message.data, ports: message.ports.map(handed) })
  } else if (message.kind === 'port') ports.get(message.id)?.take({ data: message.data, ports: [] })
  else ports.get(message.id)?.end()
})
// Electron ends its utility processes together with itself.
process.on('disconnect', () => process.exit(0))
Object.defineProperty(process, 'send', { value: undefined })
Object.defineProperty(process, 'parentPort', { value: parentPort })
