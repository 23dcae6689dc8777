/** The first guests of the demo's channel: sold by the sandbox itself once it knows what it may sell, and pulled like any. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { ReportIncident } from '../api/failures.ts'
import type { RunningSandbox } from '../api/ports.ts'
import type { HostClock } from './clock.ts'
import { DEMO_ROOM_TYPES, type DemoRoomType } from './demo-hotel.ts'

const ADULTS = 2
/** The sync process needs a second or two to tell the sandbox; what is refused after a minute is let go. */
const PAUSE_MS = 500
const MOST_TRIES = 120

type Sale = Parameters<RunningSandbox['sell']>[0]

interface Parts {
  /** Null: the sandbox is gone. */
  readonly running: () => Pick<RunningSandbox, 'sell'> | null
  readonly clock: Pick<HostClock, 'after'>
  readonly report: ReportIncident
}

export interface DemoSale {
  readonly code: string
  /** Days from today to the arrival. */
  readonly after: number
  readonly nights: number
  /** The guest pays the channel, whose card pays from the arrival on. */
  readonly isPaid?: true
}

export const FIRST_SALES: readonly DemoSale[] = [
  { code: 'DBL', after: 2, nights: 2, isPaid: true },
  { code: 'TWN', after: 3, nights: 3 },
  { code: 'DBL', after: 9, nights: 1 },
  { code: 'FAM', after: 12, nights: 4, isPaid: true },
  { code: 'DBL', after: 20, nights: 2 },
  { code: 'STE', after: 33, nights: 2 },
]

/** What a channel sells of the demo hotel, by the codes that it has for the types. */
export function demoSales(
  sales: readonly DemoSale[],
  today: IsoDate,
  roomCodeOf: (type: DemoRoomType) => string,
): Sale[] {
  return sales.flatMap(({ code, after, nights, isPaid }) => {
    const type = DEMO_ROOM_TYPES.find((each) => each.code === code)
    if (type === undefined) return []
    const arrival = addDays(today, after)
    const adults = Math.min(ADULTS, type.maxOccupancy)
    const paid = isPaid ? { virtualCardFrom: arrival } : {}
    return { roomCode: roomCodeOf(type), arrival, departure: addDays(arrival, nights), adults, ...paid }
  })
}

export function sellOnChannel({ running: runningNow, clock, report }: Parts, sales: readonly Sale[]): void {
  const open = [...sales]
  let tries = 0

  /** Sells what it can, in order; a sandbox that is gone ends it. */
  async function sell(): Promise<void> {
    for (let running = runningNow(); open[0] !== undefined; running = runningNow()) {
      if (running === null) return
      try {
        await running.sell(open[0])
      } catch (error) {
        if (!(error instanceof DomainError) || ++tries >= MOST_TRIES) throw error
        return later()
      }
      open.shift()
    }
  }
  function later(): void {
    clock.after(PAUSE_MS, () => {
      sell().catch((error: unknown) => report(error, 'first sales of the demo channel'))
    })
  }
  later()
}
