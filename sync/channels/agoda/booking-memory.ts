/**
 * What of an account's bookings the desk has, for as long as this process runs: Agoda takes no confirmation, and lists what
 * happened in a time that we name. After a start everything of three months is read again, and the desk knows what it has.
 */
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'

/** A booking in the list. */
export interface Listed {
  readonly id: string
  readonly status: string
  /** As Agoda writes it: a time with its offset. */
  readonly lastAction: string
}

interface Committed {
  /** Of the list; empty where the booking has to be looked at once more. */
  readonly mark: string
  /** Fingerprint of the details. */
  readonly content: string
  /** Epoch milliseconds; NaN where it cannot be told. */
  readonly actedAt: number
}

/** Documented: at most 90 days back. A day less, as clocks differ. */
const FARTHEST_MS = 89 * 86_400_000
/** Looked at once more each time, as clocks differ and lists may be late. */
const OVERLAP_MS = 3_600_000
const MOST_COMMITTED = 20_000

export class BookingMemory {
  /** Of whom this is; another address, property or key is another memory. */
  readonly owner: string
  /** Listed, and not committed yet. */
  readonly open = new Map<string, Listed>()
  readonly #committed = new Map<string, Committed>()
  #readUntil: number | null = null

  constructor(owner: string) {
    this.owner = owner
  }

  /** Epoch milliseconds from which on the list has to be asked for. */
  listFrom(now: number): number {
    const farthest = now - FARTHEST_MS
    return this.#readUntil === null ? farthest : Math.max(farthest, this.#readUntil - OVERLAP_MS)
  }

  /** What happened up to `until`: the earlier one of our own time and Agoda's, so that no clock skips anything. */
  noteList(bookings: readonly Listed[], from: number, until: number): void {
    for (const booking of bookings) {
      if (this.#committed.get(booking.id)?.mark !== markOf(booking)) this.open.set(booking.id, booking)
    }
    this.#readUntil = until
    for (const [id, { actedAt }] of this.#committed)
      if (actedAt < from - OVERLAP_MS || this.#committed.size > MOST_COMMITTED) this.#committed.delete(id)
  }

  /** Whether the desk has a booking with exactly these details; it then needs no message. */
  hasContent(id: string, content: string): boolean {
    return this.#committed.get(id)?.content === content
  }

  /**
   * `servedAt` is when Agoda gave the details: the list counts in seconds, and another change may follow within the same one,
   * so that the booking is looked at again.
   */
  commit(booking: Listed, content: string, servedAt: number | null): void {
    const actedAt = Date.parse(booking.lastAction)
    const isOver = servedAt === null || !(servedAt < actedAt + 1_000)
    this.#committed.set(booking.id, { mark: isOver ? markOf(booking) : '', content, actedAt })
    const open = this.open.get(booking.id)
    if (open !== undefined && markOf(open) === markOf(booking)) this.open.delete(booking.id)
  }
}

function markOf({ status, lastAction }: Listed): string {
  return `${lastAction} ${status}`
}

const memories = new Map<string, BookingMemory>()

export function memoryOf({ channelId, settings, credentials }: ChannelConnection): BookingMemory {
  const owner = JSON.stringify([settings.reservationsBaseUrl, settings.hotelCode, credentials.password])
  const known = memories.get(channelId)
  if (known?.owner === owner) return known
  const memory = new BookingMemory(owner)
  memories.set(channelId, memory)
  return memory
}
