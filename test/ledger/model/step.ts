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

/** An offset from the business date, which is where most of a desk's day is. */
export const offset = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: WINDOW - 1 }))
export const nights = fc.integer({ min: 1, max: 4 })
export const pick = fc.nat(30)

export function pickOf<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(1, items.length)]
}

/** Mostly one of the wished status, now and then any: it must be refused in every other. */
export function pickStay(world: World, pick: number, wished: readonly Stay['status'][]): Stay | undefined {
  const { stays } = world.house.state
  const fitting = stays.filter(({ status }) => wished.includes(status))
  return pick % 5 === 0 || fitting.length === 0 ? pickOf(stays, pick) : pickOf(fitting, pick)
}
