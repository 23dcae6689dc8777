/** The state of a channel and its lanes in a word and a sign; pure. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'
import { FACET_NAMES } from './cell-words.ts'

type Lane = ChannelState['lanes'][number]
type LaneLook = Pick<Lane, 'state' | 'attempts' | 'parkedCells'>
type ChannelLook = Pick<ChannelState, 'enabled' | 'lanes' | 'pull'>

/** From so many attempts in vain on, a lane is not merely late. */
const ALARMING_ATTEMPTS = 3

export function laneTone(lane: LaneLook): Tone {
  switch (lane.state) {
    case 'in_step':
      return lane.parkedCells > 0 ? 'parked' : 'ok'
    case 'sending':
      return 'busy'
    case 'waiting':
      return lane.attempts >= ALARMING_ATTEMPTS ? 'danger' : 'warning'
    case 'stopped':
      return 'danger'
  }
}

export function laneWords(lane: LaneLook): string {
  switch (lane.state) {
    case 'in_step':
      return t(lane.parkedCells > 0 ? 'channels.lane.inStepButRefused' : 'channels.lane.inStep')
    case 'sending':
      return t('channels.lane.sending')
    case 'waiting':
      return t(lane.attempts >= ALARMING_ATTEMPTS ? 'channels.lane.notReached' : 'channels.lane.tryingAgain')
    case 'stopped':
      return t('channels.lane.stopped')
  }
}

/** A channel's reason, its code said once: some of them begin their sentence with it. */
export function reasonText({ code, message }: { code: string; message: string }): string {
  return message.includes(code) ? message : `${message} (${code})`
}

const WORST_FIRST: readonly Tone[] = ['danger', 'warning', 'busy', 'parked', 'unknown', 'ok']

/** The worst of its lanes and its pull; unknown for a channel that is switched off. */
export function channelTone(channel: ChannelLook): Tone {
  if (!channel.enabled) return 'unknown'
  const tones = channel.lanes.map(laneTone)
  if (channel.pull.lastError !== null) tones.push('warning')
  return WORST_FIRST.find((tone) => tones.includes(tone)) ?? 'unknown'
}

/** The words of its worst lane, or of its pull where that is worse. */
export function channelWords(channel: ChannelLook): string {
  if (!channel.enabled) return t('channels.state.off')
  const tone = channelTone(channel)
  const worst = channel.lanes.find((lane) => laneTone(lane) === tone)
  return worst === undefined ? t('channels.state.pullFails') : laneWords(worst)
}

export function isTroubled(channel: ChannelLook): boolean {
  return ['danger', 'warning'].includes(channelTone(channel))
}

/** Sums over the lanes of a channel. */
export function laneTotals({ lanes }: Pick<ChannelState, 'lanes'>) {
  const sum = (of: (lane: Lane) => number) => lanes.reduce((total, lane) => total + of(lane), 0)
  return {
    pending: sum((lane) => lane.pendingCells),
    unknown: sum((lane) => lane.unknownCells),
    parked: sum((lane) => lane.parkedCells),
    oldestPendingAt: lanes.reduce<number | null>(
      (oldest, { oldestPendingAt: at }) => (at === null ? oldest : Math.min(oldest ?? at, at)),
      null,
    ),
    lastAcknowledgedAt: lanes.reduce<number | null>(
      (latest, { lastAcknowledgedAt: at }) => (at === null ? latest : Math.max(latest ?? 0, at)),
      null,
    ),
  }
}

export function channelsInStep(channels: readonly ChannelLook[]): number {
  return channels.filter((channel) => ['ok', 'unknown', 'parked'].includes(channelTone(channel))).length
}

/** An interval of a setting or of a request: `250 ms`, else as `durationText`. */
export function intervalText(ms: number): string {
  return ms < 1_000 ? t('channels.duration.ms', { ms: Math.max(0, ms) }) : durationText(ms)
}

/** `8 s`, `7 min 52 s`, `3 h 5 min`; never negative. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < 60) return t('channels.duration.seconds', { seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return t('channels.duration.minutes', { minutes, seconds: seconds % 60 })
  return t('channels.duration.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** `Availability`, or the names of all its facets. */
export function facetsText(lane: Pick<Lane, 'facets'>): string {
  return lane.facets.map((facet) => t(FACET_NAMES[facet])).join(', ')
}

/** A lane of a channel in words; its own name where the channel no longer has it. */
export function laneName({ lanes }: Pick<ChannelState, 'lanes'>, name: string): string {
  const lane = lanes.find((each) => each.lane === name)
  return lane === undefined ? name : facetsText(lane)
}
