/** A stand-in Channex on this machine: it takes values, sells from what it last received, and keeps a feed of revisions. */
import type { IncomingMessage } from 'node:http'
import { isIsoDate } from '../../shared/dates.ts'
import { handleControl } from './bookingcom/control-endpoints.ts'
import type { Answer } from './bookingcom/ota-answer.ts'
import { type AriEndpoint, countChanges, receiveAri, tellAri } from './channex/ari-endpoints.ts'
import { createBookings } from './channex/bookings.ts'
import { receiveAcknowledgement, serveFeed, serveRevisions } from './channex/feed-endpoints.ts'
import { REFUSALS, refusal } from './channex/json-answer.ts'
import { type OptionList, serveOptions } from './channex/product-endpoints.ts'
import { createRateLimit } from './channex/rate-limit.ts'
import { createStock } from './channex/stock.ts'
import {
  type Sandbox,
  type SandboxChannel,
  type ServerOptions,
  startSandboxServer,
  type Workings,
} from './sandbox-server.ts'

export interface ChannexSandboxOptions extends ServerOptions {
  readonly propertyId: string
  readonly key: string
  /** What the property sells in; EUR by default. */
  readonly currency?: string
  /** Gives rooms back after a change or a cancellation; off by default, as at Channex. */
  readonly autoUpdate?: boolean
  /** 10 by default, for each of the two endpoints. */
  readonly requestsPerMinute?: number
}

const ARI = /^\/api\/v1\/(availability|restrictions)$/
const FEED = /^\/api\/v1\/booking_revisions\/feed$/
const REVISIONS = /^\/api\/v1\/booking_revisions$/
const OPTIONS = /^\/api\/v1\/(room_types|rate_plans)\/options$/
const ACKNOWLEDGEMENT = /^\/api\/v1\/booking_revisions\/([\w-]{1,64})\/ack$/

/** Listens on 127.0.0.1 only. Rejects when the port is taken. */
export function startChannexSandbox(options: ChannexSandboxOptions): Promise<Sandbox> {
  return startSandboxServer(options, (workings) => createChannel(options, workings))
}

function createChannel(options: ChannexSandboxOptions, workings: Workings): SandboxChannel {
  const { propertyId, key } = options
  const currency = options.currency ?? 'EUR'
  const { now } = workings
  const stock = createStock()
  const newId = idsFrom(workings.random)
  const bookings = createBookings(stock, { currency, autoUpdate: options.autoUpdate ?? false, newId })
  const limit = createRateLimit(options.requestsPerMinute ?? 10)

  const answer = (request: IncomingMessage, url: URL, body: string): Answer => {
    if (request.headers['user-api-key'] !== key) return REFUSALS.unauthorized()
    const method = request.method ?? 'GET'
    const isFeed = FEED.test(url.pathname)
    const list = OPTIONS.exec(url.pathname)?.[1] as OptionList | undefined
    const isList = REVISIONS.test(url.pathname)
    const shown = ARI.exec(url.pathname)?.[1] as AriEndpoint | undefined
    if (shown !== undefined && method === 'GET') return tellAri(shown, url.searchParams, stock)
    if (method !== (isFeed || isList || list !== undefined ? 'GET' : 'POST')) return REFUSALS.notFound()
    if (isList) return serveRevisions(url.searchParams, bookings, propertyId)
    if (list !== undefined) return serveOptions(list, url.searchParams, stock.products(), propertyId)
    if (isFeed) return serveFeed(url.searchParams, bookings, propertyId, now())
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      return refusal(415, 'unsupported_media_type', 'Unsupported Media Type')
    const acknowledged = ACKNOWLEDGEMENT.exec(url.pathname)?.[1]
    if (acknowledged !== undefined) return receiveAcknowledgement(acknowledged, bookings)
    const endpoint = ARI.exec(url.pathname)?.[1] as AriEndpoint
    if (!limit.admits(endpoint, now())) return REFUSALS.rateLimited()
    return receiveAri(endpoint, body, { stock, propertyId, currency, today: dayOf(now()) }, newId())
  }

  return {
    endpointOf(path) {
      if (ARI.test(path)) return 'ari'
      const isRead = FEED.test(path) || REVISIONS.test(path) || OPTIONS.test(path)
      return isRead || ACKNOWLEDGEMENT.test(path) ? 'reservations' : null
    },
    countUpdates: countChanges,
    answer,
    control: (method, url, input) => handleControl(method, url, input, { ...workings, stock, bookings }),
    refusals: REFUSALS,
  }
}

/** The day in UTC; the property's own may be another one for some hours. */
function dayOf(now: number) {
  const day = new Date(now).toISOString().slice(0, 10)
  if (!isIsoDate(day)) throw new RangeError(`no day: ${day}`)
  return day
}

/** Numbers in the form of a UUID, the same ones for the same seed. */
function idsFrom(random: () => number): () => string {
  let count = 0
  return () => {
    count += 1
    const hex = Array.from({ length: 24 }, () => Math.floor(random() * 16).toString(16)).join('')
    const number = count.toString(16).padStart(8, '0')
    return `${number}-${hex.slice(0, 4)}-4${hex.slice(5, 8)}-a${hex.slice(9, 12)}-${hex.slice(12)}`
  }
}
