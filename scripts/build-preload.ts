/** Builds the script that runs beside the window's page. */
import { isAbsolute, join } from 'node:path'
import { build } from 'rolldown'

/** Packages stay packages: they are installed beside us, and one of them is a binary. */
export const external = (id: string) => !id.startsWith('.') && !isAbsolute(id)

/** One CommonJS file, whatever it imports: a sandboxed page's preload script can load no other. */
export async function buildPreload(root: string, file: string): Promise<void> {
  await build({
    cwd: root,
    input: join(root, 'main', 'shell', 'preload.ts'),
    platform: 'node',
    external,
    output: { file, format: 'cjs', codeSplitting: false },
  })
}
