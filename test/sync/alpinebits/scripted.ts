/** A connection and ranges for the tests of the adapter, and answers that are written by hand. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { element } from '../../../sync/channels/xml/xml-writer.ts'
import {
  type ChannelContext,
  type HttpAnswer,
  HttpFailure,
  type HttpRequest,
} from '../../../sync/engine/ports.ts'
import { EVERYTHING } from '../../../sync/sandbox/alpinebits/handshake.ts'

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

export type Script = Partial<HttpAnswer> | string | HttpFailure

const answerOfScript = (script: Script): Promise<HttpAnswer> => {
  if (script instanceof HttpFailure) return Promise.reject(script)
  const answer = typeof script === 'string' ? { body: script } : script
  return Promise.resolve({ status: 200, headers: {}, body: '', ...answer })
}

export const isHandshake = ({ body }: HttpRequest) => body?.includes('OTA_Ping:Handshaking') ?? false

/** Answers in turn, the last one for ever; a text is a good answer's body. Handshakes are answered apart. */
export function scripted(
  answers: Script | readonly Script[],
  { handshake = agreement(), settings = {} }: { handshake?: Script; settings?: object } = {},
) {
  const script = Array.isArray(answers) ? [...(answers as readonly Script[])] : [answers as Script]
  const requests: HttpRequest[] = []
  const time = { ms: 0 }
  const context: ChannelContext = {
    connection: connectionTo('https://portal.example/alpinebits', settings),
    http: {
      request(request) {
        requests.push(request)
        if (isHandshake(request)) return answerOfScript(handshake)
        return answerOfScript((script.length > 1 ? script.shift() : script[0]) as Script)
      },
    },
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

export const day = (text: string) => text as IsoDate

export function range(part: Partial<SendRange>): SendRange {
  return {
    facet: 'availability',
    roomTypeId: 'type-1',
    roomCode: DOUBLE,
    ratePlanId: null,
    rateCode: null,
    from: day('2027-06-10'),
    to: day('2027-06-15'),
    value: '3',
    ...part,
  }
}

export const rooms = (count: number, roomCode = DOUBLE): SendRange =>
  range({ value: String(count), roomCode })

export const prices = (amounts: number[], rateCode = FLEXIBLE, roomCode = DOUBLE): SendRange =>
  range({ facet: 'price', value: JSON.stringify(amounts), roomCode, rateCode, ratePlanId: 'plan-1' })

export const restricted = (value: string, rateCode = FLEXIBLE, roomCode = DOUBLE): SendRange =>
  range({ facet: 'restrictions', value, roomCode, rateCode, ratePlanId: 'plan-1' })
