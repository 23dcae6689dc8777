/**
 * The private key as people copy it from paper: Crockford's base32 (no I, L, O, U) in groups of five, the last six
 * characters a checksum, so that a mistyped letter is told apart from a foreign code.
 */
import { hash } from 'node:crypto'
import { KEY_BYTES } from './key-pair.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BITS = 5
const GROUP = 5
const CHECK_BYTES = 4
/** 36 bytes are 58 characters; two more bits of the last one are zero. */
const CHARACTERS = Math.ceil(((KEY_BYTES + CHECK_BYTES) * 8) / BITS)

export class RecoveryCodeMistyped extends Error {
  override readonly name = 'RecoveryCodeMistyped'
}

export function recoveryCodeOf(privateKey: Uint8Array): string {
  const text = encode(Buffer.concat([privateKey, checkOf(privateKey)]))
  return (text.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-')
}

/** Small letters, spaces and hyphens do not matter; O reads as 0, I and L as 1. @throws RecoveryCodeMistyped */
export function privateKeyFrom(code: string): Buffer {
  const text = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const bytes = text.length === CHARACTERS ? decode(text) : null
  const key = bytes?.subarray(0, KEY_BYTES)
  if (bytes == null || key === undefined || !checkOf(key).equals(bytes.subarray(KEY_BYTES))) {
    throw new RecoveryCodeMistyped('this is not a recovery code as it was printed')
  }
  return key
}

function checkOf(key: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from('keyrack recovery 1'), key]), 'buffer').subarray(
    0,
    CHECK_BYTES,
  )
}

function encode(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= BITS) {
      bits -= BITS
      text += ALPHABET[(value >> bits) & 31]
    }
    value &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + ALPHABET[(value << (BITS - bits)) & 31]
}

/** Null for letters outside the alphabet or a last character that no encoding ends with. */
function decode(text: string): Buffer | null {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter)
    if (digit < 0) return null
    value = (value << BITS) | digit
    bits += BITS
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 255)
    }
    value &= (1 << bits) - 1
  }
  return value === 0 ? Buffer.from(bytes) : null
}
