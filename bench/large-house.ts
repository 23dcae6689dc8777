/**
 * The house that the chart is measured with: 500 rooms, two years, 10,000 stays imported through the ledger. Each room
 * has twenty stays, back to back around the business date, so that what is scrolled through is as full as a good season.
 */
import type { ImportedStay } from '../shared/contract/reservations.ts'
import { addDays, daysBetween, type IsoDate } from '../shared/dates.ts'
import { ACTOR, type BenchHotel, newKey, openBenchHotel } from './hotel.ts'

const ROOMS_PER_TYPE = 50
const PAST_DAYS = 370
const STAYS = 10_000
/** What the contract takes in one command. */
const STAYS_PER_IMPORT = 500
const FIRST_ARRIVAL = -50

const FIRST_NAMES = ['Anna', 'Bram', 'Chiara', 'Dmitri', 'Elif', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas']
const SURNAMES = ['Albrecht', 'Bianchi', 'Castillo', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Hoffmann']

/** The same house every time. */
export function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function statusOf(arrival: IsoDate, departure: IsoDate, today: IsoDate): ImportedStay['status'] {
  if (departure < today) return 'departed'
  return arrival < today ? 'in_house' : 'reserved'
}

export async function openLargeHouse(): Promise<BenchHotel> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE, PAST_DAYS)
  try {
    const stays = staysOf(hotel)
    for (let at = 0; at < stays.length; at += STAYS_PER_IMPORT) {
      await hotel.ledger.submit('reservations.import', ACTOR, {
        idempotencyKey: newKey(),
        stays: stays.slice(at, at + STAYS_PER_IMPORT),
      })
    }
    return hotel
  } catch (error) {
    await hotel.close()
    throw error
  }
}

function staysOf({ ledger, ratePlanId, businessDate }: BenchHotel): ImportedStay[] {
  const rooms = ledger.queries.hotel()?.rooms ?? []
  const draw = drawing(20_261_122)
  const bookedAt = Date.parse(`${addDays(businessDate, -PAST_DAYS)}T00:00:00Z`)
  const staysPerRoom = STAYS / rooms.length
  return rooms.flatMap((room) => {
    let free = addDays(businessDate, FIRST_ARRIVAL + draw(4))
    return Array.from({ length: staysPerRoom }, (_, index): ImportedStay => {
      const arrival = free
      const departure = addDays(arrival, 1 + draw(9))
      free = addDays(departure, draw(5) === 0 ? 1 + draw(3) : 0)
      return {
        guest: {
          surname: SURNAMES[draw(SURNAMES.length)] ?? 'Albrecht',
          firstName: FIRST_NAMES[draw(FIRST_NAMES.length)] ?? 'Anna',
          email: '',
          phone: '',
        },
        roomTypeId: room.roomTypeId,
        ratePlanId,
        roomId: room.id,
        arrival,
        departure,
        status: statusOf(arrival, departure, businessDate),
        source: 'direct',
        adults: 2,
        childrenAges: [],
        nightlyAmounts: new Array<number>(daysBetween(arrival, departure)).fill(12_900),
        note: index % 7 === 0 ? 'Late arrival' : '',
        bookedAt,
        checkedInAt: null,
        checkedOutAt: null,
      }
    })
  })
}
