/** One seed, one world: it can be lived again step by step. */
import { expect, test } from 'vitest'
import { simulate } from './world.ts'

/** With crashes, sleep and a relay among them. */
const SEEDS = [2, 5, 12]

const MOST_MS = 180_000

test(
  'a seed that is lived twice does the very same things, with and without its trace',
  async () => {
    for (const seed of SEEDS) {
      const first = await simulate(seed, { keepsTrace: true })
      const second = await simulate(seed, { keepsTrace: true })
      const unseen = await simulate(seed)
      expect(second.trace).toEqual(first.trace)
      expect([second.hash, second.steps]).toEqual([first.hash, first.steps])
      expect(unseen.hash).toBe(first.hash)
      expect(first.trace.length).toBeGreaterThan(100)
    }
  },
  MOST_MS,
)

test(
  'another seed is another world',
  async () => {
    const hashes: string[] = []
    for (const seed of SEEDS) hashes.push((await simulate(seed)).hash)
    expect(new Set(hashes).size).toBe(SEEDS.length)
  },
  MOST_MS,
)
