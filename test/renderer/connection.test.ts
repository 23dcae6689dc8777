import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { backoffMs } from '../../renderer/connection/backoff.ts'
import { followChange } from '../../renderer/connection/change-feed.ts'
import { isStale, procedureOf, QUERY_TOPICS } from '../../renderer/connection/query-topics.ts'
import { joinStale, refreshing } from '../../renderer/connection/refresh.ts'
import { openSession, type SessionPorts } from '../../renderer/connection/session.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { ProcedureMeta } from '../../shared/contract/procedure.ts'

describe('backoff', () => {
  const limits = { baseMs: 100, maxMs: 1_000 }

  test('the ceiling doubles with each attempt up to the limit, and chance spreads the wait below it', () => {
    const highest = [1, 2, 3, 4, 5, 500].map((attempt) => backoffMs(attempt, limits, () => 0.999_999))
    expect(highest).toEqual([99, 199, 399, 799, 999, 999])
    expect(backoffMs(5, limits, () => 0)).toBe(0)
    expect(backoffMs(3, limits, () => 0.5)).toBe(200)
  })
})

describe('following the stream of changes', () => {
  test('the first event of a page makes everything stale, because the first fetches may be older than it', () => {
    expect(followChange(null, { fromSeq: 40, toSeq: 40, topics: [] })).toEqual({
      knownSeq: 40,
      stale: 'everything',
    })
  })

  test('a commit that follows the known number makes its topics stale', () => {
    const step = followChange(40, { fromSeq: 41, toSeq: 43, topics: ['inventory'] })
    expect(step).toEqual({ knownSeq: 43, stale: ['inventory'] })
  })

  test('bookkeeping without a new journal number makes its topics stale', () => {
    const step = followChange(43, { fromSeq: 43, toSeq: 43, topics: ['channels'] })
    expect(step).toEqual({ knownSeq: 43, stale: ['channels'] })
  })

  test('a gap makes everything stale', () => {
    expect(followChange(40, { fromSeq: 42, toSeq: 42, topics: ['rates'] }).stale).toBe('everything')
  })

  test('a reconnection during which nothing was committed leaves all as it is', () => {
    expect(followChange(43, { fromSeq: 43, toSeq: 43, topics: [] }).stale).toBe('nothing')
  })

  test('a reconnection after a commit makes everything stale', () => {
    expect(followChange(43, { fromSeq: 44, toSeq: 44, topics: [] }).stale).toBe('everything')
    expect(followChange(43, { fromSeq: 50, toSeq: 50, topics: [] }).stale).toBe('everything')
  })

  test('a number that went back, as after a restored backup, makes everything stale', () => {
    expect(followChange(43, { fromSeq: 12, toSeq: 12, topics: [] })).toEqual({
      knownSeq: 12,
      stale: 'everything',
    })
  })
})

describe('topics of queries', () => {
  test('the table says of every query what the contract says', () => {
    const said: Record<string, readonly string[]> = {}
    for (const [area, procedures] of Object.entries(contract)) {
      for (const [name, procedure] of Object.entries(procedures)) {
        const meta = procedure['~orpc'].meta as ProcedureMeta
        if (meta.kind === 'query') said[`${area}.${name}`] = meta.topics
      }
    }
    expect(QUERY_TOPICS).toEqual(said)
  })

  test('a query is stale when it shows one of the topics, or when nobody knows what it shows', () => {
    const chart = [['stays', 'tapeChart'], { type: 'query' }]
    expect(procedureOf(chart)).toBe('stays.tapeChart')
    expect(isStale(chart, ['cases'])).toBe(true)
    expect(isStale(chart, ['rates'])).toBe(false)
    expect(isStale(chart, 'everything')).toBe(true)
    expect(isStale(chart, 'nothing')).toBe(false)
    expect(isStale(['something else'], ['rates'])).toBe(true)
  })

  test('what became stale while a pass was running is joined', () => {
    expect(joinStale(['rates'], ['rates', 'cases'])).toEqual(['rates', 'cases'])
    expect(joinStale('nothing', ['cases'])).toEqual(['cases'])
    expect(joinStale(['cases'], 'everything')).toBe('everything')
  })
})

describe('refreshing', () => {
  function watch(cache: QueryClient, path: string[], fetch: () => Promise<unknown>) {
    const observer = new QueryObserver(cache, {
      queryKey: [path, { type: 'query' }],
      queryFn: fetch,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })
    return observer.subscribe(() => {})
  }
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

  test('commits that come during a pass are taken together by the next one, so that a fetch ends', async () => {
    const cache = new QueryClient()
    const answers: (() => void)[] = []
    const stop = watch(cache, ['journal', 'list'], () => {
      const { promise, resolve } = Promise.withResolvers<string>()
      answers.push(() => resolve('rows'))
      return promise
    })
    answers[0]!()
    await settled()
    const refresh = refreshing(cache)
    for (let commit = 0; commit < 50; commit++) refresh(['journal'])
    await settled()
    expect(answers).toHaveLength(2)
    answers[1]!()
    await settled()
    expect(answers).toHaveLength(3)
    answers[2]!()
    await settled()
    expect(answers).toHaveLength(3)
    stop()
    cache.clear()
  })

  test('other topics are left alone, and what failed earlier is fetched again', async () => {
    const cache = new QueryClient()
    let rates = 0
    let alerts = 0
    const stopRates = watch(cache, ['rates', 'get'], async () => ++rates)
    const stopAlerts = watch(cache, ['attention', 'alerts'], async () => {
      alerts += 1
      if (alerts === 1) throw new Error('the host was away')
      return alerts
    })
    await settled()
    refreshing(cache)(['journal'])
    await settled()
    expect({ rates, alerts }).toEqual({ rates: 1, alerts: 2 })
    stopRates()
    stopAlerts()
    cache.clear()
  })
})

describe('opening a session', () => {
  function ports(fragment: string, keptToken: string | null, status = 200) {
    const seen = { fragment, kept: keptToken, posted: [] as unknown[] }
    const session: SessionPorts = {
      fragment,
      dropFragment: () => {
        seen.fragment = ''
      },
      kept: {
        read: () => seen.kept,
        write: (token) => {
          seen.kept = token
        },
        clear: () => {
          seen.kept = null
        },
      },
      async post(request) {
        // The code must be out of the address before it is on its way.
        expect(seen.fragment).toBe('')
        seen.posted.push(request)
        if (status === 0) throw new TypeError('unreachable')
        return { status, body: status === 200 ? { pageToken: 'new', actor: 'desk', permissions: [] } : null }
      },
    }
    return { session, seen }
  }

  test('a code is taken out of the address, exchanged once, and the page token kept', async () => {
    const { session, seen } = ports('#code=abc', null)
    expect(await openSession(session)).toEqual({ kind: 'open', pageToken: 'new' })
    expect(seen).toEqual({ fragment: '', kept: 'new', posted: [{ code: 'abc' }] })
  })

  test('a bearer token in the address is exchanged too', async () => {
    const { session, seen } = ports('#token=t0', null)
    await openSession(session)
    expect(seen.posted).toEqual([{ bearer: 't0' }])
  })

  test('without a code the kept page token opens, and without either there is no session', async () => {
    expect(await openSession(ports('', 'kept').session)).toEqual({ kind: 'open', pageToken: 'kept' })
    expect(await openSession(ports('', null).session)).toEqual({ kind: 'none' })
  })

  test('a used code says so, unless this browser has a session already', async () => {
    expect(await openSession(ports('#code=old', null, 401).session)).toEqual({ kind: 'refused' })
    expect(await openSession(ports('#code=old', 'kept', 401).session)).toEqual({
      kind: 'open',
      pageToken: 'kept',
    })
  })

  test('a host that cannot be reached is told from one that refuses', async () => {
    expect(await openSession(ports('#code=abc', null, 0).session)).toEqual({ kind: 'unreachable' })
  })
})
