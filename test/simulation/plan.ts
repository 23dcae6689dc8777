/**
 * What a seed's world is like: a swarm. Each seed draws which faults there are at all and how often, so that some worlds have a
 * fault all the time and others are free of what would hide it (Groce et al., "Swarm Testing", 2012).
 */
import type { Chance } from './chance.ts'

export const FATES = [
  'well',
  /** Never arrives; the sender waits in vain. */
  'lost',
  /** Arrives, and the answer does not. */
  'answerLost',
  /** Arrives at some moment before its deadline T, when the sender has mostly given up. */
  'late',
  /** Surely not sent. */
  'noConnection',
  /** Something on the way asks twice; one of the answers comes back. */
  'doubled',
  /** Refused without a look. */
  'tooMany',
  'unavailable',
  /** Fails, after it was applied or before. */
  'broken',
  'unauthorized',
] as const
export type Fate = (typeof FATES)[number]

export const ACTS = [
  'channelSells',
  'channelChanges',
  'channelCancels',
  'channelDeliversAgain',
  'channelUnreachable',
  'channelForgets',
  'deskSells',
  'deskChanges',
  'deskCancels',
  'deskHolds',
  'deskBlocks',
  'deskAllows',
  'deskPrices',
  'deskRestricts',
  'deskExposes',
  'deskMaps',
  'deskSwitches',
  'deskResumes',
  'syncDies',
  'hostDies',
  'machineSleeps',
  'clockIsSet',
  'relayIsAway',
  'relayIsRestored',
] as const
export type Act = (typeof ACTS)[number]

/** What has a world of its own without these. */
const ALWAYS: readonly Act[] = ['channelSells', 'deskSells', 'deskCancels', 'deskPrices']

/** Of a hundred acts, about; each is on in some worlds only. */
const WEIGHTS: Readonly<Record<Act, number>> = {
  channelSells: 16,
  channelChanges: 7,
  channelCancels: 5,
  channelDeliversAgain: 3,
  channelUnreachable: 1.5,
  channelForgets: 1,
  deskSells: 12,
  deskChanges: 6,
  deskCancels: 8,
  deskHolds: 4,
  deskBlocks: 4,
  deskAllows: 2,
  deskPrices: 8,
  deskRestricts: 5,
  deskExposes: 3,
  deskMaps: 3,
  deskSwitches: 1,
  deskResumes: 1,
  syncDies: 2,
  hostDies: 1,
  machineSleeps: 0.6,
  clockIsSet: 1,
  relayIsAway: 2,
  relayIsRestored: 0.6,
}

export interface ChannelPlan {
  readonly name: string
  readonly kind: 'bookingcom' | 'channex' | 'expedia'
  readonly by: 'pull' | 'relay'
  /** Whether its own stock goes down by its own sale, and up by its own cancellation. */
  readonly lowersStock: boolean
  readonly raisesStock: boolean
  /** Which items of a message it refuses; else only that it refuses something. */
  readonly namesRefused: boolean
  readonly types: readonly string[]
  readonly plans: readonly string[]
  readonly horizonDays: number
  /** Rooms that the others are not offered while this one cannot be changed. */
  readonly safetyBuffer: number
  readonly settings: {
    readonly pullIntervalMs: number
    readonly pauseAfterAcknowledgeMs: number
    readonly requestTimeoutMs: number
    readonly requestDeadlineMs: number
    readonly requestsPerMinute: number
    readonly maxRangesPerRequest: number
    readonly backoffBaseMs: number
    readonly backoffMaxMs: number
  }
}

export interface Plan {
  readonly channels: readonly ChannelPlan[]
  /** Nights ahead that anybody asks for. */
  readonly nights: number
  /** Milliseconds after local midnight of the template's day. */
  readonly startMs: number
  readonly turmoilMs: number
  readonly actGapMs: number
  readonly acts: Readonly<Partial<Record<Act, number>>>
  readonly fates: Readonly<Partial<Record<Fate, number>>>
  /** One way, at most. */
  readonly linkMs: number
  readonly networkMs: number
  readonly hintsLost: number
  /** Whether a product is taken off its channel when all is well. */
  readonly closesInTheEnd: boolean
  /** Answers of the host that come too late to be taken. */
  readonly answersLate: number
}

export const TYPES = ['A', 'B', 'C'] as const
export const PLANS = ['FLEX', 'SAVE'] as const
/** A price that a channel refuses. */
export const REFUSED_PRICE = 66_600

export function drawPlan(chance: Chance): Plan {
  const types = TYPES.slice(0, chance.int(1, TYPES.length))
  const count = chance.pick([1, 1, 2, 2, 3])
  const fates: Partial<Record<Fate, number>> = { well: 1 }
  const badness = chance.pick([0, 0.05, 0.3, 1])
  for (const fate of FATES) {
    const weight = badness * chance.pick([0.05, 0.2, 0.5])
    if (fate !== 'well' && chance.happens(0.5)) fates[fate] = fate === 'unauthorized' ? weight / 8 : weight
  }
  const acts: Partial<Record<Act, number>> = {}
  for (const act of ACTS) {
    const factor = chance.pick([0.3, 1, 1, 3])
    if (chance.happens(0.6) || ALWAYS.includes(act)) acts[act] = WEIGHTS[act] * factor
  }
  return {
    channels: Array.from({ length: count }, (_, index) => drawChannel(chance, `C${index + 1}`, types)),
    nights: chance.int(2, 6),
    // A little before midnight, before 04:00, or in the quiet of the afternoon.
    startMs: chance.pick([24, 28, 15]) * 3_600_000 - chance.int(2_000, 40_000),
    turmoilMs: chance.int(15_000, 45_000),
    actGapMs: chance.pick([150, 400, 1_000]),
    acts,
    fates,
    linkMs: chance.pick([0, 3, 40]),
    networkMs: chance.pick([5, 60, 400]),
    hintsLost: chance.pick([0, 0, 0.2]),
    closesInTheEnd: chance.happens(0.3),
    answersLate: chance.pick([0, 0, 0.01]),
  }
}

function drawChannel(chance: Chance, name: string, types: readonly string[]): ChannelPlan {
  const kind = chance.pick(['bookingcom', 'bookingcom', 'channex', 'expedia'] as const)
  const requestTimeoutMs = chance.pick([500, 1_500])
  return {
    name,
    kind,
    by: kind === 'bookingcom' && chance.happens(0.4) ? 'relay' : 'pull',
    lowersStock: chance.happens(0.8),
    raisesStock: chance.happens(0.5),
    namesRefused: chance.happens(0.6),
    types: chance.happens(0.7) ? types : types.slice(0, 1),
    plans: chance.happens(0.7) ? ['FLEX'] : PLANS,
    horizonDays: chance.int(2, 8),
    safetyBuffer: chance.pick([0, 0, 1]),
    settings: {
      pullIntervalMs: chance.pick([400, 1_500, 4_000]),
      pauseAfterAcknowledgeMs: chance.pick([0, 300]),
      requestTimeoutMs,
      requestDeadlineMs: requestTimeoutMs * chance.pick([2, 4, 8]),
      requestsPerMinute: chance.pick([300, 3_000]),
      maxRangesPerRequest: chance.pick([1, 3, 40]),
      backoffBaseMs: 50,
      backoffMaxMs: chance.pick([500, 4_000]),
    },
  }
}
