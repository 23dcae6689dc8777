/** Compares the ledger's bookings with bare ones in alternating blocks, so that a machine's drift meets both alike. */
import { type BareBookings, newestBookings, openBareBookings } from './bare-bookings.ts'
import { type BenchHotel, openBenchHotel, type Sale, saleInput } from './hotel.ts'
import { median } from './samples.ts'

/** So many that the nights of a year are never sold out. */
const ROOMS_PER_TYPE = 50

export interface BookingPlan {
  readonly warmUpBlocks: number
  readonly blocks: number
  readonly bookingsPerBlock: number
  /** Makes all sales, and resolves when all were answered. */
  sell(hotel: BenchHotel, sales: readonly Sale[]): Promise<unknown>
}

export interface BookingPace {
  /** Median of the blocks. */
  readonly bookingsPerSecond: number
  /** Median over the blocks of the ledger's pace divided by that of the bare block that followed it. */
  readonly ratio: number
}

export async function measureBookings(plan: BookingPlan): Promise<BookingPace> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  let bare: BareBookings | null = null
  try {
    bare = await openBareBookings(hotel)
    const paces: number[] = []
    const ratios: number[] = []
    for (let block = 0; block < plan.warmUpBlocks + plan.blocks; block++) {
      const { bookingsPerBlock: count } = plan
      const sales = Array.from({ length: count }, (_, index) => saleInput(hotel, block * count + index))
      const ledgerMs = await timed(() => plan.sell(hotel, sales))
      const bareMs = await writeBare(bare, hotel, count)
      if (block < plan.warmUpBlocks) continue
      paces.push((count / ledgerMs) * 1_000)
      ratios.push(bareMs / ledgerMs)
    }
    return { bookingsPerSecond: median(paces), ratio: median(ratios) }
  } finally {
    bare?.close()
    await hotel.close()
  }
}

async function writeBare(bare: BareBookings, hotel: BenchHotel, count: number): Promise<number> {
  const bookings = newestBookings(hotel, count)
  return timed(async () => {
    for (const booking of bookings) bare.write(booking)
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}
