/** Kinds of channel that post to a relay that dies, and to one that hands over to a real desk. */
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase } from '../../relay/store.ts'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import { POSTING_KINDS, type PostingKind } from '../../shared/channel-kinds/posting.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays } from '../../shared/dates.ts'
import { startAgodaSandbox } from '../../sync/sandbox/agoda-sandbox.ts'
import { opened, openMailbox } from '../relay/mailbox-desk.ts'
import { POSTING_SAMPLES, postAs } from '../relay/posting-kinds.ts'
import { connectSource, pairHotel, pairingCode, relayFolder, startRelay } from '../relay/relay-process.ts'
import { form, pushed, request } from '../sync/alpinebits/portal.ts'
import { notification } from '../sync/expedia/notification-xml.ts'
import { sandboxControl } from '../sync/suite/sandbox-control.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { openPension } from './pension.ts'

test('I8: what any kind was answered with success survives kill -9, and a repeat is recognised', async () => {
  const data = relayFolder()
  const relay = await startRelay(data)
  const hotel = await pairHotel(relay, data)
  const senders = await Promise.all(
    POSTING_KINDS.map(async (kind) => {
      const hook = await connectSource(relay, hotel, kind, kind)
      return { kind, hook, body: POSTING_SAMPLES[kind].message(`of ${kind}`, hook) }
    }),
  )
  const answers = await Promise.all(
    senders.map(({ kind, hook, body }) => postAs(kind, relay.url, hook, body)),
  )
  expect(answers.map(({ status }) => status)).toEqual(senders.map(() => 200))
  await relay.kill()
  const again = await startRelay(data, '--port', new URL(relay.url).port)
  for (const { kind, hook, body } of senders)
    expect((await postAs(kind, again.url, hook, body)).status).toBe(200)
  const desk = await openMailbox(again, hotel.token)
  const { messages, head } = await desk.read(0)
  expect(head).toBe(senders.length)
  expect(
    opened(hotel, messages)
      .map(({ body }) => body)
      .toSorted(),
  ).toEqual(senders.map(({ body }) => body).toSorted())
})

test('a store that fails is told to every kind as a refusal that is tried again, never as success', async () => {
  const data = relayFolder()
  const relay = await startRelay(data)
  const hotel = await pairHotel(relay, data)
  const senders = await Promise.all(
    POSTING_KINDS.map(async (kind) => ({ kind, hook: await connectSource(relay, hotel, kind, kind) })),
  )
  const postAll = () =>
    Promise.all(
      senders.map(({ kind, hook }) =>
        postAs(kind, relay.url, hook, POSTING_SAMPLES[kind].message('x', hook)),
      ),
    )
  // Another process that holds the file for longer than the relay waits is to it what a disk that fails is.
  const holder = openDatabase(data, () => '', 0)
  holder.exec('BEGIN IMMEDIATE')
  for (const [index, answer] of (await postAll()).entries()) {
    const { refusal, refusedAs = 503 } = POSTING_SAMPLES[senders[index]!.kind]
    expect([answer.status, answer.text]).toEqual([refusedAs, expect.stringMatching(refusal)])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  holder.exec('ROLLBACK')
  holder.close()
  expect((await postAll()).map(({ status }) => status)).toEqual(senders.map(() => 200))
})

const WITHIN = { timeout: 60_000, interval: 200 }
/** Nothing listens there: what is pushed to a channel is of no matter here. */
const NOWHERE = 'http://127.0.0.1:9'

/** A fetch that nobody hinted at would have come by then. */
const UNASKED_MS = 2_500

let keys = 0
const once = () => ({ idempotencyKey: `relay-kinds-${++keys}` })

interface Seller {
  readonly kind: PostingKind
  readonly hotelCode: string
  readonly roomCode: string
  readonly rateCode: string
  readonly accountCode?: string
  readonly url?: string
  readonly password?: string
}

async function connect(desk: RunningDesk, hotel: Hotel, seller: Seller) {
  const {
    kind,
    hotelCode,
    roomCode,
    rateCode,
    accountCode = '',
    url = NOWHERE,
    password = 'password',
  } = seller
  const { channelId } = await desk.client.channels.connect({
    ...once(),
    kind,
    name: kind,
    settings: {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode,
      accountCode,
      // Only a hint makes it be fetched again while this test runs.
      pullIntervalMs: CHANNEL_KINDS[kind].limits.pullIntervalMs.most,
      pauseAfterAcknowledgeMs: 0,
    },
    exposure: { buffer: 0, cap: null, horizonDays: 40, safetyBuffer: 0 },
    credentials: { username: CHANNEL_KINDS[kind].signsInBy === 'key' ? '' : 'user', password },
    mapping: [
      {
        roomTypeId: hotel.roomTypes[0]!.id,
        roomCode,
        rates: [{ ratePlanId: hotel.ratePlans[0]!.id, rateCode }],
      },
    ],
  })
  const {
    webhooks,
    username,
    password: given,
  } = await desk.client.relay.connectChannel({ ...once(), channelId })
  return { channelId, address: webhooks[0]!.url, credentials: { username, password: given } }
}

const inboxOf = async (desk: RunningDesk, channelId: string) =>
  (await desk.client.channels.inbox({ channelId, limit: 50 })).messages
    .toReversed()
    .map(({ kind, channelRef, outcome }) => [kind, channelRef, outcome])

test('I7: what every kind posts while the desk is off is applied once; a hint makes it fetch', async () => {
  const folder = deskFolder(onTestFinished)
  const data = relayFolder()
  const relay = await startRelay(data)
  const sandbox = await startAgodaSandbox({ db: ':memory:', propertyId: '5566120', key: 'agoda-key-1' })
  onTestFinished(() => sandbox.close())
  const levers = sandboxControl(sandbox.url)
  await levers.setProducts([{ roomCode: '881020', name: 'Double', rateCodes: ['3392615'] }])
  const desk = await folder.start()
  const hotel = await openPension(desk, { types: 1, nights: 60 })
  await desk.client.relay.pair({ ...once(), url: relay.url, code: pairingCode(data) })
  const sellers = {
    expedia: { hotelCode: '7710034', roomCode: '220118', rateCode: '910276A' },
    siteminder: { hotelCode: 'LAGO7', roomCode: 'DBL', rateCode: 'BAR', accountCode: 'KEYRACK' },
    alpinebits: { hotelCode: 'LAGO7', roomCode: 'DBLSEA', rateCode: 'BAR-HB' },
    agoda: {
      hotelCode: '5566120',
      roomCode: '881020',
      rateCode: '3392615',
      url: sandbox.url,
      password: 'agoda-key-1',
    },
  }
  const [expedia, siteminder, alpinebits, agoda] = await Promise.all([
    connect(desk, hotel, { kind: 'expedia', ...sellers.expedia }),
    connect(desk, hotel, { kind: 'siteminder', ...sellers.siteminder }),
    connect(desk, hotel, { kind: 'alpinebits', ...sellers.alpinebits }),
    connect(desk, hotel, { kind: 'agoda', ...sellers.agoda }),
  ])
  const post = async (kind: PostingKind, to: typeof expedia, body: string) => {
    const answer = await POSTING_SAMPLES[kind].post(to.address, body, to.credentials)
    expect(answer.status, answer.text).toBe(200)
  }
  await vi.waitFor(
    async () => expect(await desk.client.relay.state()).toMatchObject({ connection: 'connected' }),
    WITHIN,
  )
  expect((await desk.stop()).code).toBe(0)

  const [first, second] = [addDays(hotel.businessDate, 10), addDays(hotel.businessDate, 12)]
  const product = { room: sellers.expedia.roomCode, rate: sellers.expedia.rateCode }
  const booked = { product, dates: [first, second], ...expedia.credentials } as const
  await post('expedia', expedia, notification({ ...booked, requestId: '1' }))
  await post('expedia', expedia, notification({ ...booked, requestId: '1', isRetried: true }))
  await post(
    'expedia',
    expedia,
    notification({ ...booked, kind: 'modified', dates: [first, addDays(second, 1)], requestId: '2' }),
  )
  await post('expedia', expedia, notification({ ...booked, kind: 'cancelled', requestId: '3' }))
  const stayed = (text: string) =>
    text
      .replaceAll('2027-06-10', first)
      .replaceAll('2027-06-11', addDays(first, 1))
      .replaceAll('2027-06-12', second)
  const stay = `<RoomStays><RoomStay><RoomTypes><RoomType RoomTypeCode="DBL"/></RoomTypes><RatePlans><RatePlan RatePlanCode="BAR"/></RatePlans><GuestCounts><GuestCount AgeQualifyingCode="10" Count="1"/></GuestCounts><TimeSpan Start="2027-06-10" End="2027-06-12"/><Total AmountAfterTax="202.00" CurrencyCode="EUR"/></RoomStay></RoomStays>`
  const whole = POSTING_SAMPLES.siteminder
    .message('A late guest', siteminder.credentials)
    .replace(
      '<HotelReservation ResStatus="Commit">',
      `<HotelReservation ResStatus="Commit" CreateDateTime="2027-02-01T08:51:45+00:00"><UniqueID Type="14" ID="SM-1"/><UniqueID Type="16" ID="m-1"/>${stay}`,
    )
    .replace('</ResGlobalInfo>', '<BasicPropertyInfo HotelCode="LAGO7"/></ResGlobalInfo>')
  await post('siteminder', siteminder, stayed(whole))
  const guest = form('OTA_HotelResNotif:GuestRequests', pushed(request(), request({ status: 'Cancelled' })))
  await post('alpinebits', alpinebits, stayed(guest))

  const again = await folder.start()
  await vi.waitFor(async () => {
    // What Expedia sent again has another header, so that the relay kept both: the ledger knew the booking.
    expect(await inboxOf(again, expedia.channelId)).toEqual([
      ['new', '880042117', 'applied'],
      ['modified', '880042117', 'applied'],
      ['cancelled', '880042117', 'applied'],
    ])
    expect(await inboxOf(again, siteminder.channelId)).toEqual([['new', 'SM-1', 'applied']])
    expect(await inboxOf(again, alpinebits.channelId)).toEqual([
      ['new', 'ab-1', 'applied'],
      ['cancelled', 'ab-1', 'applied'],
    ])
  }, WITHIN)
  expect(await again.client.relay.state()).toMatchObject({ waiting: 0, unreadable: 0 })

  // Where availability waits to be raised a channel is fetched without any hint: the sale has to be after that.
  const sell = (ahead: number) =>
    vi.waitFor(async () => {
      const stay = { arrival: addDays(first, ahead), departure: addDays(first, ahead + 1), adults: 1 }
      const booking = await levers.sell({ roomCode: '881020', ...stay })
      expect(booking).not.toBeNull()
      return booking!.channelRef
    }, WITHIN)
  const isThere = async (channelRef: string) =>
    (await inboxOf(again, agoda.channelId)).some(([, known]) => known === channelRef)
  let ahead = 5
  let sold = await sell(ahead)
  for (await setTimeout(UNASKED_MS); await isThere(sold); await setTimeout(UNASKED_MS)) {
    ahead += 1
    expect(ahead).toBeLessThan(12)
    sold = await sell(ahead)
  }
  await post('agoda', agoda, POSTING_SAMPLES.agoda.message('a hint', agoda.credentials))
  await vi.waitFor(async () => expect(await isThere(sold)).toBe(true), WITHIN)
}, 180_000)
