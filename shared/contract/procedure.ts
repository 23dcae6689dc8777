/** What every procedure of the contract starts from: who may call it, whether it changes anything, what it shows. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorsOf } from '../errors.ts'

export const PERMISSIONS = ['read', 'sell', 'frontDesk', 'rates', 'channels', 'admin'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What a commit may have changed; queries name the topics they show, `changed` names those that a commit touched. */
export const TOPICS = [
  'property',
  'inventory',
  'reservations',
  'rates',
  'channels',
  'cases',
  'journal',
  'relay',
  'holds',
  'folios',
] as const
export type Topic = (typeof TOPICS)[number]

export interface ProcedureMeta {
  readonly permission: Permission
  readonly kind: 'query' | 'command' | 'stream'
  readonly topics: readonly Topic[]
}

const base = oc
  .$meta<ProcedureMeta>({ permission: 'admin', kind: 'query', topics: [] })
  .errors(errorsOf('InvalidInput', 'NotSignedIn', 'NotPermitted', 'NoHotelYet'))

export function query(permission: Permission, ...topics: Topic[]) {
  return base.meta({ permission, kind: 'query', topics })
}

export function stream(permission: Permission) {
  return base.meta({ permission, kind: 'stream', topics: [] })
}

/** A command's input must extend `commandInput`; the key is checked before anything else. */
export function command(permission: Permission, ...topics: Topic[]) {
  return base
    .meta({ permission, kind: 'command', topics })
    .errors(errorsOf('IdempotencyKeyReused', 'HostBusy'))
}

/**
 * Chosen by the caller, one per intent: a repeat with the same key answers as the first did, for 30 days, also
 * after a crash.
 */
export const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{8,100}$/, '8 to 100 printable characters')
export const commandInput = z.object({ idempotencyKey: idempotencyKeySchema })

/** Where a commit stands in the journal, for callers that wait to see their own change. */
export const committed = z.object({ seq: z.number().int() })

/** The command that changed something last. */
export const changedBySchema = committed.extend({
  at: z.number().int(),
  actor: z.string(),
  command: z.string(),
})

export const publicIdSchema = z.uuid()

/** Epoch milliseconds of a past moment that is looked back at. */
export const asOfSchema = z.coerce.number().int().min(0)
