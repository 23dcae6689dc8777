/** A call to a channel in words: what it was for, what came of it, how large it was; pure. */
import type { CallLine } from '../../shared/contract/channel-calls.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'
import { laneName } from './lane-words.ts'
import { type SentRequest, sentTone, sentWords } from './sent-words.ts'

export const CALL_FILTERS = ['all', 'send', 'bookings', 'compare', 'failing'] as const
export type CallFilter = (typeof CALL_FILTERS)[number]

type Call = Pick<CallLine, 'kind' | 'part' | 'status' | 'failure'>

const KILOBYTE = 1_000

/** No whole answer, or one whose status says that it went wrong. */
const isFailing = ({ status, failure }: Call): boolean => failure !== null || (status ?? 0) >= 400

export function matches(call: Call, filter: CallFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'bookings':
      return call.kind === 'fetch' || call.kind === 'acknowledge'
    case 'failing':
      return isFailing(call)
    default:
      return call.kind === filter
  }
}

export function callName(channel: Pick<ChannelState, 'lanes'>, { kind, part }: Call): string {
  switch (kind) {
    case 'send':
      return t('channels.call.send', { part: laneName(channel, part) })
    case 'fetch':
      return t('channels.call.fetch')
    case 'acknowledge':
      return t('channels.call.acknowledge')
    case 'compare':
      return t('channels.call.compare')
  }
}

/** What became of it: of values what the ledger says, which reads the answer and not its status alone. */
export function callOutcome(call: Call, sent: SentRequest | undefined): { tone: Tone; words: string } {
  const { failure } = call
  if (failure !== null) return { tone: 'danger', words: t('channels.call.noAnswer', { failure }) }
  if (isFailing(call)) return { tone: 'danger', words: t('channels.call.refused') }
  if (sent !== undefined) return { tone: sentTone(sent), words: sentWords(sent) }
  return { tone: 'ok', words: t('channels.call.answered') }
}

export function sizeText(bytes: number): string {
  return bytes < KILOBYTE
    ? t('channels.call.bytes', { bytes })
    : t('channels.call.kilobytes', { kilobytes: Math.round(bytes / 100) / 10 })
}

/** The address without its server, which all calls of a channel share. */
export function pathText(address: string): string {
  return address.replace(/^https?:\/\/[^/]+/, '')
}
