/** The simulation finds what it is there to find: each rule that is taken away shows in the world of a kept seed, and in that one only without the rule. */
import { describe, expect, test } from 'vitest'
import { soak } from '../soak.ts'
import { BUGS } from './bugs.ts'
import { hunt, MOST_HUNTED } from './hunt.ts'
import { catchingSeeds } from './kept-seeds.ts'
import { simulate } from './world.ts'

const HOUR_MS = 3_600_000
const names = Object.keys(BUGS)

test('each injected bug has a seed that catches it, within the first worlds', () => {
  expect(Object.keys(catchingSeeds())).toEqual(names)
  for (const seed of Object.values(catchingSeeds())) expect(seed).toBeLessThanOrEqual(MOST_HUNTED)
})

describe.each(names)('%s', (name) => {
  test('is caught in the world of its seed, which is well without it', async () => {
    const seed = catchingSeeds()[name]!
    expect((await simulate(seed)).wrong).toEqual([])
    const { wrong } = await simulate(seed, { weakness: BUGS[name]! })
    expect(wrong, `npm run soak -- simulation looks for another seed`).not.toEqual([])
  })

  if (soak)
    test(
      `is caught within ${MOST_HUNTED} worlds`,
      async () => {
        const caught = await hunt(name)
        console.log(`${name}: ${JSON.stringify(caught)}`)
        expect(caught).not.toBeNull()
      },
      HOUR_MS,
    )
})
