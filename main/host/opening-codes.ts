/** Single-use codes that open the desk in a browser; they live in memory for a minute and in no log. */
import type { Caller } from '../api/context.ts'
import type { HostClock, HostRandom } from './clock.ts'
import { hashOf, newSecret } from './secrets.ts'

export const CODE_LIFETIME_MS = 60_000
/** Beyond it the oldest code ends. */
const MOST_CODES = 100

export interface OpeningCodes {
  create(caller: Caller): { code: string; expiresAt: number }
  /** Uses the code up; null when it is unknown, used or too old. */
  redeem(code: string): Caller | null
}

export function createOpeningCodes(clock: HostClock, random: HostRandom): OpeningCodes {
  /** By hash, so that looking one up tells nothing about how much of it was right. */
  const codes = new Map<string, { caller: Caller; until: number }>()
  return {
    create(caller) {
      const code = newSecret(random)
      codes.set(hashOf(code).toString('hex'), { caller, until: clock.monotonic() + CODE_LIFETIME_MS })
      const oldest = codes.keys().next().value
      if (codes.size > MOST_CODES && oldest !== undefined) codes.delete(oldest)
      return { code, expiresAt: clock.now() + CODE_LIFETIME_MS }
    },
    redeem(code) {
      const hash = hashOf(code).toString('hex')
      const found = codes.get(hash)
      codes.delete(hash)
      return found !== undefined && clock.monotonic() < found.until ? found.caller : null
    },
  }
}
