/** What became of the ranges: Google answers 200 with an OTA answer that says success, or what failed. */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import type { HttpAnswer, SendResult } from '../../engine/ports.ts'
import { withoutKey } from '../hidden-key.ts'
import { allAcknowledged, sameForAll } from '../send-result.ts'
import { type Named, sentWithStatus } from '../status-answers.ts'
import {
  attribute,
  descendant,
  descendants,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../xml/xml-tree.ts'
import type { AriMessage } from './ari-message.ts'

export const GOOGLE: Named = { name: 'Google', secret: 'the partner key' }

interface Notice {
  readonly type: string
  readonly code: string
  readonly text: string
}

/** OTA's tables: authentication and authorization; hotel not active, invalid hotel code, authorization error. */
const ACCESS_TYPES: ReadonlySet<string> = new Set(['4', '6'])
const ACCESS_CODES: ReadonlySet<string> = new Set(['375', '392', '497'])
const ACCESS_TEXT =
  /(unknown|invalid|unrecognized|no such) (partner|requestor|property|hotel)|not (authorized|permitted|allowed)|(partner|property|hotel) .{0,60}not (found|exist)/i
/** System currently unavailable, system error, system temporarily unavailable. */
const LATER_CODES: ReadonlySet<string> = new Set(['187', '188', '448'])
const LATER_TEXT = /internal error|try again|temporar|unavailable at/i

/** `now` is epoch milliseconds, for a Retry-After that is a date. */
export function judgeAriAnswer(
  answer: HttpAnswer,
  { message, key }: { message: AriMessage; key: string },
  ranges: readonly SendRange[],
  now: number,
): SendResult {
  const isGood = answer.status >= 200 && answer.status <= 299
  const root = readAnswer(answer.body, message)
  if (typeof root !== 'string') {
    const errors = noticesOf(root, 'Errors', 'Error')
    if (errors.length > 0 && answer.status < 500) return judgeErrors(errors, ranges, key)
    const isSuccess = descendant(root, 'Success') !== undefined && descendant(root, 'Errors') === undefined
    if (isGood && isSuccess) return judgeSuccess(noticesOf(root, 'Warnings', 'Warning'), ranges, key)
  }
  if (!isGood) return sentWithStatus(GOOGLE, answer, ranges, now)
  const reason = typeof root === 'string' ? root : 'it says neither success nor what failed'
  const text = withoutKey(`Google's answer cannot be read: ${reason}.`, key)
  return sameForAll(ranges, 'uncertain', 'MalformedAnswer', text)
}

/** Every warning is shown to people; what it speaks of was taken ("Success" stands beside it). */
function judgeSuccess(warnings: readonly Notice[], ranges: readonly SendRange[], key: string): SendResult {
  const [warning] = warnings
  const taken = allAcknowledged(ranges)
  if (warning === undefined) return taken
  return { ...taken, error: { code: codeOf(warning), message: saying(warning, key) } }
}

/** Nothing of the message was taken; which update is meant is not said. */
function judgeErrors(errors: readonly Notice[], ranges: readonly SendRange[], key: string): SendResult {
  const access = errors.find(
    ({ type, code, text }) => ACCESS_TYPES.has(type) || ACCESS_CODES.has(code) || ACCESS_TEXT.test(text),
  )
  if (access !== undefined)
    return sameForAll(ranges, 'not_applied', 'CredentialsRefused', saying(access, key), { stop: true })
  const later = errors.find(({ code, text }) => LATER_CODES.has(code) || LATER_TEXT.test(text))
  if (later !== undefined) return sameForAll(ranges, 'uncertain', codeOf(later), saying(later, key))
  const [first] = errors
  const notice = first ?? { type: '', code: '', text: '' }
  return sameForAll(ranges, 'not_applied', codeOf(notice), saying(notice, key), { unattributed: true })
}

/** The root, or why there is none. An answer with the token of another message answers that one. */
function readAnswer(body: string, { action, echoToken }: AriMessage): XmlElement | string {
  let root: XmlElement
  try {
    root = parseXml(body)
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
  if (root.name !== `${action}RS`) return `it is a ${root.name.slice(0, 60)}, not a ${action}RS`
  const token = attribute(root, 'EchoToken')
  return token === undefined || token === echoToken ? root : 'it answers another message'
}

function noticesOf(root: XmlElement, list: string, name: string): Notice[] {
  return descendants(root, list, name).map((each) => ({
    type: attribute(each, 'Type') ?? '',
    code: attribute(each, 'Code') ?? '',
    text: (each.text.trim() || (attribute(each, 'ShortText') ?? '')).replace(/\s+/g, ' '),
  }))
}

function codeOf({ type, code }: Notice): string {
  return `Google${code === '' ? type : code}`.replace(/[^\w]/g, '')
}

function saying({ code, text }: Notice, key: string): string {
  return withoutKey(`Google ${code}: ${text === '' ? 'no reason given' : text}`, key).slice(0, 500)
}
