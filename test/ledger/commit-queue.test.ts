/** Group commit: one commit for what waits, each job undone alone, nobody answered before the disk has it. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCommitQueue } from '../../main/ledger/commit-queue.ts'

let db: Database.Database
let commits: number
let failures: number
const open = () =>
  createCommitQueue(
    db,
    () => commits++,
    () => failures++,
  )
beforeEach(() => {
  db = new Database(':memory:')
  db.exec('CREATE TABLE fact (n INTEGER PRIMARY KEY)')
  commits = 0
  failures = 0
})
afterEach(() => db.close())

const insert = (n: number) => () => db.prepare('INSERT INTO fact VALUES (?)').run(n).changes
const facts = () => db.prepare('SELECT n FROM fact ORDER BY n').pluck().all()

describe('the commit queue', () => {
  test('commits all that waits together, at most 64 at a time', async () => {
    const queue = open()
    await Promise.all(Array.from({ length: 130 }, (_, n) => queue.submit(insert(n))))
    expect(commits).toBe(3)
    expect(facts()).toHaveLength(130)
  })

  test('I4: a job that fails is undone alone, with what it had done already', async () => {
    const queue = open()
    const answers = await Promise.allSettled([
      queue.submit(insert(1)),
      queue.submit(() => {
        insert(2)()
        throw new Error('no')
      }),
      queue.submit(insert(3)),
    ])
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(facts()).toEqual([1, 3])
  })

  test('I4: no answer leaves before the commit', async () => {
    const queue = open()
    let inTransaction: boolean | null = null
    await queue.submit(insert(1)).then(() => {
      inTransaction = db.inTransaction
    })
    expect(inTransaction).toBe(false)
  })

  test('when SQLite ends the transaction by itself every job of the batch fails, and nothing is kept', async () => {
    const queue = open()
    const answers = await Promise.allSettled([
      queue.submit(insert(1)),
      queue.submit(() => {
        db.exec('ROLLBACK')
        throw new Error('the disk is full')
      }),
      queue.submit(insert(3)),
    ])
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(facts()).toEqual([])
    expect(failures).toBe(1)
    await queue.submit(insert(4))
    expect(facts()).toEqual([4])
  })

  test('when the commit itself fails every job of the batch fails', async () => {
    db.exec('PRAGMA foreign_keys = ON')
    db.exec('CREATE TABLE child (n INTEGER REFERENCES fact (n) DEFERRABLE INITIALLY DEFERRED)')
    const queue = open()
    const answers = await Promise.allSettled([
      queue.submit(insert(1)),
      queue.submit(() => db.prepare('INSERT INTO child VALUES (99)').run()),
    ])
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected'])
    expect(facts()).toEqual([])
  })

  test('is bounded, and refuses what comes after closing', async () => {
    const queue = open()
    const waiting = Array.from({ length: 10_000 }, (_, n) => queue.submit(insert(n)))
    await expect(queue.submit(insert(-1))).rejects.toMatchObject({
      code: 'HostBusy',
      data: { waiting: 10_000 },
    })
    await Promise.all(waiting)
    await queue.close()
    await expect(queue.submit(insert(-2))).rejects.toThrow(/closed/)
  })
})
