/** Reads an AvailRateUpdateRQ as instructions for nights, and refuses what QuickConnect refuses as a whole. */
import { addDays, fromDayNumber, type IsoDate, isIsoDate, weekday } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import { attribute, childrenNamed, descendants, type XmlElement } from '../../channels/xml/xml-tree.ts'
import { nightsThrough, type Product, type Update } from '../bookingcom/stock.ts'
import { EqcRefused } from './eqc-answer.ts'

/** As in the stock, and a room type's own closing. */
export type Instruction =
  | Update
  | { readonly kind: 'room_closed'; readonly roomCode: string; readonly isClosed: boolean }

export interface ReadUpdate {
  readonly instruction: Instruction
  readonly nights: readonly IsoDate[]
}

const MOST_UPDATES = 3_000
const MOST_BYTES = 100_000
const DAY_MS = 86_400_000
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

interface Property {
  readonly products: readonly Product[]
  readonly currency: string
  readonly now: number
}

/** @throws EqcRefused */
export function readUpdates(root: XmlElement, body: string, property: Property): ReadUpdate[] {
  if (Buffer.byteLength(body) > MOST_BYTES) throw new EqcRefused(3405, 'Message size limit exceeded.')
  const [, , ...parts] = root.children
  if (parts.length === 0 || parts.some(({ name }) => name !== 'AvailRateUpdate'))
    throw new EqcRefused(3010, 'Validation against schema failed: AvailRateUpdate is required.')
  const updates = parts.flatMap((part) => readPart(part, property))
  if (updates.length === 0) throw new EqcRefused(3015, 'Business validation error: no updates provided.')
  const count = updates.reduce(
    (sum, { instruction, nights }) => sum + weightOf(instruction) * nights.length,
    0,
  )
  if (count > MOST_UPDATES)
    throw new EqcRefused(
      3107,
      `Update exceeds allowable size - Maximum allowable size is ${MOST_UPDATES} updates`,
    )
  refuseConflicts(updates)
  return updates
}

/** Each price counts by itself. */
function weightOf(instruction: Instruction): number {
  return instruction.kind === 'price' ? instruction.amounts.filter((amount) => amount !== null).length : 1
}

function refuseConflicts(updates: readonly ReadUpdate[]): void {
  const told = new Map<string, string>()
  for (const { instruction, nights } of updates) {
    const { kind, roomCode, ...rest } = instruction
    const rate = 'rateCode' in rest ? rest.rateCode : ''
    const value = JSON.stringify(rest)
    for (const night of nights) {
      const key = `${kind}|${roomCode}|${rate}|${night}`
      if ((told.get(key) ?? value) !== value)
        throw new EqcRefused(
          3108,
          `Duplicate Updates in the same message - ${kind} of ${roomCode} on ${night}`,
        )
      told.set(key, value)
    }
  }
}

function readPart(part: XmlElement, property: Property): ReadUpdate[] {
  const dates = childrenNamed(part, 'DateRange').flatMap((range) => readNights(range, property.now))
  return childrenNamed(part, 'RoomType')
    .flatMap((room) => readRoom(room, property))
    .map((instruction) => ({ instruction, nights: dates }))
}

function readNights(range: XmlElement, now: number): IsoDate[] {
  const from = attribute(range, 'from') ?? ''
  const to = attribute(range, 'to') ?? ''
  if (!isIsoDate(from) || !isIsoDate(to)) throw new EqcRefused(3129, 'Invalid Date')
  const today = fromDayNumber(Math.floor(now / DAY_MS))
  if (from < addDays(today, -1))
    throw new EqcRefused(3020, 'Validation error: start date must not be before yesterday.')
  if (to < from) throw new EqcRefused(3021, 'Validation error: end date must not be before start date.')
  if (to > addDays(today, 731))
    throw new EqcRefused(3022, 'Validation error: end date must be within 2 years range.')
  const told = WEEKDAYS.filter((name) => attribute(range, name) !== undefined)
  const nights = nightsThrough(from, to)
  if (told.length === 0) return nights
  return nights.filter((night) => attribute(range, WEEKDAYS[weekday(night) - 1] ?? '') === 'true')
}

function readRoom(room: XmlElement, { products, currency }: Property): Instruction[] {
  const roomCode = attribute(room, 'id') ?? ''
  const product = products.find((each) => each.roomCode === roomCode)
  if (product === undefined)
    throw new EqcRefused(3203, `The following RoomTypeIDs do not belong to the given hotel : ${roomCode}`)
  const instructions: Instruction[] = []
  const closed = readFlag(room, 'closed')
  if (closed !== undefined) instructions.push({ kind: 'room_closed', roomCode, isClosed: closed })
  for (const inventory of childrenNamed(room, 'Inventory')) {
    const total = attribute(inventory, 'totalInventoryAvailable') ?? ''
    if (!/^\d{1,4}$/.test(total) || Number(total) > 4_999)
      throw new EqcRefused(3010, 'Validation against schema failed: totalInventoryAvailable.')
    instructions.push({ kind: 'stock', roomCode, rooms: Number(total) })
  }
  const plans = childrenNamed(room, 'RatePlan')
  const stranger = plans.find((plan) => !product.rateCodes.includes(attribute(plan, 'id') ?? ''))
  if (stranger !== undefined)
    throw new EqcRefused(
      3204,
      `The following RatePlanIDs do not belong to the given hotel : ${attribute(stranger, 'id')}`,
    )
  return [...instructions, ...plans.flatMap((plan) => readRatePlan(plan, roomCode, currency))]
}

function readRatePlan(plan: XmlElement, roomCode: string, currency: string): Update[] {
  const rateCode = attribute(plan, 'id') ?? ''
  const of = { roomCode, rateCode }
  const updates: Update[] = []
  const closed = readFlag(plan, 'closed')
  if (closed !== undefined) updates.push({ kind: 'closed', ...of, value: Number(closed) })
  for (const rate of childrenNamed(plan, 'Rate'))
    updates.push({ kind: 'price', ...of, amounts: readAmounts(rate, currency) })
  for (const restrictions of childrenNamed(plan, 'Restrictions')) {
    const minimum = readStay(restrictions, 'minLOS') ?? 1
    const maximum = readStay(restrictions, 'maxLOS') ?? 28
    if (maximum < minimum)
      throw new EqcRefused(
        3015,
        `Business validation error: MaxLOS value (${maximum}) smaller than the MinLOS value (${minimum})`,
      )
    updates.push({ kind: 'min_los', ...of, value: minimum }, { kind: 'max_los', ...of, value: maximum })
    const [arrival, departure] = ['closedToArrival', 'closedToDeparture'].map((name) =>
      readFlag(restrictions, name),
    )
    if (arrival !== undefined) updates.push({ kind: 'closed_to_arrival', ...of, value: Number(arrival) })
    if (departure !== undefined)
      updates.push({ kind: 'closed_to_departure', ...of, value: Number(departure) })
  }
  return updates
}

function readAmounts(rate: XmlElement, currency: string): (number | null)[] {
  if (attribute(rate, 'currency') !== currency) throw new EqcRefused(3103, 'Currency code mismatch.')
  const prices = descendants(rate, 'PerOccupancy')
  if (prices.length === 0)
    throw new EqcRefused(
      3090,
      'Pricing models mismatch: you tried to update a price for PerDay, but your property is configured to use OccupancyBased.',
    )
  const amounts: (number | null)[] = []
  for (const price of prices) {
    const occupancy = Number(attribute(price, 'occupancy') ?? Number.NaN)
    const minor = fromDecimal(attribute(price, 'rate') ?? '', currency)
    if (!Number.isInteger(occupancy) || occupancy < 1 || occupancy > 20 || minor === undefined || minor < 0)
      throw new EqcRefused(3010, 'Validation against schema failed: PerOccupancy.')
    while (amounts.length < occupancy) amounts.push(null)
    amounts[occupancy - 1] = minor
  }
  return amounts
}

function readFlag(source: XmlElement, name: string): boolean | undefined {
  const text = attribute(source, name)
  if (text === undefined) return undefined
  if (!/^(true|false|1|0)$/.test(text))
    throw new EqcRefused(3010, `Validation against schema failed: ${name}.`)
  return text === 'true' || text === '1'
}

function readStay(source: XmlElement, name: string): number | undefined {
  const text = attribute(source, name)
  if (text === undefined) return undefined
  const nights = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (nights < 1 || nights > 28) throw new EqcRefused(3010, `Validation against schema failed: ${name}.`)
  return nights
}
