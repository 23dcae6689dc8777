/** The relay's feed over a scripted relay and desk, under virtual time: what it does when something fails. */
import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { privateKeyOf, publicKeyOf, rawPublicKey } from '../../sealing/key-pair.ts'
import { createSealer } from '../../sealing/sealed-box.ts'
import type { RelayConnection, RelayedMessage, RelaySighting } from '../../shared/contract/sync-link.ts'
import type { Question, Reply } from '../../shared/relay-protocol.ts'
import { channelAdapters } from '../../sync/adapters.ts'
import { RelayFeed } from '../../sync/relay/relay-feed.ts'
import type { ConnectRelay } from '../../sync/relay/relay-line.ts'
import { ScriptedDesk } from './engine/scripted-desk.ts'
import { seededRandom, VirtualClock } from './engine/virtual-clock.ts'

const KEY = randomBytes(32)
const CHANNEL = 'channel-1'
const seal = createSealer(publicKeyOf(rawPublicKey(privateKeyOf(KEY))), randomBytes)
const empty = () => seal.seal([Buffer.from('OTA_HotelResNotif\n<OTA_HotelResNotifRQ/>')], ['hotel', CHANNEL])

let sealed = empty
afterEach(() => {
  sealed = empty
})

class PairedDesk extends ScriptedDesk {
  pairing: RelayConnection = {
    url: 'http://127.0.0.1:1',
    hotelId: 'hotel',
    token: 'token',
    privateKey: KEY.toString('base64'),
    epoch: 'first',
    cursor: 0,
    channels: [
      {
        channelId: CHANNEL,
        kind: 'bookingcom',
        currency: 'EUR',
        hotelCode: '1',
        enabled: true,
        pullIntervalMs: 20_000,
      },
    ],
  }
  readonly taken: RelayedMessage[] = []
  readonly seen: RelaySighting[] = []

  override async relay() {
    await this.onCall('relay')
    return structuredClone(this.pairing) as never
  }

  override async ingestRelayed(message?: RelayedMessage): Promise<never> {
    await this.onCall(`ingest ${message!.seq} ${message!.content.kind}`)
    this.taken.push(message!)
    this.pairing = { ...this.pairing, cursor: message!.seq }
    return { cursor: message!.seq, outcomes: [] } as never
  }

  override async bridgeRelayGap(bridge?: { gap: string; toEpoch: string; toCursor: number }): Promise<never> {
    this.events.push(`bridge ${bridge!.gap} ${bridge!.toEpoch} ${bridge!.toCursor}`)
    this.pairing = { ...this.pairing, epoch: bridge!.toEpoch, cursor: bridge!.toCursor }
    return undefined as never
  }

  override async relaySeen(sighting?: RelaySighting): Promise<void> {
    this.seen.push(sighting!)
  }
}

/** A relay that holds so many messages and answers as `answer` says. */
function scripted(answer: (question: Question) => Reply | null, hello: Reply) {
  const asked: Question[] = []
  let connections = 0
  const connect: ConnectRelay = (_to, events) => {
    connections += 1
    queueMicrotask(() => events.onFrame(JSON.stringify(hello)))
    return {
      send(text) {
        const question = JSON.parse(text) as Question
        asked.push(question)
        const reply = answer(question)
        if (reply !== null) queueMicrotask(() => events.onFrame(JSON.stringify(reply)))
      },
      close: () => undefined,
    }
  }
  return { connect, asked, connections: () => connections }
}

const letters = (after: number, head: number) =>
  Array.from({ length: head - after }, (_, index) => ({
    seq: after + index + 1,
    source: CHANNEL,
    key: `key-${after + index + 1}`,
    receivedAt: 1,
    sealed: sealed().toString('base64'),
  }))

const mailboxOf =
  (head: number, epoch = 'first') =>
  (question: Question): Reply => {
    const { id } = question
    if (question.t === 'acknowledge') return { t: 'acknowledged', id }
    if (question.t === 'ping') return { t: 'pong', id, head }
    return { t: 'messages', id, epoch, head, messages: letters(question.after, head) }
  }

let end: () => Promise<void> = async () => undefined
afterEach(() => end())

function running(answer: (question: Question) => Reply | null, hello: Reply) {
  const clock = new VirtualClock()
  const desk = new PairedDesk(clock, [])
  const relay = scripted(answer, hello)
  const hinted: string[] = []
  const quiet = () => undefined
  const feed = new RelayFeed({
    desk,
    clock,
    random: seededRandom(7),
    log: { info: quiet, warn: quiet, error: quiet },
    adapters: channelAdapters,
    connect: relay.connect,
  })
  const stop = new AbortController()
  const start = () => {
    const ran = feed.run(stop.signal, (channelId) => hinted.push(channelId))
    end = async () => {
      stop.abort()
      await ran
    }
  }
  return { clock, desk, relay, feed, hinted, start }
}

const HELLO: Reply = { t: 'hello', epoch: 'first', head: 3 }
const settled = async (clock: VirtualClock, ms = 0) => {
  for (let turn = 0; turn < 40; turn++) await clock.settle()
  if (ms > 0) await clock.pass(ms)
  for (let turn = 0; turn < 40; turn++) await clock.settle()
}

test('messages are handed over in order inside one pull, and acknowledged after it', async () => {
  const { clock, desk, relay, start } = running(mailboxOf(3), HELLO)
  start()
  await settled(clock)
  expect(desk.taken.map(({ seq, content }) => [seq, content.kind])).toEqual(
    [1, 2, 3].map((seq) => [seq, 'messages']),
  )
  expect(desk.events).toEqual(['begin p1', 'complete p1 ok'])
  expect(relay.asked.map(({ t }) => t)).toEqual(['read', 'acknowledge'])
  expect(desk.seen.at(-1)).toMatchObject({ connection: 'connected', head: 3, error: null })
})

test('a message on which the desk fails three times is kept as it came, and the next ones go on', async () => {
  const { clock, desk, start } = running(mailboxOf(3), HELLO)
  const tries: string[] = []
  desk.onCall = (call) => {
    if (!call.startsWith('ingest 2')) return
    tries.push(call)
    if (call.endsWith('messages')) throw Object.assign(new Error('a bug'), { code: 'Unexpected' })
  }
  start()
  await settled(clock, 120_000)
  expect(tries).toEqual([
    'ingest 2 messages',
    'ingest 2 messages',
    'ingest 2 messages',
    'ingest 2 unreadable',
  ])
  expect(desk.taken.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(desk.events).toContain('complete p2 Unexpected')
})

test('a desk that is busy or silent is no reason to give a message up', async () => {
  const { clock, desk, start } = running(mailboxOf(1), { ...HELLO, head: 1 })
  let failures = 0
  desk.onCall = (call) => {
    if (!call.startsWith('ingest') || failures >= 6) return
    failures += 1
    throw Object.assign(new Error('wait'), { code: failures % 2 === 0 ? 'Timeout' : 'HostBusy' })
  }
  start()
  await settled(clock, 300_000)
  expect(failures).toBe(6)
  expect(desk.taken.map(({ content }) => content.kind)).toEqual(['messages'])
})

test('a relay that does not answer is left after 15 s and tried again, longer each time', async () => {
  const { clock, desk, relay, start } = running(() => null, HELLO)
  start()
  await settled(clock, 14_000)
  expect(relay.connections()).toBe(1)
  await settled(clock, 600_000)
  expect(relay.connections()).toBeGreaterThan(5)
  expect(relay.connections()).toBeLessThan(40)
  expect(desk.seen.at(-1)?.error?.code ?? desk.seen.at(-2)?.error?.code).toBe('Timeout')
  expect(desk.taken).toEqual([])
})

test('another epoch, a cursor beyond the end and one whose messages are gone are bridged', async () => {
  const restored = running(mailboxOf(2, 'second'), { t: 'hello', epoch: 'second', head: 2 })
  restored.desk.pairing = { ...restored.desk.pairing, cursor: 9 }
  restored.start()
  await settled(restored.clock)
  expect(restored.desk.events[0]).toBe('bridge restored second 0')
  expect(restored.desk.taken.map(({ epoch, seq }) => [epoch, seq])).toEqual([
    ['second', 1],
    ['second', 2],
  ])
  await end()

  const expired = running(
    (question) => {
      if (question.t === 'read' && question.after < 4) {
        return { t: 'refused', id: question.id, code: 'CursorExpired', head: 5, first: 5 }
      }
      return mailboxOf(5)(question)
    },
    { ...HELLO, head: 5 },
  )
  expired.desk.pairing = { ...expired.desk.pairing, cursor: 1 }
  expired.start()
  await settled(expired.clock)
  expect(expired.desk.events).toContain('bridge expired first 4')
  expect(expired.desk.taken.map(({ seq }) => seq)).toEqual([5])
})

test('what no channel of the hotel sent, and what is sealed for another, is kept unread', async () => {
  const foreign = createSealer(publicKeyOf(rawPublicKey(privateKeyOf(randomBytes(32)))), randomBytes)
  const { clock, desk, start } = running((question) => {
    const reply = mailboxOf(3)(question)
    if (reply.t !== 'messages') return reply
    const [first, second, third] = reply.messages
    const sealed = foreign.seal([Buffer.from('x')], ['hotel', CHANNEL]).toString('base64')
    return { ...reply, messages: [{ ...first!, source: 'nobody' }, { ...second!, sealed }, third!] }
  }, HELLO)
  start()
  await settled(clock)
  expect(desk.taken.map(({ content }) => content.kind)).toEqual(['unreadable', 'unreadable', 'messages'])
})

test('a channel connected while the mailbox is read is known before its first message is judged', async () => {
  const { clock, desk, start } = running(mailboxOf(1), { ...HELLO, head: 1 })
  const { channels } = desk.pairing
  desk.pairing = { ...desk.pairing, channels: [] }
  let asked = 0
  desk.onCall = (call) => {
    if (call === 'relay' && ++asked === 2) desk.pairing = { ...desk.pairing, channels }
  }
  start()
  await settled(clock)
  expect(desk.taken.map(({ content }) => content.kind)).toEqual(['messages'])
})

test('a hint makes its channel be fetched once the letter is committed, and counts as no fetch by itself', async () => {
  const { clock, desk, hinted, start } = running(mailboxOf(3), HELLO)
  desk.pairing = {
    ...desk.pairing,
    channels: desk.pairing.channels.map((channel) => ({ ...channel, kind: 'agoda' as const })),
  }
  const hint = Buffer.from('agoda\n<request timestamp="1"><property id="1"/></request>')
  sealed = () => seal.seal([hint], ['hotel', CHANNEL])
  let failures = 1
  const before: number[] = []
  desk.onCall = (call) => {
    if (!call.startsWith('ingest')) return
    before.push(hinted.length)
    if (call.startsWith('ingest 2') && failures-- > 0)
      throw Object.assign(new Error('wait'), { code: 'HostBusy' })
  }
  start()
  await settled(clock, 120_000)
  expect(desk.taken.map(({ seq, content }) => [seq, content])).toEqual(
    [1, 2, 3].map((seq) => [seq, { kind: 'messages', messages: [] }]),
  )
  expect(hinted).toEqual([CHANNEL, CHANNEL, CHANNEL])
  expect(before).toEqual([0, 1, 1, 2])
  expect(desk.events).toEqual([])
})
