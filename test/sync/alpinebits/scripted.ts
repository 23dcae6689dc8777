/** A connection and ranges for the tests of the adapter, and answers that are written by hand. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { element } from '../../../sync/channels/xml/xml-writer.ts'
import type { ChannelContext, HttpRequest } from '../../../sync/engine/ports.ts'
import { EVERYTHING } from '../../../sync/sandbox/alpinebits/handshake.ts'
import { rangesFor, type Script, scriptedHttp } from '../suite/scripted-http.ts'

export const NOW = Date.parse('2027-03-01T08:15:00Z')
export const HOTEL = 'LAGO7'
export const DOUBLE = 'DBLSEA'
export const SUITE = 'SUITE'
export const FLEXIBLE = 'BAR-HB'
export const SAVER = 'SAVE-HB'
export const SUITE_RATE = 'SUITE-HB'
export const OTA = 'http://www.opentravel.org/OTA/2003/05'

let channels = 0

/** Each is another channel, so that no test meets the handshake of another. */
export function connectionTo(url: string, settings: object = {}): ChannelConnection {
  channels += 1
  return {
    channelId: `alpinebits-${channels}`,
    kind: 'alpinebits',
    name: 'Portal',
    currency: 'EUR',
    settings: settingsOfKind('alpinebits', {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode: HOTEL,
      requestTimeoutMs: 5_000,
      ...settings,
    }),
    credentials: { username: 'keyrack', password: 'pa&<ss>: wörd' },
    lanes: [],
  }
}

export const isHandshake = ({ body }: HttpRequest) => body?.includes('OTA_Ping:Handshaking') ?? false

/** Answers in turn, the last one for ever; a text is a good answer's body. Handshakes are answered apart. */
export function scripted(
  answers: Script | readonly Script[],
  { handshake = agreement(), settings = {} }: { handshake?: Script; settings?: object } = {},
) {
  const { http, requests } = scriptedHttp(answers, {
    apart: (request) => (isHandshake(request) ? handshake : null),
  })
  const time = { ms: 0 }
  const context: ChannelContext = {
    connection: connectionTo('https://portal.example/alpinebits', settings),
    http,
    clock: { now: () => NOW + time.ms, monotonic: () => time.ms, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests, time, handshakes: () => requests.filter(isHandshake).length }
}

export const answerOf = (root: string, content: string) =>
  `<${root} xmlns="${OTA}" Version="1.000">${content}</${root}>`
export const freeRooms = (content: string) => answerOf('OTA_HotelInvCountNotifRS', content)
export const errors = (...list: string[]) => `<Errors>${list.join('')}</Errors>`
export const error = (code: string, text: string, rest = '') =>
  `<Error Type="13"${code === '' ? '' : ` Code="${code}"`}${rest}>${text}</Error>`
export const warned = (type: string, text: string, rest = '') =>
  `<Success/><Warnings><Warning Type="${type}"${rest}>${text}</Warning></Warnings>`

/** What a portal with these capabilities answers to our handshake. */
export function agreement(capabilities: readonly string[] = EVERYTHING, version = '2024-10'): string {
  const of = (stem: string) => capabilities.filter((each) => each.startsWith(`${stem}_accept`))
  const actions = capabilities
    .filter((each) => each.startsWith('action_'))
    .map((action) => ({ action, supports: of(/^action_(OTA_[A-Za-z]+)/.exec(action)?.[1] ?? '') }))
  const told = JSON.stringify({ versions: [{ version, actions }] })
  const warning = element('Warning', { Type: '11', Status: 'ALPINEBITS_HANDSHAKE' }, told).xml
  return answerOf('OTA_PingRS', `<Success/><Warnings>${warning}</Warnings><EchoData>{}</EchoData>`)
}

export const without = (...left: string[]) =>
  EVERYTHING.filter((each) => !left.some((end) => each.endsWith(end)))

export { day, type Script } from '../suite/scripted-http.ts'
export const { range, rooms, prices, restricted } = rangesFor({ double: DOUBLE, flexible: FLEXIBLE })
