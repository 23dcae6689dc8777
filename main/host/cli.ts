/** `npm run keyrack -- verify --data DIR`: recounts a ledger, also while its host is running, and tells every difference. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { verifyLedger } from '../ledger/verify.ts'
import { LEDGER_FILE } from '../store/open.ts'

const USAGE = `Usage: npm run keyrack -- verify --data DIR

  verify   recounts rooms, stays and counters and walks the journal's chain;
           exits 0 when the ledger is clean, 1 when it is not, 2 when it cannot be read`

const CLEAN = 0
const DIFFERENT = 1
const UNUSABLE = 2

function main(argv: string[]): number {
  let data: string | undefined
  let command: string | undefined
  try {
    const parsed = parseArgs({ args: argv, options: { data: { type: 'string' } }, allowPositionals: true })
    data = parsed.values.data
    command = parsed.positionals[0]
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return UNUSABLE
  }
  if (command !== 'verify' || data === undefined) {
    console.error(USAGE)
    return UNUSABLE
  }
  return verify(data)
}

function verify(dir: string): number {
  const path = join(dir, LEDGER_FILE)
  if (!existsSync(path)) {
    console.error(`${dir} holds no ledger. Name the folder that the desk was started with.`)
    return UNUSABLE
  }
  let sqlite: Database.Database
  try {
    sqlite = new Database(path, { readonly: true })
  } catch (error) {
    console.error(`The ledger cannot be opened: ${error instanceof Error ? error.message : String(error)}`)
    return UNUSABLE
  }
  try {
    // One read transaction: a running host goes on writing, and this sees one moment.
    const differences = sqlite.transaction(() => verifyLedger(sqlite))()
    const seq = sqlite.prepare('SELECT coalesce(max(seq), 0) FROM journal').pluck().get()
    for (const { invariant, what } of differences) console.log(`${invariant}  ${what}`)
    console.log(
      differences.length === 0
        ? `clean: everything counted, journal whole through ${seq}`
        : `${differences.length} differences`,
    )
    return differences.length === 0 ? CLEAN : DIFFERENT
  } catch (error) {
    console.error(`The ledger cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return UNUSABLE
  } finally {
    sqlite.close()
  }
}

process.exitCode = main(process.argv.slice(2))
