/** A real desk on a folder, as a process of its own, and somebody who asks it over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'

const READY_WITHIN_MS = 30_000

export interface DeskProcess {
  readonly url: string
  readonly token: string
  /** Ends it as a service manager would. */
  close(): Promise<void>
}

export async function startDesk(dir: string): Promise<DeskProcess> {
  const args = ['main/host/desk.ts', '--data', dir, '--port', '0', '--no-open', '--print-token']
  const host = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = () => ended(host)
  try {
    return { ...(await announced(host)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function ended(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const exit = once(host, 'exit')
  host.kill('SIGTERM')
  await exit
}

function announced(host: ChildProcess): Promise<{ url: string; token: string }> {
  return new Promise((resolve, reject) => {
    let out = ''
    const timer = setTimeout(() => reject(new Error('the desk did not start in time')), READY_WITHIN_MS)
    host.once('exit', () => reject(new Error('the desk ended before it was ready')))
    host.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      out += piece
      const line = out.split('\n').find((each) => each.startsWith('{'))
      if (line === undefined || !out.includes(`${line}\n`)) return
      clearTimeout(timer)
      resolve(JSON.parse(line) as { url: string; token: string })
    })
  })
}

export interface Answered {
  readonly status: number
  readonly body: Record<string, unknown>
  /** From the first byte of the request to the last one of the answer. */
  readonly spentMs: number
}

/** A caller with one connection, which it keeps. */
export interface HttpCaller {
  post(path: string, input: unknown): Promise<Answered>
  close(): void
}

export function httpCaller({ url, token }: DeskProcess): HttpCaller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    post: (path, input) =>
      new Promise((resolve, reject) => {
        const sent = Buffer.from(JSON.stringify(input))
        const beganAt = performance.now()
        const asked = request(
          `${url}/api${path}`,
          { method: 'POST', agent, headers: { ...headers, 'content-length': sent.length } },
          (answer) => {
            const pieces: Buffer[] = []
            answer.on('data', (piece: Buffer) => pieces.push(piece))
            answer.on('error', reject)
            answer.on('end', () => {
              const spentMs = performance.now() - beganAt
              const body = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>
              resolve({ status: answer.statusCode ?? 0, body, spentMs })
            })
          },
        )
        asked.on('error', reject)
        asked.end(sent)
      }),
    close: () => agent.destroy(),
  }
}
