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
const HYPHEN_AFTER = 4
/** Taken from the source at a time: each call to the system's costs as much as an insert. */
const POOL_BYTES = 2_048

export function createIdSource(randomness: Randomness, now: () => number): IdSource {
  let pool = new Uint8Array(0)
  let taken = 0
  const take = (count: number): Uint8Array => {
    if (taken + count > pool.length) {
      pool = Uint8Array.from(randomness.bytes(POOL_BYTES))
      taken = 0
    }
    taken += count
    return pool.subarray(taken - count, taken)
  }
  return {
    publicId: () => v7({ random: take(16), msecs: now() }),
    reservationCode: () => {
      let code = ''
      for (const byte of take(CODE_LENGTH)) {
        if (code.length === HYPHEN_AFTER) code += '-'
        code += ALPHABET[byte % ALPHABET.length]
      }
      return code
    },
  }
}
