/** Electron's utility processes: a real Node process each, with a `parentPort` in the place of Node's own channel. */
import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import type { ShimMessage } from './parent-port.ts'
import type { StandInPort } from './ports.ts'

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly serviceName?: string
  readonly stdio?: readonly ('pipe' | 'ignore' | 'inherit')[]
}

const SHIM = new URL('./parent-port.ts', import.meta.url).href

export class StandInProcess extends EventEmitter {
  readonly serviceName: string
  readonly args: readonly string[]
  readonly stdout: ChildProcess['stdout']
  readonly stderr: ChildProcess['stderr']
  /** What was posted to it, for tests to look at. */
  readonly posted: unknown[] = []
  readonly #child: ChildProcess
  readonly #ports = new Map<number, MessagePort>()
  #isRunning = false

  constructor(entry: string, args: readonly string[], options: ForkOptions) {
    super()
    this.serviceName = options.serviceName ?? ''
    this.args = args
    const [, out = 'inherit', complaint = 'inherit'] = options.stdio ?? []
    const child = fork(entry, [...args], {
      env: options.env ?? process.env,
      execArgv: ['--import', SHIM],
      serialization: 'advanced',
      stdio: ['ignore', out, complaint, 'ipc'],
    })
    this.#child = child
    this.stdout = child.stdout
    this.stderr = child.stderr
    child.once('spawn', () => {
      this.#isRunning = true
      this.emit('spawn')
    })
    child.on('message', (message: ShimMessage) => this.#take(message))
    child.once('exit', (code, signal) => {
      this.#isRunning = false
      for (const port of this.#ports.values()) port.close()
      this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 1))
    })
  }

  /** Undefined before it runs and after its end, as Electron has it. */
  get pid(): number | undefined {
    return this.#isRunning ? this.#child.pid : undefined
  }

  postMessage(data: unknown, ports: readonly StandInPort[] = []): void {
    this.posted.push(data)
    const ids = ports.map((port) => this.#relay(port.transfer()))
    this.#send({ kind: 'message', data, ports: ids })
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }

  #relay(port: MessagePort): number {
    const id = this.#ports.size + 1
    this.#ports.set(id, port)
    port.on('message', (data: unknown) => this.#send({ kind: 'port', id, data }))
    port.on('close', () => this.#send({ kind: 'closed', id }))
    return id
  }

  #take(message: ShimMessage): void {
    if (message.kind === 'message') this.emit('message', message.data)
    else if (message.kind === 'port') this.#ports.get(message.id)?.postMessage(message.data)
    else this.#ports.get(message.id)?.close()
  }

  #send(message: ShimMessage): void {
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }
}
