/** The relay's state in a sign and a few words; pure. */
import type { RelayState } from '../../shared/contract/relay.ts'
import type { HotelClock } from '../formats.ts'
import type { MessageId } from '../text/catalogue.ts'
import type { Tone } from './tone.ts'

interface RelayWords {
  readonly tone: Tone
  readonly words: MessageId
  readonly values: Readonly<Record<string, string | number>>
}

/** @param relay undefined: nobody knows, because the host is away or was not asked yet */
export function relayWords(relay: RelayState | undefined, clock: Pick<HotelClock, 'time'>): RelayWords {
  if (relay === undefined) return { tone: 'unknown', words: 'frame.relay.unknown', values: {} }
  if (relay.state === 'not_paired') return { tone: 'unknown', words: 'frame.relay.none', values: {} }
  switch (relay.connection) {
    case 'away':
      return relay.lastHeardAt === null
        ? { tone: 'info', words: 'frame.relay.away', values: {} }
        : { tone: 'info', words: 'frame.relay.awaySince', values: { time: clock.time(relay.lastHeardAt) } }
    case 'connecting':
      return { tone: 'busy', words: 'frame.relay.connecting', values: {} }
    case 'connected':
      if (relay.unreadable > 0)
        return { tone: 'warning', words: 'frame.relay.unreadable', values: { count: relay.unreadable } }
      if (relay.waiting > 0)
        return { tone: 'busy', words: 'frame.relay.waiting', values: { count: relay.waiting } }
      return { tone: 'ok', words: 'frame.relay', values: {} }
  }
}
