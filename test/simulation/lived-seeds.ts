/** The seeds that are lived by `npm test`, and those that once failed, first. */
import { expect, test } from 'vitest'
import { failingSeeds } from './kept-seeds.ts'
import { simulate } from './world.ts'

const MINUTE_MS = 60_000
/** Far more than any world needs, also beside many other tests. */
const MOST_MS_A_SEED = 6_000

async function expectToHold(seed: number): Promise<void> {
  const { wrong } = await simulate(seed)
  expect(wrong, `seed ${seed}; see it with npm run simulate -- --seed ${seed}`).toEqual([])
}

/** @param count worlds in all, of which `isMine` picks. */
export function livedSeeds(name: string, count: number, isMine: (seed: number) => boolean): void {
  test(
    `seeds that once failed hold, the ${name} ones`,
    async () => {
      for (const { seed } of failingSeeds().filter((each) => isMine(each.seed))) await expectToHold(seed)
    },
    5 * MINUTE_MS,
  )

  test(
    `I1 to I8 hold in every world of seeds 1 to ${count}, the ${name} ones, and each comes together in the end`,
    async () => {
      const seeds = Array.from({ length: count }, (_, index) => index + 1)
      for (const seed of seeds.filter(isMine)) await expectToHold(seed)
    },
    count * MOST_MS_A_SEED,
  )
}
