/** `keyrack verify` as people run it: a process of its own, also beside a running host. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const WITHIN_MS = 30_000

export interface Verified {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export function verify(data: string): Promise<Verified> {
  const args = ['main/host/cli.ts', 'verify', '--data', data]
  const { promise, resolve, reject } = Promise.withResolvers<Verified>()
  execFile(process.execPath, args, { cwd: ROOT, timeout: WITHIN_MS }, (error, stdout, stderr) => {
    if (error !== null && typeof error.code !== 'number') reject(error)
    else resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
  })
  return promise
}
