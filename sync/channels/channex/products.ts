/** The room types and rate plans that Channex has for the property, by its lists of options, which have no pages. */
import type { ChannelProduct } from '../../../shared/contract/channel-inquiry.ts'
import { type ChannelContext, ChannelFailure } from '../../engine/ports.ts'
import {
  type JsonObject,
  listAt,
  MalformedJson,
  objectAt,
  objectOf,
  parseObject,
  textAt,
} from '../json/json-tree.ts'
import { callForReservations, failureOf } from './api.ts'

/** What the desk takes of either. */
const MOST = 500
const LONGEST_NAME = 200
const LONGEST_CODE = 60

/** @throws ChannelFailure */
export async function fetchProducts(context: ChannelContext): Promise<ChannelProduct[]> {
  const rooms = await optionsOf('room_types', context)
  const plans = await optionsOf('rate_plans', context)
  return rooms.map((room) => ({
    ...productOf(room),
    rates: plans
      .filter((plan) => textAt(objectAt(plan, 'attributes'), 'room_type_id') === codeOf(room))
      .map(productOf),
  }))
}

async function optionsOf(list: 'room_types' | 'rate_plans', context: ChannelContext): Promise<JsonObject[]> {
  const query = new URLSearchParams({ 'filter[property_id]': context.connection.settings.hotelCode })
  const path = `/${list}/options?${query.toString()}`
  const answer = await callForReservations(context, { method: 'GET', path })
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer, context.clock.now())
  try {
    const root = parseObject(answer.body)
    if (!Array.isArray(root.data)) throw new MalformedJson('it has no list')
    return listAt(root, 'data')
      .map(objectOf)
      .filter((item) => item !== undefined)
      .filter((item) => codeOf(item) !== '')
      .slice(0, MOST)
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error
    throw new ChannelFailure('MalformedAnswer', `Channex's list of ${list} cannot be read: ${error.message}.`)
  }
}

/** Empty for what cannot be one: such an entry is left out. */
function codeOf(item: JsonObject): string {
  const code = textAt(item, 'id') ?? ''
  return code.length <= LONGEST_CODE ? code : ''
}

function productOf(item: JsonObject): { code: string; name: string } {
  return {
    code: codeOf(item),
    name: (textAt(objectAt(item, 'attributes'), 'title') ?? '').slice(0, LONGEST_NAME),
  }
}
