/**
 * Brings `node_modules` in step with the lockfile and finds the project's own Node. Runs on Node 20 without any
 * dependency, because nothing is installed yet when it is needed.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const modules = join(root, 'node_modules')
const stampFile = join(modules, '.keyrack-installed')
const INSTALL_LIMIT_MS = 15 * 60_000
const LOCK_POLL_MS = 250

/** What the installed packages were made from; another value means that they are out of date. */
function wantedStamp() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    hash.update(readFileSync(join(root, file)))
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`
}

/** @param {string} stamp */
function isCurrent(stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
}

/** The npm that started us, on the Node that npm itself runs on; otherwise the one on the PATH. */
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli !== undefined && /^npm-cli\.c?js$/.test(basename(cli))) {
    return { command: process.env.npm_node_execpath ?? process.execPath, first: [cli], shell: false }
  }
  // On Windows npm is a .cmd file, which only a shell can start.
  return { command: 'npm', first: [], shell: process.platform === 'win32' }
}

function install() {
  const startedAt = performance.now()
  console.error('Installing packages (the first time takes a minute or two) ...')
  const { command, first, shell } = npmCommand()
  // `install`, not `ci`: a registry mirror may lack optional packages of other platforms, and `ci` then refuses.
  // Without scripts: nothing here has to be compiled, and an older npm would try to with better-sqlite3.
  const flags = ['--no-save', '--include=dev', '--include=optional', '--ignore-scripts', '--loglevel=error']
  const result = spawnSync(command, [...first, 'install', ...flags], {
    cwd: root,
    shell,
    stdio: ['ignore', 2, 2],
    timeout: INSTALL_LIMIT_MS,
  })
  if (result.status !== 0) {
    const why = result.error?.message ?? `npm ended with ${result.status ?? result.signal}`
    throw new Error(
      `Packages could not be installed (${why}). Check that the npm registry can be reached, then run the same command again.`,
    )
  }
  console.error(`Installed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Two commands started together must not both write into node_modules: the second waits for the first.
 * @param {() => void} work
 */
async function withInstallLock(work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const lock = join(tmpdir(), `keyrack-install-${name}.lock`)
  const giveUpAt = performance.now() + INSTALL_LIMIT_MS
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
    }
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
    // An empty file is one whose owner is about to write its number.
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true })
    else if (performance.now() > giveUpAt)
      throw new Error(`Another installation (process ${holder}) does not end.`)
    else await sleep(LOCK_POLL_MS)
  }
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/**
 * Installs when `node_modules` is missing or older than the lockfile. Progress goes to stderr.
 * @throws {Error} with a sentence that says what to do
 */
export async function ensureInstalled() {
  const stamp = wantedStamp()
  if (isCurrent(stamp)) return
  await withInstallLock(() => {
    if (isCurrent(stamp)) return
    install()
    mkdirSync(modules, { recursive: true })
    writeFileSync(stampFile, stamp)
  })
}

/** @param {string} version such as `24.21.0` */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 19)
}

/** @param {string} file */
function runs(file) {
  try {
    return isNodeNewEnough(execFileSync(file, ['--version'], { encoding: 'utf8' }).trim().slice(1))
  } catch {
    return false
  }
}

/**
 * The Node that npm installed for this platform, else this one when it is new enough (macOS, Alpine).
 * @returns {string}
 * @throws {Error} when there is none
 */
export function projectNode() {
  const os = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(modules, `node-${os}-${process.arch}`, 'bin', file)
  if (existsSync(own) && runs(own)) return own
  if (isNodeNewEnough(process.versions.node)) return process.execPath
  throw new Error(
    `Keyrack needs Node 24 (or 22.19 and newer); this is ${process.version}, and npm has none for ${process.platform} ${process.arch}. Install Node 24 and run the same command again.`,
  )
}
