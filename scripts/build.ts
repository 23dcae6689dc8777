/** `npm run build`: everything that is packaged, under dist/. */
import { buildRenderer } from './build-renderer.ts'
import { buildShell } from './build-shell.ts'

await buildRenderer()
await buildShell()
