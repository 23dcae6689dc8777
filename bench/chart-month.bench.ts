/**
 * What the host spends on a month of the tape chart: 50 rooms by 31 days, with 10,000 reservations in the file; as it
 * stands, and as it was at some moment of the past, read from the history. The reservations were booked, given rooms,
 * changed and cancelled by commands, so that every stay has several versions. Another month each time.
 */
import { addDays } from '../shared/dates.ts'
import { openBusyHouse } from './busy-house.ts'
import type { Figure } from './figure.ts'
import { percentile } from './samples.ts'

export const names = ['chart-month', 'chart-as-of', 'reservation-list']

const WARM_UP_CALLS = 200
const CALLS = 1_000
const DAYS = 31

export async function run(report: (figure: Figure) => void): Promise<void> {
  const { hotel, moments, close } = await openBusyHouse()
  const { queries } = hotel.ledger
  try {
    const month = (call: number) => {
      const from = addDays(hotel.businessDate, -20 + ((call * 37) % 600))
      return { from, to: addDays(from, DAYS) }
    }
    let bars = 0
    report(
      measured('chart-month', 5, (call) => {
        bars += queries.tapeChart(month(call)).bars.length
      }),
    )
    if (bars < WARM_UP_CALLS + CALLS) throw new Error('the months are as good as empty')
    const momentOf = (call: number) => moments[(call * 7_919) % moments.length] ?? 0
    report(
      measured('chart-as-of', 50, (call) => {
        queries.tapeChart({ ...month(call), asOf: momentOf(call) })
      }),
    )
    report(
      measured('reservation-list', 10, (call) => {
        const { rows } = queries.reservations({
          limit: 50,
          ...QUESTIONS[call % QUESTIONS.length],
          ...pageOf(call),
        })
        if (rows.length === 0) throw new Error('an empty page')
      }),
    )
    function pageOf(call: number): { before?: number } {
      return call % 2 === 0 ? {} : { before: 500 + ((call * 613) % 9_000) }
    }
  } finally {
    await close()
  }
}

const QUESTIONS = [{}, { status: 'cancelled' }, { source: 'direct' }, { status: 'reserved' }] as const

/** The figure is the 99th percentile's; every call is the whole query as the API calls it. */
function measured(name: string, limit: number, ask: (call: number) => void): Figure {
  const samples: number[] = []
  for (let call = 0; call < WARM_UP_CALLS + CALLS; call++) {
    const beganAt = performance.now()
    ask(call)
    if (call >= WARM_UP_CALLS) samples.push(performance.now() - beganAt)
  }
  const [p50, p99] = [percentile(samples, 50), percentile(samples, 99)]
  return { name, value: p50, unit: 'ms', p50, p99, limit }
}
