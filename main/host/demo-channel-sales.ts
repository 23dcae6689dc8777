/** The first guests of the demo's channel: sold by the sandbox itself once it knows what it may sell, and pulled like any. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { ReportIncident } from '../api/failures.ts'
import type { SandboxPort } from '../api/ports.ts'
import type { HostClock } from './clock.ts'
import { DEMO_ROOM_TYPES } from './demo-hotel.ts'

/** By room type: days from today to the arrival, and nights; some are paid to the channel, whose card pays from the arrival on. */
const SALES = [
  { code: 'DBL', after: 2, nights: 2, isPaid: true },
  { code: 'TWN', after: 3, nights: 3, isPaid: false },
  { code: 'DBL', after: 9, nights: 1, isPaid: false },
  { code: 'FAM', after: 12, nights: 4, isPaid: true },
  { code: 'DBL', after: 20, nights: 2, isPaid: false },
  { code: 'STE', after: 33, nights: 2, isPaid: false },
] as const
const ADULTS = 2
/** The sync process needs a second or two to tell the sandbox; what is refused after a minute is let go. */
const PAUSE_MS = 500
const MOST_TRIES = 120

interface Parts {
  readonly sandbox: Pick<SandboxPort, 'running'>
  readonly clock: Pick<HostClock, 'after'>
  readonly report: ReportIncident
}

export function sellOnChannel({ sandbox, clock, report }: Parts, today: IsoDate): void {
  const open = SALES.map(({ code, after, nights, isPaid }) => {
    const roomCode = DEMO_ROOM_TYPES.find((type) => type.code === code)?.roomCode ?? ''
    const arrival = addDays(today, after)
    const paid = isPaid ? { virtualCardFrom: arrival } : {}
    return { roomCode, arrival, departure: addDays(arrival, nights), adults: ADULTS, ...paid }
  })
  let tries = 0

  /** Sells what it can, in order; a sandbox that is gone ends it. */
  async function sell(): Promise<void> {
    for (let running = sandbox.running(); open[0] !== undefined; running = sandbox.running()) {
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
