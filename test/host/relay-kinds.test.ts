/** Only a kind of channel whose posts the relay knows may be given to it; the others are left to be fetched. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRelayDesk } from '../../main/host/relay-desk.ts'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import { POSTING, POSTING_KINDS, type PostingKind, type Posts } from '../../shared/channel-kinds/posting.ts'
import { connectChannel } from '../ledger/channel-fixture.ts'
import { EVERYTHING, key, openTestHotel, refusal, type TestHotel } from '../ledger/ledger-fixture.ts'

const URL = 'https://relay.example'
let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel()
  const { relay } = hotel.ledger
  const attempt = await relay.beginPairing(URL)
  await relay.completePairing('test', 'relay.pair', { url: URL, hotelId: 'h1', epoch: 'e1', attempt })
})
afterEach(() => hotel.close())

function relayDesk(paths: object = { new: '/n', modified: '/m' }) {
  const asked: string[] = []
  const desk = createRelayDesk({
    ledger: hotel.ledger,
    http: {
      request({ url }) {
        asked.push(url)
        const body = { username: 'u', password: 'p', paths }
        return Promise.resolve({ status: 200, body: JSON.stringify(body) })
      },
    },
    clock: { now: () => hotel.clock.at },
    report: () => 'incident',
  })
  return { desk, asked }
}

const deliveryOf = (channelId: string) =>
  hotel.ledger.queries.channels().find(({ id }) => id === channelId)!.settings.reservationsBy

test('a channel of another kind is refused before the relay is asked, and stays as it is', async () => {
  const { channelId } = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'google',
    name: 'Google Hotels',
    settings: { hotelCode: 'LAGO7' },
    exposure: { buffer: 0, cap: null, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: '', password: 'key' },
    mapping: [],
  })
  const { desk, asked } = relayDesk()
  expect(await refusal(desk.connectChannel('test', channelId))).toEqual({ code: 'NotByRelay', channelId })
  expect([asked, deliveryOf(channelId)]).toEqual([[], 'pull'])
})

test('Booking.com is given to the relay, which then follows it', async () => {
  const channelId = await connectChannel(hotel, 'DBL')
  const { desk, asked } = relayDesk()
  expect((await desk.connectChannel('test', channelId)).webhooks).toEqual([
    { queue: 'new', url: `${URL}/n` },
    { queue: 'modified', url: `${URL}/m` },
  ])
  expect([asked.length, deliveryOf(channelId)]).toEqual([1, 'relay'])
  expect(hotel.ledger.relay.connection()?.channels).toMatchObject([{ channelId, kind: 'bookingcom' }])
})

const kindsThat = (posts: Posts) => POSTING_KINDS.filter((kind) => POSTING[kind] === posts)

function connectKind(kind: PostingKind): Promise<{ channelId: string }> {
  const { hasAccountCode, signsInBy } = CHANNEL_KINDS[kind]
  return hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind,
    name: kind,
    settings: { hotelCode: '7710034', ...(hasAccountCode ? { accountCode: 'KR' } : {}) },
    exposure: { buffer: 0, cap: null, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: signsInBy === 'key' ? '' : 'user', password: 'password' },
    mapping: [],
  })
}

test.each(kindsThat('reservations'))('%s delivers its reservations by the relay alone', async (kind) => {
  const { channelId } = await connectKind(kind)
  const { desk } = relayDesk({ all: '/a' })
  expect((await desk.connectChannel('test', channelId)).webhooks).toEqual([{ queue: 'all', url: `${URL}/a` }])
  expect(deliveryOf(channelId)).toBe('relay')
  expect(hotel.ledger.relay.connection()?.channels).toMatchObject([{ channelId, kind }])
})

test.each(kindsThat('hints'))(
  '%s hints by the relay and is fetched as before, until the relay is left',
  async (kind) => {
    const { channelId } = await connectKind(kind)
    const { desk } = relayDesk({ hints: '/h?user=u&key=p' })
    expect((await desk.connectChannel('test', channelId)).webhooks).toEqual([
      { queue: 'hints', url: `${URL}/h?user=u&key=p` },
    ])
    expect(deliveryOf(channelId)).toBe('pull')
    expect(hotel.ledger.relay.connection()?.channels).toMatchObject([{ channelId, kind }])
    expect(await refusal(hotel.ledger.relay.unpair('test'))).toEqual({
      code: 'ChannelsByRelay',
      channels: [kind],
    })
    await hotel.ledger.relay.disconnectChannel('test', channelId)
    expect(hotel.ledger.relay.connection()?.channels).toEqual([])
  },
)
