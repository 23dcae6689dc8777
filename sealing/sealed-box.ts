/**
 * Sealing to a hotel's public key, so that whoever holds what was sealed can neither read it nor change it unseen.
 *
 * Version 1, in this order:
 *
 *      1 byte   version, 1
 *     32 bytes  the sender's ephemeral X25519 public key
 *     12 bytes  nonce
 *      n bytes  AES-256-GCM of the content
 *     16 bytes  its tag
 *
 * The key of AES is HKDF-SHA256 over the X25519 secret of both keys, without salt, with the info
 * `keyrack sealed 1` followed by the ephemeral and the recipient's public key. Authenticated besides the content: the
 * first 33 bytes, then each text of the context as UTF-8 after its length (4 bytes, big endian).
 *
 * A sender may use one ephemeral key for many messages, each with a random nonce: below 2^20 of them two nonces are
 * equal with a chance of less than 2^-56. It forgets the ephemeral private key as soon as the AES key is made.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { KEY_BYTES, publicKeyOf, rawPublicKey } from './key-pair.ts'

const VERSION = 1
const HEAD_BYTES = 1 + KEY_BYTES
const NONCE_BYTES = 12
const TAG_BYTES = 16
const INFO = Buffer.from('keyrack sealed 1')
/** What sealing adds to the content's length. */
export const SEAL_BYTES = HEAD_BYTES + NONCE_BYTES + TAG_BYTES
/** After so many messages a sender must take a new ephemeral key. */
export const MOST_UNDER_ONE_KEY = 2 ** 20

/** The bytes were changed, are sealed to another key or for another context, or are of a version not known here. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

export interface Sealer {
  /** Content in parts, so that nobody has to join them first. */
  seal(content: readonly Uint8Array[], context: readonly string[]): Buffer
}

/** With a fresh ephemeral key; see `MOST_UNDER_ONE_KEY`. @param randomBytes cryptographically strong. */
export function createSealer(recipient: KeyObject, randomBytes: (count: number) => Uint8Array): Sealer {
  const ephemeral = generateKeyPairSync('x25519')
  const ephemeralRaw = rawPublicKey(ephemeral.publicKey)
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient })
  const key = contentKey(secret, ephemeralRaw, rawPublicKey(recipient))
  const head = Buffer.concat([Buffer.from([VERSION]), ephemeralRaw])
  let latest: { context: readonly string[]; bytes: Buffer } | null = null
  /** Written once for a context that is given again and again as the same array. */
  const authenticatedWith = (context: readonly string[]): Buffer => {
    if (latest?.context !== context) latest = { context, bytes: authenticated(head, context) }
    return latest.bytes
  }
  return {
    seal(content, context) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(authenticatedWith(context))
      const parts = content.map((part) => cipher.update(part))
      cipher.final()
      return Buffer.concat([head, nonce, ...parts, cipher.getAuthTag()])
    },
  }
}

export interface Opener {
  /** @throws SealBroken */
  open(sealed: Uint8Array, context: readonly string[]): Buffer
}

/** Senders whose AES keys are remembered: one ephemeral key serves many messages in a row. */
const MOST_REMEMBERED = 16

export function createOpener(privateKey: KeyObject): Opener {
  const ownRaw = rawPublicKey(privateKey)
  const keys = new Map<string, KeyObject>()
  const keyFor = (ephemeralRaw: Buffer): KeyObject => {
    const name = ephemeralRaw.toString('latin1')
    const known = keys.get(name)
    if (known !== undefined) return known
    const secret = diffieHellman({ privateKey, publicKey: publicKeyOf(ephemeralRaw) })
    const key = contentKey(secret, ephemeralRaw, ownRaw)
    keys.set(name, key)
    const [oldest] = keys.keys()
    if (keys.size > MOST_REMEMBERED && oldest !== undefined) keys.delete(oldest)
    return key
  }
  return {
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes.length < SEAL_BYTES) throw new SealBroken('the sealed message is cut')
      if (bytes[0] !== VERSION)
        throw new SealBroken(`the seal has version ${bytes[0]}, which is not known here`)
      const head = bytes.subarray(0, HEAD_BYTES)
      try {
        const nonce = bytes.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES)
        const decipher = createDecipheriv('aes-256-gcm', keyFor(head.subarray(1)), nonce, {
          authTagLength: TAG_BYTES,
        })
        decipher.setAAD(authenticated(head, context))
        decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
        const content = decipher.update(bytes.subarray(HEAD_BYTES + NONCE_BYTES, bytes.length - TAG_BYTES))
        decipher.final()
        return content
      } catch {
        // An ephemeral key of low order, another recipient, changed bytes: all of it is one answer.
        throw new SealBroken('the seal is broken, or was made for another key or place')
      }
    },
  }
}

function contentKey(secret: Buffer, ephemeralRaw: Buffer, recipientRaw: Buffer): KeyObject {
  const info = Buffer.concat([INFO, ephemeralRaw, recipientRaw])
  // As a key object: given as bytes, it is imported anew for each message, which takes twice as long as sealing it.
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 32)))
}

function authenticated(head: Buffer, context: readonly string[]): Buffer {
  const parts: Buffer[] = [head]
  for (const text of context) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(Buffer.byteLength(text))
    parts.push(length, Buffer.from(text))
  }
  return Buffer.concat(parts)
}
