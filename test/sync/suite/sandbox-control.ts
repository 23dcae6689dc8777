/** The levers of the sandbox channel: its guests who book, change and cancel, its faults, and what it shows. */
import type { Fault } from '../../../sync/sandbox/bookingcom/faults.ts'
import type { LoggedRequest } from '../../../sync/sandbox/bookingcom/request-log.ts'
import type { PriceRow, Product, RestrictionRow, StockRow } from '../../../sync/sandbox/bookingcom/stock.ts'

const ANSWER_WITHIN_MS = 10_000

export interface SandboxBooking {
  readonly channelRef: string
  readonly status: 'booked' | 'cancelled'
  /** Where its latest message waits; null once the desk has acknowledged it. */
  readonly queue: string | null
  readonly totalMinor: number
  readonly rooms: readonly {
    readonly roomCode: string
    readonly arrival: string
    readonly departure: string
  }[]
}

export interface SandboxState {
  readonly stock: readonly StockRow[]
  readonly prices: readonly PriceRow[]
  readonly restrictions: readonly RestrictionRow[]
}

interface RoomWish {
  readonly roomCode: string
  readonly arrival: string
  readonly departure: string
  readonly adults: number
  /** At Booking.com's and Channex's sandbox: its own card pays, and can be charged from then on. */
  readonly virtualCardFrom?: string
  readonly guestSurname?: string
  readonly guestFirstName?: string
  readonly guestEmail?: string
}

/** Null: the sandbox refused, for a reason of its own such as SoldOut. */
export type Sold = SandboxBooking | null

export interface SandboxControl {
  setProducts(products: readonly Product[]): Promise<void>
  sell(wish: RoomWish | { readonly rooms: readonly RoomWish[] }): Promise<Sold>
  modify(change: {
    readonly channelRef: string
    readonly arrival: string
    readonly departure: string
    readonly roomCode?: string
  }): Promise<Sold>
  cancel(channelRef: string): Promise<Sold>
  setFaults(faults: readonly Partial<Fault>[]): Promise<void>
  bookings(): Promise<SandboxBooking[]>
  /** Nights from `from` to before `to`. */
  state(from: string, to: string): Promise<SandboxState>
  /** The channel's own requests to it, oldest first. */
  requests(): Promise<LoggedRequest[]>
  /** Number of its latest request. */
  requestsSeen(): Promise<number>
  /** Kinds of the faults that struck later requests. */
  strikesAfter(request: number): Promise<string[]>
}

/** Every call rejects when the sandbox is gone or does not answer; what became of it is then not known. */
export function sandboxControl(url: string): SandboxControl {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T | null> => {
    const answer = await fetch(`${url}/control/${path}`, {
      method,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await answer.text()
    if (answer.status === 409) return null
    if (answer.status !== 200) throw new Error(`the sandbox answered ${answer.status} to ${path}: ${text}`)
    return JSON.parse(text) as T
  }
  const got = async <T>(path: string): Promise<T> => (await call<T>('GET', path))!
  return {
    async setProducts(products) {
      await call('PUT', 'products', products)
    },
    sell: (wish) => call('POST', 'sell', wish),
    modify: (change) => call('POST', 'modify', change),
    cancel: (channelRef) => call('POST', 'cancel', { channelRef }),
    async setFaults(faults) {
      await call('PUT', 'faults', faults)
    },
    bookings: () => got('bookings'),
    state: (from, to) => got(`state?from=${from}&to=${to}`),
    requests: () => got('requests?after=0'),
    requestsSeen: async () => (await got<LoggedRequest[]>('requests?after=0')).at(-1)?.number ?? 0,
    strikesAfter: async (request) =>
      (await got<LoggedRequest[]>(`requests?after=${request}`)).flatMap(({ fault }) => fault ?? []),
  }
}
