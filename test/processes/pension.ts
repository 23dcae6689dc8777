/** The smallest hotel there can be: types of one room each, so that every room is the last one. */
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { RunningDesk } from './desk-folder.ts'

/** Sets it up in the desk's empty folder, with a price for so many nights from the business date on. */
export async function openPension(
  desk: RunningDesk,
  { types, nights }: { types: number; nights: number },
): Promise<Hotel> {
  const codes = Array.from({ length: types }, (_, index) => `T${index + 1}`)
  await desk.client.property.setUp({
    idempotencyKey: 'pension-set-up',
    name: 'Pension Linde',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: codes.map((code) => ({
      code,
      name: `Type ${code}`,
      baseOccupancy: 1,
      maxOccupancy: 2,
      rooms: [`${code}-1`],
    })),
    ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
  })
  const hotel = (await desk.client.property.get()).hotel!
  await desk.client.rates.setRange({
    idempotencyKey: 'pension-prices',
    ratePlanId: hotel.ratePlans[0]!.id,
    roomTypeIds: hotel.roomTypes.map(({ id }) => id),
    from: hotel.businessDate,
    to: addDays(hotel.businessDate, nights),
    prices: [9_000, 11_000],
  })
  return hotel
}

/** One room of a sale, for one night. */
export function oneNight(hotel: Hotel, { roomTypeId, night }: { roomTypeId: string; night: IsoDate }) {
  const ratePlanId = hotel.ratePlans[0]!.id
  return { roomTypeId, ratePlanId, arrival: night, departure: addDays(night, 1), adults: 1 }
}
