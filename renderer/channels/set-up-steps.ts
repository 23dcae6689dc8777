/** The steps by which a channel is connected, and to which of them a field belongs. Pure. */
import type { MessageId } from '../text/catalogue.ts'

export const SET_UP_STEPS = ['kind', 'signIn', 'mapping', 'shown', 'next'] as const
export type SetUpStep = (typeof SET_UP_STEPS)[number]

export const STEP_NAMES: Readonly<Record<SetUpStep, MessageId>> = {
  kind: 'channels.setUp.step.kind',
  signIn: 'channels.setUp.step.signIn',
  mapping: 'channels.setUp.step.mapping',
  shown: 'channels.setUp.step.shown',
  next: 'channels.setUp.step.next',
}

/** Where a field with an issue stands, by its name in `issuesOf`. */
export function stepOfIssue(field: string): SetUpStep {
  if (field.startsWith('room ') || field.startsWith('rate ')) return 'mapping'
  if (['buffer', 'cap', 'horizonDays', 'safetyBuffer', 'commissionPercent'].includes(field)) return 'shown'
  return 'signIn'
}
