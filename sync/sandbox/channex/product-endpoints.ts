/** The lists of options by which a mapping is made: room types, and rate plans with the room type of each. */

import type { Answer } from '../bookingcom/ota-answer.ts'
import type { Product } from '../bookingcom/stock.ts'
import { json } from './json-answer.ts'

export type OptionList = 'room_types' | 'rate_plans'

/** The sandbox's plans have no names of their own: `Double, rate 1`. */
export function serveOptions(
  list: OptionList,
  query: URLSearchParams,
  products: readonly Product[],
  propertyId: string,
): Answer {
  const wanted = query.get('filter[property_id]')
  const here = wanted === null || wanted === propertyId ? products : []
  if (list === 'room_types')
    return json(200, {
      data: here.map(({ roomCode, name }) => ({
        type: 'room_type',
        id: roomCode,
        attributes: { id: roomCode, title: name, property_id: propertyId },
      })),
    })
  return json(200, {
    data: here.flatMap(({ roomCode, name, rateCodes, rateNames }) =>
      rateCodes.map((code, index) => ({
        type: 'rate_plan',
        id: code,
        attributes: {
          id: code,
          title: rateNames?.[index] ?? `${name}, rate ${index + 1}`,
          property_id: propertyId,
          room_type_id: roomCode,
        },
      })),
    ),
  })
}
