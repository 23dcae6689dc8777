/**
 * Agoda's hints (BookingHint): they name bookings to which something happened, and the desk fetches those. How a hint signs in
 * is not documented, so that the secret stands in the address, as Agoda's own key does.
 */
import type { WebhookForm } from '../webhook-form.ts'
import { descendant, MalformedXml, parseXml } from '../xml/xml-tree.ts'
import { element, type Markup } from '../xml/xml-writer.ts'

export const webhook: WebhookForm = {
  actions: { hints: 'agoda' },
  signsIn: 'query',
  type: 'text/xml',
  read({ body }) {
    const objection = objectionToHint(body.toString('utf8'))
    return objection ?? { success: (now) => resultOf(now, element('success', {})) }
  },
  // Agoda's list of codes is of its own errors: the code may be left out.
  error: (_action, now, _fault, text) =>
    resultOf(now, element('errors', {}, element('error', { description: text }))),
}

/** Why a text can be no hint; null when it may be one. */
export function objectionToHint(text: string): string | null {
  try {
    const root = parseXml(text)
    const isHint = root.name === 'request' && descendant(root, 'property') !== undefined
    return isHint ? null : 'a hint is a request with properties'
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
}

function resultOf(now: number, content: Markup): string {
  const result = element('result', { timestamp: now }, content)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${result.xml}`
}
