/** Messages as they may arrive after anything between a channel and here had its way with them. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { soak } from '../../soak.ts'

const ODD = [
  '',
  '<',
  '&',
  '<a>',
  ']]>',
  '&#0;',
  '&xxe;',
  '{}',
  '[]',
  '"',
  'null',
  '-1',
  '0x1',
  '1e400',
  '9'.repeat(40),
  '2027-13-01',
  '\r\nX: y',
  '../../x',
  '__proto__',
  '\u0000',
]

/** Cuts, inserts and replacements anywhere, and of whole values between quotes, which leave a document that can be read. */
export function damaged(whole: string): fc.Arbitrary<string> {
  const odd = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...ODD))
  const values = [...whole.matchAll(/"[^"\n]{0,200}"/g)].map(({ index, 0: { length } }) => ({
    at: index + 1,
    length: length - 2,
  }))
  const anywhere = fc.record({ at: fc.nat(whole.length - 1), length: fc.nat(30), by: odd })
  const oneValue = fc
    .tuple(fc.constantFrom(...(values.length > 0 ? values : [{ at: 0, length: 0 }])), odd)
    .map(([place, by]) => ({ ...place, by }))
  return fc
    .array(fc.oneof(anywhere, oneValue), { minLength: 1, maxLength: 4 })
    .map((damages) =>
      damages.reduce((text, { at, length, by }) => text.slice(0, at) + by + text.slice(at + length), whole),
    )
}

const RUNS = soak ? 100_000 : 2_000
/** A message that takes longer than this is one that hangs. */
const HANG_MS = 1_000

/**
 * `read` must come to an end with each damaged message, throwing nothing but what `refuses` knows; it answers what became of it.
 * @returns how often each answer came, `refused` where it threw.
 */
export async function readsDamaged<Outcome extends string>(
  wholes: readonly string[],
  read: (body: string) => Outcome | Promise<Outcome>,
  refuses: (error: unknown) => boolean,
): Promise<Readonly<Partial<Record<Outcome | 'refused', number>>>> {
  const counts: Partial<Record<Outcome | 'refused', number>> = {}
  await fc.assert(
    fc.asyncProperty(fc.oneof(...wholes.map(damaged)), async (body) => {
      const before = process.cpuUsage()
      let outcome: Outcome | 'refused'
      try {
        outcome = await read(body)
      } catch (error) {
        if (!refuses(error)) throw error
        outcome = 'refused'
      }
      counts[outcome] = (counts[outcome] ?? 0) + 1
      // Processor time: a busy machine makes no message hang.
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1_000).toBeLessThan(HANG_MS)
    }),
    { numRuns: RUNS },
  )
  return counts
}
