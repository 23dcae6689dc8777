/**
 * Idempotency of the few commands that do not touch the ledger, in memory and bounded. Commands of the ledger keep
 * their answers in their own transaction instead.
 */
import { DomainError } from '../../shared/errors.ts'

const MOST_KEPT = 1_000

/** A repeat of a key answers as the first call did, also while that one still runs; failures are not kept. */
export function onceByKey<T>() {
  const kept = new Map<string, { fingerprint: string; answer: Promise<T> }>()
  return (actor: string, key: string, fingerprint: string, run: () => Promise<T>): Promise<T> => {
    const id = `${actor}\n${key}`
    const known = kept.get(id)
    if (known !== undefined) {
      if (known.fingerprint !== fingerprint) throw new DomainError('IdempotencyKeyReused', { key })
      return known.answer
    }
    const answer = run()
    kept.set(id, { fingerprint, answer })
    answer.catch(() => kept.delete(id))
    const oldest = kept.keys().next().value
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return answer
  }
}
