/** Making, hashing and comparing the secrets that open the desk; only their hashes are ever stored. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { HostRandom } from './clock.ts'

const SECRET_BYTES = 32

/** 256 random bits as URL-safe text of 43 characters. */
export function newSecret(random: HostRandom): string {
  return Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url')
}

/** SHA-256 is enough: the secrets are random, so there is no dictionary to try. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export function isSameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
