/** Every kind of channel that posts, to a relay over real HTTP: what each is answered in its own words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POSTING_KINDS, type PostingKind } from '../../shared/channel-kinds/posting.ts'
import { form } from '../sync/alpinebits/portal.ts'
import { notification } from '../sync/expedia/notification-xml.ts'
import { type InProcessRelay, openInProcess } from './in-process-relay.ts'
import { opened, openMailbox } from './mailbox-desk.ts'
import { disposeJudges, insideOf, PORTAL_HEADERS, POSTING_SAMPLES, postAs } from './posting-kinds.ts'
import { connectSource, pairHotel, postHook } from './relay-process.ts'

afterAll(disposeJudges)

let relay: InProcessRelay
beforeAll(async () => {
  relay = await openInProcess()
})
afterAll(() => relay.close())

/** A hotel of its own for each test, so that neither its rate nor its mailbox is another one's. */
async function posting(kind: PostingKind) {
  const hotel = await pairHotel(relay, relay.dir, relay.pairingCode())
  const hook = await connectSource(relay, hotel, 'channel-1', kind)
  const sample = POSTING_SAMPLES[kind]
  return {
    hotel,
    hook,
    sample,
    message: (words: string) => sample.message(words, hook),
    post: (body: string | Buffer) => postAs(kind, relay.url, hook, body),
  }
}

describe.each(POSTING_KINDS)('%s', (kind) => {
  test('is answered in its own form, and comes out at the desk as it was posted', async () => {
    const { hotel, sample, message, post } = await posting(kind)
    const bodies = [message('first'), message('Ünsal &amp; Co: 東京')]
    for (const body of [...bodies, bodies[0]!]) {
      const answer = await post(body)
      expect(answer.status, answer.text).toBe(200)
      expect(answer.text).toMatch(sample.success)
      sample.isValid(answer.text)
    }
    const desk = await openMailbox(relay, hotel.token)
    // The repeat is the first one again.
    expect(await desk.next('hello')).toMatchObject({ head: 2 })
    const { messages } = await desk.read(0)
    expect(opened(hotel, messages).map(({ body }) => body)).toEqual(bodies)
  })

  test('what is no message is refused in its own form, and nothing is stored', async () => {
    const { hotel, sample, message, post } = await posting(kind)
    const good = message('x')
    const entity = good.replace(
      /<(request|\?xml|OTA|soap)/,
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><$1',
    )
    const rubbish: (string | Buffer)[] = [
      '',
      'not xml',
      '{"json": true}',
      good.slice(0, good.length / 2),
      entity,
      good.replaceAll(/OTA_HotelResNotifRQ|request|bookings|event/g, 'OTA_PingRQ'),
      Buffer.from(good, 'utf16le'),
      Buffer.concat([Buffer.from(good), Buffer.from([0xff])]),
    ]
    // JSON has no place for a doctype.
    for (const body of rubbish.filter((each) => each !== good)) {
      const answer = await post(body)
      expect(answer.status, `${String(body).slice(0, 300)}\n${answer.text}`).toBe(sample.refusedAs ?? 400)
      expect(answer.text).toMatch(sample.refusal)
      expect(answer.text).not.toContain('root:')
      sample.isValid(answer.text)
    }
    const desk = await openMailbox(relay, hotel.token)
    expect((await desk.next('hello')).head).toBe(0)
    expect((await post(good)).status).toBe(200)
  })

  test('wrong credentials are refused, soon for a while, and do not hinder the right ones', async () => {
    const { hotel, hook, sample, message, post } = await posting(kind)
    const other = await connectSource(
      relay,
      await pairHotel(relay, relay.dir, relay.pairingCode()),
      'channel-1',
      kind,
    )
    const others = [
      { username: '', password: '' },
      { ...hook, password: `${hook.password}x` },
      { ...hook, username: other.username, password: other.password },
    ]
    const address = new URL(hook.paths.new, relay.url).href
    const statuses: number[] = []
    for (let index = 0; index < 30; index++) {
      const wrong = others[index % others.length]!
      const answer = await sample.post(address, sample.message('x', wrong), wrong)
      expect(answer.text).toMatch(sample.refusal)
      sample.isValid(answer.text)
      statuses.push(answer.status)
    }
    const busy = sample.refusedAs ?? 429
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(sample.refusedAs ?? 401))
    expect(statuses.at(-1)).toBe(busy)
    expect((await post(message('right'))).status).toBe(200)
    const desk = await openMailbox(relay, hotel.token)
    expect((await desk.next('hello')).head).toBe(1)
  })

  test('its credentials are good at an address of its kind alone', async () => {
    const { hook, hotel, message } = await posting(kind)
    for (const elsewhere of POSTING_KINDS.filter((each) => each !== kind)) {
      const there = await connectSource(relay, hotel, 'channel-2', elsewhere)
      const path = there.paths.new.replace('channel-2', 'channel-1')
      const answer = await POSTING_SAMPLES[elsewhere].post(
        new URL(path, relay.url).href,
        POSTING_SAMPLES[elsewhere].message('x', hook),
        hook,
      )
      expect(answer.status, elsewhere).toBe(POSTING_SAMPLES[elsewhere].refusedAs ?? 401)
    }
    expect((await postAs(kind, relay.url, hook, message('x'))).status).toBe(200)
  })

  test('the size is bounded', async () => {
    const { sample, message, post } = await posting(kind)
    expect((await post(message('x'.repeat(200 * 1024)))).status).toBe(200)
    const answer = await post(message('x'.repeat(256 * 1024)))
    expect(answer.status).toBe(sample.refusedAs ?? 413)
    expect(answer.text).toMatch(sample.refusal)
  })
})

describe('AlpineBits', () => {
  const offer = JSON.stringify({
    versions: [
      {
        version: '2024-10',
        actions: [
          { action: 'action_OTA_Ping' },
          { action: 'action_OTA_Read' },
          { action: 'action_OTA_HotelResNotif_GuestRequests' },
        ],
      },
      { version: '2018-10', actions: [{ action: 'action_OTA_Ping' }] },
    ],
  })
  const ping = (data: string) =>
    form(
      'OTA_Ping:Handshaking',
      `<OTA_PingRQ xmlns="http://www.opentravel.org/OTA/2003/05" Version="8.000"><EchoData>${data}</EchoData></OTA_PingRQ>`,
    )

  test('a portal shakes hands and is told what both sides can do; that is no message', async () => {
    const { hotel, sample, post } = await posting('alpinebits')
    const answer = await post(ping(offer))
    expect(answer.status).toBe(200)
    sample.isValid(answer.text)
    const agreed = /Status="ALPINEBITS_HANDSHAKE">([^<]*)</.exec(answer.text)?.[1] ?? ''
    expect(JSON.parse(agreed.replaceAll('&quot;', '"'))).toEqual({
      versions: [
        {
          version: '2024-10',
          actions: [{ action: 'action_OTA_Ping' }, { action: 'action_OTA_HotelResNotif_GuestRequests' }],
        },
      ],
    })
    expect((await post(ping('no JSON'))).text).toMatch(/^ERROR:/)
    const desk = await openMailbox(relay, hotel.token)
    expect((await desk.next('hello')).head).toBe(0)
  })

  test.each([
    ['without a version', { 'x-alpinebits-clientprotocolversion': '' }],
    ['of an unknown version', { 'x-alpinebits-clientprotocolversion': '2011-11' }],
  ])('a request %s is refused', async (_, headers) => {
    const { hook, message } = await posting('alpinebits')
    const url = relay.url + hook.paths.new
    const answer = await postHook(url, hook.authorization, message('x'), { ...PORTAL_HEADERS, ...headers })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8'])
    expect(answer.text).toMatch(/^ERROR:/)
  })

  test.each([
    ['another action', (good: string) => good.replace(':GuestRequests', ':GuestRequests_StatusUpdate')],
    ['a reservation without a number', (good: string) => good.replace(/<UniqueID [^>]*>/, '')],
    ['no reservation', (good: string) => good.replace(/<HotelReservation .*<\/HotelReservation>/s, '')],
  ])('%s is refused', async (_, spoil) => {
    const { message, post } = await posting('alpinebits')
    const answer = await post(spoil(message('x')))
    expect([answer.status, answer.text.slice(0, 6)]).toEqual([400, 'ERROR:'])
  })
})

test('an event of Channex that is not about bookings is answered and not kept', async () => {
  const { hotel, post } = await posting('channex')
  for (const event of ['ari', 'message', 'sync_error']) {
    const answer = await post(JSON.stringify({ event, payload: {} }))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ])
  }
  expect((await post(JSON.stringify({ event: 'non_acked_booking' }))).status).toBe(200)
  const desk = await openMailbox(relay, hotel.token)
  expect((await desk.next('hello')).head).toBe(1)
})

describe('Expedia', () => {
  test.each([
    ['modified', 'OTA_HotelResModifyNotifRS', /ResID_Type="3" ResID_Value="OURS-1"/],
    ['cancelled', 'OTA_CancelRS', /<CancelInfoRS><UniqueID Type="10" ID="KEYRACK-880042117">/],
  ] as const)(
    'one that was %s is confirmed by its own answer, with the number that Expedia has',
    async (kind, root, number) => {
      const { hook, sample, post } = await posting('expedia')
      const { username, password } = hook
      const answer = await post(notification({ kind, username, password, requestId: '4711' }))
      expect(answer.status, answer.text).toBe(200)
      sample.isValid(answer.text)
      expect(insideOf(answer.text, 'Body')).toMatch(new RegExp(`^<${root} [^>]*EchoToken="4711"`))
      expect(answer.text).toMatch(number)
      expect(insideOf(answer.text, 'Header')).toMatch(
        /RequestId="4711" RequestorId="Expedia.com" ResponderId="KEYRACK" Location="Body"><CommDescriptor SourceId="KEYRACK" DestinationId="ExpediaDC"/,
      )
    },
  )

  test.each([
    ['no RequestId', (good: string) => good.replace('RequestId=', 'Other=')],
    ['no parties', (good: string) => good.replace('SourceId=', 'Other=')],
    ['no number', (good: string) => good.replace('Type="14" ID="880042117"', 'Type="14" ID="many"')],
  ])('one with %s is a fault, which Expedia tries again', async (_, spoil) => {
    const { message, post } = await posting('expedia')
    const answer = await post(spoil(message('x')))
    expect([answer.status, answer.text]).toEqual([500, expect.stringContaining('SOAP-ENV:Client.2002')])
  })

  test('what comes back with the answer cannot break out of its place', async () => {
    const { hook, sample, post } = await posting('expedia')
    const { username, password } = hook
    const nasty = '4&quot;&gt;&lt;x/&gt;&#13;&#10;X: y'
    const answer = await post(notification({ username, password, requestId: nasty }))
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('<x/>')
    expect(answer.headers.get('x')).toBeNull()
    sample.isValid(answer.text.replaceAll(/EchoToken="[^"]*"/g, 'EchoToken="1"'))
  })
})
