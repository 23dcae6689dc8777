/** Builds the renderer when what it is made of changed since the last build. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './install.mjs'

const stampFile = join(root, 'dist', 'renderer.stamp')
const SOURCES = ['renderer/**/*', 'shared/**/*', 'package-lock.json', 'tsconfig.json']

/** Contents, not times: a fresh clone and a branch switch change times without changing anything. */
function sourceHash(): string {
  const hash = createHash('sha256')
  const entries = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }))
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) {
    const text = readFileSync(file)
    hash.update(`${file.slice(root.length)} ${text.length}\n`).update(text)
  }
  return hash.digest('hex')
}

/** In a process of its own: Vite sets NODE_ENV for good, and what is started next must not inherit that. */
async function runVite(): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const config = join(root, 'renderer', 'vite.config.ts')
  const args = [vite, 'build', '--config', config, '--logLevel', 'error']
  const child = spawn(process.execPath, args, {
    cwd: root,
    // A test runner has another one, by which the pages would be built for developers.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', process.stderr, process.stderr],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('The pages of the desk could not be built; the reason stands above.')
}

/**
 * Leaves `dist/renderer` up to date; progress goes to stderr, so that stdout stays free for `--print-token`.
 * @throws {Error} when the build fails; Vite has said why
 */
export async function buildRenderer(): Promise<void> {
  const wanted = sourceHash()
  const isCurrent = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  if (isCurrent && existsSync(join(root, 'dist', 'renderer', 'index.html'))) return
  const startedAt = performance.now()
  rmSync(stampFile, { force: true })
  await runVite()
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, wanted)
  console.error(`Built the desk's pages in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
}
