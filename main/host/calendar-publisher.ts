/**
 * Keeps the relay's calendars as the ledger has them: a change is told a moment later, all of them together; what fails is tried
 * again, ever later; and now and then it asks which texts were fetched, as a channel may echo those.
 */
import { hash } from 'node:crypto'
import { DomainError } from '../../shared/errors.ts'
import { MOST_CALENDARS } from '../../shared/relay-protocol.ts'
import type { ReportIncident } from '../api/failures.ts'
import type { PublishedCalendar } from '../ledger/calendars/calendar-exports.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { HostClock } from './clock.ts'
import type { createRelayClient } from './relay-client.ts'

/** Changes of so long go together: channels fetch every few hours. */
const SETTLE_MS = 1_000
const ASK_EVERY_MS = 60_000
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 300_000

export interface PublisherParts {
  readonly ledger: Pick<Ledger, 'calendars' | 'onChanged' | 'relay'>
  readonly client: Pick<ReturnType<typeof createRelayClient>, 'serveCalendars'>
  readonly clock: Pick<HostClock, 'now' | 'after'>
  readonly report: ReportIncident
}

export interface CalendarPublisher {
  start(): void
  /** Ends once what is under way has ended. */
  stop(): Promise<void>
}

export function createCalendarPublisher({
  ledger,
  client,
  clock,
  report,
}: PublisherParts): CalendarPublisher {
  const { calendars, relay } = ledger
  /** Tag by the hash of the address, as the relay last had them; null when that is not known. */
  let known: Map<string, string> | null = null
  let cancelNext = () => {}
  let nextAt = Number.POSITIVE_INFINITY
  let failures = 0
  let running: Promise<void> | null = null
  let isStopped = false
  let unsubscribe = () => {}

  function planIn(ms: number): void {
    const at = clock.now() + ms
    if (isStopped || at >= nextAt) return
    cancelNext()
    nextAt = at
    cancelNext = clock.after(ms, () => {
      nextAt = Number.POSITIVE_INFINITY
      running = round().finally(() => {
        running = null
      })
    })
  }

  async function round(): Promise<void> {
    if (running !== null) return
    try {
      await tell()
      failures = 0
      planIn(ASK_EVERY_MS)
    } catch (error) {
      known = null
      failures += 1
      // Said by the state of the relay already.
      if (!(error instanceof DomainError)) report(error, 'publishing calendars')
      planIn(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10)))
    }
  }

  async function tell(): Promise<void> {
    const connection = calendars.isUsed() ? relay.connection() : null
    if (connection === null) {
      known = null
      return
    }
    const texts = calendars.published().slice(0, MOST_CALENDARS)
    // Nothing is served and the relay knows it.
    if (texts.length === 0 && known?.size === 0) return
    const wanted = texts.map((calendar) => ({
      calendar,
      tokenHash: hash('sha256', calendar.token, 'buffer'),
    }))
    const idOf = (tokenHash: Buffer) => tokenHash.toString('base64url')
    const isNew = ({ calendar, tokenHash }: (typeof wanted)[number]) =>
      known?.get(idOf(tokenHash)) !== calendar.tag
    const fresh = wanted.filter(isNew)
    // Before the relay has it: from then on it may be fetched at any moment.
    if (fresh.length > 0) await calendars.notePushed(fresh.map(({ calendar }) => calendar))
    const answer = await client.serveCalendars(
      connection.url,
      connection.token,
      wanted.map((each) => ({
        tokenHash: each.tokenHash,
        tag: each.calendar.tag,
        text: isNew(each) ? each.calendar.text : null,
      })),
    )
    known = new Map(wanted.map(({ calendar, tokenHash }) => [idOf(tokenHash), calendar.tag]))
    for (const tokenHash of answer.missing) known.delete(tokenHash)
    if (answer.missing.length > 0) planIn(SETTLE_MS)
    const byHash = new Map(wanted.map(({ calendar, tokenHash }) => [idOf(tokenHash), calendar]))
    await noteServed(answer.served, byHash)
  }

  let noted = ''
  async function noteServed(
    served: readonly { tokenHash: string; tag: string; at: number }[],
    byHash: ReadonlyMap<string, PublishedCalendar>,
  ): Promise<void> {
    const news = JSON.stringify(served)
    if (news === noted) return
    await calendars.noteServed(
      served.flatMap(({ tokenHash, tag, at }) => {
        const calendar = byHash.get(tokenHash)
        return calendar === undefined ? [] : [{ calendarId: calendar.calendarId, tag, at }]
      }),
    )
    noted = news
  }

  return {
    start() {
      unsubscribe = ledger.onChanged(() => planIn(failures === 0 ? SETTLE_MS : FIRST_WAIT_MS))
      planIn(SETTLE_MS)
    },
    async stop() {
      isStopped = true
      unsubscribe()
      cancelNext()
      await running
    },
  }
}
