/** Bounds of what every channel is shown, and of its addresses; those of a kind stand in shared/channel-kinds. */
import { type ChannelKindDefinition, limit } from './channel-kinds/definition.ts'

/** Days ahead that a kind of channel takes at most. */
export const mostHorizonOf = ({ mostHorizonDays }: ChannelKindDefinition): number =>
  mostHorizonDays ?? EXPOSURE_LIMITS.horizonDays.most

/** Plain http never leaves this machine. */
export const LOOPBACK_OR_HTTPS = /^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/

export const EXPOSURE_LIMITS = {
  buffer: limit(0, 0, 1_000),
  cap: { least: 0, most: 10_000 },
  horizonDays: limit(500, 1, 800),
  safetyBuffer: limit(0, 0, 100),
} as const
