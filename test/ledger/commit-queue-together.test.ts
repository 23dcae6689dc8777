/** Group commit of jobs that may be run again: together without savepoints, one by one when one of them fails. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CommitQueue, createCommitQueue } from '../../main/ledger/commit-queue.ts'

let db: Database.Database
let queue: CommitQueue
let commits: number
let failures: number
let runs: number

beforeEach(() => {
  db = new Database(':memory:')
  db.exec('CREATE TABLE fact (n INTEGER PRIMARY KEY)')
  commits = 0
  failures = 0
  runs = 0
  queue = createCommitQueue(
    db,
    () => commits++,
    () => failures++,
  )
})
afterEach(() => db.close())

const insert = (n: number) => () => {
  runs++
  return db.prepare('INSERT INTO fact VALUES (?)').run(n).changes
}
const failing = (n: number, spoil = () => {}) => {
  return () => {
    insert(n)()
    spoil()
    throw new Error('no')
  }
}
const facts = () => db.prepare('SELECT n FROM fact ORDER BY n').pluck().all()
const statuses = (answers: PromiseSettledResult<unknown>[]) => answers.map((answer) => answer.status)

describe('jobs that may be run again', () => {
  test('run once each when none of them fails', async () => {
    await Promise.all([1, 2, 3].map((n) => queue.submit(insert(n), true)))
    expect({ runs, commits, failures }).toEqual({ runs: 3, commits: 1, failures: 0 })
    expect(facts()).toEqual([1, 2, 3])
  })

  test('I4: are undone together and run again when one fails, and only that one is lost', async () => {
    const answers = await Promise.allSettled([
      queue.submit(insert(1), true),
      queue.submit(failing(2), true),
      queue.submit(insert(3), true),
    ])
    expect(statuses(answers)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(facts()).toEqual([1, 3])
    // The caches were mended once, before the second run.
    expect({ runs, commits, failures }).toEqual({ runs: 5, commits: 1, failures: 1 })
  })

  test('are not run again beside one that may not', async () => {
    const answers = await Promise.allSettled([
      queue.submit(insert(1), true),
      queue.submit(failing(2), true),
      queue.submit(insert(3)),
    ])
    expect(statuses(answers)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(facts()).toEqual([1, 3])
    expect({ runs, failures }).toEqual({ runs: 3, failures: 0 })
  })

  test('I4: alone and failing leaves nothing, and is not run again', async () => {
    for (const isRepeatable of [true, false]) {
      await expect(queue.submit(failing(1), isRepeatable)).rejects.toThrow('no')
      expect(facts()).toEqual([])
    }
    expect({ runs, failures }).toEqual({ runs: 2, failures: 0 })
    await queue.submit(insert(2), true)
    expect(facts()).toEqual([2])
  })

  test('fail together when SQLite ends the transaction by itself', async () => {
    const answers = await Promise.allSettled([
      queue.submit(insert(1), true),
      queue.submit(
        failing(2, () => db.exec('ROLLBACK')),
        true,
      ),
    ])
    expect(statuses(answers)).toEqual(['rejected', 'rejected'])
    expect(facts()).toEqual([])
    expect({ runs, failures }).toEqual({ runs: 2, failures: 1 })
  })
})
