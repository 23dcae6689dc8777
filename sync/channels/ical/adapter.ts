/** A calendar: fetched whole, and handed to the desk whole, which alone can tell what changed. Nothing is sent to it. */
import { CHANNEL_KINDS } from '../../../shared/channel-kinds/kinds.ts'
import { fromDayNumber } from '../../../shared/dates.ts'
import { CalendarUnreadable, readCalendar } from '../../../shared/ical/read-calendar.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  ChannelFailure,
  HttpFailure,
  type PulledMessage,
} from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'

const QUEUE = 'calendar'
/** Everything that a message of a calendar could be known by is inside of it. */
const WHOLE = 'calendar'
/** Where they are not said to be others: wrong for an address, and worth another look after somebody acted. */
const GONE = [401, 403, 404, 410]
const REDIRECTS = [301, 302, 303, 307, 308]
const MOST_REDIRECTS = 3
const DAY_MS = 86_400_000

export const icalAdapter: ChannelAdapter = {
  kind: 'ical',
  lanes: CHANNEL_KINDS.ical.lanes,
  queues: [QUEUE],
  send: async () => {
    throw new Error('nothing is sent to a calendar')
  },
  measure: () => 0,
  fetch: async (_queue, context) => [messageOf(await fetched(context))],
  // A feed has no queue that something could be taken out of.
  acknowledge: async () => undefined,
  readPosted: () => {
    throw new ChannelFailure('UnreadableMessage', 'A calendar posts nothing.')
  },
}

/** @throws ChannelFailure */
async function fetched(context: ChannelContext): Promise<string> {
  try {
    return await fetchedFrom(context.connection.credentials.password, context, MOST_REDIRECTS)
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    throw new ChannelFailure(error.code, 'The calendar’s server gave no whole answer.')
  }
}

async function fetchedFrom(url: string, context: ChannelContext, redirects: number): Promise<string> {
  const { connection, http, clock, signal } = context
  const answer = await http.request({
    method: 'GET',
    url,
    headers: { accept: 'text/calendar, text/plain;q=0.9, */*;q=0.1' },
    timeoutMs: connection.settings.requestTimeoutMs,
    signal,
  })
  const { status, headers, body } = answer
  if (status === 200) return wholeCalendar(body)
  if (REDIRECTS.includes(status) && redirects > 0) {
    return fetchedFrom(redirected(url, headers.location), context, redirects - 1)
  }
  if (GONE.includes(status)) {
    const told = `There is no calendar at its address any more (HTTP ${status}). Copy the address anew.`
    throw new ChannelFailure('CalendarGone', told)
  }
  throw new ChannelFailure('CalendarAway', `The calendar’s server answered HTTP ${status}.`, {
    retryAfterMs: retryAfterMs(headers, clock.now()),
  })
}

/** Airbnb sends on to the site of the owner's country. Never from a server to an unprotected one, or to this machine. */
function redirected(from: string, location: string | undefined): string {
  const to =
    location !== undefined && location !== '' && URL.canParse(location, from) ? new URL(location, from) : null
  const isSafe = to !== null && (to.protocol === 'https:' || to.origin === new URL(from).origin)
  if (!isSafe)
    throw new ChannelFailure('CalendarAway', 'The calendar’s server sends on to an address that is not safe.')
  return to.href
}

/** An error page and half a file are no empty calendar. Times do not matter to that. @throws ChannelFailure */
function wholeCalendar(body: string): string {
  try {
    readCalendar(body, (epochMs) => fromDayNumber(Math.floor(epochMs / DAY_MS)))
    return body
  } catch (error) {
    if (error instanceof CalendarUnreadable) {
      throw new ChannelFailure(
        'NotACalendar',
        `What came from the calendar’s address is no whole calendar. ${error.message}`,
      )
    }
    throw error
  }
}

function messageOf(text: string): PulledMessage {
  return {
    message: {
      queue: QUEUE,
      kind: 'modified',
      channelRef: WHOLE,
      snapshot: null,
      unreadable: null,
      rawMasked: text,
    },
    receipt: WHOLE,
  }
}
