/** A hotel's X25519 key pair as raw bytes: the public key goes to the relay, the private one never leaves the hotel. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

export const KEY_BYTES = 32

/** DER of RFC 8410 up to the raw key. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex')

/** @param raw 32 random bytes are a key (RFC 7748 fixes their bits in use). */
export function privateKeyOf(raw: Uint8Array): KeyObject {
  requireLength(raw)
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, raw]), format: 'der', type: 'pkcs8' })
}

export function publicKeyOf(raw: Uint8Array): KeyObject {
  requireLength(raw)
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' })
}

/** The raw public key of a private or public one. */
export function rawPublicKey(key: KeyObject): Buffer {
  const shared = key.type === 'private' ? createPublicKey(key) : key
  return shared.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length)
}

function requireLength(raw: Uint8Array): void {
  if (raw.length !== KEY_BYTES) throw new Error(`an X25519 key has ${KEY_BYTES} bytes, not ${raw.length}`)
}
