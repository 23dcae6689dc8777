/** The feed of booking revisions that wait for an acknowledgement, page by page, as messages with their receipts. */
import type { InboundMessage } from '../../../shared/snapshot.ts'
import { type ChannelContext, ChannelFailure, type PulledMessage } from '../../engine/ports.ts'
import {
  countAt,
  type JsonObject,
  listAt,
  MalformedJson,
  objectAt,
  parseObject,
  textAt,
} from '../json/json-tree.ts'
import { callForReservations, failureOf } from './api.ts'
import { type Revision, readRevision } from './revision.ts'

/** "Max `limit` value is 100" (API Reference, Pagination). */
const PER_PAGE = 100
/** One more than the engine takes in a round, so that it knows of the rest. */
const MOST_PAGES = 11

/** A revision that was not confirmed leaves the feed after 30 minutes: one that came before this may be gone from it. */
const KEPT_MS = 25 * 60_000
/** Clocks differ, and a round takes its time. */
const OVERLAP_MS = 10 * 60_000
/** A desk that was away for longer has to compare its bookings by hand; the list has no end. */
const MOST_AWAY_MS = 14 * 24 * 3_600_000
const MOST_LISTED_PAGES = 40

/**
 * What waits in the feed; after an absence also what came and left it meanwhile, from the list of all revisions. What is known already is
 * recognised by the desk, and only the newest of each booking is handed over.
 * @throws ChannelFailure
 */
export async function fetchFeed(context: ChannelContext): Promise<PulledMessage[]> {
  const now = context.clock.now()
  const { fetchedAt } = context
  const seen = new Set<string>()
  const revisions: Revision[] = []
  if (fetchedAt !== undefined && fetchedAt !== null && now - fetchedAt > KEPT_MS) {
    const since = new Date(Math.max(fetchedAt - OVERLAP_MS, now - MOST_AWAY_MS)).toISOString()
    const query = { 'filter[inserted_at][gte]': since }
    revisions.push(...(await fetchPages('/booking_revisions', query, MOST_LISTED_PAGES, seen, context)))
  }
  revisions.push(...(await fetchPages('/booking_revisions/feed', {}, MOST_PAGES, seen, context)))
  return pulledMessages(revisions)
}

async function fetchPages(
  path: string,
  query: Readonly<Record<string, string>>,
  mostPages: number,
  seen: Set<string>,
  context: ChannelContext,
): Promise<Revision[]> {
  const { hotelCode } = context.connection.settings
  const revisions: Revision[] = []
  for (let page = 1; page <= mostPages; page += 1) {
    const root = await fetchPage(path, query, page, context)
    const items = listAt(root, 'data')
    for (const item of items) {
      const revision = readRevision(item, context.connection.currency)
      // Pages shift when another program acknowledges in between.
      if (revision.id !== null && seen.has(revision.id)) continue
      if (revision.id !== null) seen.add(revision.id)
      // The key may see other properties; those are left to their own desks.
      if ((revision.propertyId ?? hotelCode) === hotelCode) revisions.push(revision)
    }
    if (items.length === 0 || isLastPage(root, page, items.length)) break
  }
  return revisions
}

async function fetchPage(
  path: string,
  filter: Readonly<Record<string, string>>,
  page: number,
  context: ChannelContext,
): Promise<JsonObject> {
  const query = new URLSearchParams({
    ...filter,
    'filter[property_id]': context.connection.settings.hotelCode,
    'order[inserted_at]': 'asc',
    'pagination[page]': String(page),
    'pagination[limit]': String(PER_PAGE),
  })
  const asked = `${path}?${query.toString()}`
  const answer = await callForReservations(context, { method: 'GET', path: asked })
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer, context.clock.now())
  try {
    const root = parseObject(answer.body)
    if (Array.isArray(root.data)) return root
    throw new MalformedJson('it has no list of revisions')
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error
    throw new ChannelFailure('MalformedAnswer', `Channex's bookings cannot be read: ${error.message}.`)
  }
}

function isLastPage(root: JsonObject, page: number, items: number): boolean {
  const meta = objectAt(root, 'meta')
  const limit = countAt(meta, 'limit') ?? PER_PAGE
  const total = Number(textAt(meta, 'total') ?? Number.NaN)
  return Number.isNaN(total) ? items < limit : page * limit >= total
}

/**
 * In order of arrival, and of each booking the newest readable revision alone: every one is the whole booking, and an older
 * one that is delivered again after a lost acknowledgement would undo the newer one. Its receipt names the older ones too, first.
 */
export function pulledMessages(revisions: readonly Revision[]): PulledMessage[] {
  const pulled: ({ message: InboundMessage; ids: string[] } | null)[] = []
  const newest = new Map<string, number>()
  for (const { id, message } of inOrder(revisions)) {
    const before = message.snapshot === null ? undefined : newest.get(message.channelRef)
    const older = before === undefined ? null : (pulled[before] ?? null)
    if (before !== undefined) pulled[before] = null
    if (message.snapshot !== null) newest.set(message.channelRef, pulled.length)
    pulled.push({ message, ids: [...(older?.ids ?? []), ...(id === null ? [] : [id])] })
  }
  return pulled
    .filter((each) => each !== null)
    .map(({ message, ids }) => ({ message, receipt: JSON.stringify(ids) }))
}

/** The feed is asked for the oldest first; where every revision says when it came, that is made sure of. */
function inOrder(revisions: readonly Revision[]): readonly Revision[] {
  const areDated = revisions.every(({ insertedAt }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(insertedAt))
  if (!areDated) return revisions
  return revisions.toSorted((a, b) =>
    a.insertedAt < b.insertedAt ? -1 : a.insertedAt > b.insertedAt ? 1 : 0,
  )
}
