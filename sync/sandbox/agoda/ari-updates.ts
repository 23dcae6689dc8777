/** Reads one update of SetARI V2 as instructions for nights; what is wrong with its form refuses the whole message. */
import { fromDecimal } from '../../../shared/money.ts'
import { attribute, childrenNamed, descendant, type XmlElement } from '../../channels/xml/xml-tree.ts'
import type { Product, Update } from '../bookingcom/stock.ts'
import { AgodaRefused } from './agoda-answer.ts'

/** As in the stock, and a room type's own closing. */
export type Instruction =
  | Update
  | { readonly kind: 'room_closed'; readonly roomCode: string; readonly isClosed: boolean }

interface Property {
  readonly products: readonly Product[]
  readonly currency: string
  readonly leastRate: number
}

interface ReadUpdate {
  readonly instructions: readonly Instruction[]
  readonly problem: { readonly code: number; readonly text: string } | null
}

/** Numbers of our own, as theirs for these are not in the excerpts of the documentation. */
const UNKNOWN_ROOM = 2203
const UNKNOWN_RATE_PLAN = 2204
const MOST_RATE = 100_000

/** @throws AgodaRefused */
export function readUpdate(
  section: 'inventory' | 'rate',
  update: XmlElement,
  property: Property,
): ReadUpdate {
  const roomCode = idAt(update, 'room_id')
  const product = property.products.find((each) => each.roomCode === roomCode)
  if (section === 'inventory') {
    const instructions = readInventory(update, roomCode)
    return product === undefined
      ? unknown(UNKNOWN_ROOM, `Invalid room id: ${roomCode}`)
      : { instructions, problem: null }
  }
  const rateCode = idAt(update, 'rateplan_id')
  const read = readRate(update, { roomCode, rateCode }, property)
  if (product === undefined) return unknown(UNKNOWN_ROOM, `Invalid room id: ${roomCode}`)
  if (!product.rateCodes.includes(rateCode))
    return unknown(UNKNOWN_RATE_PLAN, `Invalid rateplan id: ${rateCode}`)
  return read
}

function unknown(code: number, text: string): ReadUpdate {
  return { instructions: [], problem: { code, text } }
}

function idAt(update: XmlElement, name: string): string {
  const id = attribute(update, name) ?? ''
  if (!/^\d{1,15}$/.test(id)) throw new AgodaRefused(400, 1511, `${name} is no number`)
  return id
}

function readInventory(update: XmlElement, roomCode: string): Instruction[] {
  const allotment = descendant(update, 'allotment')?.text ?? ''
  if (!/^\d{1,3}$/.test(allotment)) throw new AgodaRefused(400, 1511, 'allotment is no number of rooms')
  const flags = flagsOf(descendant(update, 'restrictions'))
  return [
    { kind: 'stock', roomCode, rooms: Number(allotment) },
    ...(flags === null ? [] : [{ kind: 'room_closed', roomCode, isClosed: flags.closed } as const]),
  ]
}

function readRate(
  update: XmlElement,
  of: { roomCode: string; rateCode: string },
  property: Property,
): ReadUpdate {
  const prices = descendant(update, 'prices')
  const restrictions = descendant(update, 'restrictions')
  if (prices === undefined && restrictions === undefined)
    throw new AgodaRefused(400, 1511, 'an update of a rate holds neither prices nor restrictions')
  const instructions: Instruction[] = []
  if (prices !== undefined) {
    const amounts = readAmounts(prices, property.currency)
    if (amounts.length === 0) return unknown(2101, 'Default rate is required but does not exist')
    const { leastRate } = property
    const isOut = (amount: number | null) =>
      amount !== null &&
      (amount < leastRate || amount > (fromDecimal(String(MOST_RATE), property.currency) ?? 0))
    if (amounts.some(isOut)) {
      const told = amounts.map((amount, index) => `Occupancy ${index + 1} rate: ${amount ?? ''}`)
      return unknown(2201, `${told.join(' ')} should be between ${leastRate} and ${MOST_RATE}`)
    }
    instructions.push({ kind: 'price', ...of, amounts })
  }
  const flags = flagsOf(restrictions)
  if (flags !== null) {
    const [least, most] = ['min', 'max'].map((name) => nightsAt(descendant(restrictions, 'los', name)))
    const through = nightsAt(descendant(restrictions, 'staythrough', 'min'))
    if (most !== undefined && most !== 0 && most < (least ?? 1))
      return unknown(22210, 'Max LOS cannot be less than Min Los')
    const shortest = Math.max(1, least ?? 1, through ?? 1)
    instructions.push(
      { kind: 'min_los', ...of, value: shortest },
      { kind: 'max_los', ...of, value: most === undefined || most === 0 ? null : most },
      { kind: 'closed', ...of, value: Number(flags.closed) },
      { kind: 'closed_to_arrival', ...of, value: Number(flags.cta) },
      { kind: 'closed_to_departure', ...of, value: Number(flags.ctd) },
    )
  }
  return { instructions, problem: null }
}

function readAmounts(prices: XmlElement, currency: string): (number | null)[] {
  if (attribute(prices, 'currency') !== currency)
    throw new AgodaRefused(400, 1511, 'prices@currency is another one')
  const amounts: (number | null)[] = []
  for (const each of childrenNamed(descendant(prices, 'normal'), 'occupancy')) {
    const person = Number(attribute(each, 'person') ?? Number.NaN)
    const minor = fromDecimal(attribute(each, 'price') ?? '', currency)
    if (!Number.isInteger(person) || person < 1 || person > 99 || minor === undefined)
      throw new AgodaRefused(400, 1511, 'occupancy has no person and price')
    while (amounts.length < person) amounts.push(null)
    amounts[person - 1] = minor
  }
  return amounts
}

/** Null where there are no restrictions. All three are required, in this order. */
function flagsOf(restrictions: XmlElement | undefined) {
  if (restrictions === undefined) return null
  const [closed, ctd, cta] = ['closed', 'ctd', 'cta'].map((name, index) => {
    const child = restrictions.children[index]
    const text = child?.text.trim() ?? ''
    if (child?.name !== name || !/^(true|false|1|0)$/i.test(text))
      throw new AgodaRefused(400, 1511, `restrictions need ${name}`)
    return /^(true|1)$/i.test(text)
  })
  return { closed: closed === true, ctd: ctd === true, cta: cta === true }
}

function nightsAt(element: XmlElement | undefined): number | undefined {
  if (element === undefined) return undefined
  const text = element.text.trim()
  if (!/^\d{1,4}$/.test(text)) throw new AgodaRefused(400, 1511, `${element.name} is no number of nights`)
  return Number(text)
}
