/** What every screen reaches for: the client, the hotel with its names, the state of the line, and one way to send a command. */
import { useMutation, useQuery } from '@tanstack/react-query'
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Hotel } from '../shared/contract/property.ts'
import { keyedIntent } from './command-key.ts'
import type { PagePorts } from './connection/browser-ports.ts'
import type { DeskClient } from './connection/desk-client.ts'
import type { LinkState } from './connection/live-link.ts'
import { type Failure, failureOf } from './failure.ts'
import { type HotelClock, hotelClock } from './formats.ts'
import { type HotelNames, hotelNames } from './hotel-names.ts'

interface Desk extends DeskClient {
  readonly page: PagePorts
}

const DeskContext = createContext<Desk | null>(null)
const HotelContext = createContext<HotelHere | null>(null)

export interface HotelHere {
  readonly hotel: Hotel
  readonly names: HotelNames
  readonly clock: HotelClock
  readonly hasSandbox: boolean
}

export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>
}

export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('useDesk outside of DeskProvider')
  return desk
}

export function usePropertyQuery() {
  return useQuery(useDesk().queries.property.get.queryOptions())
}

export function HotelProvider({
  hotel,
  hasSandbox,
  children,
}: {
  hotel: Hotel
  hasSandbox: boolean
  children: ReactNode
}) {
  const here = useMemo(
    () => ({ hotel, hasSandbox, names: hotelNames(hotel), clock: hotelClock(hotel.timeZone) }),
    [hotel, hasSandbox],
  )
  return <HotelContext value={here}>{children}</HotelContext>
}

export function useHotel(): HotelHere {
  const here = use(HotelContext)
  if (here === null) throw new Error('useHotel outside of HotelProvider')
  return here
}

export function useLinkState(): LinkState {
  const { link } = useDesk()
  return useSyncExternalStore(link.subscribe, () => link.state)
}

export function useIsAway(): boolean {
  return useLinkState().kind !== 'live'
}

/** The present instant, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const { page } = useDesk()
  const [now, setNow] = useState(page.now)
  useEffect(() => page.every(everyMs, () => setNow(page.now())), [page, everyMs])
  return now
}

export interface Command<I, O> {
  /** Resolves to the answer, or to undefined after a failure, which then stands in `failure`. */
  send(input: Omit<I, 'idempotencyKey'>): Promise<O | undefined>
  readonly isSending: boolean
  readonly failure: Failure | null
  clear(): void
}

/** Sends a command with one key per intent: the same details again, after a lost answer, are done at most once. */
export function useCommand<I extends { idempotencyKey: string }, O>(
  call: (input: I) => Promise<O>,
  /** What it does, in words, for the list of what waits while the host is away. */
  words?: string,
): Command<I, O> {
  const { page } = useDesk()
  const intent = useRef(keyedIntent(page.newKey))
  const mutation = useMutation<O, Error, I>({
    mutationFn: call,
    ...(words === undefined ? {} : { meta: { words } }),
  })
  return {
    async send(details) {
      const input = { ...details, idempotencyKey: intent.current.keyFor(details) } as I
      try {
        const answer = await mutation.mutateAsync(input)
        intent.current.done()
        return answer
      } catch {
        return undefined
      }
    },
    isSending: mutation.isPending,
    failure: mutation.error === null ? null : failureOf(mutation.error),
    clear: mutation.reset,
  }
}
