/** SetARI V2: each update is taken or refused for each of its date ranges, and the answer tells all, a part or none. */
import { addDays, fromDayNumber, type IsoDate, isIsoDate, weekday } from '../../../shared/dates.ts'
import { attribute, childrenNamed, descendant, type XmlElement } from '../../channels/xml/xml-tree.ts'
import { element } from '../../channels/xml/xml-writer.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'
import { nightsThrough, type Stock } from '../bookingcom/stock.ts'
import type { Store } from '../bookingcom/store.ts'
import type { RoomClosings } from '../expedia/room-closings.ts'
import {
  AgodaRefused,
  checkProperty,
  failureAnswer,
  readRequest,
  resultAnswer,
  writeError,
} from './agoda-answer.ts'
import { type Instruction, readUpdate } from './ari-updates.ts'

export interface AriParts {
  readonly store: Store
  readonly stock: Stock
  readonly closings: RoomClosings
  readonly propertyId: string
  readonly currency: string
  /** Minor units: a lower price is refused (2201). */
  readonly leastRate: number
  /** Whether a partial success names what was refused, which has to be enabled for an account. */
  readonly tellsParts: boolean
  readonly now: number
}

const FARTHEST_DAYS = 730
const DAY_MS = 86_400_000

/** Updates in the body, for the log. */
export function countUpdates(body: string): number {
  return body.match(/<update[\s/>]/g)?.length ?? 0
}

interface Part {
  readonly section: 'inventory' | 'rate'
  readonly update: XmlElement
  readonly from: IsoDate
  readonly to: IsoDate
  readonly instructions: readonly Instruction[]
  readonly nights: readonly IsoDate[]
  readonly problem: { code: number; text: string } | null
}

/** @throws AgodaRefused */
export function receiveAri(body: string, parts: AriParts): Answer {
  const criteria = readRequest(body)
  checkProperty(attribute(criteria, 'property_id'), parts.propertyId)
  const read = (['inventory', 'rate'] as const).flatMap((section) =>
    childrenNamed(descendant(criteria, section), 'update').flatMap((update) =>
      partsOf(section, update, parts),
    ),
  )
  if (read.length === 0) throw new AgodaRefused(400, 1511, 'a request holds no update')
  parts.store.transaction(() => {
    for (const part of read) if (part.problem === null) apply(part, parts)
  })()
  return answerOf(read, parts)
}

function apply({ instructions, nights }: Part, { stock, closings }: AriParts): void {
  for (const instruction of instructions) {
    if (instruction.kind === 'room_closed') closings.set(instruction.roomCode, nights, instruction.isClosed)
    else stock.apply(instruction, nights)
  }
}

function answerOf(read: readonly Part[], { propertyId, tellsParts, now }: AriParts): Answer {
  const refused = read.filter(({ problem }) => problem !== null)
  if (refused.length === 0) return resultAnswer(200, now, { TUID: `sandbox-${now}` })
  const errors = refused.map(({ problem }) => writeError(problem?.code ?? 0, problem?.text ?? ''))
  if (refused.length === read.length) return failureAnswer(400, now, propertyId, errors)
  if (!tellsParts) return failureAnswer(207, now, propertyId, errors)
  const told = (section: Part['section']) => {
    const updates = refused
      .filter((part) => part.section === section)
      .map(({ update, from, to, problem }) => {
        const error = writeError(problem?.code ?? 0, problem?.text ?? '')
        return element('update', update.attributes, element('date_range', { from, to }, error))
      })
    return updates.length === 0 ? [] : [element(section, {}, ...updates)]
  }
  const property = element('property', { id: propertyId }, ...told('inventory'), ...told('rate'))
  return resultAnswer(
    207,
    now,
    { TUID: `sandbox-${now}`, status: 'PartialSuccess' },
    element('errors', {}, property),
  )
}

function partsOf(section: Part['section'], update: XmlElement, parts: AriParts): Part[] {
  const { stock, currency, leastRate, now } = parts
  const { instructions, problem } = readUpdate(section, update, {
    products: stock.products(),
    currency,
    leastRate,
  })
  const today = fromDayNumber(Math.floor(now / DAY_MS))
  const ranges = childrenNamed(update, 'date_range').map(readRange)
  const values = childrenNamed(descendant(update, 'date_values'), 'value').map((value) => {
    const day = dateOf(value.text.trim())
    return { from: day, to: day, nights: [day] }
  })
  if (ranges.length + values.length === 0) throw new AgodaRefused(400, 1511, 'an update has no dates')
  return [...ranges, ...values].map(({ from, to, nights }) => ({
    section,
    update,
    from,
    to,
    instructions,
    nights,
    problem:
      to > addDays(today, FARTHEST_DAYS)
        ? { code: 2219, text: `Date can not be greater than ${FARTHEST_DAYS} days` }
        : problem,
  }))
}

function readRange(range: XmlElement) {
  const from = dateOf(attribute(range, 'from') ?? '')
  const to = dateOf(attribute(range, 'to') ?? '')
  if (to < from) throw new AgodaRefused(400, 1101, `From date: ${from} cannot be later than To date: ${to}`)
  const days = childrenNamed(range, 'dow').map(({ text }) => text.trim())
  if (days.some((day) => !/^[1-7]$/.test(day))) throw new AgodaRefused(400, 1511, 'dow is no day of the week')
  const nights = nightsThrough(from, to).filter(
    (night) => days.length === 0 || days.includes(String(weekday(night))),
  )
  return { from, to, nights }
}

function dateOf(text: string): IsoDate {
  if (!isIsoDate(text)) throw new AgodaRefused(400, 1511, `${text.slice(0, 20)} is no date`)
  return text
}
