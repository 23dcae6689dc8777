/** A data folder and the real desk on it: started, killed and started again, with every process ended in the end. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, vi } from 'vitest'
import { copyDemo } from '../setup/demo-folder.ts'
import { type Caller, restCaller, type SocketCaller, socketCaller } from './callers.ts'
import { childrenOf, stillRunning } from './process-table.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const READY_WITHIN_MS = 30_000
const GONE_WITHIN_MS = 15_000
const KEPT_COMPLAINT = 20_000

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A host process from its start on, whether it gets ready or not. */
export interface Launch {
  readonly pid: number
  /** Rejects when it ends before it is ready, or is not ready in time. */
  readonly ready: Promise<RunningDesk>
  readonly ended: Promise<Ended>
  /** kill -9; resolves when the host and every child it had are gone, and fails when a child outlives it. */
  kill(): Promise<void>
}

export interface RunningDesk {
  readonly pid: number
  readonly url: string
  readonly token: string
  readonly rest: Caller
  readonly socket: SocketCaller
  readonly client: SocketCaller['client']
  /** The sync process; undefined between its death and its next start. */
  syncPid(): number | undefined
  sandboxPid(): number | undefined
  kill(): Promise<void>
  /** As a service manager would end it. */
  stop(): Promise<Ended>
}

export interface DeskFolder {
  readonly data: string
  launch(...flags: string[]): Launch
  start(...flags: string[]): Promise<RunningDesk>
  /** kill -9 for whatever still runs here. */
  endAll(): Promise<void>
  /** Removed in the end, with the folder. */
  alsoRemove(path: string): void
}

type WhenOver = (end: () => Promise<void>, timeoutMs: number) => void

/**
 * Registers its own end.
 * @param whenOver `afterAll` at the top of a file; a test that has a folder of its own gives `onTestFinished`.
 */
export function deskFolder(whenOver: WhenOver = afterAll): DeskFolder {
  const data = mkdtempSync(join(tmpdir(), 'keyrack-processes-'))
  const remove = [data]
  let launches: Launch[] = []
  const endAll = async () => {
    await Promise.all(launches.map((launched) => launched.kill()))
    launches = []
  }
  whenOver(async () => {
    try {
      await endAll()
    } finally {
      for (const path of remove) {
        rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
      }
    }
  }, 2 * GONE_WITHIN_MS)
  const begin = (...flags: string[]) => {
    copyDemo(data, flags)
    const launched = launch(['--data', data, ...flags])
    launches.push(launched)
    return launched
  }
  return {
    data,
    launch: begin,
    start: (...flags) => begin(...flags).ready,
    endAll,
    alsoRemove: (path) => void remove.push(path),
  }
}

function launch(flags: readonly string[]): Launch {
  const args = ['main/host/desk.ts', '--port', '0', '--no-open', '--print-token', ...flags]
  const host = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  if (host.pid === undefined) throw new Error('the desk could not be started')
  const pid = host.pid
  const output = collect(host)
  const ended = once(host, 'close').then(([code]) => ({
    code: code as number | null,
    stdout: output.stdout,
    stderr: output.stderr,
  }))
  const kill = async () => {
    if (host.exitCode !== null || host.signalCode !== null) return
    // Its children are known by their parent only while that lives.
    const children = childrenOf(pid, '.ts')
    host.kill('SIGKILL')
    await once(host, 'exit')
    await gone(children)
  }
  const ready = opened(host, output).then(async ({ url, token }) => {
    const socket = await socketCaller(url, token)
    const desk: RunningDesk = {
      pid,
      url,
      token,
      rest: restCaller(url, token),
      socket,
      client: socket.client,
      syncPid: () => childrenOf(pid, 'sync/main.ts')[0],
      sandboxPid: () => childrenOf(pid, 'bookingcom-entry.ts')[0],
      kill,
      stop: () => {
        host.kill('SIGTERM')
        return ended
      },
    }
    return desk
  })
  ready.catch(() => undefined)
  return { pid, ready, ended, kill }
}

interface Output {
  stdout: string
  stderr: string
}

function collect(host: ChildProcess): Output {
  const output = { stdout: '', stderr: '' }
  host.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    output.stdout += piece
  })
  host.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    if (process.env.KEYRACK_LOG !== undefined) process.stderr.write(piece)
    output.stderr = (output.stderr + piece).slice(-KEPT_COMPLAINT)
  })
  return output
}

/** The one line that says where the desk is. */
async function opened(host: ChildProcess, output: Output): Promise<{ url: string; token: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ url: string; token: string }>()
  const fail = (why: string) => reject(new Error(`The desk ${why}.\n${output.stderr}`))
  const timer = setTimeout(() => fail(`was not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS)
  host.once('exit', (code, signal) => fail(`ended with ${code ?? signal} before it was ready`))
  host.stdout?.on('data', () => {
    const end = output.stdout.indexOf('\n')
    if (end >= 0) resolve(JSON.parse(output.stdout.slice(0, end)) as { url: string; token: string })
  })
  return promise.finally(() => clearTimeout(timer))
}

/** A child that outlives its host would go on sending, or hold the sandbox's address. */
async function gone(children: readonly number[]): Promise<void> {
  try {
    await vi.waitFor(() => expect(stillRunning(children), 'children that outlive their host').toEqual([]), {
      timeout: GONE_WITHIN_MS,
      interval: 50,
    })
  } catch (error) {
    for (const pid of stillRunning(children)) process.kill(pid, 'SIGKILL')
    throw error
  }
}
