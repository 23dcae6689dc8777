/** Making, hashing and comparing the relay's secrets; only hashes are stored. */
import { hash, timingSafeEqual } from 'node:crypto'

export type RandomBytes = (count: number) => Uint8Array

/** 256 random bits as text of 43 characters. */
export const newSecret = (randomBytes: RandomBytes): string =>
  Buffer.from(randomBytes(32)).toString('base64url')

/** For a channel's own settings: some (SiteMinder) ask for letters of both sizes, a digit and another character. */
export const newPassword = (randomBytes: RandomBytes): string => `${newSecret(randomBytes)}!Kr1`

/** SHA-256 is enough: the secrets are random, so there is no dictionary to try. */
export const hashOf = (text: string): Buffer => hash('sha256', text, 'buffer')

export const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 16

/** A pairing code to be read aloud, `K7M2-4QXW-9RTZ-HC3P`: 78 bits. */
export function newPairingCode(randomBytes: RandomBytes): string {
  let letters = ''
  while (letters.length < CODE_LENGTH) {
    for (const byte of randomBytes(CODE_LENGTH)) {
      // 240 is the largest multiple of the alphabet's 30: above it some letters would be likelier.
      if (byte < 240 && letters.length < CODE_LENGTH) letters += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    }
  }
  return (letters.match(/.{4}/g) ?? []).join('-')
}

/** As people type it. */
export const pairingCodeHash = (code: string): Buffer => hashOf(code.toUpperCase().replace(/[\s-]/g, ''))

/** What a channel that signs in by Basic authentication sends. */
export const basicHeader = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
