/** Loaded before the shell's real entry: `import ... from 'electron'` finds the stand-in. */
import { registerHooks } from 'node:module'

const STAND_IN = new URL('./electron-module.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
})
