/** A desk's end of the mailbox's WebSocket, frame by frame. */
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { privateKeyOf } from '../../sealing/key-pair.ts'
import { createOpener } from '../../sealing/sealed-box.ts'
import { RELAY_PATHS, RELAY_SUBPROTOCOL, type Reply, replySchema } from '../../shared/relay-protocol.ts'
import type { PairedHotel, RunningRelay } from './relay-process.ts'

type Of<T extends Reply['t']> = Extract<Reply, { t: T }>

export async function openMailbox(relay: Pick<RunningRelay, 'url'>, token: string) {
  const socket = new WebSocket(relay.url.replace('http', 'ws') + RELAY_PATHS.mailbox, [RELAY_SUBPROTOCOL], {
    headers: { authorization: `Bearer ${token}` },
  })
  onTestFinished(() => socket.terminate())
  const replies: Reply[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data) => {
    replies.push(replySchema.parse(JSON.parse(String(data))))
    for (const wake of waiting.splice(0)) wake()
  })
  socket.on('error', () => undefined)
  // Not `once` of node:events, whose promises reject at an `error`, also those that nobody waits for.
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve)
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('unexpected-response', (_request, answer) => {
      reject(Object.assign(new Error('refused'), { status: answer.statusCode }))
      socket.terminate()
    })
  })
  const next = async <T extends Reply['t']>(t: T, id?: number): Promise<Of<T>> => {
    for (;;) {
      const index = replies.findIndex(
        (reply) => reply.t === t && (id === undefined || ('id' in reply && reply.id === id)),
      )
      if (index >= 0) return replies.splice(index, 1)[0] as Of<T>
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push(resolve)
      await Promise.race([
        promise,
        closed.then((code) => {
          throw new Error(`closed with ${code}`)
        }),
      ])
    }
  }
  let ids = 0
  const say = (frame: object | string) =>
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  return {
    socket,
    closed,
    say,
    next,
    read(after: number, messages = 100, bytes = 1_000_000) {
      const id = ++ids
      say({ t: 'read', id, after, messages, bytes })
      return next('messages', id)
    },
    refusedRead(after: number) {
      const id = ++ids
      say({ t: 'read', id, after, messages: 1, bytes: 1 })
      return next('refused', id)
    },
    acknowledge(upTo: number) {
      const id = ++ids
      say({ t: 'acknowledge', id, upTo })
      return next('acknowledged', id)
    },
    ping() {
      const id = ++ids
      say({ t: 'ping', id })
      return next('pong', id)
    },
  }
}

/** Opens letters as the hotel's desk does: action and body. */
export function opened(hotel: PairedHotel, letters: Of<'messages'>['messages']) {
  const opener = createOpener(privateKeyOf(hotel.privateKey))
  return letters.map(({ sealed, source }) => {
    const [action, ...body] = opener
      .open(Buffer.from(sealed, 'base64'), [hotel.hotelId, source])
      .toString('utf8')
      .split('\n')
    return { action, body: body.join('\n') }
  })
}
