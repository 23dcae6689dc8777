/** What channels may post to the relay, what they are answered, and what then is on its disk. */
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../relay/store.ts'
import { RELAY_PATHS } from '../../shared/relay-protocol.ts'
import { opened, openMailbox } from '../relay/mailbox-desk.ts'
import {
  connectSource,
  notification,
  pairHotel,
  postHook,
  postJson,
  relayFolder,
  startRelay,
} from '../relay/relay-process.ts'
import { hasSchemas, validateMessage } from '../sync/bookingcom/opentravel-schema.ts'

async function posting(...flags: string[]) {
  const data = relayFolder()
  const relay = await startRelay(data, ...flags)
  const hotel = await pairHotel(relay, data)
  const hook = await connectSource(relay, hotel)
  const post = (body: string | Buffer, headers: Record<string, string> = {}, path = hook.paths.new) =>
    postHook(relay.url + path, hook.authorization, body, headers)
  return { data, relay, hotel, hook, post }
}

const isValid = (xml: string) => {
  if (hasSchemas) expect(() => validateMessage(xml), xml).not.toThrow()
}

describe('webhooks', () => {
  test('a message is answered in the channel’s form and comes out at the desk as it was posted', async () => {
    const { relay, hotel, hook, post } = await posting()
    const bodies = [notification('first'), notification('Ünsal & Co: 東京'), '<OTA_HotelResNotifRQ/>']
    for (const body of bodies) {
      const answer = await post(body)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
      expect(answer.text).toMatch(
        /<OTA_HotelResNotifRS [^>]*Version="2.001"><Success\/><\/OTA_HotelResNotifRS>$/,
      )
      isValid(answer.text)
    }
    const modified = notification('changed', 'OTA_HotelResModifyNotif')
    const answer = await post(modified, {}, hook.paths.modified)
    expect(answer.text).toContain('<OTA_HotelResModifyNotifRS ')
    isValid(answer.text)
    const desk = await openMailbox(relay, hotel.token)
    expect(await desk.next('hello')).toMatchObject({ epoch: hotel.epoch, head: 4 })
    const { messages } = await desk.read(0)
    expect(messages.map(({ seq, source }) => [seq, source])).toEqual(
      [1, 2, 3, 4].map((seq) => [seq, 'channel-1']),
    )
    expect(opened(hotel, messages)).toEqual([
      ...bodies.map((body) => ({ action: 'OTA_HotelResNotif', body })),
      { action: 'OTA_HotelResModifyNotif', body: modified },
    ])
  })

  test('rubbish is refused with a reason and stores nothing', async () => {
    const { relay, hotel, hook, post } = await posting()
    const good = notification('x')
    const rubbish: (string | Buffer)[] = [
      '',
      'not xml',
      '{"json": true}',
      good.replaceAll('OTA_HotelResNotifRQ', 'OTA_HotelAvailNotifRQ'),
      notification('wrong address', 'OTA_HotelResModifyNotif'),
      good.slice(0, good.length / 2),
      good.replace('</OTA_HotelResNotifRQ>', ''),
      good.replace('<OTA', '<!DOCTYPE x [<!ENTITY a "b">]><OTA'),
      Buffer.concat([
        Buffer.from('<OTA_HotelResNotifRQ>'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('</OTA_HotelResNotifRQ>'),
      ]),
      Buffer.from(good, 'utf16le'),
    ]
    for (const body of rubbish) {
      const answer = await post(body)
      expect(answer.status, String(body).slice(0, 80)).toBe(400)
      expect(answer.text).toMatch(/<Errors><Error Type="3" Code="320" ShortText="[^"]+">/)
      isValid(answer.text)
    }
    expect((await post(good, { 'content-encoding': 'gzip' })).status).toBe(400)
    const got = await fetch(relay.url + hook.paths.new, { headers: { authorization: hook.authorization } })
    expect(got.status).toBe(405)
    expect((await postHook(`${relay.url}${hook.paths.new}X`, hook.authorization, good)).status).toBe(404)
    const desk = await openMailbox(relay, hotel.token)
    expect((await desk.next('hello')).head).toBe(0)
  })

  test('the size is bounded, however the body comes', async () => {
    const { relay, hotel, hook, post } = await posting()
    const fits = notification('x'.repeat(255 * 1024))
    expect((await post(fits)).status).toBe(200)
    const large = await post(notification('x'.repeat(256 * 1024)))
    expect(large.status).toBe(413)
    expect(large.text).toContain('<Errors>')
    isValid(large.text)
    // In pieces without a length: the answer comes while it still sends.
    const socket = connect(Number(new URL(relay.url).port), '127.0.0.1')
    let answered = ''
    socket.on('data', (piece) => {
      answered += String(piece)
    })
    socket.on('error', () => undefined)
    socket.write(
      `POST ${hook.paths.new} HTTP/1.1\r\nHost: relay\r\nAuthorization: ${hook.authorization}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    for (let index = 0; index < 40 && !socket.destroyed; index++)
      socket.write(`2000\r\n${'x'.repeat(8_192)}\r\n`)
    await expect.poll(() => answered).toContain('HTTP/1.1 413')
    socket.destroy()
    const desk = await openMailbox(relay, hotel.token)
    expect((await desk.next('hello')).head).toBe(1)
  })

  test('wrong credentials are refused, and soon for a while, without hindering the right ones', async () => {
    const { relay, data, hook, post } = await posting()
    const other = await pairHotel(relay, data)
    const otherHook = await connectSource(relay, other)
    const body = notification('x')
    const wrong = [
      '',
      'Basic bm90OnRoaXM=',
      hook.authorization.slice(0, -1),
      `Bearer ${other.token}`,
      otherHook.authorization,
    ]
    for (const authorization of wrong) {
      const answer = await postHook(relay.url + hook.paths.new, authorization, body)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toContain('Basic')
      isValid(answer.text)
    }
    const statuses: number[] = []
    for (let index = 0; index < 30; index++) {
      statuses.push((await postHook(relay.url + hook.paths.new, 'Basic eDp5', body)).status)
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(statuses.at(-1)).toBe(429)
    expect((await post(body)).status).toBe(200)
    const nobody = hook.paths.new.replace(/hooks\/[^/]+/, 'hooks/nobody')
    expect((await postHook(relay.url + nobody, hook.authorization, body)).status).toBe(401)
  })

  test('the rate of a hotel is limited with a Retry-After; another hotel is not touched', async () => {
    const { relay, data, post } = await posting('--rate', '1')
    const statuses: number[] = []
    let retryAfter: string | null = null
    for (let index = 0; index < 12; index++) {
      const answer = await post(notification(`number ${index}`))
      statuses.push(answer.status)
      if (answer.status === 429) {
        retryAfter = answer.headers.get('retry-after')
        isValid(answer.text)
      }
    }
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(5)
    expect(statuses).toContain(429)
    expect(Number(retryAfter)).toBeGreaterThanOrEqual(1)
    const other = await connectSource(relay, await pairHotel(relay, data))
    expect((await postHook(relay.url + other.paths.new, other.authorization, notification('x'))).status).toBe(
      200,
    )
  })

  test('new credentials replace the old ones; a source that is disconnected takes nothing', async () => {
    const { relay, hotel, hook, post } = await posting()
    const renewed = await connectSource(relay, hotel)
    expect(renewed.paths).toEqual(hook.paths)
    expect((await post(notification('old'))).status).toBe(401)
    expect(
      (await postHook(relay.url + hook.paths.new, renewed.authorization, notification('new'))).status,
    ).toBe(200)
    const bearer = { authorization: `Bearer ${hotel.token}` }
    const ended = await postJson(`${relay.url}${RELAY_PATHS.sources}/channel-1`, null, bearer, 'DELETE')
    expect(ended).toEqual({ status: 200, body: { head: 1 } })
    expect(
      (await postHook(relay.url + hook.paths.new, renewed.authorization, notification('late'))).status,
    ).toBe(401)
  })

  test('a full disk answers 503, never success, and the health says so', async () => {
    const { relay, data, hotel, post } = await posting()
    expect((await post(notification('before'))).status).toBe(200)
    expect(await (await fetch(`${relay.url}/health`)).json()).toEqual({ ok: true, durableCopies: 1 })
    // Another process that holds the file for longer than the relay waits is to it what a disk that fails is.
    const holder = openDatabase(data, () => '', 0)
    holder.exec('BEGIN IMMEDIATE')
    const answer = await post(notification('during'))
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    isValid(answer.text)
    expect((await fetch(`${relay.url}/health`)).status).toBe(503)
    holder.exec('ROLLBACK')
    holder.close()
    expect((await post(notification('during'))).status).toBe(200)
    const desk = await openMailbox(relay, hotel.token)
    expect((await desk.next('hello')).head).toBe(2)
  })
})

describe('I8: what was answered with success', () => {
  test('survives kill -9 right after the answer, every time, and a repeat is recognised', async () => {
    const { relay: first, data, hotel, hook } = await posting()
    let relay = first
    const port = new URL(first.url).port
    const sent: string[] = []
    for (let round = 1; round <= 8; round++) {
      const bodies = Array.from({ length: 5 }, (_, index) => notification(`round ${round}, message ${index}`))
      const answers = await Promise.all(
        bodies.map((body) => postHook(relay.url + hook.paths.new, hook.authorization, body)),
      )
      expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200))
      await relay.kill()
      sent.push(...bodies)
      relay = await startRelay(data, '--port', port)
      const again = await postHook(relay.url + hook.paths.new, hook.authorization, bodies[round % 5]!)
      expect(again.status).toBe(200)
    }
    const desk = await openMailbox(relay, hotel.token)
    const { messages, head } = await desk.read(0)
    expect(head).toBe(sent.length)
    expect(messages.map(({ seq }) => seq)).toEqual(sent.map((_, index) => index + 1))
    expect(
      opened(hotel, messages)
        .map(({ body }) => body)
        .toSorted(),
    ).toEqual(sent.toSorted())
  })

  test('is kept when the relay is told to end in the middle of it', async () => {
    const { relay, data, hotel, hook, post } = await posting('--rate', '1000')
    const answers = Array.from({ length: 60 }, (_, index) =>
      post(notification(`message ${index}`)).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    await answers[0]
    expect(await relay.stop()).toBe(0)
    const accepted = (await Promise.all(answers)).filter((status) => status === 200).length
    const again = await startRelay(data)
    const desk = await openMailbox(again, hotel.token)
    const { head } = await desk.next('hello')
    // One whose answer was lost on the way may be there as well, never the other way round.
    expect(head).toBeGreaterThanOrEqual(accepted)
    expect(accepted).toBeGreaterThan(0)
    expect(hook.paths.new).toContain(hotel.hotelId)
  })
})

test('I8: a copy of the relay’s disk reveals no guest data, no secret and no content, while it runs and after', async () => {
  const { relay, data, hotel, hook, post } = await posting()
  const secrets = [
    'Greenhill',
    'Amelia',
    'amelia.greenhill@example.org',
    '+43 1 555 0199',
    '4418820077',
    'late arrival',
  ]
  const body = notification(
    `<PersonName><GivenName>Amelia</GivenName><Surname>Greenhill</Surname></PersonName> amelia.greenhill@example.org +43 1 555 0199 reservation 4418820077, late arrival`,
  )
  for (let index = 0; index < 5; index++) await post(body.replace('late', `${index} late`))
  const password = Buffer.from(hook.authorization.slice(6), 'base64').toString().split(':')[1]!
  const words = [...secrets, password, hotel.token, hotel.privateKey.toString('base64'), 'HotelReservation']
  const look = () => {
    const files = readdirSync(data).map((name) => ({ name, bytes: readFileSync(join(data, name)) }))
    expect(files.map(({ name }) => name)).toContain('relay.db')
    for (const { name, bytes } of files) {
      for (const word of words) {
        expect(bytes.includes(word), `${word} in ${name}`).toBe(false)
        // A text inside base64 looks otherwise at each of its three places.
        for (const pad of ['', 'a', 'ab']) {
          const encoded = Buffer.from(pad + word).toString('base64')
          const inner = encoded.slice(pad.length === 0 ? 0 : 4, -4)
          if (inner.length >= 8) expect(bytes.includes(inner), `${word} as base64 in ${name}`).toBe(false)
        }
      }
      expect(bytes.includes(hotel.privateKey), `the private key in ${name}`).toBe(false)
    }
    return files.reduce((all, { bytes }) => all + bytes.length, 0)
  }
  expect(look()).toBeGreaterThan(5 * 400)
  expect(relay.output()).not.toMatch(/Greenhill|4418820077/)
  await relay.stop()
  look()
  // The test would find it if it were there: the same look at what the desk opens.
  const again = await startRelay(data)
  const desk = await openMailbox(again, hotel.token)
  const [first] = opened(hotel, (await desk.read(0)).messages)
  expect(secrets.filter((word) => !first!.body.includes(word))).toEqual([])
})
