/** Chance for the demo hotel, from one seed: the same seed draws the same hotel. */

export interface Chance {
  /** Uniform in [0, 1). */
  fraction(): number
  /** Uniform among 0 ... below - 1. */
  whole(below: number): number
  /** True `percent` times of a hundred. */
  isOneOf(percent: number): boolean
  /** One of these; the list must not be empty. */
  oneOf<T>(things: readonly T[]): T
  /** One of these by their weights, which must not all be zero. */
  weighted<T>(things: readonly (readonly [T, number])[]): T
}

/** Mulberry32: small, and good enough to draw guests. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (below: number) => Math.floor(fraction() * below)
  return {
    fraction,
    whole,
    isOneOf: (percent) => fraction() * 100 < percent,
    oneOf<T>(things: readonly T[]): T {
      const [first] = things
      if (first === undefined) throw new Error('there is nothing to choose from')
      return things[whole(things.length)] ?? first
    },
    weighted<T>(things: readonly (readonly [T, number])[]): T {
      const total = things.reduce((sum, [, weight]) => sum + weight, 0)
      let left = fraction() * total
      for (const [thing, weight] of things) {
        left -= weight
        if (left < 0) return thing
      }
      throw new Error('the weights are all zero')
    },
  }
}
