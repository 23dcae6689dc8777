/**
 * Group commit: what waits is drained once per loop turn into one transaction with one fsync, each job undoable by itself;
 * answers leave only after the commit (I4).
 */
import type Database from 'better-sqlite3'
import { DomainError } from '../../shared/errors.ts'

/** Jobs of one commit: 64 waiting callers gain three to five times over one commit each. */
const MOST_PER_COMMIT = 64
/** A desk never has so many waiting; beyond it callers are told to come back. */
const MOST_WAITING = 10_000

interface Job<T> {
  readonly work: () => T
  readonly isRepeatable: boolean
  readonly resolve: (answer: T) => void
  readonly reject: (error: unknown) => void
}

export interface CommitQueue {
  /**
   * Runs `work` inside the next commit. It must be synchronous; when it throws, only its own changes are undone.
   * @param isRepeatable it leaves nothing behind but in the file and in what `afterFailure` mends, so that it may be
   * undone together with the others of its commit and run again.
   */
  submit<T>(work: () => T, isRepeatable?: boolean): Promise<T>
  /** Resolves when nothing waits any more; later submissions are refused. */
  close(): Promise<void>
}

/**
 * @param afterCommit runs after the answers were given out, once per successful commit.
 * @param afterFailure runs when a whole batch was undone: caches may hold what was rolled back.
 * @param beginJob runs before a job that may be undone alone; what it gives mends the memory once that has happened.
 */
export function createCommitQueue(
  sqlite: Database.Database,
  afterCommit: () => void,
  afterFailure: () => void,
  beginJob: () => () => void = () => () => undefined,
): CommitQueue {
  const waiting: Job<unknown>[] = []
  let scheduled = false
  let closed = false
  let whenIdle: (() => void) | null = null

  const begin = sqlite.prepare('BEGIN IMMEDIATE')
  const savepoint = sqlite.prepare('SAVEPOINT job')
  const release = sqlite.prepare('RELEASE job')
  const undo = sqlite.prepare('ROLLBACK TO job')
  const commit = sqlite.prepare('COMMIT')
  const rollback = sqlite.prepare('ROLLBACK')

  /** @returns what to tell the caller once the commit is durable. */
  function runInSavepoint(job: Job<unknown>): () => void {
    const mend = beginJob()
    savepoint.run()
    try {
      const answer = job.work()
      release.run()
      return () => job.resolve(answer)
    } catch (error) {
      if (!sqlite.inTransaction) throw error
      undo.run()
      release.run()
      mend()
      return () => job.reject(error)
    }
  }

  /**
   * Without savepoints, for which SQLite copies every page a job touches: a tenth of a sale. Most batches have no job
   * that fails; one that has is undone whole.
   * @returns null when the batch has to be run again with a savepoint for each job.
   */
  function runTogether(batch: Job<unknown>[]): (() => void)[] | null {
    const answers: (() => void)[] = []
    const mend = batch.length === 1 ? beginJob() : null
    for (const job of batch) {
      try {
        const answer = job.work()
        answers.push(() => job.resolve(answer))
      } catch (error) {
        if (!sqlite.inTransaction) throw error
        rollback.run()
        begin.run()
        if (mend === null) {
          afterFailure()
          return null
        }
        mend()
        return [() => job.reject(error)]
      }
    }
    return answers
  }

  function commitBatch(batch: Job<unknown>[]): void {
    let answers: (() => void)[]
    try {
      begin.run()
      const isTogether = batch.length === 1 || batch.every((job) => job.isRepeatable)
      answers = (isTogether ? runTogether(batch) : null) ?? batch.map(runInSavepoint)
      commit.run()
    } catch (error) {
      // The disk is full, the file is damaged, or SQLite ended the transaction by itself: nothing of the batch holds.
      if (sqlite.inTransaction) rollback.run()
      afterFailure()
      for (const job of batch) job.reject(error)
      return
    }
    for (const answer of answers) answer()
    afterCommit()
  }

  function drain(): void {
    scheduled = false
    commitBatch(waiting.splice(0, MOST_PER_COMMIT))
    if (waiting.length > 0) schedule()
    else whenIdle?.()
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(drain)
  }

  return {
    submit: (work, isRepeatable = false) => {
      if (closed) return Promise.reject(new Error('the ledger is closed'))
      if (waiting.length >= MOST_WAITING) {
        return Promise.reject(new DomainError('HostBusy', { waiting: waiting.length }))
      }
      return new Promise((resolve, reject) => {
        waiting.push({ work, isRepeatable, resolve: resolve as (answer: unknown) => void, reject })
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
