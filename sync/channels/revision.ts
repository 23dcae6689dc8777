/** Which of a booking's messages is the later one, as a part of a message. */

/**
 * The message's `revision` from a time in whole units (epoch milliseconds, microseconds) or a number that grows; none for what is
 * no such number, as after NaN of a time that cannot be read.
 */
export function revisionPart(told: number | null): { readonly revision?: number } {
  return told !== null && Number.isSafeInteger(told) && told >= 0 ? { revision: told } : {}
}
