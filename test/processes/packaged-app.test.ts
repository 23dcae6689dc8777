/** What is packed for Electron, whose Node reads no TypeScript, is the same desk: built, started and asked for its page. */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { stillRunning } from './process-table.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const APP = join(ROOT, 'dist', 'app')
let data = ''
let child: ChildProcess

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: ROOT, stdio: 'ignore' })
  data = mkdtempSync(join(tmpdir(), 'keyrack-packaged-'))
}, 60_000)

afterEach(async () => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
})
afterAll(() => rmSync(data, { recursive: true, force: true, maxRetries: 10 }))

/** The end of what it writes to its standard error, for the message when it ends too early. */
function complaintOf(process: ChildProcess): () => string {
  let complaint = ''
  process.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    complaint = (complaint + piece).slice(-2_000)
  })
  return () => complaint
}

test('the packed host opens the demo hotel, serves the packed page and ends when told to', async () => {
  // The hotel's stand-in channel and the sync process are packed entries of their own.
  expect(existsSync(join(APP, 'sync', 'main.js'))).toBe(true)
  const args = ['--demo', '--data', join(data, 'host'), '--port', '0', '--no-open', '--print-token']
  child = spawn(process.execPath, ['--no-strip-types', join(APP, 'main', 'host', 'desk.js'), ...args])
  const complaint = complaintOf(child)
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', resolve)
    child.once('exit', () => reject(new Error(complaint())))
  })
  const { url } = JSON.parse(line) as { url: string }
  const page = await fetch(url)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<div id="root">')
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test('the packed shell, with a stand-in for Electron alone, shows the packed page, which reaches the hotel', async () => {
  const { main } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { main: string }
  child = fork(join(ROOT, main), ['--demo', '--data', join(data, 'shell'), '--port', '0'], {
    execArgv: ['--import', new URL('../shell/stand-in/electron-hook.ts', import.meta.url).href],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const complaint = complaintOf(child)
  const seen = await new Promise<{ html: string; hotel: string; processes: { pid: number }[] }>(
    (resolve, reject) => {
      child.once('message', (message) => resolve(message as never))
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${complaint()}`)))
    },
  )
  expect(seen.html).toContain('<div id="root">')
  expect(seen.hotel).toBe('Hotel Adler')
  expect(seen.processes).toMatchObject([
    { serviceName: 'Keyrack host' },
    { serviceName: 'Keyrack sandbox' },
    { serviceName: 'Keyrack sync' },
  ])
  const pids = seen.processes.map(({ pid }) => pid)
  expect(stillRunning(pids)).toHaveLength(3)
  const exited = once(child, 'exit')
  child.send('quit')
  expect(await exited).toEqual([0, null])
  expect(stillRunning(pids)).toEqual([])
})

test('nothing that is packed imports Electron outside the shell, and the preload script is one CommonJS file', () => {
  const importing = globSync('**/*.{js,cjs}', { cwd: APP }).filter((file) =>
    /(?:from\s*|require\()["']electron["']/.test(readFileSync(join(APP, file), 'utf8')),
  )
  const shell = join('main', 'shell')
  expect(importing.sort()).toEqual([join(shell, 'preload.cjs'), join(shell, 'shell.js')])
  const preload = readFileSync(join(APP, shell, 'preload.cjs'), 'utf8')
  expect(preload.match(/\brequire\(/g)).toHaveLength(1)
  expect(preload).not.toMatch(/^\s*(?:import|export)\b/m)
})

test('the fuses leave the packed program to be nothing but the desk', () => {
  const settings = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(settings)![1]!
  const fuses = Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
  )
  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
})
