/** The project's own files, for rules that hold for all of them. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const GENERATED = new Set(['package-lock.json'])
const BINARY = /\.(png|ico|icns|woff2?|gz|br|db)$/

export interface SourceFile {
  /** Below the repository, with `/`. */
  readonly path: string
  readonly text: string
}

/** Tracked files and those about to be; what .gitignore names is nobody's source. */
export function sourceFiles(): SourceFile[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0')
  return listed
    .filter((path) => path !== '' && !GENERATED.has(path) && !BINARY.test(path))
    .filter((path) => existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
