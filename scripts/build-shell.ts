/**
 * Turns the shell, the host and the host's processes into JavaScript for Electron, whose Node does not read TypeScript.
 * The tree under dist/app has the shape of the sources, so that every relative path means the same in both.
 */
import { cpSync, globSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build, type Plugin } from 'rolldown'
import { buildPreload, external } from './build-preload.ts'
import { root } from './install.mjs'

const target = join(root, 'dist', 'app')

/** `new URL('x.ts', import.meta.url)` names the entry of another process: it is built too, and named as built. */
function processEntries(): Plugin {
  const entry = /new URL\(\s*(['"])([^'"]+)\.ts\1\s*,\s*import\.meta\.url\s*,?\s*\)/g
  return {
    name: 'process-entries',
    transform(code, id) {
      if (!code.includes('import.meta.url')) return null
      const built = code.replace(entry, (_match, quote: string, path: string) => {
        this.emitFile({ type: 'chunk', id: resolve(dirname(id), `${path}.ts`) })
        return `new URL(${quote}${path}.js${quote}, import.meta.url)`
      })
      // Lines stay where they are, so the map that stands remains good enough to read a stack by.
      return built === code ? null : { code: built, map: null }
    },
  }
}

/** Leaves dist/app ready for `electron .`; expects dist/renderer to be up to date. */
export async function buildShell(): Promise<void> {
  rmSync(target, { recursive: true, force: true })
  await build({
    cwd: root,
    input: ['main/shell/shell.ts', 'main/host/desk.ts'],
    platform: 'node',
    external,
    plugins: [processEntries()],
    output: { dir: target, format: 'esm', preserveModules: true, preserveModulesRoot: root, sourcemap: true },
  })
  await buildPreload(root, join(target, 'main', 'shell', 'preload.cjs'))
  for (const picture of globSync('main/shell/*.png', { cwd: root })) {
    cpSync(join(root, picture), join(target, picture))
  }
  cpSync(join(root, 'dist', 'renderer'), join(target, 'dist', 'renderer'), { recursive: true })
}
