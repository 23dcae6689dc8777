/** A room's amounts per night where the channel names only some of them (I9). */

/**
 * One amount per night. Nights without one share what is left of the room's total, so that the sum is exactly that
 * total; when the named nights already exceed it, the total is spread over all nights.
 * Undefined when nights are missing and there is no total to take them from.
 */
export function completeNights(
  named: readonly (number | undefined)[],
  total: number | undefined,
): number[] | undefined {
  const missing = named.filter((amount) => amount === undefined).length
  if (missing === 0) return named.map((amount) => amount ?? 0)
  if (total === undefined) return undefined
  const known = named.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
  if (known > total) return spreadEvenly(total, named.length)
  const shares = spreadEvenly(total - known, missing)
  return named.map((amount) => amount ?? shares.shift() ?? 0)
}

/** Equal integer shares; what does not divide goes one unit each to the first ones. */
export function spreadEvenly(total: number, count: number): number[] {
  const share = Math.floor(total / count)
  const rest = total - share * count
  return Array.from({ length: count }, (_, index) => share + (index < rest ? 1 : 0))
}
