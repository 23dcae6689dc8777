/** The adapter's context with an HTTP that answers as a test wants it, and the ranges and bookings that tests send. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import {
  type ChannelContext,
  type HttpAnswer,
  HttpFailure,
  type HttpRequest,
} from '../../../sync/engine/ports.ts'

export const NOW = Date.parse('2027-03-01T08:15:00Z')
export const KEY = 'lago_partner&7'
export const HOTEL = 'LAGO7'
export const DOUBLE = 'DBLSEA'
export const SUITE = 'SUITE'
export const FLEXIBLE = 'FLEX'
export const SAVER = 'SAVER'
export const SUITE_RATE = 'SUITEFLEX'

let connections = 0

/** Each of a channel of its own, as the adapter remembers the time of its last message. */
export function connectionTo(url: string, settings: object = {}): ChannelConnection {
  connections += 1
  return {
    channelId: `google-${connections}`,
    kind: 'google',
    name: 'Google',
    currency: 'EUR',
    settings: settingsOfKind('google', {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode: HOTEL,
      requestTimeoutMs: 5_000,
      ...settings,
    }),
    credentials: { username: '', password: KEY },
    lanes: [],
  }
}

/** A function writes the body for the one that was sent. */
type Script = Partial<HttpAnswer> | HttpFailure | string | ((body: string) => string)

/** Answers in turn, the last one for good; keeps what was asked. */
export function scripted(answers: Script | readonly Script[], settings: object = {}) {
  const script = Array.isArray(answers) ? [...(answers as Script[])] : [answers as Script]
  const requests: HttpRequest[] = []
  const time = { at: NOW }
  const context: ChannelContext = {
    connection: connectionTo('https://google.example/', settings),
    http: {
      request(request) {
        requests.push(request)
        const next = (script.length > 1 ? script.shift() : script[0]) as Script
        if (next instanceof HttpFailure) return Promise.reject(next)
        const written = typeof next === 'function' ? next(request.body ?? '') : next
        const answer = typeof written === 'string' ? { body: written } : written
        return Promise.resolve({ status: 200, headers: {}, body: '', ...answer })
      },
    },
    clock: { now: () => time.at, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests, time }
}

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

/** What Google answers the message of a request, word by word. */
export const answerTo = (body: string, content: string, attributes = ''): string => {
  const root = /<(OTA_\w+)RQ/.exec(body)?.[1] ?? ''
  const token = /EchoToken="([^"]*)"/.exec(body)?.[1] ?? ''
  return `<${root}RS xmlns="http://www.opentravel.org/OTA/2003/05" ${attributes || `EchoToken="${token}"`} TimeStamp="2027-03-01T08:15:01Z" Version="3.0">${content}</${root}RS>`
}
