/** One kind of command of the model: what it is drawn from, and what both hotels do with it. */
import fc from 'fast-check'
import type { Stay } from './house.ts'
import { WINDOW, type World } from './world.ts'

export interface Step {
  readonly name: string
  readonly weight: number
  readonly runs: fc.Arbitrary<{ readonly told: string; run(world: World): Promise<void> }>
}

export function step<I>(
  name: string,
  weight: number,
  input: fc.Arbitrary<I>,
  run: (world: World, input: I) => Promise<void>,
): Step {
  const runs = input.map((drawn) => ({
    told: `${name} ${JSON.stringify(drawn)}`,
    run: (world: World) => run(world, drawn),
  }))
  return { name, weight, runs }
}

/** An offset from the business date, now and then in the past or beyond the window. */
export const offset = fc.integer({ min: 0, max: WINDOW - 1 })
export const nights = fc.integer({ min: 1, max: 4 })
export const pick = fc.nat(30)

export function pickOf<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(1, items.length)]
}

/** A stay that something may still be done with is picked more often than one that is over. */
export function pickStay(world: World, pick: number): Stay | undefined {
  const { stays } = world.house.state
  const alive = stays.filter(({ status }) => status === 'reserved' || status === 'in_house')
  return pick % 4 === 0 || alive.length === 0 ? pickOf(stays, pick >> 2) : pickOf(alive, pick)
}
