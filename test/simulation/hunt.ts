/** Looks for the first seed whose world shows an injected bug. */
import { BUGS } from './bugs.ts'
import { simulate } from './world.ts'

/** Every bug has to show within so many worlds. */
export const MOST_HUNTED = 200

/** @returns null when no world up to `MOST_HUNTED` shows it. */
export async function hunt(bug: string): Promise<{ seed: number; found: string } | null> {
  for (let seed = 1; seed <= MOST_HUNTED; seed++) {
    const { wrong } = await simulate(seed, { weakness: BUGS[bug] ?? {} })
    if (wrong[0] !== undefined) return { seed, found: wrong[0] }
  }
  return null
}
