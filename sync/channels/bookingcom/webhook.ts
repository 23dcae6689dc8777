/**
 * Booking.com's reservations where it posts them: what the relay must know to take one in, and no more. It looks at the
 * outside of a body only (the root, the end), because what cannot be read is kept and told at the desk, not lost here.
 */
import type { WebhookFault, WebhookForm } from '../webhook-form.ts'
import { element, otaMessage } from '../xml/xml-writer.ts'
import { QUEUES } from './queues.ts'

export const webhook: WebhookForm = {
  actions: { new: QUEUES.new.action, modified: QUEUES.modified.action },
  signsIn: 'header',
  type: 'application/xml',
  read: ({ action, body }) => objectionTo(action, body) ?? { success: (now) => successAnswer(action, now) },
  error: errorAnswer,
}

const OTA_VERSION = '2.001'
/** A prolog is short; what stands before the root beyond it is no reservation. */
const MOST_PROLOG_BYTES = 1_024
const USUAL_PROLOG_BYTES = 128
const MOST_EPILOG_BYTES = 1_024
/** A byte order mark, the declaration, comments, then the root. A doctype fits nowhere. */
const HEAD =
  /^(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]{0,200}\?>\s*)?(?:<!--(?:[^-]|-[^-]){0,800}-->\s*)*<(?:([\w.-]+):)?([\w.-]+)[\s/>]/

/** Booking.com ends its documents with a comment of its own. */
const EPILOG = /(?:\s*<!--(?:[^-]|-[^-]){0,800}-->)*\s*$/

/** Why a posted body cannot be a message of this action, in words for its sender; null when it may be one. */
function objectionTo(action: string, body: Buffer): string | null {
  const head =
    HEAD.exec(body.toString('latin1', 0, USUAL_PROLOG_BYTES)) ??
    HEAD.exec(body.toString('latin1', 0, MOST_PROLOG_BYTES))
  if (head === null) return 'the body is not an XML document without a doctype'
  const [before, prefix, root = ''] = head
  if (root !== `${action}RQ`) return `the root must be ${action}RQ`
  const name = prefix === undefined ? root : `${prefix}:${root}`
  const close = `</${name}>`
  if (body.toString('latin1', Math.max(0, body.length - close.length)) === close) return null
  const end = body.toString('latin1', Math.max(0, body.length - MOST_EPILOG_BYTES)).replace(EPILOG, '')
  // A root without content is its own end.
  const isEmpty = end.endsWith('/>') && body.lastIndexOf(`<${name}`) === before.lastIndexOf('<')
  return end.endsWith(close) || isEmpty ? null : 'the document is not complete'
}

/** It says nothing but the second it was given in, so that one text serves a second. */
const written = new Map<string, { second: number; text: Buffer }>()

function successAnswer(action: string, now: number): Buffer {
  const second = Math.floor(now / 1_000)
  const latest = written.get(action)
  if (latest?.second === second) return latest.text
  const text = otaMessage(`${action}RS`, OTA_VERSION, second * 1_000, {}, element('Success', {}))
  const bytes = Buffer.from(text)
  written.set(action, { second, text: bytes })
  return bytes
}

/** OpenTravel's codes: type 4 authentication, 3 business rule, 12 processing exception, 13 application error. */
const FAULTS = {
  authentication: { Type: '4', Code: '497' },
  malformed: { Type: '3', Code: '320' },
  tooLarge: { Type: '3', Code: '321' },
  busy: { Type: '12', Code: '187' },
  unavailable: { Type: '12', Code: '448' },
} as const satisfies Record<WebhookFault, unknown>

function errorAnswer(action: string, now: number, fault: WebhookFault, text: string): string {
  const error = element('Error', { ...FAULTS[fault], ShortText: text.slice(0, 64) }, text)
  return otaMessage(`${action}RS`, OTA_VERSION, now, {}, element('Errors', {}, error))
}
