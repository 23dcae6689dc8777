/** Electron's message ports in the main process, over Node's own: nothing comes before `start`, and posts come as events. */
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

export class StandInPort extends EventEmitter {
  #port: MessagePort | null

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('close', () => this.emit('close'))
  }

  start(): void {
    this.#port?.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
    this.#port?.start()
  }

  postMessage(data: unknown): void {
    this.#port?.postMessage(data)
  }

  close(): void {
    this.#port?.close()
  }

  /** Hands it over to another process; it is of no more use here. */
  transfer(): MessagePort {
    const port = this.#port
    if (port === null) throw new Error('a port can be handed over once')
    this.#port = null
    port.removeAllListeners()
    return port
  }
}

export class StandInChannel {
  readonly port1: StandInPort
  readonly port2: StandInPort

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new StandInPort(port1)
    this.port2 = new StandInPort(port2)
  }
}
