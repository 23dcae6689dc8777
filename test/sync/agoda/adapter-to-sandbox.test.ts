/** The adapter against the sandbox over real HTTP: what is sent is shown, what is sold is pulled, once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { agodaAdapter } from '../../../sync/channels/agoda/adapter.ts'
import type { ChannelContext, PulledMessage } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { type AgodaSandboxOptions, startAgodaSandbox } from '../../../sync/sandbox/agoda-sandbox.ts'
import { sandboxControl } from '../suite/sandbox-control.ts'
import {
  connectionTo,
  DOUBLE,
  day,
  FLEXIBLE,
  KEY,
  NOW,
  PROPERTY,
  prices,
  range,
  restricted,
  rooms,
  SAVER,
  SUITE,
  SUITE_RATE,
} from './scripted.ts'

async function startFixture(options: Partial<AgodaSandboxOptions> = {}) {
  const bugs: unknown[] = []
  const time = { at: NOW }
  const sandbox = await startAgodaSandbox({
    db: ':memory:',
    propertyId: PROPERTY,
    key: KEY,
    clock: { now: () => time.at, sleep: () => Promise.resolve() },
    report: (error) => bugs.push(error),
    ...options,
  })
  const http = new ChannelHttp()
  const levers = sandboxControl(sandbox.url)
  await levers.setProducts([
    { roomCode: DOUBLE, name: 'Double', rateCodes: [FLEXIBLE, SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [SUITE_RATE] },
  ])
  const context: ChannelContext = {
    connection: connectionTo(sandbox.url),
    http,
    clock: { now: () => time.at, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  const send = async (...ranges: SendRange[]) => {
    const result = await agodaAdapter.send('ari', ranges, context)
    return { ...result, statuses: result.outcomes.map(({ status }) => status).join(' ') }
  }
  return {
    bugs,
    url: sandbox.url,
    time,
    levers,
    context,
    send,
    fetch: () => agodaAdapter.fetch('bookings', context),
    commit: (pulled: readonly PulledMessage[]) =>
      agodaAdapter.acknowledge(
        'bookings',
        pulled.map(({ receipt }) => ({ receipt, code: null })),
        context,
      ),
    shown: () => levers.state('2027-06-10', '2027-06-11'),
    stockUp: () =>
      send(rooms(3), rooms(1, SUITE), prices([8_000, 10_000]), prices([20_000, 20_000], SUITE_RATE, SUITE)),
    async close() {
      await http.close()
      await sandbox.close()
    },
  }
}

let fixture: Awaited<ReturnType<typeof startFixture>>
const startAgain = async (options: Partial<AgodaSandboxOptions>) => {
  await fixture.close()
  fixture = await startFixture(options)
}
beforeEach(async () => {
  fixture = await startFixture()
})
afterEach(async () => {
  await fixture.close()
  expect(fixture.bugs).toEqual([])
})

const oneNight = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-11', adults: 2 }

describe('sending', () => {
  test('everything of a batch is shown, and taken away again', async () => {
    const sent = await fixture.send(rooms(0), prices([8_005, 10_099]), restricted('4,2,9,1,1,0'))
    expect(sent).toMatchObject({ statuses: 'acknowledged acknowledged acknowledged', error: null })
    expect(await fixture.shown()).toMatchObject({
      stock: [{ roomCode: DOUBLE, roomsToSell: 0, isClosed: true }],
      prices: [{ rateCode: FLEXIBLE, amounts: [8_005, 10_099] }],
      restrictions: [{ minLos: 4, maxLos: 9, closed: false, closedToArrival: true, closedToDeparture: true }],
    })
    expect((await fixture.send(restricted('1,1,,0,0,0'))).statuses).toBe('acknowledged')
    expect((await fixture.shown()).restrictions).toMatchObject([
      { minLos: 1, maxLos: null, closedToArrival: false, closedToDeparture: false },
    ])
  })

  test.each([
    ['named', true, 'acknowledged refused not_applied refused', false],
    ['not named', false, 'uncertain uncertain uncertain uncertain', true],
  ])('a part that is refused, %s', async (_, tellsParts, statuses, unattributed) => {
    await startAgain({ tellsParts, leastRate: 2_500 })
    const far = { from: day('2029-02-27'), to: day('2029-03-02') }
    const sent = await fixture.send(rooms(2), prices([100]), restricted('2,1,,0,0,0'), {
      ...rooms(1, SUITE),
      ...far,
    })
    expect(sent).toMatchObject({ statuses, unattributed })
    expect((await fixture.shown()).stock).toMatchObject([{ roomsToSell: 2 }])
    expect((await fixture.shown()).prices).toEqual([])
  })

  test.each([
    ['too far ahead', { ...rooms(1), from: day('2029-03-01'), to: day('2029-03-02') }, 'Agoda2219'],
    ['an unknown room', rooms(1, '999'), 'Agoda2203'],
    ['an unknown rate plan', prices([10_000], '999'), 'Agoda2204'],
    ['a room that is no number', rooms(1, 'DBL'), 'Agoda1511'],
  ])('nothing is taken: %s', async (_, one, code) => {
    const sent = await fixture.send(one as SendRange)
    expect(sent).toMatchObject({ statuses: 'not_applied', unattributed: true, error: { code } })
  })

  test('730 days ahead is not too far', async () => {
    const last = { ...rooms(1), from: day('2029-02-27'), to: day('2029-03-01') }
    expect((await fixture.send(last)).statuses).toBe('acknowledged')
  })

  test('another key and another property stop', async () => {
    const { context } = fixture
    const other = { ...context.connection, credentials: { username: '', password: 'another-key' } }
    const stranger = { ...context.connection, settings: { ...context.connection.settings, hotelCode: '1' } }
    for (const connection of [other, stranger]) {
      const sent = await agodaAdapter.send('ari', [rooms(1)], { ...context, connection })
      expect(sent).toMatchObject({ stop: true, error: { code: 'CredentialsRefused' } })
      expect(sent.error?.message).not.toContain('another-key')
    }
    expect(JSON.stringify(await fixture.levers.requests())).not.toContain('another-key')
  })

  test("the format's weekday lists and single dates mean what they say", async () => {
    const ofDow =
      '<inventory><update room_id="881020"><date_range from="2027-06-07" to="2027-06-20"><dow>5</dow><dow>6</dow></date_range>'
    const ofValues = ofDow.replace(/<date_range.*$/, '<date_values><value>2027-06-09</value></date_values>')
    const rest =
      '<allotment>2</allotment><restrictions><closed>false</closed><ctd>false</ctd><cta>false</cta></restrictions></update></inventory>'
    for (const update of [ofDow, ofValues]) {
      const body = `<request timestamp="${NOW}" type="10"><criteria property_id="${PROPERTY}">${update}${rest}</criteria></request>`
      const url = `${fixture.url}/api?apiKey=${encodeURIComponent(KEY)}`
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })
      expect(answer.status).toBe(200)
    }
    const { stock } = await fixture.levers.state('2027-06-01', '2027-07-01')
    expect(stock.map(({ date }) => date)).toEqual([
      '2027-06-09',
      '2027-06-11',
      '2027-06-12',
      '2027-06-18',
      '2027-06-19',
    ])
  })
})

describe('bookings', () => {
  test('I7: what is sold is pulled until it is committed, changed and cancelled, with the last state each time', async () => {
    await fixture.stockUp()
    const sold = await fixture.levers.sell({ rooms: [oneNight, oneNight] })
    expect(await fixture.fetch()).toHaveLength(1)
    const [first] = await fixture.fetch()
    expect(first?.message).toMatchObject({ kind: 'new', channelRef: sold?.channelRef })
    expect(first?.message.snapshot?.rooms.map(({ nightlyAmounts }) => nightlyAmounts)).toEqual([
      [10_000],
      [10_000],
    ])
    fixture.time.at += 5_000
    await fixture.commit((await fixture.fetch())!)
    expect(await fixture.fetch()).toEqual([])
    expect((await fixture.levers.bookings()).map(({ queue }) => queue)).toEqual(['new'])
    expect(await fixture.fetch()).toEqual([])
    expect((await fixture.levers.bookings()).map(({ queue }) => queue)).toEqual([null])

    const { channelRef } = sold!
    await fixture.levers.modify({ channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
    fixture.time.at += 5_000
    const changed = await fixture.fetch()
    expect(changed).toMatchObject([
      { message: { kind: 'modified', snapshot: { rooms: [{ departure: '2027-06-13' }, {}] } } },
    ])
    await fixture.levers.cancel(channelRef)
    await fixture.commit(changed)
    fixture.time.at += 5_000
    const cancelled = await fixture.fetch()
    expect(cancelled).toMatchObject([
      { message: { kind: 'cancelled', snapshot: { status: 'cancelled', rooms: [] } } },
    ])
    await fixture.commit(cancelled)
    expect(await fixture.fetch()).toEqual([])
  })

  test('after a start everything is read once more', async () => {
    await fixture.stockUp()
    await fixture.levers.sell(oneNight)
    fixture.time.at += 5_000
    await fixture.commit(await fixture.fetch())
    const connection = { ...fixture.context.connection, channelId: 'the desk, started again' }
    expect(await agodaAdapter.fetch('bookings', { ...fixture.context, connection })).toHaveLength(1)
  })

  test('a room type without rooms is closed, so that a cancellation does not put it on sale', async () => {
    await fixture.stockUp()
    const suite = { ...oneNight, roomCode: SUITE }
    const sold = await fixture.levers.sell(suite)
    await fixture.send(rooms(0, SUITE))
    await fixture.levers.cancel(sold!.channelRef)
    expect(await fixture.levers.sell(suite)).toBeNull()
  })

  test.each(['garbage', 'truncated', 'lostAnswer', 'serverError', 'unauthorized'] as const)(
    'a round that ends by %s loses nothing',
    async (kind) => {
      await fixture.stockUp()
      await fixture.levers.sell(oneNight)
      await fixture.levers.setFaults([{ kind, remaining: 1, scope: 'reservations' }])
      await expect(fixture.fetch()).rejects.toMatchObject({ name: 'ChannelFailure' })
      expect(await fixture.fetch()).toHaveLength(1)
    },
  )
})

test('a range of another facet of the same nights is told by its own error', async () => {
  await startAgain({ leastRate: 2_500 })
  const sent = await fixture.send(range({ value: '2' }), prices([100], SAVER), prices([9_000]))
  expect(sent.statuses).toBe('acknowledged refused acknowledged')
})
