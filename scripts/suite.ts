/** The test suites: which files belong to which, and how each runner is started and its results are read. */
import { spawn } from 'node:child_process'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './install.mjs'

export interface Suite {
  readonly name: string
  /** Paths below the repository, with `/`. */
  readonly files: readonly string[]
  readonly runner: 'vitest' | 'playwright'
}

export interface SuiteResult {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly ms: number
}

/** Vitest's JSON report, as far as we read it. */
interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

/** Playwright's JSON report, as far as we read it. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/** Every test file, in the suite that runs it; suites come in the order in which they run. */
export function findSuites(): Suite[] {
  const files = globSync('test/**/*.{test,spec}.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
  const isIn = (folder: string) => (file: string) => file.startsWith(`test/${folder}/`)
  const browser = files.filter(isIn('e2e'))
  const processes = files.filter(isIn('processes'))
  const unit = files.filter((file) => !browser.includes(file) && !processes.includes(file))
  return [
    { name: 'unit', files: unit, runner: 'vitest' },
    { name: 'processes', files: processes, runner: 'vitest' },
    { name: 'browser', files: browser, runner: 'playwright' },
  ]
}

/** Whether a file of the tests imports another one, itself or through what it imports of the tests. */
function reaches(file: string, wanted: string, seen = new Set<string>()): boolean {
  if (file === wanted) return true
  if (seen.has(file) || !file.startsWith(join(root, 'test'))) return false
  seen.add(file)
  const imports = readFileSync(file, 'utf8').matchAll(/from '(\.[^']+\.tsx?)'/g)
  return [...imports].some(([, path = '']) => reaches(join(dirname(file), path), wanted, seen))
}

/** Only what a filter asks for: parts of paths, or the files that have a long form. */
export function selectFiles(suites: readonly Suite[], filters: readonly string[], soak: boolean): Suite[] {
  const isWanted = (file: string) =>
    (filters.length === 0 || filters.some((part) => file.includes(part))) &&
    (!soak || reaches(join(root, file), join(root, 'test/soak.ts')))
  return suites.map((suite) => ({ ...suite, files: suite.files.filter(isWanted) }))
}

function commandOf(suite: Suite, report: string): { args: string[]; env: NodeJS.ProcessEnv } {
  const modules = join(root, 'node_modules')
  if (suite.runner === 'vitest') {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const args = [
      join(modules, 'vitest/vitest.mjs'),
      'run',
      '--project',
      suite.name,
      ...reporters,
      ...suite.files,
    ]
    return { args, env: {} }
  }
  const args = [join(modules, '@playwright/test/cli.js'), 'test', '--reporter=list,json', ...suite.files]
  return { args, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
}

function readReport(suite: Suite, report: string): Pick<SuiteResult, 'passed' | 'failed' | 'skipped'> {
  let text: string
  try {
    text = readFileSync(report, 'utf8')
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
  if (suite.runner === 'vitest') {
    const result = JSON.parse(text) as VitestReport
    const skipped = result.numPendingTests + result.numTodoTests
    return { passed: result.numPassedTests, failed: result.numFailedTests, skipped }
  }
  const { stats } = JSON.parse(text) as PlaywrightReport
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/**
 * Runs one suite in its runner. Its output goes to the terminal, at once or, for a suite that runs beside another one, when
 * it has ended. A runner that fails without a failed test (a file
 * that does not load, an unhandled rejection), and a suite without any test, count as one failure.
 */
export async function runSuite(
  suite: Suite,
  env: NodeJS.ProcessEnv,
  output: 'at once' | 'at the end' = 'at once',
): Promise<SuiteResult> {
  const startedAt = performance.now()
  const report = join(root, 'test-results', `${suite.name}.json`)
  rmSync(report, { force: true })
  const command = commandOf(suite, report)
  const kept: Buffer[] = []
  const status = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, command.args, {
      cwd: root,
      stdio: ['ignore', output === 'at once' ? 'inherit' : 'pipe', output === 'at once' ? 'inherit' : 'pipe'],
      env: { ...process.env, ...env, ...command.env },
    })
    child.stdout?.on('data', (piece: Buffer) => kept.push(piece))
    child.stderr?.on('data', (piece: Buffer) => kept.push(piece))
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
  process.stdout.write(Buffer.concat(kept))
  const counts = readReport(suite, report)
  const isBroken = counts.failed === 0 && (status !== 0 || counts.passed === 0)
  return {
    name: suite.name,
    ...counts,
    failed: isBroken ? 1 : counts.failed,
    ms: performance.now() - startedAt,
  }
}
