/** The two endpoints that receive availability, restrictions and prices: strict about form, partial in success. */
import type { IsoDate } from '../../../shared/dates.ts'
import { MalformedXml, parseXml, type XmlElement } from '../../channels/xml/xml-tree.ts'
import { OTA_NAMESPACE } from '../../channels/xml/xml-writer.ts'
import { availabilityUpdates, priceUpdates, type ReadUpdate, UpdateRefused } from './ari-updates.ts'
import type { Answer, AnswerWriter, Reason } from './ota-answer.ts'
import type { Product, Stock } from './stock.ts'
import type { Store } from './store.ts'

export type AriAction = 'OTA_HotelAvailNotif' | 'OTA_HotelRateAmountNotif'

const FORMS = {
  OTA_HotelAvailNotif: { list: 'AvailStatusMessages', item: 'AvailStatusMessage' },
  OTA_HotelRateAmountNotif: { list: 'RateAmountMessages', item: 'RateAmountMessage' },
} as const

/** The message has not the form that Booking.com's schema asks for: nothing of it is applied. */
class SchemaError extends Error {
  override readonly name = 'SchemaError'
}

/** Updates in the body, for the log; 0 when it cannot be told. */
export function countUpdates(body: string): number {
  return body.match(/<(AvailStatusMessage|RateAmountMessage)[\s>/]/g)?.length ?? 0
}

/**
 * Applies what can be applied: 200 with Success, 200 with Errors when a part was refused, 400 when all of it was, or
 * when the form is wrong (docs/CHANNELS.md, status codes of v1.1).
 */
export function receiveAri(
  action: AriAction,
  body: string,
  parts: { store: Store; stock: Stock; answers: AnswerWriter; currency: string },
): Answer {
  const root = `${action}RS`
  try {
    const updates = readUpdates(action, body)
    return parts.store.transaction(() => applyAll(action, updates, parts))()
  } catch (error) {
    if (!(error instanceof SchemaError || error instanceof MalformedXml)) throw error
    const reason = { word: 'SCHEMA_VALIDATION_ERROR', text: error.message, type: '2', code: '320' }
    return parts.answers.errors(400, root, [reason])
  }
}

function readUpdates(action: AriAction, body: string): XmlElement[] {
  const root = parseXml(body)
  const { list, item } = FORMS[action]
  if (root.name !== `${action}RQ`) throw new SchemaError(`the root must be ${action}RQ`)
  if (root.attributes.xmlns !== OTA_NAMESPACE)
    throw new SchemaError('the namespace is not that of OTA 2003/05')
  if (root.attributes.Version === undefined) throw new SchemaError('the attribute Version is required')
  const [container, ...others] = root.children
  if (container?.name !== list || others.length > 0) throw new SchemaError(`one ${list} is required`)
  const updates = container.children
  const stranger = updates.find((each) => each.name !== item)
  if (stranger !== undefined || updates.length === 0)
    throw new SchemaError(`${list} holds ${item} and nothing else`)
  return [...updates]
}

function applyAll(
  action: AriAction,
  elements: readonly XmlElement[],
  parts: { stock: Stock; answers: AnswerWriter; currency: string },
): Answer {
  const products = parts.stock.products()
  const errors: Reason[] = []
  const warnings: Reason[] = []
  const seen = new Set<string>()
  let applied = 0
  elements.forEach((source, index) => {
    const locator = source.attributes.LocatorID ?? String(index + 1)
    try {
      const updates = readOne(action, source, products, parts.currency)
      for (const { update, nights } of updates) {
        const fresh = nights.filter((night) => isFirst(seen, update, night))
        parts.stock.apply(update, fresh)
        if (fresh.length < nights.length) warnings.push(duplicateDates(locator))
      }
      applied += 1
    } catch (error) {
      if (!(error instanceof UpdateRefused)) throw error
      errors.push({ ...error.reason, locator })
    }
  })
  const root = `${action}RS`
  if (errors.length === 0) return parts.answers.success(root, warnings)
  return parts.answers.errors(applied === 0 ? 400 : 200, root, errors)
}

function readOne(
  action: AriAction,
  source: XmlElement,
  products: readonly Product[],
  currency: string,
): ReadUpdate[] {
  return action === 'OTA_HotelAvailNotif'
    ? availabilityUpdates(source, products)
    : priceUpdates(source, products, currency)
}

/** Of two values for one date in a message, the first one counts (WARN_DUPLICATE_DATES). */
function isFirst(seen: Set<string>, update: ReadUpdate['update'], night: IsoDate): boolean {
  const rate = 'rateCode' in update ? update.rateCode : ''
  const key = `${update.kind}|${update.roomCode}|${rate}|${night}`
  if (seen.has(key)) return false
  seen.add(key)
  return true
}

function duplicateDates(locator: string): Reason {
  const text = 'A date occurs more than once; the first one was applied'
  return { word: 'WARN_DUPLICATE_DATES', text, type: '3', code: '404', locator }
}
