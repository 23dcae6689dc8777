/** The project's own files, for rules that hold for all of them. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
/** What .gitignore names, and what npm writes: nobody's sources. Not asked of git, which a copy may be without. */
const FOREIGN = new Set([
  '.git',
  'node_modules',
  'dist',
  'data',
  'coverage',
  'test-results',
  '.keyrack',
  '.vitest',
])
const GENERATED = new Set(['package-lock.json'])
const BINARY = /\.(png|ico|icns|woff2?|gz|br|db|log)$/

export interface SourceFile {
  /** Below the repository, with `/`. */
  readonly path: string
  readonly text: string
}

export function sourceFiles(): SourceFile[] {
  const entries = globSync('{.*,*,.*/**,*/**/.*,*/**/*}', {
    cwd: ROOT,
    withFileTypes: true,
    exclude: (entry) => FOREIGN.has(entry.name),
  })
  const paths = entries
    // A worktree's .git is a file, which the pattern itself names.
    .filter((entry) => entry.isFile() && !FOREIGN.has(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !GENERATED.has(path) && !BINARY.test(path))
  return [...new Set(paths)].sort().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
