/** Electron's program, if this machine has it or can have it soon. Never imports the package, which would throw. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

export type ElectronProgram = { readonly path: string } | { readonly missing: string }

const home = join(root, 'node_modules', 'electron')
const REACH_LIMIT_MS = 3_000
const DOWNLOAD_LIMIT_MS = 5 * 60_000
const PROBE_LIMIT_MS = 10_000

function programPath(): string | null {
  const pathFile = join(home, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (elsewhere !== undefined) return join(elsewhere, name ?? 'electron')
  const path = name === null ? null : join(home, 'dist', name)
  return path !== null && existsSync(path) ? path : null
}

/** Why a window could not appear even if the program is there. */
function missingScreen(): string | null {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no screen'
  // Chromium refuses to sandbox what root runs, and without its sandbox we do not show pages.
  return process.getuid?.() === 0 ? 'it does not run as root' : null
}

/** Starts it as a plain Node, which needs all its libraries but no screen. */
function canRun(path: string): boolean {
  try {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    execFileSync(path, ['--version'], { env, stdio: 'ignore', timeout: PROBE_LIMIT_MS })
    return true
  } catch {
    return false
  }
}

/** A network that swallows packets must not keep the desk waiting: whoever has no answer soon has no download. */
async function canReachDownloads(): Promise<boolean> {
  const origin = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com'
  try {
    const signal = AbortSignal.timeout(REACH_LIMIT_MS)
    await fetch(origin, { method: 'HEAD', redirect: 'manual', signal })
    return true
  } catch {
    return false
  }
}

async function download(): Promise<string | null> {
  if (!(await canReachDownloads())) return 'its download cannot be reached'
  console.error('Downloading Electron (once, about 120 MB) ...')
  const result = spawnSync(process.execPath, [join(home, 'install.js')], {
    stdio: ['ignore', 2, 'ignore'],
    timeout: DOWNLOAD_LIMIT_MS,
  })
  return result.status === 0 ? null : 'its download failed'
}

/** Looks, downloads when that is possible (at most five minutes) and wished for, and tries it out. */
export async function findElectron({ mayDownload = true } = {}): Promise<ElectronProgram> {
  const noScreen = missingScreen()
  if (noScreen !== null) return { missing: noScreen }
  if (programPath() === null && mayDownload) {
    const failure = await download()
    if (failure !== null) return { missing: failure }
  }
  const path = programPath()
  if (path === null) return { missing: 'it is not installed' }
  if (!canRun(path)) return { missing: 'it does not start here' }
  return { path }
}
