/** What Channex shows of a property's room types and rate plans (docs.channex.io, Availability and Rates: both can be read). */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays, earlierOf, type IsoDate, laterOf, nightsOf } from '../../../shared/dates.ts'
import {
  type ChannelContext,
  ChannelFailure,
  type RangeDifference,
  type ReadBack,
} from '../../engine/ports.ts'
import { type JsonObject, MalformedJson, objectAt, parseObject } from '../json/json-tree.ts'
import { callForReservations, failureOf } from './api.ts'
import { fieldsOf } from './ari-message.ts'

const RESTRICTIONS = [
  'min_stay_arrival',
  'min_stay_through',
  'max_stay',
  'closed_to_arrival',
  'closed_to_departure',
  'stop_sell',
]

/** Not prices: it tells those of the first occupancy alone. */
export const readBack: ReadBack = { facets: ['availability', 'restrictions'], compare }

async function compare(ranges: readonly SendRange[], context: ChannelContext): Promise<RangeDifference[]> {
  const rooms = await shownOf('availability', ranges, context)
  const plans = await shownOf('restrictions', ranges, context)
  const { currency } = context.connection
  return ranges.flatMap((range, index) => {
    const isRooms = range.facet === 'availability'
    const told = isRooms ? objectAt(rooms, range.roomCode) : objectAt(plans, range.rateCode ?? '')
    const wanted = fieldsOf(range, currency)
    const dates = nightsOf(range).filter((night) => {
      const shown: JsonObject | undefined = isRooms ? { availability: told?.[night] } : objectAt(told, night)
      return Object.entries(wanted).some(([field, value]) => isOther(value, shown?.[field]))
    })
    return dates.length === 0 ? [] : [{ range: index, dates }]
  })
}

/** What is not told is no difference. */
function isOther(wanted: unknown, shown: unknown): boolean {
  if (shown === undefined || shown === null) return false
  return typeof wanted === 'number' ? Number(shown) !== wanted : shown !== wanted
}

/** By room type or rate plan; undefined where no range is of this facet. */
async function shownOf(
  facet: 'availability' | 'restrictions',
  ranges: readonly SendRange[],
  context: ChannelContext,
): Promise<JsonObject | undefined> {
  const [first, ...others] = ranges.filter((range) => range.facet === facet)
  if (first === undefined) return undefined
  const from = others.reduce<IsoDate>((least, range) => earlierOf(least, range.from), first.from)
  const to = others.reduce<IsoDate>((most, range) => laterOf(most, range.to), first.to)
  const query = new URLSearchParams({
    'filter[property_id]': context.connection.settings.hotelCode,
    'filter[date][gte]': from,
    'filter[date][lte]': addDays(to, -1),
    ...(facet === 'restrictions' ? { 'filter[restrictions]': RESTRICTIONS.join() } : {}),
  })
  const path = `/${facet}?${query.toString()}`
  const answer = await callForReservations(context, { method: 'GET', path })
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer, context.clock.now())
  try {
    const data = objectAt(parseObject(answer.body), 'data')
    if (data !== undefined) return data
    throw new MalformedJson('it has no values')
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error
    throw new ChannelFailure('MalformedAnswer', `What Channex shows cannot be read: ${error.message}.`)
  }
}
