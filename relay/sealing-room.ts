/** Seals what arrives before anything of it is stored. One ephemeral key serves a hotel for a short time, then another. */
import { publicKeyOf } from '../sealing/key-pair.ts'
import { createSealer, MOST_UNDER_ONE_KEY, type Sealer } from '../sealing/sealed-box.ts'
import type { Source } from './hotels.ts'
import type { RandomBytes } from './secrets.ts'

/** A memory dump of the relay opens no more than this. */
const KEY_LIVES_MS = 600_000
/** Hotels that post at the same time; beyond it the oldest key is dropped and made anew when needed. */
const MOST_KEYS = 5_000
const POOL_BYTES = 4_096

interface Desk {
  readonly sealer: Sealer
  readonly since: number
  count: number
}

export function createSealingRoom(randomBytes: RandomBytes, monotonic: () => number) {
  const desks = new Map<number, Desk>()
  const nonces = pooled(randomBytes)

  function deskOf({ hotel }: Source): Desk {
    const known = desks.get(hotel.number)
    const now = monotonic()
    if (known !== undefined && known.count < MOST_UNDER_ONE_KEY && now - known.since < KEY_LIVES_MS)
      return known
    desks.delete(hotel.number)
    const [oldest] = desks.keys()
    if (desks.size >= MOST_KEYS && oldest !== undefined) desks.delete(oldest)
    const desk = { sealer: createSealer(publicKeyOf(hotel.publicKey), nonces), since: now, count: 0 }
    desks.set(hotel.number, desk)
    return desk
  }

  const lines = new Map<string, Buffer>()
  /** Of the few actions that channels have. */
  function lineOf(action: string): Buffer {
    const known = lines.get(action)
    if (known !== undefined) return known
    const line = Buffer.from(`${action}\n`)
    lines.set(action, line)
    return line
  }

  return {
    /** What the desk opens with the same context: the hotel's id and the source's. */
    seal(source: Source, action: string, body: Buffer): Buffer {
      const desk = deskOf(source)
      desk.count += 1
      return desk.sealer.seal([lineOf(action), body], source.context)
    },
    /** Drops keys that have had their time, also of hotels that went to sleep. */
    sweep(): void {
      const now = monotonic()
      for (const [hotel, { since }] of desks) if (now - since >= KEY_LIVES_MS) desks.delete(hotel)
    },
  }
}
export type SealingRoom = ReturnType<typeof createSealingRoom>

/** Taken from the system a page at a time: each call to it costs as much as the sealing of a message. */
function pooled(randomBytes: RandomBytes): RandomBytes {
  let pool = new Uint8Array(0)
  let taken = 0
  return (count) => {
    if (taken + count > pool.length) {
      pool = Uint8Array.from(randomBytes(POOL_BYTES))
      taken = 0
    }
    taken += count
    return pool.subarray(taken - count, taken)
  }
}
