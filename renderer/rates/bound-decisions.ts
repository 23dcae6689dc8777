/** What was decided of prices beyond their bounds, and what the command is told of it. */
import type { Preview } from './preview-table.ts'

type Check = Preview['beyondBounds'][number]
export type Decision = 'keep' | 'cap'
export type Decisions = ReadonlyMap<string, Decision>

export interface BoundChoice {
  /** Prices that are still to be decided. */
  readonly open: number
  /** What the command is told. */
  readonly answer: {
    cap?: { ratePlanId: string; roomTypeId: string; date: Check['date'] }[]
    capAll?: boolean
    confirmBounds?: boolean
  }
}

/** A decision is on one price of one night: another price there is asked about anew. */
export const nameOf = ({ ratePlanId, roomTypeId, date, amountMinor }: Check) =>
  `${ratePlanId} ${roomTypeId} ${date} ${amountMinor}`

export function decided(
  decisions: Decisions,
  checks: readonly Check[],
  decision: Decision | null,
): Decisions {
  const next = new Map(decisions)
  for (const check of checks) {
    if (decision === null) next.delete(nameOf(check))
    else next.set(nameOf(check), decision)
  }
  return next
}

/** @param count how many there are; where they are more than the checks, one decision holds for all. */
export function choiceOf(checks: readonly Check[], count: number, decisions: Decisions): BoundChoice {
  if (count === 0) return { open: 0, answer: {} }
  const made = checks.map((check) => decisions.get(nameOf(check)))
  if (count > checks.length) {
    if (made.every((decision) => decision === 'cap')) return { open: 0, answer: { capAll: true } }
    if (made.every((decision) => decision === 'keep')) return { open: 0, answer: { confirmBounds: true } }
    return { open: count, answer: {} }
  }
  const open = made.filter((decision) => decision === undefined).length
  const cap = checks
    .filter((_, at) => made[at] === 'cap')
    .map(({ ratePlanId, roomTypeId, date }) => ({ ratePlanId, roomTypeId, date }))
  return { open, answer: { cap, confirmBounds: true } }
}

const MOST_SHOWN = 20

/** A page of the checks, with the next one to decide among them. */
export function shownChecks(checks: readonly Check[], next: Check | undefined): readonly Check[] {
  const at = next === undefined ? 0 : checks.indexOf(next)
  const from = Math.floor(at / MOST_SHOWN) * MOST_SHOWN
  return checks.slice(from, from + MOST_SHOWN)
}
