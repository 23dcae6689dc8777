/** Seeded chance for runs over real processes: the seed repeats the wishes, though not the exact moments. */
import { seededRandom } from '../../sync/sandbox/bookingcom/seeded-random.ts'

export interface Chance {
  readonly seed: number
  /** Whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  /** @throws when the list is empty. */
  pick<T>(list: readonly T[]): T
  /** True so often, of 1. */
  happens(probability: number): boolean
  shuffled<T>(list: readonly T[]): T[]
}

/** KEYRACK_SEED repeats a run; otherwise each run draws and prints its own. */
export function chance(run: string): Chance {
  const seed = Number(process.env.KEYRACK_SEED ?? Date.now() % 1_000_000)
  console.log(`${run}: KEYRACK_SEED=${seed}`)
  const random = seededRandom(seed)
  const int = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  return {
    seed,
    int,
    pick(list) {
      const picked = list[int(0, list.length - 1)]
      if (picked === undefined) throw new Error('there is nothing to pick from')
      return picked
    },
    happens: (probability) => random() < probability,
    shuffled(list) {
      const rest = [...list]
      return list.map(() => rest.splice(int(0, rest.length - 1), 1)[0]!)
    },
  }
}
