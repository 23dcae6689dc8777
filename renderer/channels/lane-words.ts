/** The state of a channel and its lanes in a word and a sign; pure. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Tone } from '../frame/tone.ts'

type Lane = ChannelState['lanes'][number]
type LaneLook = Pick<Lane, 'state' | 'attempts' | 'parkedCells'>

export function laneTone(lane: LaneLook): Tone {
  switch (lane.state) {
    case 'in_step':
      return lane.parkedCells > 0 ? 'parked' : 'ok'
    case 'sending':
      return 'busy'
    case 'waiting':
      return lane.attempts >= 3 ? 'danger' : 'warning'
    case 'stopped':
      return 'danger'
  }
}

export function laneWords(lane: LaneLook): string {
  switch (lane.state) {
    case 'in_step':
      return lane.parkedCells > 0 ? 'In step but for refusals' : 'In step'
    case 'sending':
      return 'Sending'
    case 'waiting':
      return lane.attempts >= 3 ? 'Not reached, trying again' : 'Trying again'
    case 'stopped':
      return 'Stopped: credentials refused'
  }
}

/** A channel's reason, its code said once: some of them begin their sentence with it. */
export function reasonText({ code, message }: { code: string; message: string }): string {
  return message.includes(code) ? message : `${message} (${code})`
}

const WORST_FIRST: readonly Tone[] = ['danger', 'warning', 'busy', 'parked', 'unknown', 'ok']

/** The worst of its lanes and its pull; unknown for a channel that is switched off. */
export function channelTone(channel: Pick<ChannelState, 'enabled' | 'lanes' | 'pull'>): Tone {
  if (!channel.enabled) return 'unknown'
  const tones = channel.lanes.map(laneTone)
  if (channel.pull.lastError !== null) tones.push('warning')
  return WORST_FIRST.find((tone) => tones.includes(tone)) ?? 'unknown'
}

export function channelsInStep(
  channels: readonly Pick<ChannelState, 'enabled' | 'lanes' | 'pull'>[],
): number {
  return channels.filter((channel) => ['ok', 'unknown', 'parked'].includes(channelTone(channel))).length
}
