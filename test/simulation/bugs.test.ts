/** The simulation finds what it is there to find: each rule that is taken away shows in the world of a kept seed, and in that one only without the rule. */
import { describe, expect, test } from 'vitest'
import { soak } from '../soak.ts'
import { BUGS } from './bugs.ts'
import { hunt, MOST_HUNTED } from './hunt.ts'
import { catchingSeeds } from './kept-seeds.ts'
import { simulate } from './world.ts'

const HUNT_MS = 900_000
const names = Object.keys(BUGS)

test('each injected bug has a seed that catches it, within the first worlds', () => {
  expect(Object.keys(catchingSeeds())).toEqual(names)
  for (const seed of Object.values(catchingSeeds())) expect(seed).toBeLessThanOrEqual(MOST_HUNTED)
})

describe.each(names)('%s', (name) => {
  test(
    'is caught in the world of its seed, which is well without it',
    async () => {
      const kept = catchingSeeds()[name]!
      const isCaught = !soak && (await simulate(kept, { weakness: BUGS[name]! })).wrong.length > 0
      // A ledger or an engine that does something else makes another world of a seed: then another one has to catch it.
      const caught = isCaught ? { seed: kept } : await hunt(name)
      if (!isCaught) console.log(`${name}: ${JSON.stringify(caught)}`)
      expect(caught, `not caught within ${MOST_HUNTED} worlds`).not.toBeNull()
      expect((await simulate(caught!.seed)).wrong).toEqual([])
    },
    HUNT_MS,
  )
})
