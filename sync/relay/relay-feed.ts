/**
 * Follows the relay: reads the mailbox from the ledger's cursor, hands every message to the desk in order and
 * acknowledges what is committed (I7). For the channels that deliver by it, one look through to the mailbox's end is
 * what a completed fetch is for the others, so that raises wait for it all the same (rule 9). A hint makes its channel be fetched.
 */

import { privateKeyOf } from '../../sealing/key-pair.ts'
import { createOpener } from '../../sealing/sealed-box.ts'
import { POSTING } from '../../shared/channel-kinds/posting.ts'
import type { RelayConnection, RelayedChannel, RelaySighting } from '../../shared/contract/sync-link.ts'
import type { Reply, SealedLetter } from '../../shared/relay-protocol.ts'
import { MOST_READ_BYTES, MOST_READ_MESSAGES } from '../../shared/relay-protocol.ts'
import { backoffMs } from '../engine/backoff.ts'
import { Bell } from '../engine/bell.ts'
import { codeOf, endsEngine, laneError, traceOf } from '../engine/faults.ts'
import type { ChannelAdapters, Clock, Desk, RelayFeed as Feed, Log, Random } from '../engine/ports.ts'
import { kept, type LetterReader, readLetter } from './letters.ts'
import { type ConnectRelay, RelayFailure, RelayLine } from './relay-line.ts'

const BACKOFF = { backoffBaseMs: 1_000, backoffMaxMs: 60_000 }
/** A connection that stood so long was a good one: the next failure counts anew. */
const GOOD_AFTER_MS = 30_000
/** Without a hint it is looked at so often, which also shows both ends that the other is there. */
const LONGEST_ROUND_GAP_MS = 25_000
const SHORTEST_ROUND_GAP_MS = 20
/** The desk is told that all is well so often. */
const TELL_EVERY_MS = 30_000
/** A message on which the desk fails is tried so often; then it is kept as unreadable, and the others go on. */
const MOST_ATTEMPTS = 3

export interface RelayFeedPorts {
  readonly desk: Desk
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly adapters: ChannelAdapters
  readonly connect: ConnectRelay
}

export class RelayFeed implements Feed {
  readonly #ports: RelayFeedPorts
  readonly #soon: Bell
  readonly #retry: Bell
  #isReconsidered = false
  #failures = 0
  #attempts = { seq: 0, count: 0 }
  #onHint: (channelId: string) => void = () => {}
  #told: { sighting: RelaySighting; at: number } | null = null

  constructor(ports: RelayFeedPorts) {
    this.#ports = ports
    this.#soon = new Bell(ports.clock)
    this.#retry = new Bell(ports.clock)
  }

  ring(): void {
    this.#soon.ring()
  }

  reconsider(): void {
    this.#isReconsidered = true
    this.#soon.ring()
    this.#retry.ring()
  }

  async run(signal: AbortSignal, onHint: (channelId: string) => void): Promise<void> {
    const { desk, clock, random, log } = this.#ports
    this.#onHint = onHint
    while (!signal.aborted) {
      this.#retry.hush()
      this.#isReconsidered = false
      let relay: RelayConnection | null = null
      const since = clock.monotonic()
      try {
        relay = await desk.relay()
        if (relay === null) {
          this.#told = null
          await this.#retry.answer(LONGEST_ROUND_GAP_MS, signal)
          continue
        }
        await this.#follow(relay, signal)
        this.#failures = 0
      } catch (error) {
        if (endsEngine(error)) throw error
        if (signal.aborted) return
        if (clock.monotonic() - since > GOOD_AFTER_MS) this.#failures = 0
        this.#failures += 1
        if (!(error instanceof RelayFailure) || this.#failures === 1)
          log.warn(traceOf(error), 'the relay is away')
        await this.#away(relay, error)
        await this.#retry.answer(backoffMs(this.#failures, BACKOFF, random), signal)
      }
    }
  }

  /** One connection, for as long as it stands and is the one that is wanted. */
  async #follow(relay: RelayConnection, signal: AbortSignal): Promise<void> {
    const { desk, clock, connect } = this.#ports
    const stop = new AbortController()
    const onStop = () => stop.abort()
    signal.addEventListener('abort', onStop, { once: true })
    await this.#tell({ connection: 'connecting', heardAt: null, head: null, error: null })
    const line = new RelayLine(connect, relay, clock, () => this.ring())
    // Whoever waits for the next round is woken by the end of the line, too.
    line.ended.catch(() => this.ring())
    const opener = createOpener(privateKeyOf(Buffer.from(relay.privateKey, 'base64')))
    try {
      const hello = await line.hello(stop.signal)
      let current = relay
      if (hello.epoch !== relay.epoch || hello.head < relay.cursor) {
        current = await this.#bridge(relay, 'restored', hello.epoch, 0)
      }
      const session = new Session(current, line, stop.signal)
      while (!signal.aborted) {
        this.#soon.hush()
        if (line.isOver) await line.ended
        await this.#round(session, {
          relay,
          channels: current.channels,
          opener,
          adapters: this.#ports.adapters,
        })
        await this.#tell({ connection: 'connected', heardAt: line.heardAt, head: session.head, error: null })
        const gapMs = Math.max(SHORTEST_ROUND_GAP_MS, roundGapMs(current))
        await clock.sleep(SHORTEST_ROUND_GAP_MS, signal)
        await this.#soon.answer(gapMs, signal)
        if (!this.#isReconsidered) continue
        this.#isReconsidered = false
        const wanted = await desk.relay()
        if (wanted === null || identityOf(wanted) !== identityOf(relay)) return
        current = { ...current, channels: wanted.channels }
      }
    } finally {
      signal.removeEventListener('abort', onStop)
      stop.abort()
      line.close()
    }
  }

  /** Everything that the mailbox held at some moment after this began. */
  async #round(session: Session, reader: LetterReader): Promise<void> {
    const { desk } = this.#ports
    const pulls: { channelId: string; pullId: string }[] = []
    for (const { channelId } of reader.channels.filter(isDelivering)) {
      pulls.push({ channelId, pullId: await desk.beginPull(channelId) })
    }
    do {
      const reply = await session.line.ask(
        { t: 'read', after: session.cursor, messages: MOST_READ_MESSAGES, bytes: MOST_READ_BYTES },
        session.signal,
      )
      if (reply.t !== 'messages') {
        await this.#overcome(session, reply)
        continue
      }
      session.head = reply.head
      await this.#tell({
        connection: 'connected',
        heardAt: session.line.heardAt,
        head: reply.head,
        error: null,
      })
      for (const letter of reply.messages) {
        await this.#ingest(session, await this.#knowing(letter.source, reader), letter)
      }
      if (session.cursor > session.acknowledged) await this.#acknowledge(session)
    } while (session.cursor < session.head && !session.signal.aborted)
    for (const { channelId, pullId } of pulls) await desk.completePull(channelId, pullId, null)
  }

  /** A channel can be connected while a round goes on: a sender that is not known is asked for before it is believed unknown. */
  async #knowing(source: string, reader: LetterReader): Promise<LetterReader> {
    if (reader.channels.some(({ channelId }) => channelId === source)) return reader
    const relay = await this.#ports.desk.relay()
    return relay === null ? reader : { ...reader, channels: relay.channels }
  }

  async #ingest(session: Session, reader: LetterReader, letter: SealedLetter): Promise<void> {
    const { desk, log } = this.#ports
    const { seq, source, key, receivedAt } = letter
    // A relay that skips one is not to be believed: the ledger would refuse it as well.
    if (seq !== session.cursor + 1) throw new RelayFailure('NotInOrder', 'The relay skipped a message.')
    if (this.#attempts.seq !== seq) this.#attempts = { seq, count: 0 }
    const isGivenUp = this.#attempts.count >= MOST_ATTEMPTS
    const content = isGivenUp ? kept(letter, 'the desk failed to take it in') : readLetter(reader, letter)
    const message = { epoch: session.epoch, seq, source, receivedAt, messageKey: key, content }
    try {
      session.cursor = Math.max(session.cursor, (await desk.ingestRelayed(message)).cursor)
      // One that is lost here costs nothing: a desk that starts looks for everything.
      if (reader.channels.some((channel) => channel.channelId === source && isHinting(channel)))
        this.#onHint(source)
    } catch (error) {
      const code = codeOf(error)
      if (!endsEngine(error) && code !== 'Timeout' && code !== 'RelayChanged' && code !== 'HostBusy') {
        this.#attempts.count += 1
        log.error(
          { seq, attempts: this.#attempts.count, ...traceOf(error) },
          'the desk did not take a message',
        )
      }
      throw error
    }
  }

  async #acknowledge(session: Session): Promise<void> {
    const upTo = session.cursor
    const reply = await session.line.ask({ t: 'acknowledge', upTo }, session.signal)
    if (reply.t === 'acknowledged') session.acknowledged = upTo
    else await this.#overcome(session, reply)
  }

  async #overcome(session: Session, reply: Reply): Promise<void> {
    if (reply.t !== 'refused') throw new RelayFailure('NotARelay', 'The relay answered something else.')
    const { code, head, first } = reply
    if (code === 'Unavailable') throw new RelayFailure('RelayAway', 'The relay’s store fails at the moment.')
    const relay = { epoch: session.epoch, cursor: session.cursor }
    if (code === 'CursorAhead') await this.#bridge(relay, 'restored', session.epoch, 0)
    else await this.#bridge(relay, 'expired', session.epoch, first - 1)
    session.cursor = code === 'CursorAhead' ? 0 : first - 1
    session.acknowledged = Math.min(session.acknowledged, session.cursor)
    session.head = head
  }

  async #bridge<R extends Pick<RelayConnection, 'epoch' | 'cursor'>>(
    relay: R,
    gap: 'restored' | 'expired',
    toEpoch: string,
    toCursor: number,
  ): Promise<R> {
    const { epoch, cursor } = relay
    this.#ports.log.warn({ gap, cursor, toCursor }, 'the relay’s mailbox has a gap')
    await this.#ports.desk.bridgeRelayGap({ gap, epoch, cursor, toEpoch, toCursor })
    return { ...relay, epoch: toEpoch, cursor: toCursor }
  }

  /** People see it at the relay and at each channel that delivers by it. */
  async #away(relay: RelayConnection | null, error: unknown): Promise<void> {
    const failure =
      error instanceof RelayFailure
        ? laneError(error.code, error.message)
        : laneError(
            codeOf(error) ?? 'RelayFault',
            'A message of the relay was not taken. It is tried again; the log has the details.',
          )
    try {
      await this.#tell({
        connection: 'away',
        heardAt: this.#told?.sighting.heardAt ?? null,
        head: this.#told?.sighting.head ?? null,
        error: failure,
      })
      for (const { channelId } of (relay?.channels ?? []).filter(isDelivering)) {
        const pullId = await this.#ports.desk.beginPull(channelId)
        await this.#ports.desk.completePull(channelId, pullId, failure)
      }
    } catch (refusal) {
      if (endsEngine(refusal)) throw refusal
      this.#ports.log.warn(traceOf(refusal), 'the desk did not take a report of the relay')
    }
  }

  async #tell(sighting: RelaySighting): Promise<void> {
    const { desk, clock } = this.#ports
    const isSame = this.#told !== null && newsOf(sighting) === newsOf(this.#told.sighting)
    if (isSame && clock.monotonic() - (this.#told?.at ?? 0) < TELL_EVERY_MS) return
    const carried = {
      ...sighting,
      heardAt: sighting.heardAt ?? this.#told?.sighting.heardAt ?? null,
      head: sighting.head ?? this.#told?.sighting.head ?? null,
    }
    this.#told = { sighting: carried, at: clock.monotonic() }
    await desk.relaySeen(carried)
  }
}

/** One connection as it goes on. */
class Session {
  readonly line: RelayLine
  readonly signal: AbortSignal
  readonly epoch: string
  cursor: number
  acknowledged: number
  head: number

  constructor({ epoch, cursor }: RelayConnection, line: RelayLine, signal: AbortSignal) {
    this.line = line
    this.signal = signal
    this.epoch = epoch
    this.cursor = cursor
    // Acknowledged once more at the first round: the last acknowledgement may have been lost.
    this.acknowledged = cursor - 1
    this.head = cursor
  }
}

const identityOf = ({ url, hotelId, token, privateKey }: RelayConnection): string =>
  JSON.stringify([url, hotelId, token, privateKey])

const isHinting = ({ kind }: RelayedChannel): boolean => POSTING[kind] === 'hints'

/** Its reservations come this way and no other, so that a look through the mailbox is a fetch of them. */
const isDelivering = (channel: RelayedChannel): boolean => channel.enabled && !isHinting(channel)

const newsOf = ({ connection, head, error }: RelaySighting): string =>
  JSON.stringify([connection, head, error?.code ?? null])

function roundGapMs({ channels }: RelayConnection): number {
  const intervals = channels.filter(({ enabled }) => enabled).map(({ pullIntervalMs }) => pullIntervalMs)
  return Math.min(LONGEST_ROUND_GAP_MS, ...intervals)
}
