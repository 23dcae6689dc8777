/** The adapter's context with an HTTP that answers as a test wants it, and the ranges and bookings that tests send. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { rangesFor, type Script, scriptedHttp } from '../suite/scripted-http.ts'

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

/** Answers in turn, the last one for good; keeps what was asked. */
export function scripted(answers: Script | readonly Script[], settings: object = {}) {
  const { http, requests } = scriptedHttp(answers)
  const time = { at: NOW }
  const context: ChannelContext = {
    connection: connectionTo('https://google.example/', settings),
    http,
    clock: { now: () => time.at, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests, time }
}

export { day } from '../suite/scripted-http.ts'
export const { range, rooms, prices, restricted } = rangesFor({ double: DOUBLE, flexible: FLEXIBLE })

/** What Google answers the message of a request, word by word. */
export const answerTo = (body: string, content: string, attributes = ''): string => {
  const root = /<(OTA_\w+)RQ/.exec(body)?.[1] ?? ''
  const token = /EchoToken="([^"]*)"/.exec(body)?.[1] ?? ''
  return `<${root}RS xmlns="http://www.opentravel.org/OTA/2003/05" ${attributes || `EchoToken="${token}"`} TimeStamp="2027-03-01T08:15:01Z" Version="3.0">${content}</${root}RS>`
}
