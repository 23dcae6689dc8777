/**
 * `npm test [-- FILTER ...]` runs every suite; `npm run soak` the long forms; `npm run screenshots` takes the
 * pictures of docs/screenshots. Ends with one line of counts.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { provideBrowser } from '../test/setup/browser.ts'
import { TEMPLATE_VARIABLE } from '../test/setup/demo-folder.ts'
import { buildRenderer } from './build-renderer.ts'
import { makeDemoTemplate } from './demo-template.ts'
import { root } from './install.mjs'
import { findSuites, runSuite, type Suite, type SuiteResult, selectFiles } from './suite.ts'

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

function printSummary(results: readonly SuiteResult[], startedAt: number): void {
  const total = { passed: 0, failed: 0, skipped: 0 }
  console.log('')
  for (const result of results) {
    total.passed += result.passed
    total.failed += result.failed
    total.skipped += result.skipped
    const counts = `${result.passed} passed, ${result.failed} failed`
    console.log(`  ${result.name.padEnd(10)} ${seconds(result.ms).padStart(8)}   ${counts}`)
  }
  if (total.skipped > 0) console.log(`  ${total.skipped} skipped`)
  console.log(`  together   ${seconds(performance.now() - startedAt).padStart(8)}`)
  console.log(`Tests: ${total.passed} passed, ${total.failed} failed`)
}

const startedAt = performance.now()
const args = process.argv.slice(2)
const isSoak = args.includes('--soak')
const isPictured = args.includes('--screenshots')
const filters = args.filter((arg) => arg !== '--soak' && arg !== '--screenshots')
const unknown = filters.find((filter) => filter.startsWith('-'))
if (unknown !== undefined) {
  console.error(
    `Unknown option ${unknown}\nUsage: npm test [-- PART-OF-A-PATH ...]   or   npm run soak [-- ...]`,
  )
  process.exit(2)
}

// A suite that a filter leaves empty is left out; one that is empty without a filter is a failure.
const isNarrowed = isSoak || filters.length > 0
const suites = selectFiles(findSuites(), filters, isSoak).filter(
  (suite) => !isNarrowed || suite.files.length > 0,
)
if (suites.length === 0) {
  console.error(`No test file matches ${filters.join(' ') || 'the long forms'}.`)
  process.exit(1)
}

mkdirSync(join(root, 'test-results'), { recursive: true })
const needsDemo = suites.some(({ name }) => name !== 'unit')
const template = needsDemo ? await makeDemoTemplate() : null
const env: NodeJS.ProcessEnv = {
  ...(template === null ? {} : { [TEMPLATE_VARIABLE]: template.dir }),
  ...(isSoak ? { KEYRACK_SOAK: '1' } : {}),
  ...(isPictured ? { KEYRACK_SCREENSHOTS: '1' } : {}),
}
if (suites.some((suite) => suite.runner === 'playwright')) {
  await buildRenderer()
  const browser = await provideBrowser()
  console.log(`Browser: ${browser.name}`)
}
async function run(suite: Suite, output: 'at once' | 'at the end'): Promise<SuiteResult> {
  console.log(`\n== ${suite.name}: ${suite.files.length} files`)
  const result = await runSuite(suite, env, output)
  console.log(`== ${suite.name} took ${seconds(result.ms)}`)
  return result
}

// Real processes mostly wait: they run beside the unit tests and then beside the browser, which both fill the cores. Long
// forms measure how long a machine endures, one after the other.
const results: SuiteResult[] = []
if (isSoak) for (const suite of suites) results.push(await run(suite, 'at once'))
else {
  const waiting = suites
    .filter((suite) => suite.name === 'processes')
    .map((suite) => run(suite, 'at the end'))
  for (const suite of suites.filter(({ name }) => name !== 'processes'))
    results.push(await run(suite, 'at once'))
  results.push(...(await Promise.all(waiting)))
}
template?.remove()
printSummary(results, startedAt)
process.exitCode = results.some((result) => result.failed > 0) ? 1 : 0
