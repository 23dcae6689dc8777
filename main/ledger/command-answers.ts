/** Idempotency: the answer of each successful command by its caller's key, kept for 30 days, in the command's commit. */
import { DomainError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'
import type { CommitQueue } from './commit-queue.ts'

const KEPT_MS = 30 * 86_400_000
const PRUNE_EVERY_MS = 3_600_000
const MOST_PRUNED = 5_000

export function createAnswers(store: Store) {
  const find = store.prepare((sql, p: { actor: string; key: string }) =>
    sql
      .selectFrom('command_answer')
      .select(['fingerprint', 'answer'])
      .where('actor', '=', p.actor)
      .where('key', '=', p.key),
  )
  const insert = store.prepare(
    (sql, p: { actor: string; key: string; fingerprint: Buffer; answer: string; at: number }) =>
      sql
        .insertInto('command_answer')
        .values({ actor: p.actor, key: p.key, fingerprint: p.fingerprint, answer: p.answer, at: p.at }),
  )
  const prune = store.sqlite.prepare(
    `DELETE FROM command_answer WHERE (actor, key) IN
       (SELECT actor, key FROM command_answer INDEXED BY command_answer_by_age WHERE at < ? ORDER BY at LIMIT ${MOST_PRUNED})`,
  )
  let prunedAt = 0
  return {
    /** @throws DomainError IdempotencyKeyReused when the key was used for another input. */
    find<A>(actor: string, key: string, fingerprint: Buffer): A | undefined {
      const row = find.first({ actor, key })
      if (row === undefined) return undefined
      if (!row.fingerprint.equals(fingerprint)) throw new DomainError('IdempotencyKeyReused', { key })
      return JSON.parse(row.answer) as A
    },
    keep(actor: string, key: string, fingerprint: Buffer, answer: unknown, at: number): void {
      insert.run({ actor, key, fingerprint, answer: JSON.stringify(answer), at })
    },
    /** At most once an hour, in a commit of its own. */
    pruneBefore(queue: CommitQueue, now: number): void {
      if (now - prunedAt < PRUNE_EVERY_MS) return
      prunedAt = now
      queue.submit(() => prune.run(now - KEPT_MS)).catch(() => undefined)
    },
  }
}
