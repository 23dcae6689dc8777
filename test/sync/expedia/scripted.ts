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
export const DOUBLE = '220118'
export const SUITE = '220119'
export const FLEXIBLE = '910276A'
export const SAVER = '910277A'
export const SUITE_RATE = '910300A'
export const HOTEL = '7710034'

export function connectionTo(url: string, settings: object = {}): ChannelConnection {
  return {
    channelId: 'expedia-1',
    kind: 'expedia',
    name: 'Expedia',
    currency: 'EUR',
    settings: settingsOfKind('expedia', {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode: HOTEL,
      requestTimeoutMs: 5_000,
      ...settings,
    }),
    credentials: { username: 'EQClago', password: 'se"cret<77>' },
    lanes: [],
  }
}

type Script = Partial<HttpAnswer> | HttpFailure | string

/** Answers in turn, the last one for good; keeps what was asked. */
export function scripted(answers: Script | readonly Script[], settings: object = {}) {
  const script = Array.isArray(answers) ? [...(answers as Script[])] : [answers as Script]
  const requests: HttpRequest[] = []
  const context: ChannelContext = {
    connection: connectionTo('https://expedia.example/', settings),
    http: {
      request(request) {
        requests.push(request)
        const next = (script.length > 1 ? script.shift() : script[0]) as Script
        if (next instanceof HttpFailure) return Promise.reject(next)
        const answer = typeof next === 'string' ? { body: next } : next
        return Promise.resolve({ status: 200, headers: {}, body: '', ...answer })
      },
    },
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests }
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

const AR_RS = 'xmlns="http://www.expediaconnect.com/EQC/AR/2007/02"'
export const arAnswer = (content: string) => `<AvailRateUpdateRS ${AR_RS}>${content}</AvailRateUpdateRS>`
export const error = (code: number, text: string) => `<Error code="${code}">${text}</Error>`
export const warning = (code: number, text: string) => `<Warning code="${code}">${text}</Warning>`
export const SUCCESS = arAnswer('<Success/>')
