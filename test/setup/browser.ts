/**
 * Finds a Chromium for the browser tests without anything installed by hand: the one named by KEYRACK_CHROMIUM, the
 * one that comes as a package (linux-x64), an installed one, or Playwright's own.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { inflate } from '@sparticuz/chromium'

export interface BrowserProgram {
  /** For people: what it is and where it came from. */
  readonly name: string
  readonly executablePath: string
  /** What it needs beside the test's own environment. */
  readonly env: Readonly<Record<string, string>>
}

const PROBE_LIMIT_MS = 20_000
const INSTALLED_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const INSTALLED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function starts(executablePath: string, env: Readonly<Record<string, string>>): boolean {
  try {
    execFileSync(executablePath, ['--version'], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
      timeout: PROBE_LIMIT_MS,
    })
    return true
  } catch {
    return false
  }
}

/** The package unpacks into TMPDIR, whatever stands there; so it gets one of its own, which appears whole or not. */
async function unpack(archives: string, folder: string): Promise<void> {
  const unfinished = mkdtempSync(`${folder}-`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = unfinished
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(join(archives, name))
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  const program = join(unfinished, 'chromium')
  const libraries = join(unfinished, 'al2023', 'lib')
  const needsLibraries = !starts(program, {})
  if (needsLibraries && !starts(program, { LD_LIBRARY_PATH: libraries })) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error('The packaged Chromium does not start here; name another one in KEYRACK_CHROMIUM.')
  }
  writeFileSync(join(unfinished, 'needs.json'), JSON.stringify({ libraries: needsLibraries }))
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another run was faster; what it unpacked is the same.
    if (!existsSync(join(folder, 'needs.json'))) throw error
  }
}

function isOurs(folder: string): boolean {
  return process.getuid === undefined || statSync(folder).uid === process.getuid()
}

async function packagedBrowser(): Promise<BrowserProgram | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const home = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `keyrack-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (!existsSync(join(folder, 'needs.json'))) await unpack(join(home, 'bin'), folder)
  if (!isOurs(folder)) throw new Error(`${folder} belongs to someone else: remove it, or set TMPDIR.`)
  const needs = JSON.parse(readFileSync(join(folder, 'needs.json'), 'utf8')) as { libraries: boolean }
  const env: Record<string, string> = {}
  if (needs.libraries) env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib')
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts')
  return { name: `@sparticuz/chromium ${version}`, executablePath: join(folder, 'chromium'), env }
}

function installedBrowser(): BrowserProgram | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => INSTALLED_NAMES.map((name) => join(folder, name)))
  const executablePath = [...onPath, ...INSTALLED_PLACES, chromium.executablePath()].find(existsSync)
  return executablePath === undefined ? null : { name: executablePath, executablePath, env: {} }
}

/**
 * Unpacks on first use, which takes seconds: call it once before parallel workers.
 * @throws {Error} when there is none, saying how to name one
 */
export async function provideBrowser(): Promise<BrowserProgram> {
  const named = process.env.KEYRACK_CHROMIUM
  if (named !== undefined) {
    if (!starts(named, {})) throw new Error(`KEYRACK_CHROMIUM names ${named}, which does not start.`)
    return { name: named, executablePath: named, env: {} }
  }
  const found = (await packagedBrowser()) ?? installedBrowser()
  if (found === null) {
    throw new Error('No Chromium found: install one, or name its program in KEYRACK_CHROMIUM.')
  }
  return found
}
