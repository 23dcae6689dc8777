/**
 * Group commit: what waits is drained once per loop turn into one transaction with one fsync; answers leave only after
 * the commit. A job must check before it writes: what it throws of its own then undoes nothing but itself.
 */
import type Database from 'better-sqlite3'
import { CursorAhead, MailboxFull, MailboxUnavailable } from './mailbox.ts'
import { Refusal } from './refusals.ts'

const MOST_PER_COMMIT = 256
const MOST_WAITING = 10_000

interface Job<T> {
  readonly work: () => T
  readonly resolve: (answer: T) => void
  readonly reject: (error: unknown) => void
}

export interface GroupCommit {
  /** @throws MailboxUnavailable when nothing could be committed, or whatever `work` refused before it wrote. */
  submit<T>(work: () => T): Promise<T>
  /** Resolves when nothing waits any more; later jobs are refused. */
  close(): Promise<void>
}

export interface CommitHooks {
  /** Last writes of a transaction. */
  readonly beforeCommit: () => void
  /** After the answers were given. */
  readonly afterCommit: () => void
  readonly afterRollback: () => void
  /** A commit failed by the disk or by a bug. */
  readonly onFailure: (error: unknown) => void
}

export function createGroupCommit(sqlite: Database.Database, hooks: CommitHooks): GroupCommit {
  const begin = sqlite.prepare('BEGIN IMMEDIATE')
  const commit = sqlite.prepare('COMMIT')
  const rollback = sqlite.prepare('ROLLBACK')
  let waiting: Job<unknown>[] = []
  let scheduled = false
  let closed = false
  let whenIdle: (() => void) | null = null

  function commitBatch(batch: readonly Job<unknown>[]): void {
    const answers: (() => void)[] = []
    try {
      begin.run()
      for (const { work, resolve, reject } of batch) {
        try {
          const answer = work()
          answers.push(() => resolve(answer))
        } catch (error) {
          if (!isOwnRefusal(error)) throw error
          answers.push(() => reject(error))
        }
      }
      hooks.beforeCommit()
      commit.run()
    } catch (error) {
      // The disk is full or damaged, or there is a bug: nothing of the batch holds, and nobody is told that it does.
      if (sqlite.inTransaction) rollback.run()
      hooks.afterRollback()
      hooks.onFailure(error)
      for (const { reject } of batch) reject(new MailboxUnavailable('the commit failed'))
      return
    }
    for (const answer of answers) answer()
    hooks.afterCommit()
  }

  function drain(): void {
    scheduled = false
    const batch = waiting.length <= MOST_PER_COMMIT ? waiting : waiting.slice(0, MOST_PER_COMMIT)
    waiting = batch === waiting ? [] : waiting.slice(MOST_PER_COMMIT)
    commitBatch(batch)
    if (waiting.length > 0) schedule()
    else whenIdle?.()
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(drain)
  }

  return {
    submit: (work) => {
      if (closed) return Promise.reject(new MailboxUnavailable('the relay is closing'))
      if (waiting.length >= MOST_WAITING) return Promise.reject(new MailboxUnavailable('too much waits'))
      return new Promise((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (answer: unknown) => void, reject })
        schedule()
      })
    },
    close: () => {
      closed = true
      if (waiting.length === 0) return Promise.resolve()
      return new Promise((resolve) => {
        whenIdle = resolve
      })
    },
  }
}

function isOwnRefusal(error: unknown): boolean {
  return error instanceof Refusal || error instanceof MailboxFull || error instanceof CursorAhead
}
