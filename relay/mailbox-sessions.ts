/** The desks that are connected: one WebSocket per hotel, which reads from its own cursor and acknowledges. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  CLOSE,
  LONGEST_QUESTION,
  MOST_READ_BYTES,
  MOST_READ_MESSAGES,
  type Question,
  questionSchema,
  RELAY_SUBPROTOCOL,
  type Reply,
  SILENCE_ENDS_MS,
} from '../shared/relay-protocol.ts'
import type { Hotel, Hotels } from './hotels.ts'
import { CursorAhead, CursorExpired, type Mailbox, MailboxUnavailable } from './mailbox.ts'

/** Questions that wait for their turn; a desk of ours has one or two. */
const MOST_QUESTIONS = 8
/** Desks connected at a time to one node. */
const MOST_SESSIONS = 10_000

export interface SessionsParts {
  readonly mailbox: Mailbox
  readonly hotels: Hotels
  readonly epoch: string
  readonly monotonic: () => number
  readonly report: (error: unknown) => void
}

interface Session {
  readonly socket: WebSocket
  readonly hotel: Hotel
  heardAt: number
  waiting: number
  /** A hint is under way that the desk has not followed with a question. */
  isHinted: boolean
}

export async function openSessions(parts: SessionsParts) {
  const { mailbox, hotels, epoch, monotonic, report } = parts
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_QUESTION,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(RELAY_SUBPROTOCOL) ? RELAY_SUBPROTOCOL : false),
  })
  const sessions = new Map<number, Session>()

  const unwatch = await mailbox.watch((hotel, head) => {
    const session = sessions.get(hotel)
    if (session === undefined || session.isHinted) return
    session.isHinted = true
    void send(session, { t: 'hint', head })
  })
  hotels.onLockOut((hotel) => sessions.get(hotel.number)?.socket.close(CLOSE.ended, 'no longer paired'))

  function send({ socket }: Session, reply: Reply): Promise<void> {
    return new Promise((resolve) => {
      // A failure to send means that the connection is ending: its `close` follows.
      socket.send(JSON.stringify(reply), () => resolve())
    })
  }

  async function begin(socket: WebSocket, hotel: Hotel): Promise<void> {
    const session: Session = { socket, hotel, heardAt: monotonic(), waiting: 0, isHinted: false }
    sessions.get(hotel.number)?.socket.close(CLOSE.replaced, 'another desk of this hotel has connected')
    sessions.set(hotel.number, session)
    let turn: Promise<void> = Promise.resolve()
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      if (sessions.get(hotel.number) === session) sessions.delete(hotel.number)
    })
    socket.on('message', (data, isBinary) => {
      session.heardAt = monotonic()
      const question = isBinary ? null : questionOf(String(data))
      if (question === null) {
        socket.close(CLOSE.malformed, 'this is no question of the protocol')
        return
      }
      if (session.waiting >= MOST_QUESTIONS) {
        socket.close(CLOSE.tooFast, 'too many questions at once')
        return
      }
      session.waiting += 1
      turn = turn.then(async () => {
        session.isHinted = false
        try {
          await send(session, await answer(question, hotel))
        } catch (error) {
          report(error)
          socket.close(1011, 'the relay failed')
        }
        session.waiting -= 1
      })
    })
    await send(session, { t: 'hello', epoch, head: await headOf(hotel) })
  }

  const headOf = async (hotel: Hotel) => (await mailbox.heads([hotel.number])).get(hotel.number) ?? 0

  async function answer(question: Question, hotel: Hotel): Promise<Reply> {
    const { id } = question
    try {
      if (question.t === 'ping') return { t: 'pong', id, head: await headOf(hotel) }
      if (question.t === 'acknowledge') {
        await mailbox.acknowledge(hotel.number, question.upTo)
        return { t: 'acknowledged', id }
      }
      const reading = await mailbox.read(hotel.number, question.after, {
        messages: Math.min(question.messages, MOST_READ_MESSAGES),
        bytes: Math.min(question.bytes, MOST_READ_BYTES),
      })
      const names = hotels.sourceNames(hotel)
      const messages = reading.messages.map((letter) => ({
        seq: letter.seq,
        source: names.get(letter.source) ?? '',
        key: letter.messageKey.toString('base64url'),
        receivedAt: letter.receivedAt,
        sealed: letter.sealed.toString('base64'),
      }))
      return { t: 'messages', id, epoch: reading.epoch, head: reading.lastSeq, messages }
    } catch (error) {
      return refused(error, id, await headOf(hotel))
    }
  }

  return {
    /** Takes over a connection whose upgrade was admitted. @returns false when the node is full. */
    admit(request: IncomingMessage, connection: Duplex, head: Buffer, hotel: Hotel): boolean {
      if (sessions.size >= MOST_SESSIONS) return false
      server.handleUpgrade(request, connection, head, (socket) => {
        begin(socket, hotel).catch((error: unknown) => {
          report(error)
          socket.terminate()
        })
      })
      return true
    },
    /** Ends connections whose desk has gone without a word. */
    sweep(): void {
      const before = monotonic() - SILENCE_ENDS_MS
      for (const { socket, heardAt } of sessions.values()) if (heardAt < before) socket.terminate()
    },
    async close(): Promise<void> {
      await unwatch()
      for (const { socket } of sessions.values()) socket.close(1001, 'the relay is closing')
      server.close()
    },
    terminate(): void {
      for (const { socket } of sessions.values()) socket.terminate()
    },
  }
}

function questionOf(text: string): Question | null {
  try {
    const checked = questionSchema.safeParse(JSON.parse(text))
    return checked.success ? checked.data : null
  } catch {
    return null
  }
}

function refused(error: unknown, id: number, head: number): Reply {
  if (error instanceof CursorAhead) return { t: 'refused', id, code: 'CursorAhead', head, first: 0 }
  if (error instanceof CursorExpired)
    return { t: 'refused', id, code: 'CursorExpired', head, first: error.firstSeq }
  if (error instanceof MailboxUnavailable) return { t: 'refused', id, code: 'Unavailable', head, first: 0 }
  throw error
}
