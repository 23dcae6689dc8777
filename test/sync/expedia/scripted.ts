/** The adapter's context with an HTTP that answers as a test wants it, and the ranges and bookings that tests send. */
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { rangesFor, type Script, scriptedHttp } from '../suite/scripted-http.ts'

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

/** Answers in turn, the last one for good; keeps what was asked. */
export function scripted(answers: Script | readonly Script[], settings: object = {}) {
  const { http, requests } = scriptedHttp(answers)
  const context: ChannelContext = {
    connection: connectionTo('https://expedia.example/', settings),
    http,
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return { context, requests }
}

export { day } from '../suite/scripted-http.ts'
export const { range, rooms, prices, restricted } = rangesFor({ double: DOUBLE, flexible: FLEXIBLE })

const AR_RS = 'xmlns="http://www.expediaconnect.com/EQC/AR/2007/02"'
export const arAnswer = (content: string) => `<AvailRateUpdateRS ${AR_RS}>${content}</AvailRateUpdateRS>`
export const error = (code: number, text: string) => `<Error code="${code}">${text}</Error>`
export const warning = (code: number, text: string) => `<Warning code="${code}">${text}</Warning>`
export const SUCCESS = arAnswer('<Success/>')
