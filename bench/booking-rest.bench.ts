/**
 * One caller books over the REST API of a real desk, one room for three nights at a time, and waits for each answer, which
 * leaves after a durable commit: the 95th percentile of what it waits. `booking-rest-bare` is the raw limit of the same
 * run: better-sqlite3 alone commits the same rows, without HTTP and without a ledger.
 */
import { rmSync } from 'node:fs'
import { newestBookings, openBareBookings } from './bare-bookings.ts'
import { httpCaller, startDesk } from './desk-process.ts'
import type { Figure } from './figure.ts'
import { ACTOR, type BenchHotel, openBenchHotel, saleInput } from './hotel.ts'
import { percentile } from './samples.ts'

export const names = ['booking-rest', 'booking-rest-bare']

const ROOMS_PER_TYPE = 50
const BARE = 500
const WARM_UP = 500
const BOOKINGS = 1_500

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  try {
    const bare = await bareCommits(hotel)
    await hotel.ledger.close()
    const desk = await startDesk(hotel.dir)
    const caller = httpCaller(desk)
    const samples: number[] = []
    try {
      for (let number = 0; number < WARM_UP + BOOKINGS; number++) {
        const { status, body, spentMs } = await caller.post('/reservations', saleInput(hotel, BARE + number))
        if (status !== 201) throw new Error(`a booking was answered ${status}: ${JSON.stringify(body)}`)
        if (number >= WARM_UP) samples.push(spentMs)
      }
    } finally {
      caller.close()
      await desk.close()
    }
    report({ ...told(samples), name: 'booking-rest', limit: 8 })
    report({ ...told(bare), name: 'booking-rest-bare' })
  } finally {
    rmSync(hotel.dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Milliseconds of each. */
async function bareCommits(hotel: BenchHotel): Promise<number[]> {
  const { ledger } = hotel
  const bare = await openBareBookings(hotel)
  try {
    for (let number = 0; number < BARE; number++) {
      await ledger.submit('reservations.create', ACTOR, saleInput(hotel, number))
    }
    return newestBookings(hotel, BARE).map((booking) => {
      const beganAt = performance.now()
      bare.write(booking)
      return performance.now() - beganAt
    })
  } finally {
    bare.close()
  }
}

function told(samples: readonly number[]) {
  return { value: percentile(samples, 95), unit: 'ms', p50: percentile(samples, 50) }
}
