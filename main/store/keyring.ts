/** Seals channel credentials at rest: AES-256-GCM under a key file that only its owner may read. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Keyring {
  seal(text: string): Buffer
  /** @throws Error when the key is another one or the bytes were changed. */
  open(sealed: Buffer): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** @param randomBytes cryptographically strong. */
export function createKeyring(key: Uint8Array, randomBytes: (count: number) => Uint8Array): Keyring {
  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const body = sealed.subarray(NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

/** The key of a data folder, made on first use. */
export function openKeyring(dir: string, randomBytes: (count: number) => Uint8Array): Keyring {
  const path = join(dir, 'credentials.key')
  if (!existsSync(path)) writeFileSync(path, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' })
  return createKeyring(readFileSync(path), randomBytes)
}
