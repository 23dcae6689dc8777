/** Pairing, recovery and the mailbox's WebSocket, as strangers and desks may use them. */
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { privateKeyOf, rawPublicKey } from '../../sealing/key-pair.ts'
import { createOpener } from '../../sealing/sealed-box.ts'
import { CLOSE, RECOVERY_CONTEXT, RELAY_PATHS } from '../../shared/relay-protocol.ts'
import { openMailbox } from '../relay/mailbox-desk.ts'
import {
  connectSource,
  notification,
  type PairedHotel,
  pairHotel,
  pairingCode,
  postHook,
  postJson,
  type RunningRelay,
  relayCommand,
  relayFolder,
  startRelay,
} from '../relay/relay-process.ts'

const hashed = (token: string) => createHash('sha256').update(token).digest('base64url')
const publicKey = (key: Buffer) => rawPublicKey(privateKeyOf(key)).toString('base64url')

async function opened() {
  const data = relayFolder()
  const relay = await startRelay(data)
  const hotel = await pairHotel(relay, data)
  const hook = await connectSource(relay, hotel)
  const post = async (words: string) =>
    (await postHook(relay.url + hook.paths.new, hook.authorization, notification(words))).status
  return { data, relay, hotel, post }
}

const recover = async (relay: RunningRelay, privateKey: Buffer, token: string, tamper = false) => {
  const asked = await postJson(relay.url + RELAY_PATHS.recoveries, { publicKey: publicKey(privateKey) })
  expect(asked.status).toBe(200)
  const sealed = Buffer.from(String(asked.body.sealed), 'base64url')
  const proof = createOpener(privateKeyOf(privateKey)).open(sealed, [RECOVERY_CONTEXT])
  if (tamper) proof[0]! ^= 1
  const answer = { proof: proof.toString('base64url'), tokenHash: hashed(token) }
  const first = await postJson(`${relay.url}${RELAY_PATHS.recoveries}/${asked.body.id}`, answer)
  const again = await postJson(`${relay.url}${RELAY_PATHS.recoveries}/${asked.body.id}`, answer)
  expect(again.status).toBe(409)
  return first
}

describe('pairing', () => {
  test('a code pairs once; only the very same request may be repeated', async () => {
    const data = relayFolder()
    const relay = await startRelay(data)
    const code = pairingCode(data)
    const wish = { code: code.toLowerCase(), publicKey: publicKey(randomBytes(32)), tokenHash: hashed('one') }
    const url = relay.url + RELAY_PATHS.pairings
    const [first, twin] = await Promise.all([postJson(url, wish), postJson(url, wish)])
    expect(first.status).toBe(200)
    expect(twin).toEqual(first)
    for (const other of [
      { ...wish, publicKey: publicKey(randomBytes(32)) },
      { ...wish, tokenHash: hashed('two') },
      { ...wish, code: 'AAAA-AAAA-AAAA-AAAA' },
    ]) {
      expect(await postJson(url, other)).toMatchObject({ status: 409, body: { code: 'PairingRefused' } })
    }
    for (const broken of [null, [], {}, { ...wish, publicKey: 'short' }, 'text']) {
      expect((await postJson(url, broken)).status).toBe(400)
    }
    expect((await postJson(url, { ...wish, code: 'x'.repeat(9_000) })).status).toBe(413)
  })

  test('a second relay on the folder is refused; commands beside the running one are not', async () => {
    const data = relayFolder()
    await startRelay(data)
    await expect(startRelay(data)).rejects.toMatchObject({ exitCode: 3 })
    expect(pairingCode(data)).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/)
    expect(() => relayCommand(data, 'new-epoch')).toThrow(/in use/)
    expect(() => relayCommand(data, 'nonsense')).toThrow(/Usage/)
  })

  test('the private key gives a new token and ends the old one; without it there is none', async () => {
    const { relay, hotel } = await opened()
    const desk = await openMailbox(relay, hotel.token)
    expect((await recover(relay, randomBytes(32), 'thief')).status).toBe(409)
    expect((await recover(relay, hotel.privateKey, 'thief', true)).status).toBe(409)
    expect(await recover(relay, hotel.privateKey, 'new-token')).toEqual({
      status: 200,
      body: { hotelId: hotel.hotelId, epoch: hotel.epoch },
    })
    expect(await desk.closed).toBe(CLOSE.ended)
    await expect(openMailbox(relay, hotel.token)).rejects.toMatchObject({ status: 401 })
    await expect(openMailbox(relay, 'thief')).rejects.toMatchObject({ status: 401 })
    await openMailbox(relay, 'new-token')
    const zero = Buffer.alloc(32).toString('base64url')
    expect((await postJson(relay.url + RELAY_PATHS.recoveries, { publicKey: zero })).status).toBe(409)
  })

  test('a hotel that ends its pairing is out, with its channels', async () => {
    const { relay, hotel, post } = await opened()
    const desk = await openMailbox(relay, hotel.token)
    expect(await post('before')).toBe(200)
    const bearer = { authorization: `Bearer ${hotel.token}` }
    expect((await postJson(relay.url + RELAY_PATHS.pairing, null, bearer, 'DELETE')).status).toBe(200)
    expect(await desk.closed).toBe(CLOSE.ended)
    expect(await post('after')).toBe(401)
    expect((await postJson(relay.url + RELAY_PATHS.sources, {}, bearer)).status).toBe(401)
  })
})

describe('the mailbox’s line', () => {
  test('hints, reads within limits, acknowledgements and cursors that cannot be', async () => {
    const { relay, hotel, post } = await opened()
    const desk = await openMailbox(relay, hotel.token)
    expect(await desk.next('hello')).toEqual({ t: 'hello', epoch: hotel.epoch, head: 0 })
    await post('one')
    expect((await desk.next('hint')).head).toBe(1)
    await post('two')
    expect((await desk.ping()).head).toBe(2)
    expect((await desk.read(0, 1)).messages.map(({ seq }) => seq)).toEqual([1])
    expect((await desk.read(0, 1_000_000, 1_000_000_000)).messages).toHaveLength(2)
    expect(await desk.refusedRead(3)).toMatchObject({ code: 'CursorAhead', head: 2 })
    await desk.acknowledge(2)
    await desk.acknowledge(1)
    desk.say({ t: 'acknowledge', id: 99, upTo: 3 })
    expect(await desk.next('refused', 99)).toMatchObject({ code: 'CursorAhead' })
    // What is acknowledged can still be read again.
    expect((await desk.read(0)).messages).toHaveLength(2)
  })

  test.each([
    ['no JSON', 'hello'],
    ['no question', '{"t":"drop","id":1}'],
    ['a negative cursor', '{"t":"read","id":1,"after":-1,"messages":1,"bytes":1}'],
    ['half a number', '{"t":"acknowledge","id":1,"upTo":0.5}'],
  ])('%s ends the line', async (_, frame) => {
    const { relay, hotel } = await opened()
    const desk = await openMailbox(relay, hotel.token)
    desk.say(frame)
    expect(await desk.closed).toBe(CLOSE.malformed)
  })

  test('too long, too many, and a second desk', async () => {
    const { relay, hotel } = await opened()
    const long = await openMailbox(relay, hotel.token)
    long.say('x'.repeat(3_000))
    expect(await long.closed).toBe(1009)
    const fast = await openMailbox(relay, hotel.token)
    for (let id = 1; id <= 400; id++) fast.say({ t: 'ping', id })
    expect(await fast.closed).toBe(CLOSE.tooFast)
    const first = await openMailbox(relay, hotel.token)
    await openMailbox(relay, hotel.token)
    expect(await first.closed).toBe(CLOSE.replaced)
  })

  test('hotels do not see each other, and strangers see nothing', async () => {
    const { data, relay, hotel, post } = await opened()
    await post('for the first')
    const other: PairedHotel = await pairHotel(relay, data)
    const desk = await openMailbox(relay, other.token)
    expect((await desk.next('hello')).head).toBe(0)
    expect(await desk.refusedRead(1)).toMatchObject({ code: 'CursorAhead', head: 0 })
    for (const token of ['', 'x', hotel.token.slice(1)]) {
      await expect(openMailbox(relay, token)).rejects.toMatchObject({ status: 401 })
    }
    expect((await fetch(relay.url + RELAY_PATHS.mailbox)).status).toBe(426)
    expect((await fetch(`${relay.url}/`)).status).toBe(404)
  })
})
