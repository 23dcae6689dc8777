/**
 * A crowd of senders as a process of its own: each keeps its connection, posts a message and waits for the answer before
 * the next. Written over plain sockets, so that it takes as little of the machine as it can.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { z } from 'zod'

export const loadSchema = z.object({
  port: z.number(),
  /** One per sender: path and Authorization. */
  senders: z.array(z.object({ path: z.string(), authorization: z.string() })),
  /** Messages of all senders together. */
  count: z.number(),
  bytes: z.number(),
  /** Numbers the messages, so that no two of a run are equal. */
  from: z.number(),
})
export type Load = z.infer<typeof loadSchema>
export const doneSchema = z.object({ ms: z.number(), waitsMs: z.array(z.number()), refused: z.number() })

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<OTA_HotelResNotifRQ xmlns="http://www.opentravel.org/OTA/2003/05" Version="2.001"><HotelReservations><HotelReservation ResStatus="Commit"><ResGlobalInfo><Comments><Comment><Text>'
const TAIL =
  '</Text></Comment></Comments></ResGlobalInfo></HotelReservation></HotelReservations></OTA_HotelResNotifRQ>'

function requestOf({ path, authorization }: Load['senders'][number], number: number, bytes: number): string {
  const unique = `message ${number} `
  const body =
    HEAD + unique + 'x'.repeat(Math.max(0, bytes - HEAD.length - TAIL.length - unique.length)) + TAIL
  return `POST ${path} HTTP/1.1\r\nHost: relay\r\nAuthorization: ${authorization}\r\nContent-Type: application/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** Resolves with the status of the next answer, whose body has been read to its end. */
async function answerOn(socket: Socket): Promise<number> {
  let text = ''
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    text += chunk.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) continue
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    if (text.length >= end + 4 + length) return Number(text.slice(9, 12))
  }
}

async function run({ port, senders, count, bytes, from }: Load) {
  const sockets = await Promise.all(
    senders.map(async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true)
      await once(socket, 'connect')
      return socket
    }),
  )
  const waitsMs: number[] = []
  let next = 0
  let refused = 0
  const begin = performance.now()
  await Promise.all(
    senders.map(async (sender, index) => {
      const socket = sockets[index]
      if (socket === undefined) return
      while (next < count) {
        const request = requestOf(sender, from + next++, bytes)
        const at = performance.now()
        const answer = answerOn(socket)
        socket.write(request)
        if ((await answer) !== 200) refused += 1
        waitsMs.push(performance.now() - at)
      }
    }),
  )
  const ms = performance.now() - begin
  for (const socket of sockets) socket.destroy()
  return { ms, waitsMs, refused }
}

process.on('message', (message) => {
  run(loadSchema.parse(message)).then(
    (done) => process.send?.(done),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))
