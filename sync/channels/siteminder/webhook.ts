/**
 * Reservations where SiteMinder posts them (Reservations PUSH): a user name token in the header of the envelope, and an answer
 * in an envelope whose header is empty. A fault is tried again and an error is not, so that nothing is answered by an error.
 */
import type { WebhookFault, WebhookForm } from '../webhook-form.ts'
import { openEnvelope, writeEnvelope, writeFault } from '../xml/soap-envelope.ts'
import { attribute, descendant, type XmlElement } from '../xml/xml-tree.ts'
import { element, OTA_NAMESPACE } from '../xml/xml-writer.ts'

const MESSAGE = 'OTA_HotelResNotif'
const LONGEST_TOKEN = 128

/** SOAP 1.1, "SOAP Fault Codes": what is the sender's to mend, and what may pass. */
const FAULT_CODES: Readonly<Record<WebhookFault, string>> = {
  authentication: 'Client.Authentication',
  malformed: 'Client',
  tooLarge: 'Client',
  busy: 'Server',
  unavailable: 'Server',
}

export const webhook: WebhookForm = {
  actions: { all: 'siteminder' },
  signsIn: 'message',
  type: 'text/xml',
  // SOAP 1.1, "HTTP response": a fault has this status, whoever's it is.
  errorStatus: 500,
  read({ body }) {
    const envelope = openEnvelope(body.toString('utf8'))
    if (typeof envelope === 'string') return envelope
    const { header, content } = envelope
    if (content.name !== `${MESSAGE}RQ`) return `the body of the envelope must hold ${MESSAGE}RQ`
    return { credentials: credentialsOf(header), success: (now) => successAnswer(content, now) }
  },
  error: (_action, _now, fault, text) => writeFault(FAULT_CODES[fault], text),
}

function credentialsOf(header: XmlElement | undefined): { username: string; password: string } | null {
  const token = descendant(header, 'Security', 'UsernameToken')
  const username = descendant(token, 'Username')?.text.trim() ?? ''
  const password = descendant(token, 'Password')?.text.trim() ?? ''
  return username === '' || password === '' ? null : { username, password }
}

/** Without numbers of ours: they are made at the desk, which may be off. */
function successAnswer(message: XmlElement, now: number): string {
  const attributes = {
    xmlns: OTA_NAMESPACE,
    EchoToken: attribute(message, 'EchoToken')?.slice(0, LONGEST_TOKEN),
    TimeStamp: `${new Date(now).toISOString().slice(0, 19)}+00:00`,
    Version: '1.0',
  }
  return writeEnvelope([], element(`${MESSAGE}RS`, attributes, element('Success', {})))
}
