/** Fills a demo hotel for the tests to copy, until its channel shows everything. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './install.mjs'

const FILLED_WITHIN_MS = 120_000
const LOOK_EVERY_MS = 250

export interface DemoTemplate {
  readonly dir: string
  remove(): void
}

/** @throws Error when the desk does not get ready, or its channel not into step, in time. */
export async function makeDemoTemplate(): Promise<DemoTemplate> {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-demo-'))
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  const flags = ['--demo', '--data', dir, '--port', '0', '--no-open', '--print-token']
  const desk = spawn(process.execPath, ['main/host/desk.ts', ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const late = setTimeout(() => desk.kill('SIGKILL'), FILLED_WITHIN_MS)
  try {
    const { url, token } = await ready(desk)
    while (!(await isInStep(url, token))) await wait(LOOK_EVERY_MS)
  } catch (error) {
    remove()
    throw error
  } finally {
    clearTimeout(late)
    if (desk.exitCode === null && desk.signalCode === null) {
      const exited = once(desk, 'exit')
      desk.kill('SIGTERM')
      await exited
    }
  }
  return { dir, remove }
}

async function ready(desk: ChildProcess): Promise<{ url: string; token: string }> {
  let out = ''
  for await (const piece of desk.stdout ?? []) {
    out += String(piece)
    if (out.includes('\n')) return JSON.parse(out) as { url: string; token: string }
  }
  throw new Error('the demo hotel of the tests could not be filled')
}

interface Lanes {
  readonly channels: readonly { readonly lanes: readonly { readonly state: string }[] }[]
}

async function isInStep(url: string, token: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/channels`, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`the demo hotel of the tests answered ${answer.status}`)
  const { channels } = (await answer.json()) as Lanes
  return channels.length > 0 && channels.every(({ lanes }) => lanes.every(({ state }) => state === 'in_step'))
}
