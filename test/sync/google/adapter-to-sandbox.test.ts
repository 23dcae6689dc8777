/** The adapter against the sandbox over real HTTP: what is sent is shown, by the time it bears. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { googleAdapter } from '../../../sync/channels/google/adapter.ts'
import { writeAriMessage } from '../../../sync/channels/google/ari-message.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { startGoogleSandbox } from '../../../sync/sandbox/google-sandbox.ts'
import { sandboxControl } from '../suite/sandbox-control.ts'
import {
  connectionTo,
  DOUBLE,
  FLEXIBLE,
  HOTEL,
  KEY,
  NOW,
  prices,
  restricted,
  rooms,
  SAVER,
  SUITE,
} from './scripted.ts'

async function startFixture() {
  const bugs: unknown[] = []
  const sandbox = await startGoogleSandbox({
    db: ':memory:',
    hotelCode: HOTEL,
    key: KEY,
    clock: { now: () => NOW, sleep: () => Promise.resolve() },
    report: (error) => bugs.push(error),
  })
  const http = new ChannelHttp()
  const levers = sandboxControl(sandbox.url)
  await levers.setProducts([
    { roomCode: DOUBLE, name: 'Double', rateCodes: [FLEXIBLE, SAVER] },
    { roomCode: SUITE, name: 'Suite', rateCodes: [] },
  ])
  const context: ChannelContext = {
    connection: connectionTo(sandbox.url),
    http,
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  return {
    bugs,
    url: sandbox.url,
    levers,
    context,
    send: async (lane: string, ...ranges: SendRange[]) => {
      const sent = await googleAdapter.send(lane, ranges, context)
      return { ...sent, statuses: sent.outcomes.map(({ status }) => status).join(' ') }
    },
    shown: () => levers.state('2027-06-10', '2027-06-11'),
    async post(path: string, body: string) {
      const headers = { 'content-type': 'application/xml' }
      const url = `${sandbox.url}/travel/hotels/uploads/ota/${path}`
      return (await fetch(url, { method: 'POST', headers, body })).text()
    },
    async close() {
      await http.close()
      await sandbox.close()
    },
  }
}

let fixture: Awaited<ReturnType<typeof startFixture>>
beforeEach(async () => {
  fixture = await startFixture()
})
afterEach(async () => {
  await fixture.close()
  expect(fixture.bugs).toEqual([])
})

test('what is sent is shown, and a restriction is taken away by saying so', async () => {
  expect((await fixture.send('availability', rooms(3), rooms(0, SUITE))).statuses).toBe(
    'acknowledged acknowledged',
  )
  expect((await fixture.send('prices', prices([8_005, 10_099]))).statuses).toBe('acknowledged')
  expect((await fixture.send('restrictions', restricted('4,2,9,1,1,1'))).statuses).toBe('acknowledged')
  expect(await fixture.shown()).toMatchObject({
    stock: [
      { roomCode: DOUBLE, roomsToSell: 3 },
      { roomCode: SUITE, roomsToSell: 0 },
    ],
    prices: [{ rateCode: FLEXIBLE, amounts: [8_005, 10_099] }],
    restrictions: [{ minLos: 4, maxLos: 9, closed: true, closedToArrival: true, closedToDeparture: true }],
  })
  await fixture.send('restrictions', restricted('1,1,,0,0,0'))
  expect((await fixture.shown()).restrictions).toMatchObject([
    { minLos: 1, maxLos: 99, closed: false, closedToArrival: false, closedToDeparture: false },
  ])
})

test('an older message that comes later changes nothing', async () => {
  await fixture.send('availability', rooms(3))
  const older = writeAriMessage('availability', [rooms(9)], fixture.context.connection, NOW - 1_000)
  expect(await fixture.post(older.path, older.body)).toContain('<Success/>')
  expect((await fixture.shown()).stock).toMatchObject([{ roomsToSell: 3 }])
  await fixture.send('availability', rooms(2))
  expect((await fixture.shown()).stock).toMatchObject([{ roomsToSell: 2 }])
})

test("one restriction changes no other, and the format's weekdays mean what they say", async () => {
  await fixture.send('restrictions', restricted('4,1,,0,0,0'))
  const { body, path } = writeAriMessage(
    'restrictions',
    [restricted('1,1,,0,0,0')],
    fixture.context.connection,
    NOW + 60_000,
  )
  // Only the maximum, on Thursdays: 10 June 2027 is one.
  const maximum = body
    .replace(/<LengthOfStay [^>]*SetMinLOS[^>]*>|<LengthOfStay [^>]*Forward[^>]*>/g, '')
    .replace('Time="99"', 'Time="7"')
    .replaceAll('<StatusApplicationControl ', '<StatusApplicationControl Mon="false" Weds="0" Thur="true" ')
  expect(await fixture.post(path, maximum)).toContain('<Success/>')
  const { restrictions } = await fixture.levers.state('2027-06-10', '2027-06-12')
  expect(restrictions).toMatchObject([
    { date: '2027-06-10', minLos: 4, maxLos: 7 },
    { date: '2027-06-11', minLos: 4, maxLos: 99 },
  ])
  // The same token again is refused.
  expect(await fixture.post(path, maximum)).toContain('<Errors>')
})

test('a night that was never opened is closed', async () => {
  const { body, path } = writeAriMessage(
    'restrictions',
    [restricted('2,1,,0,0,0')],
    fixture.context.connection,
    NOW,
  )
  await fixture.post(path, body.replaceAll(/<RestrictionStatus [^>]*Master[^>]*>/g, ''))
  expect((await fixture.shown()).restrictions).toMatchObject([{ minLos: 2, closed: true }])
})

test.each([
  ['an unknown room', 'availability', rooms(1, 'X')],
  ['an unknown package', 'prices', prices([1], 'X')],
] as const)('%s refuses the message, and shows which when it is alone', async (_, lane, one) => {
  const good = lane === 'prices' ? prices([8_000]) : rooms(2)
  expect(await fixture.send(lane, good, one)).toMatchObject({
    statuses: 'not_applied not_applied',
    unattributed: true,
  })
  expect(await fixture.shown()).toMatchObject({ stock: [], prices: [] })
})

test('another key and another property stop', async () => {
  const { context } = fixture
  const other = { ...context.connection, credentials: { username: '', password: 'other' } }
  const settings = { ...context.connection.settings, hotelCode: 'X' }
  for (const connection of [other, { ...context.connection, settings }]) {
    expect(await googleAdapter.send('availability', [rooms(1)], { ...context, connection })).toMatchObject({
      stop: true,
      error: { code: 'CredentialsRefused' },
    })
  }
})

test('nobody books there', async () => {
  const stay = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-11', adults: 2 }
  expect(await fixture.levers.sell(stay)).toBeNull()
  expect(await fixture.levers.bookings()).toEqual([])
})

test.each([
  ['rateLimited', 'not_applied'],
  ['serverError', 'uncertain'],
  ['garbage', 'uncertain'],
  ['truncated', 'uncertain'],
  ['lostAnswer', 'uncertain'],
  ['unauthorized', 'not_applied'],
] as const)('on a day of %s a value is %s', async (kind, status) => {
  await fixture.levers.setFaults([{ kind, remaining: 1 }])
  expect((await fixture.send('availability', rooms(1))).statuses).toBe(status)
  expect((await fixture.send('availability', rooms(1))).statuses).toBe('acknowledged')
})
