/**
 * Guest requests where a portal pushes them (chapters 4.2.6 and 4.2.7): the portal is the client and this is a server, which
 * shakes hands and takes in messages. What went wrong before there was a message is told in plain text behind `ERROR:`.
 */
import { z } from 'zod'
import type { Posted, PostedMessage, WebhookForm } from '../webhook-form.ts'
import {
  attribute,
  descendant,
  descendants,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../xml/xml-tree.ts'
import { element, type Markup, OTA_NAMESPACE } from '../xml/xml-writer.ts'
import { readForm } from './form.ts'

/** How guest requests are pushed is the same in both. */
const VERSIONS = ['2024-10', '2022-10']
const HANDSHAKE = 'OTA_Ping:Handshaking'
const GUEST_REQUESTS = 'OTA_HotelResNotif:GuestRequests'
/** What this server has, as the handshake names it. */
const OURS = ['action_OTA_Ping', 'action_OTA_HotelResNotif_GuestRequests']
const LONGEST_NUMBER = 32

export const webhook: WebhookForm = {
  actions: { all: 'alpinebits' },
  signsIn: 'header',
  type: 'application/xml',
  errorType: 'text/plain',
  read(posted) {
    const objection = objectionToHeaders(posted)
    if (objection !== null) return objection
    const form = readForm(posted.body.toString('utf8'))
    if (form === null) return 'multipart/form-data is required'
    const action = form.get('action') ?? ''
    if (action !== HANDSHAKE && action !== GUEST_REQUESTS) return 'unknown or missing action'
    const root = rootOf(form.get('request') ?? '')
    if (typeof root === 'string') return root
    return action === HANDSHAKE ? handshake(root) : guestRequests(root)
  },
  error: (_action, _now, _fault, text) => `ERROR:${text}`,
}

function objectionToHeaders({ headers }: Posted): string | null {
  const version = headers['x-alpinebits-clientprotocolversion']
  if (typeof version !== 'string') return 'X-AlpineBits-ClientProtocolVersion is required'
  return VERSIONS.includes(version) ? null : 'this version of the protocol is not spoken here'
}

function rootOf(text: string): XmlElement | string {
  try {
    return parseXml(text)
  } catch (error) {
    if (error instanceof MalformedXml) return `the request is no XML: ${error.message}`
    throw error
  }
}

/** Every reservation is named in the answer, so that one without a number cannot be taken in. */
function guestRequests(root: XmlElement): PostedMessage | string {
  if (root.name !== 'OTA_HotelResNotifRQ') return 'the root must be OTA_HotelResNotifRQ'
  const reservations = descendants(root, 'HotelReservations', 'HotelReservation')
  const numbers = reservations.map((reservation) => {
    const unique = descendant(reservation, 'UniqueID')
    return { Type: attribute(unique, 'Type'), ID: attribute(unique, 'ID') }
  })
  const isNamed = ({ Type, ID }: (typeof numbers)[number]) =>
    (Type === '14' || Type === '15') && ID !== undefined && ID.length <= LONGEST_NUMBER
  if (numbers.length === 0 || !numbers.every(isNamed)) return 'every reservation must have a UniqueID'
  const named = numbers.map((number) => element('HotelReservation', {}, element('UniqueID', number)))
  const content = [element('Success', {}), element('HotelReservations', {}, ...named)]
  return { success: () => messageOf('OTA_HotelResNotifRS', '7.000', content) }
}

const offerSchema = z.object({
  versions: z
    .array(
      z.object({
        version: z.string(),
        actions: z.array(z.object({ action: z.string() })).default([]),
      }),
    )
    .max(100),
})

/** "The intersection of the capabilities", and the client's own data as they came. */
function handshake(root: XmlElement): PostedMessage | string {
  if (root.name !== 'OTA_PingRQ') return 'the root must be OTA_PingRQ'
  const told = descendant(root, 'EchoData')?.text ?? ''
  const offer = offerSchema.safeParse(jsonOf(told))
  if (!offer.success) return 'EchoData is no handshake'
  const versions = offer.data.versions
    .filter(({ version }) => VERSIONS.includes(version))
    .map(({ version, actions }) => ({
      version,
      actions: OURS.filter((ours) => actions.some(({ action }) => action === ours)).map((action) => ({
        action,
      })),
    }))
  const agreed = element(
    'Warning',
    { Type: '11', Status: 'ALPINEBITS_HANDSHAKE' },
    JSON.stringify({ versions }),
  )
  const content = [element('Success', {}), element('Warnings', {}, agreed), element('EchoData', {}, told)]
  return { isQuestion: true, success: () => messageOf('OTA_PingRS', '8.000', content) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function messageOf(name: string, version: string, content: readonly Markup[]): string {
  const root = element(name, { xmlns: OTA_NAMESPACE, Version: version }, ...content)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`
}
