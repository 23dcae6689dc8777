/** A sealed letter of the mailbox, opened and read by its channel's adapter, or kept as it came. */

import { type Opener, SealBroken } from '../../sealing/sealed-box.ts'
import type { RelayConnection, RelayedChannel, RelayedMessage } from '../../shared/contract/sync-link.ts'
import type { SealedLetter } from '../../shared/relay-protocol.ts'
import { type ChannelAdapters, ChannelFailure } from '../engine/ports.ts'

const MOST_MESSAGES = 1_000
const MOST_REASON_CHARACTERS = 500
const NEWLINE = 0x0a

export interface LetterReader {
  readonly relay: Pick<RelayConnection, 'hotelId'>
  readonly channels: readonly RelayedChannel[]
  readonly opener: Opener
  readonly adapters: ChannelAdapters
}

/** Never throws: what cannot be read comes as `unreadable`, sealed as it was, so that nothing of it is lost. */
export function readLetter(reader: LetterReader, letter: SealedLetter): RelayedMessage['content'] {
  try {
    const channel = reader.channels.find(({ channelId }) => channelId === letter.source)
    if (channel === undefined) return kept(letter, 'no channel of this hotel has that sender')
    const content = reader.opener.open(Buffer.from(letter.sealed, 'base64'), [
      reader.relay.hotelId,
      letter.source,
    ])
    const end = content.indexOf(NEWLINE)
    const action = content.toString('utf8', 0, Math.max(0, end))
    const body = content.toString('utf8', end + 1)
    const messages = reader.adapters[channel.kind].readPosted(action, body, channel)
    if (messages.length <= MOST_MESSAGES) return { kind: 'messages', messages }
    return kept(letter, `it holds more than ${MOST_MESSAGES} reservations`)
  } catch (error) {
    const isKnown = error instanceof SealBroken || error instanceof ChannelFailure
    return kept(letter, isKnown ? error.message : 'this program failed to read it')
  }
}

export function kept({ sealed }: SealedLetter, reason: string): RelayedMessage['content'] {
  return { kind: 'unreadable', reason: reason.slice(0, MOST_REASON_CHARACTERS), sealed }
}
