/** A connection and ranges for the tests of the adapter, and answers that are written by hand. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { rangesFor, type Script, scriptedHttp } from '../suite/scripted-http.ts'

export const NOW = Date.parse('2027-03-01T08:15:00Z')
export const HOTEL = 'LAGO7'
export const REQUESTOR = 'KEYRACK'
export const DOUBLE = 'DBL'
export const SUITE = 'STE'
export const FLEXIBLE = 'BAR'
export const SAVER = 'SAVE'
export const SUITE_RATE = 'BARS'

export function connectionTo(url: string, settings: object = {}): ChannelConnection {
  return {
    channelId: 'channel-1',
    kind: 'siteminder',
    name: 'SiteMinder',
    currency: 'EUR',
    settings: settingsOfKind('siteminder', {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode: HOTEL,
      accountCode: REQUESTOR,
      requestTimeoutMs: 5_000,
      ...settings,
    }),
    credentials: { username: 'keyrack', password: 'pa&<ss> wörd' },
    lanes: [],
  }
}

/** Answers in turn, the last one for ever; a text is the message in the body of a good answer. */
export function scripted(answers: Script | readonly Script[], settings: object = {}) {
  const { http, requests } = scriptedHttp(answers, { wrap: envelope })
  const context: ChannelContext = {
    connection: connectionTo('https://siteminder.example/webservices/', settings),
    http,
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests }
}

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const OTA = 'http://www.opentravel.org/OTA/2003/05'

export const envelope = (message: string) =>
  `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}"><SOAP-ENV:Header/><SOAP-ENV:Body>${message}</SOAP-ENV:Body></SOAP-ENV:Envelope>`

/** The OTA message of an envelope, which stands alone in its body. */
export const messageOf = (body: string) => /<SOAP-ENV:Body>(.*)<\/SOAP-ENV:Body>/s.exec(body)?.[1] ?? ''

export const answerOf = (root: string, content: string) =>
  `<${root} Version="1.0" TimeStamp="2027-03-01T08:15:01+00:00" xmlns="${OTA}">${content}</${root}>`
export const availability = (content: string) => answerOf('OTA_HotelAvailNotifRS', content)
export const errors = (...list: string[]) => `<Errors>${list.join('')}</Errors>`
export const error = (type: string, code: string, text: string) =>
  `<Error Type="${type}"${code === '' ? '' : ` Code="${code}"`}>${text}</Error>`
export const fault = (code: string, text: string) =>
  `<SOAP-ENV:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring></SOAP-ENV:Fault>`

export { day } from '../suite/scripted-http.ts'
export const { range, rooms, prices, restricted } = rangesFor({ double: DOUBLE, flexible: FLEXIBLE })
