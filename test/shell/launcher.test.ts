/** The bootstrap of every command stands out of the way: output, signals and exit codes are the program's own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-launcher-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function launch(program: string, ...args: string[]): ChildProcess {
  const entry = join(folder, 'entry.mjs')
  writeFileSync(entry, program)
  return spawn(process.execPath, ['scripts/run.mjs', relative(ROOT, entry), ...args], { cwd: ROOT })
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = ''
  for await (const piece of stream ?? []) text += String(piece)
  return text
}

test('what the program prints is all that stands on stdout, and its exit code is ours', async () => {
  const child = launch(
    'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7',
    '--x',
    'a b',
  )
  const [out, [code]] = await Promise.all([textOf(child.stdout), once(child, 'exit')])
  expect(out).toBe('["--x","a b"]\n')
  expect(code).toBe(7)
})

test('a signal reaches the program, which ends in its own way', async () => {
  const child = launch(
    "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('ready')",
  )
  await once(child.stdout!, 'data')
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exited).toEqual([3, null])
})

test('a program that dies of a signal is seen to die of it', async () => {
  const child = launch("process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000)")
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
})
