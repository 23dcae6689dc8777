/** Starts the real desk as people do, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { DeskClient } from './desk-client.ts'

const DESK = join(import.meta.dirname, '..', '..', 'main', 'host', 'desk.ts')
const READY_WITHIN_MS = 25_000

export interface DeskProcess {
  readonly url: string
  readonly token: string
  readonly pid: number
  readonly client: DeskClient
  /** All that it wrote to stdout. */
  stdout(): string
  /** The end of what it and its processes wrote to stderr: their logs. */
  stderr(): string
  /** Sends the signal and resolves with the exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export async function startDesk(...args: string[]): Promise<DeskProcess> {
  const child = spawn(process.execPath, [DESK, '--port', '0', '--no-open', '--print-token', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  const line = await firstLine(child, output)
  const { url, token } = JSON.parse(line) as { url: string; token: string }
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`, 'keyrack.v1', { headers })
  socket.on('error', () => undefined)
  await once(socket, 'open')
  return {
    url,
    token,
    pid: child.pid!,
    client: createORPCClient(new RPCLink({ websocket: socket as never })),
    stdout: () => output.out,
    stderr: () => output.complaint,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const exited = once(child, 'exit')
      child.kill(signal)
      return (await exited)[0] as number | null
    },
  }
}

/** Runs the desk with arguments that let it end at once. */
export async function runDesk(...args: string[]) {
  const child = spawn(process.execPath, [DESK, '--no-open', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = collect(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...output }
}

function collect(child: ChildProcess): { out: string; complaint: string } {
  const output = { out: '', complaint: '' }
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    output.out += piece
  })
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    output.complaint = (output.complaint + piece).slice(-400_000)
  })
  return output
}

function firstLine(child: ChildProcess, output: { out: string; complaint: string }): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const timer = setTimeout(
    () => reject(new Error(`no desk in time: ${output.complaint.slice(-4_000)}`)),
    READY_WITHIN_MS,
  )
  child.stdout?.on('data', () => {
    if (output.out.includes('\n')) resolve(output.out.split('\n')[0] ?? '')
  })
  child.once('exit', (code) =>
    reject(new Error(`the desk ended with ${code}: ${output.complaint.slice(-4_000)}`)),
  )
  return promise.finally(() => clearTimeout(timer))
}

/** Process ids of a process's children whose command line contains `text`. */
export async function childrenOf(pid: number, text: string): Promise<number[]> {
  const child = spawn('ps', ['-A', '-o', 'pid=,ppid=,args='], { stdio: ['ignore', 'pipe', 'ignore'] })
  let listing = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    listing += piece
  })
  await once(child, 'close')
  return listing
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && Number(match[2]) === pid && match[3]?.includes(text) === true)
    .map((match) => Number(match?.[1]))
}
