/** What every engine of the mailbox must do, whatever it is built on. */
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type Arrival,
  CursorAhead,
  CursorExpired,
  type Mailbox,
  MailboxFull,
  MailboxUnavailable,
  RECOGNISED_MS,
  REPLAY_MS,
} from '../../relay/mailbox.ts'

/** An engine under test: how it is opened, and how it is hurt. */
export interface Engine {
  readonly mailbox: Mailbox
  /** A hotel that nobody has used, with two sources. */
  hotel(): Promise<{ hotel: number; sources: [number, number] }>
  /** Closes it in good order and opens it again. */
  restart(): Promise<Mailbox>
  /** What is on the disk at this very moment, opened as after a power cut; the one that runs goes on. */
  afterCrash(): Promise<Mailbox>
  /** As the disk stood when it was called; from then on a restored engine, of another epoch. */
  snapshot(): Promise<() => Promise<Mailbox>>
  /** Every write fails from now on. */
  breakDisk(): Promise<void>
}

export interface EngineOptions {
  readonly now: () => number
  readonly mostWaiting?: number
}

const NOON = Date.UTC(2027, 2, 1, 12)
const DAY = 86_400_000
const EVERYTHING = { messages: 1_000, bytes: 100_000_000 }

export function describeMailbox(name: string, open: (options: EngineOptions) => Promise<Engine>): void {
  const started = async (mostWaiting?: number) => {
    const clock = { at: NOON }
    const engine = await open({
      now: () => clock.at,
      ...(mostWaiting === undefined ? {} : { mostWaiting }),
    })
    return { engine, clock, ...(await engine.hotel()) }
  }
  const arrival = (hotel: number, source: number, content: string, more: Partial<Arrival> = {}): Arrival => ({
    hotel,
    source,
    messageKey: createHash('sha256').update(content).digest().subarray(0, 16),
    receivedAt: NOON,
    sealed: Buffer.from(content),
    ...more,
  })
  const contents = async (mailbox: Mailbox, hotel: number, after = 0) =>
    (await mailbox.read(hotel, after, EVERYTHING)).messages.map(({ sealed }) => sealed.toString())

  describe(`mailbox on ${name}`, () => {
    test('I8: what was answered is on the disk, also when nothing after it is', async () => {
      const { engine, hotel, sources } = await started()
      for (let round = 1; round <= 5; round++) {
        await engine.mailbox.accept(arrival(hotel, sources[0], `message ${round}`))
        const crashed = await engine.afterCrash()
        expect(await contents(crashed, hotel)).toHaveLength(round)
      }
    })

    test('numbers are dense from 1, also of 64 senders at once, and a reader beside them skips none', async () => {
      const { engine, hotel, sources } = await started()
      const { mailbox } = engine
      const seen: number[] = []
      let isDone = false
      const reader = (async () => {
        while (!isDone || (await mailbox.heads([hotel])).get(hotel)! > (seen.at(-1) ?? 0)) {
          const { messages } = await mailbox.read(hotel, seen.at(-1) ?? 0, { messages: 7, bytes: 1_000 })
          seen.push(...messages.map(({ seq }) => seq))
          await new Promise((resolve) => setImmediate(resolve))
        }
      })()
      const sender = async (number: number) => {
        const given: number[] = []
        for (let index = 0; index < 10; index++) {
          const { seq, duplicate } = await mailbox.accept(
            arrival(hotel, sources[number % 2]!, `${number}/${index}`),
          )
          expect(duplicate).toBe(false)
          given.push(seq)
        }
        expect(given).toEqual(given.toSorted((a, b) => a - b))
        return given
      }
      const given = (await Promise.all(Array.from({ length: 64 }, (_, number) => sender(number)))).flat()
      isDone = true
      await reader
      const all = Array.from({ length: 640 }, (_, index) => index + 1)
      expect(given.toSorted((a, b) => a - b)).toEqual(all)
      expect(seen).toEqual(all)
    })

    test('a repeat has the number of the first: later, at once, after its acknowledgement, after a restart', async () => {
      const { engine, hotel, sources } = await started()
      const message = arrival(hotel, sources[0], 'once')
      const answers = await Promise.all(Array.from({ length: 20 }, () => engine.mailbox.accept(message)))
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
      expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([1]))
      await engine.mailbox.accept(arrival(hotel, sources[0], 'another'))
      await engine.mailbox.acknowledge(hotel, 2)
      expect(await engine.mailbox.accept(message)).toEqual({ seq: 1, duplicate: true })
      const again = await engine.restart()
      expect(await again.accept(message)).toEqual({ seq: 1, duplicate: true })
      expect(await again.accept(arrival(hotel, sources[0], 'third'))).toEqual({ seq: 3, duplicate: false })
    })

    test('the same key of another hotel or source is another message; hotels do not see each other', async () => {
      const { engine, hotel, sources } = await started()
      const other = await engine.hotel()
      const { mailbox } = engine
      expect(await mailbox.accept(arrival(hotel, sources[0], 'same'))).toEqual({ seq: 1, duplicate: false })
      expect(await mailbox.accept(arrival(hotel, sources[1], 'same'))).toEqual({ seq: 2, duplicate: false })
      expect(await mailbox.accept(arrival(other.hotel, other.sources[0], 'same'))).toEqual({
        seq: 1,
        duplicate: false,
      })
      expect(await contents(mailbox, hotel)).toHaveLength(2)
      expect(await contents(mailbox, other.hotel)).toHaveLength(1)
      await mailbox.acknowledge(hotel, 2)
      await expect(mailbox.acknowledge(other.hotel, 2)).rejects.toThrow(CursorAhead)
      expect(await mailbox.heads([hotel, other.hotel, 999_999])).toEqual(
        new Map([
          [hotel, 2],
          [other.hotel, 1],
          [999_999, 0],
        ]),
      )
    })

    test('a read keeps both limits, but one message that is larger than they are still comes', async () => {
      const { engine, hotel, sources } = await started()
      const { mailbox } = engine
      for (const size of [10, 10, 5_000, 10]) {
        await mailbox.accept(
          arrival(hotel, sources[0], '', { messageKey: randomBytes(16), sealed: Buffer.alloc(size) }),
        )
      }
      const read = async (after: number, messages: number, bytes: number) =>
        (await mailbox.read(hotel, after, { messages, bytes })).messages.map(({ seq }) => seq)
      expect(await read(0, 3, 1_000_000)).toEqual([1, 2, 3])
      expect(await read(0, 10, 20)).toEqual([1, 2])
      expect(await read(1, 10, 15)).toEqual([2])
      expect(await read(2, 10, 100)).toEqual([3])
      expect(await read(3, 10, 1)).toEqual([4])
      expect(await read(4, 10, 1)).toEqual([])
    })

    test('bodies are byte-exact, from none to the limit', async () => {
      const { engine, hotel, sources } = await started()
      const bodies = [0, 1, 2_000, 4_095, 4_096, 70_000, 300_000].map((size) => randomBytes(size))
      for (const sealed of bodies) {
        await engine.mailbox.accept(arrival(hotel, sources[0], '', { messageKey: randomBytes(16), sealed }))
      }
      const { messages } = await (await engine.restart()).read(hotel, 0, EVERYTHING)
      expect(messages.map(({ sealed }, index) => sealed.equals(bodies[index]!))).toEqual(
        bodies.map(() => true),
      )
    })

    test('an acknowledgement never goes back, may be repeated, and is refused beyond the newest', async () => {
      const { engine, hotel, sources } = await started(3)
      const { mailbox } = engine
      for (const text of ['a', 'b', 'c']) await mailbox.accept(arrival(hotel, sources[0], text))
      await expect(mailbox.accept(arrival(hotel, sources[0], 'd'))).rejects.toThrow(MailboxFull)
      expect(await mailbox.accept(arrival(hotel, sources[0], 'b'))).toEqual({ seq: 2, duplicate: true })
      await mailbox.acknowledge(hotel, 2)
      await mailbox.acknowledge(hotel, 2)
      await mailbox.acknowledge(hotel, 1)
      await expect(mailbox.acknowledge(hotel, 4)).rejects.toThrow(CursorAhead)
      // Two places are free, not more: the one that went back did not count.
      await mailbox.accept(arrival(hotel, sources[0], 'd'))
      await mailbox.accept(arrival(hotel, sources[0], 'e'))
      await expect(mailbox.accept(arrival(hotel, sources[0], 'f'))).rejects.toThrow(MailboxFull)
      expect(await contents(mailbox, hotel)).toEqual(['a', 'b', 'c', 'd', 'e'])
    })

    test('what is not acknowledged is never pruned; what is stays for a week, and its key for two', async () => {
      const { engine, clock, hotel, sources } = await started()
      const { mailbox } = engine
      for (const text of ['a', 'b', 'c']) await mailbox.accept(arrival(hotel, sources[0], text))
      clock.at += 30 * DAY
      expect(await mailbox.prune(clock.at, 100)).toBe(0)
      await mailbox.acknowledge(hotel, 2)
      // A week counts from the acknowledgement, not from the receipt a month ago.
      expect(await mailbox.prune(clock.at + REPLAY_MS - DAY, 100)).toBe(0)
      expect(await contents(mailbox, hotel)).toEqual(['a', 'b', 'c'])
      clock.at += REPLAY_MS + DAY
      expect(await mailbox.prune(clock.at, 100)).toBeGreaterThan(0)
      await expect(mailbox.read(hotel, 0, EVERYTHING)).rejects.toMatchObject({ firstSeq: 3 })
      await expect(mailbox.read(hotel, 1, EVERYTHING)).rejects.toThrow(CursorExpired)
      expect(await contents(mailbox, hotel, 2)).toEqual(['c'])
      clock.at += 400 * DAY
      while ((await mailbox.prune(clock.at, 100)) > 0);
      expect(await contents(mailbox, hotel, 2)).toEqual(['c'])
      expect((await mailbox.accept(arrival(hotel, sources[0], 'c'))).duplicate).toBe(true)
    })

    test('a key is recognised until two weeks after the receipt, also when its body is gone', async () => {
      const { engine, clock, hotel, sources } = await started()
      const { mailbox } = engine
      await mailbox.accept(arrival(hotel, sources[0], 'a'))
      await mailbox.acknowledge(hotel, 1)
      clock.at = NOON + RECOGNISED_MS - DAY
      await mailbox.prune(clock.at, 100)
      await expect(mailbox.read(hotel, 0, EVERYTHING)).rejects.toThrow(CursorExpired)
      expect(await mailbox.accept(arrival(hotel, sources[0], 'a'))).toEqual({ seq: 1, duplicate: true })
      clock.at = NOON + RECOGNISED_MS + DAY
      await mailbox.prune(clock.at, 100)
      expect(await mailbox.accept(arrival(hotel, sources[0], 'a'))).toEqual({ seq: 2, duplicate: false })
    })

    test('pruning keeps its limit and comes to an end', async () => {
      const { engine, clock, hotel, sources } = await started()
      const { mailbox } = engine
      for (let index = 0; index < 25; index++) await mailbox.accept(arrival(hotel, sources[0], `${index}`))
      await mailbox.acknowledge(hotel, 20)
      clock.at += 40 * DAY
      const steps: number[] = []
      for (let touched = 1; touched > 0 && steps.length < 50; steps.push(touched)) {
        touched = await mailbox.prune(clock.at, 7)
      }
      expect(Math.max(...steps)).toBeLessThanOrEqual(7)
      expect(steps.at(-1)).toBe(0)
      expect(await contents(mailbox, hotel, 20)).toHaveLength(5)
    })

    test('a restored store is of another epoch, and a cursor beyond it is told', async () => {
      const { engine, hotel, sources } = await started()
      const { mailbox } = engine
      await mailbox.accept(arrival(hotel, sources[0], 'before'))
      const restore = await engine.snapshot()
      for (const text of ['lost 1', 'lost 2']) await mailbox.accept(arrival(hotel, sources[0], text))
      const { epoch } = await mailbox.read(hotel, 3, EVERYTHING)
      const restored = await restore()
      await expect(restored.read(hotel, 3, EVERYTHING)).rejects.toMatchObject({ lastSeq: 1 })
      const reading = await restored.read(hotel, 0, EVERYTHING)
      expect(reading.epoch).not.toBe(epoch)
      expect(reading.messages.map(({ sealed }) => sealed.toString())).toEqual(['before'])
      const again = await engine.restart()
      expect((await again.read(hotel, 0, EVERYTHING)).epoch).toBe(epoch)
    })

    test('whoever watches is told of a new message; without hints the heads still say it', async () => {
      const { engine, hotel, sources } = await started()
      const { mailbox } = engine
      const hints: [number, number][] = []
      const end = await mailbox.watch((of, last) => hints.push([of, last]))
      await mailbox.accept(arrival(hotel, sources[0], 'a'))
      await expect.poll(() => hints.at(-1)).toEqual([hotel, 1])
      await end()
      await mailbox.accept(arrival(hotel, sources[0], 'b'))
      expect(hints.at(-1)).toEqual([hotel, 1])
      expect((await mailbox.heads([hotel])).get(hotel)).toBe(2)
    })

    test('without a disk nothing is answered with success, and health says so', async () => {
      const { engine, hotel, sources } = await started()
      const { mailbox } = engine
      await mailbox.accept(arrival(hotel, sources[0], 'before'))
      expect(await mailbox.health()).toEqual({ writable: true, durableCopies: expect.any(Number) })
      await engine.breakDisk()
      const attempts = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) =>
          mailbox.accept(arrival(hotel, sources[0], `after ${index}`)),
        ),
      )
      for (const attempt of attempts) {
        expect(attempt).toMatchObject({ status: 'rejected', reason: expect.any(MailboxUnavailable) })
      }
      expect((await mailbox.health()).writable).toBe(false)
      expect(await contents(mailbox, hotel)).toEqual(['before'])
    })

    test('one that is closed takes nothing in', async () => {
      const { engine, hotel, sources } = await started()
      const pending = engine.mailbox.accept(arrival(hotel, sources[0], 'last'))
      await engine.mailbox.close()
      expect(await pending).toEqual({ seq: 1, duplicate: false })
      await expect(engine.mailbox.accept(arrival(hotel, sources[0], 'late'))).rejects.toThrow(
        MailboxUnavailable,
      )
    })
  })
}
