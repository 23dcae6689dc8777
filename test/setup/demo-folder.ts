/**
 * A demo hotel that is filled once for a run of tests (scripts/demo-template.ts) and copied for each desk that begins with it:
 * filling one takes many seconds of two cores. Without a template a desk fills its own folder, as it does for people.
 */
import { cpSync, existsSync, readdirSync } from 'node:fs'

/** Names the folder of the filled hotel. */
export const TEMPLATE_VARIABLE = 'KEYRACK_DEMO_TEMPLATE'

/** Copies the filled hotel into `data` when a desk with these flags would fill it; a folder in use stays as it is. */
export function copyDemo(data: string, flags: readonly string[]): void {
  const template = process.env[TEMPLATE_VARIABLE]
  if (template === undefined || !flags.includes('--demo')) return
  if (existsSync(data) && readdirSync(data).length > 0) return
  cpSync(template, data, { recursive: true })
}
