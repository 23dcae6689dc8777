/** Answers in Google's OTA form, and the checks that every message goes through. */
import { attribute, descendant, type XmlElement } from '../../channels/xml/xml-tree.ts'
import { element, OTA_NAMESPACE } from '../../channels/xml/xml-writer.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'

export type Action = 'OTA_HotelInvCountNotif' | 'OTA_HotelAvailNotif' | 'OTA_HotelRateAmountNotif'

/** The message is refused as a whole. Types and codes are not documented: those of OTA. */
export class GoogleRefused extends Error {
  override readonly name = 'GoogleRefused'
  readonly type: string
  readonly code: string

  constructor(text: string, type = '3', code = '450') {
    super(text)
    this.type = type
    this.code = code
  }
}

const LISTS: Readonly<Record<Action, string>> = {
  OTA_HotelInvCountNotif: 'Inventories',
  OTA_HotelAvailNotif: 'AvailStatusMessages',
  OTA_HotelRateAmountNotif: 'RateAmountMessages',
}

export function otaAnswer(
  action: Action,
  echoToken: string,
  now: number,
  error: GoogleRefused | null,
): Answer {
  const content =
    error === null
      ? element('Success', {})
      : element('Errors', {}, element('Error', { Type: error.type, Code: error.code }, error.message))
  const attributes = {
    xmlns: OTA_NAMESPACE,
    EchoToken: echoToken === '' ? undefined : echoToken,
    TimeStamp: new Date(now).toISOString(),
    Version: '3.0',
  }
  const root = element(`${action}RS`, attributes, content)
  const headers = { 'content-type': 'application/xml; charset=utf-8' }
  return { status: 200, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n` }
}

/** @throws GoogleRefused */
export function checkMessage(action: Action, root: XmlElement, account: { hotelCode: string; key: string }) {
  if (root.name !== `${action}RQ` || root.attributes.xmlns !== OTA_NAMESPACE)
    throw new GoogleRefused(`a ${action}RQ is expected here`)
  if (attribute(root, 'Version') !== '3.0') throw new GoogleRefused('Version must be 3.0')
  const echoToken = attribute(root, 'EchoToken') ?? ''
  if (!/^[\w-]{1,128}$/.test(echoToken)) throw new GoogleRefused('EchoToken is required')
  const stamp = attribute(root, 'TimeStamp') ?? ''
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{3})?)?(Z|[+-]\d\d:\d\d)$/.test(stamp)
    ? Date.parse(stamp)
    : Number.NaN
  if (Number.isNaN(at)) throw new GoogleRefused("Can't understand format on timestamp", '3', '1001')
  if (attribute(descendant(root, 'POS', 'Source', 'RequestorID'), 'ID') !== account.key)
    throw new GoogleRefused('Unknown partner', '4', '497')
  const list = descendant(root, LISTS[action])
  if (list === undefined || list.children.length === 0)
    throw new GoogleRefused(`${LISTS[action]} is required`)
  if (attribute(list, 'HotelCode') !== account.hotelCode)
    throw new GoogleRefused('Unknown property', '3', '392')
  if (action === 'OTA_HotelRateAmountNotif') {
    if (attribute(root, 'NotifType') !== 'Overlay' || attribute(root, 'NotifScopeType') !== 'ProductRate')
      throw new GoogleRefused('this stand-in knows NotifType Overlay of ProductRate alone')
  }
  return { echoToken, at, list }
}
