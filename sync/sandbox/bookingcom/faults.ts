/** Faults that can be switched on, so that what a channel does on a bad day can be tried on any day. */
import { z } from 'zod'

export const FAULT_KINDS = [
  'rateLimited',
  'serverError',
  'timeout',
  'lostAnswer',
  'lateApply',
  'slow',
  'garbage',
  'truncated',
  'unauthorized',
] as const

/**
 * rateLimited: 429 with Retry-After. serverError: 500. unauthorized: 401. garbage: 200 with something that is not XML.
 * None of these applies anything, nor does timeout, which never answers. lostAnswer applies and cuts the connection;
 * truncated applies and cuts it inside the body; slow applies and answers after `delayMs`; lateApply applies after
 * `delayMs` and never answers, so that an old value may overwrite a newer one.
 */
export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  scope: z.enum(['ari', 'reservations', 'all']).default('all'),
  /** Strikes so often and is over; without it, until it is replaced. */
  remaining: z.number().int().min(1).max(1_000_000).optional(),
  probability: z.number().min(0).max(1).default(1),
  /** Of rateLimited. */
  retryAfterSeconds: z.number().int().min(0).max(3_600).default(1),
  /** Of slow and lateApply. */
  delayMs: z.number().int().min(0).max(600_000).default(1_000),
})
export type Fault = z.infer<typeof faultSchema>
export const faultsSchema = z.array(faultSchema).max(50)

export interface FaultBox {
  set(faults: readonly Fault[]): void
  list(): Fault[]
  /** The fault that strikes a request of this scope, or null. The first that matches and is drawn strikes alone. */
  take(scope: 'ari' | 'reservations'): Fault | null
}

export function createFaultBox(random: () => number): FaultBox {
  let faults: Fault[] = []
  return {
    set(next) {
      faults = next.map((fault) => ({ ...fault }))
    },
    list: () => faults.map((fault) => ({ ...fault })),
    take(scope) {
      for (const fault of faults) {
        if (fault.scope !== 'all' && fault.scope !== scope) continue
        if (fault.probability < 1 && random() >= fault.probability) continue
        if (fault.remaining !== undefined) fault.remaining -= 1
        faults = faults.filter((each) => each.remaining !== 0)
        return fault
      }
      return null
    },
  }
}
