/** The desk as a process: started as people start it, killed by its own process id, started again on the same port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyDemo } from '../setup/demo-folder.ts'

const READY_LIMIT_MS = 45_000
const STOP_LIMIT_MS = 10_000
const ROOT = join(import.meta.dirname, '..', '..')

export interface Announced {
  /** Origin of the host, such as `http://127.0.0.1:4780`. */
  readonly url: string
  /** Bearer token for REST; the next start replaces it. */
  readonly token: string
}

/** A data folder, with the demo hotel unless said otherwise, and the desk that runs on it. */
export class DemoDesk {
  readonly #flags: readonly string[]
  readonly #data = mkdtempSync(join(tmpdir(), 'keyrack-e2e-'))
  #process: ChildProcess | null = null

  constructor(flags: readonly string[] = ['--demo']) {
    this.#flags = flags
  }

  /** @param port the same as before, for a desk that comes back; any free one otherwise. */
  async start(port = 0): Promise<Announced> {
    copyDemo(this.#data, this.#flags)
    const args = [...this.#flags, '--data', this.#data, '--port', String(port), '--no-open', '--print-token']
    const host = spawn(process.execPath, ['main/host/desk.ts', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = host
    return announced(host)
  }

  /** As a power cut would: nothing of it runs on. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async close(): Promise<void> {
    const timer = setTimeout(() => this.#process?.kill('SIGKILL'), STOP_LIMIT_MS)
    await this.#end('SIGTERM')
    clearTimeout(timer)
    rmSync(this.#data, { recursive: true, force: true, maxRetries: 5 })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const host = this.#process
    if (host === null || host.exitCode !== null || host.signalCode !== null) return
    const exited = once(host, 'exit')
    host.kill(signal)
    await exited
  }
}

function announced(host: ChildProcess): Promise<Announced> {
  let out = ''
  let complaint = ''
  host.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    complaint = (complaint + piece).slice(-4_000)
  })
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The desk ${why}.\n${complaint}`))
    const timer = setTimeout(() => fail('did not start in time'), READY_LIMIT_MS)
    host.once('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`ended with ${code ?? signal} before it was ready`)
    })
    host.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      out += piece
      const line = out.split('\n').find((each) => each.startsWith('{'))
      if (line === undefined || !out.includes(`${line}\n`)) return
      clearTimeout(timer)
      resolve(JSON.parse(line) as Announced)
    })
  })
}
