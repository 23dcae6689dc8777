/** What is packed for Electron, whose Node reads no TypeScript, is the same desk: built, started and asked for its page. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const APP = join(ROOT, 'dist', 'app')
let data = ''
let host: ChildProcess

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: ROOT, stdio: 'ignore' })
  data = mkdtempSync(join(tmpdir(), 'keyrack-packaged-'))
}, 60_000)

afterAll(async () => {
  if (host.exitCode === null && host.signalCode === null) {
    const exited = once(host, 'exit')
    host.kill('SIGKILL')
    await exited
  }
  rmSync(data, { recursive: true, force: true, maxRetries: 5 })
})

test('the packed host opens the demo hotel, serves the packed page and ends when told to', async () => {
  // The hotel's stand-in channel and the sync process are packed entries of their own.
  expect(existsSync(join(APP, 'sync', 'main.js'))).toBe(true)
  const args = ['--demo', '--data', join(data, 'hotel'), '--port', '0', '--no-open', '--print-token']
  host = spawn(process.execPath, ['--no-strip-types', join(APP, 'main', 'host', 'desk.js'), ...args])
  let complaint = ''
  host.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    complaint = (complaint + piece).slice(-2_000)
  })
  const line = await new Promise<string>((resolve, reject) => {
    host.stdout?.setEncoding('utf8').on('data', resolve)
    host.once('exit', () => reject(new Error(complaint)))
  })
  const { url } = JSON.parse(line) as { url: string }
  const page = await fetch(url)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<div id="root">')
  const exited = once(host, 'exit')
  host.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})
