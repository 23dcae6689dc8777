/** The relay's WebSocket over `ws`: verified TLS, bounded frames, no compression. */
import { WebSocket } from 'ws'
import { RELAY_PATHS, RELAY_SUBPROTOCOL } from '../../shared/relay-protocol.ts'
import type { ConnectRelay } from './relay-line.ts'

const CONNECT_WITHIN_MS = 10_000

export const connectRelay: ConnectRelay = ({ url, token, longestFrame }, events) => {
  const address = `${url.replace(/\/+$/, '').replace(/^http/, 'ws')}${RELAY_PATHS.mailbox}`
  const socket = new WebSocket(address, [RELAY_SUBPROTOCOL], {
    headers: { authorization: `Bearer ${token}` },
    maxPayload: longestFrame,
    perMessageDeflate: false,
    handshakeTimeout: CONNECT_WITHIN_MS,
    followRedirects: false,
    // Said in full, as an environment variable could turn it off otherwise.
    rejectUnauthorized: true,
  })
  let isOver = false
  let status: number | null = null
  let failed: string | null = null
  const end = (code: number | null) => {
    if (isOver) return
    isOver = true
    events.onEnd({ status, code, error: failed })
  }
  socket.on('message', (data, isBinary) => events.onFrame(isBinary ? '' : String(data)))
  socket.on('unexpected-response', (_request, answer) => {
    status = answer.statusCode ?? null
    answer.destroy()
    end(null)
  })
  socket.on('error', (error: Error & { code?: string }) => {
    failed = error.code ?? 'no connection'
  })
  // 1005 and 1006 stand for "nothing was said".
  socket.on('close', (code) => end(code === 1005 || code === 1006 ? null : code))
  return {
    // A failure to send means that the connection is ending: `close` follows.
    send: (text) => socket.send(text, () => undefined),
    close() {
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate()
      else socket.close(1000)
    },
  }
}
