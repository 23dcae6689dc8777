/** Public ids and reservation codes, from an injected source of randomness. */
import { v7 } from 'uuid'

export interface Randomness {
  bytes(count: number): Uint8Array
}

export interface IdSource {
  /** UUIDv7: sortable by time, unguessable in its lower half. */
  publicId(): string
  /** What staff and guest say on the phone: `K7M2-4QX`, from letters and digits that are not taken for one another. */
  reservationCode(): string
}

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 7

export function createIdSource(randomness: Randomness, now: () => number): IdSource {
  return {
    publicId: () => v7({ random: randomness.bytes(16), msecs: now() }),
    reservationCode: () => {
      const letters = Array.from(randomness.bytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length])
      return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
    },
  }
}
