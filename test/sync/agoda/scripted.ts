/** The adapter's context with an HTTP that answers as a test wants it, and the ranges and bookings that tests send. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { rangesFor, type Script, scriptedHttp } from '../suite/scripted-http.ts'

export const NOW = Date.parse('2027-03-01T08:15:00Z')
export const KEY = 'f00d-7a&5e/c=?4'
export const PROPERTY = '5566120'
export const DOUBLE = '881020'
export const SUITE = '881021'
export const FLEXIBLE = '3392615'
export const SAVER = '3392616'
export const SUITE_RATE = '3392700'

let connections = 0

/** Each of a channel of its own, as the adapter remembers what a channel has. */
export function connectionTo(url: string, settings: object = {}): ChannelConnection {
  connections += 1
  return {
    channelId: `agoda-${connections}`,
    kind: 'agoda',
    name: 'Agoda',
    currency: 'EUR',
    settings: settingsOfKind('agoda', {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode: PROPERTY,
      requestTimeoutMs: 5_000,
      ...settings,
    }),
    credentials: { username: '', password: KEY },
    lanes: [],
  }
}

/** Answers in turn, the last one for good; keeps what was asked. */
export function scripted(answers: Script | readonly Script[], settings: object = {}) {
  const { http, requests } = scriptedHttp(answers)
  const time = { at: NOW }
  const context: ChannelContext = {
    connection: connectionTo('https://agoda.example/', settings),
    http,
    clock: { now: () => time.at, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests, time }
}

export { day } from '../suite/scripted-http.ts'
export const { range, rooms, prices, restricted } = rangesFor({ double: DOUBLE, flexible: FLEXIBLE })

export const result = (content = '', attributes = '') =>
  `<result TUID="0f3c9a10" timestamp="1803975301000"${attributes}>${content}</result>`
export const SUCCESS = result()
export const error = (code: number, text: string) => `<error code="${code}" description="${text}"/>`
export const failed = (...errors: string[]) =>
  result(`<errors><property id="${PROPERTY}">${errors.join('')}</property></errors>`)
export const partial = (content: string) =>
  result(`<errors><property id="${PROPERTY}">${content}</property></errors>`, ' status="PartialSuccess"')
export const inRange = (inner: string, from = '2027-06-10', to = '2027-06-14') =>
  `<date_range from="${from}" to="${to}">${inner}</date_range>`
