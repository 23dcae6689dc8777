/**
 * Questions to the sync process that somebody waits for. They go out as hints and come back as a call, each once; whoever
 * asked is answered within a bounded time, whatever becomes of the process.
 */
import type { Inquiry, InquiryAnswer } from '../../shared/contract/channel-inquiry.ts'
import type { Hint } from '../../shared/contract/sync-link.ts'
import { DomainError } from '../../shared/errors.ts'
import type { HostClock } from './clock.ts'

/** Longer than the sync process takes, so that its own answer comes first. */
export const ANSWER_WITHIN_MS = 12_000
/** Each may hold a connection to a channel; more than a few people at once are a mistake. */
export const MOST_INQUIRIES = 8

interface Waiting {
  readonly hint: Hint
  settle(answer: InquiryAnswer): void
}

export interface Inquiries {
  /** @throws DomainError HostBusy, SyncUnavailable */
  ask(inquiry: Inquiry): Promise<InquiryAnswer>
  answer(inquiryId: string, answer: InquiryAnswer): void
  /** Begins with those that still wait: a process that has just started missed their hints. */
  onHint(listener: (hint: Hint) => void): () => void
}

export function createInquiries(clock: HostClock, newId: () => string, isRunning: () => boolean): Inquiries {
  const waiting = new Map<string, Waiting>()
  const listeners = new Set<(hint: Hint) => void>()
  return {
    async ask(inquiry) {
      if (!isRunning()) throw new DomainError('SyncUnavailable', {})
      if (waiting.size >= MOST_INQUIRIES) throw new DomainError('HostBusy', { waiting: waiting.size })
      const inquiryId = newId()
      const { promise, resolve, reject } = Promise.withResolvers<InquiryAnswer>()
      const hint: Hint = { kind: 'inquiry', inquiryId, ...inquiry }
      const cancel = clock.after(ANSWER_WITHIN_MS, () => reject(new DomainError('SyncUnavailable', {})))
      waiting.set(inquiryId, { hint, settle: resolve })
      for (const listener of listeners) listener(hint)
      try {
        return await promise
      } finally {
        cancel()
        waiting.delete(inquiryId)
      }
    },
    answer: (inquiryId, answer) => waiting.get(inquiryId)?.settle(answer),
    onHint(listener) {
      listeners.add(listener)
      for (const { hint } of waiting.values()) listener(hint)
      return () => listeners.delete(listener)
    },
  }
}
