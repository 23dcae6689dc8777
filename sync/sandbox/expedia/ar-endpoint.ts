/** AR: applies all of a message but what a warning names, or nothing. */
import type { IsoDate } from '../../../shared/dates.ts'
import { element, type Markup } from '../../channels/xml/xml-writer.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'
import type { Stock } from '../bookingcom/stock.ts'
import type { Store } from '../bookingcom/store.ts'
import { type Instruction, readUpdates } from './ar-updates.ts'
import { type Account, eqcAnswer, readRequest, writeWarnings } from './eqc-answer.ts'
import type { RoomClosings } from './room-closings.ts'

export interface ArParts {
  readonly store: Store
  readonly stock: Stock
  readonly closings: RoomClosings
  readonly account: Account
  readonly currency: string
  /** Minor units: a lower price is out of the rate verification threshold (warning 7021). */
  readonly leastRate: number
  /** Persons: a price for more is not taken (warning 7009). */
  readonly mostOccupants: number
}

/** Date ranges in the body, for the log. */
export function countUpdates(body: string): number {
  return body.match(/<DateRange[\s/>]/g)?.length ?? 0
}

/** @throws EqcRefused */
export function receiveAr(body: string, now: number, parts: ArParts): Answer {
  const { store, stock, account, currency } = parts
  const root = readRequest('ar', body, account)
  const updates = readUpdates(root, body, { products: stock.products(), currency, now })
  return store.transaction(() => {
    const tooLow: string[] = []
    const tooMany: string[] = []
    for (const { instruction, nights } of updates) apply(instruction, nights, parts, tooLow, tooMany)
    const warnings: Markup[] = [...writeWarnings(7021, tooLow), ...writeWarnings(7009, tooMany)]
    return eqcAnswer('ar', element('Success', {}, ...warnings))
  })()
}

function apply(
  instruction: Instruction,
  nights: readonly IsoDate[],
  { stock, closings, leastRate, mostOccupants }: ArParts,
  tooLow: string[],
  tooMany: string[],
): void {
  if (instruction.kind === 'room_closed') {
    closings.set(instruction.roomCode, nights, instruction.isClosed)
    return
  }
  if (instruction.kind !== 'price') {
    stock.apply(instruction, nights)
    return
  }
  const { roomCode, rateCode, amounts } = instruction
  const product = `Room Type ID ${roomCode}; Rate Plan ID ${rateCode}`
  if (amounts.some((amount) => amount !== null && amount < leastRate)) {
    for (const night of nights)
      tooLow.push(`Rate date ${night}; ${product}; Sell/LAR rate must be within Rate Verification threshold.`)
    return
  }
  if (amounts.length > mostOccupants) tooMany.push(`${product}; Occupancy exceeds maximum allowed value`)
  stock.apply({ ...instruction, amounts: amounts.slice(0, mostOccupants) }, nights)
}
