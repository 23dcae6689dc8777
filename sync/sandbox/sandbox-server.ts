/** What every sandbox channel is: a real HTTP server on this machine, with a log, faults to switch on, and levers that no page can pull. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFaultBox, type Fault, type FaultBox } from './bookingcom/faults.ts'
import { readBody, writeAnswer, writeHalf } from './bookingcom/http-exchange.ts'
import type { Answer } from './bookingcom/ota-answer.ts'
import { createRequestLog, type RequestLog } from './bookingcom/request-log.ts'
import { seededRandom } from './bookingcom/seeded-random.ts'
import { type SandboxClock, systemClock } from './system-clock.ts'

export interface ServerOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Of the chance with which faults strike and guests are named; 1 by default. */
  readonly seed?: number
  readonly clock?: SandboxClock
  /** Hears of bugs; the request that met one is cut. */
  readonly report?: (error: unknown) => void
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, for both base URLs of the channel. */
  readonly url: string
  close(): Promise<void>
}

/** What a channel's own side is given. */
export interface Workings {
  readonly faults: FaultBox
  readonly log: RequestLog
  readonly now: () => number
  readonly random: () => number
}

/** What sets one sandbox channel apart. */
export interface SandboxChannel {
  /** What an address is for, or where one serves for all, the body; null where there is none. */
  endpointOf(path: string, body: string): 'ari' | 'reservations' | null
  /** Updates in a body, for the log; 0 when it cannot be told. */
  countUpdates(body: string): number
  answer(request: IncomingMessage, url: URL, body: string): Answer
  /** Refuses a request that may not be worked on beside another; left out where any number may. */
  enter?(path: string, response: ServerResponse): Answer | null
  /** `input` is JSON already, or undefined for a GET. */
  control(method: string, url: URL, input: unknown): Answer
  /** In its own words, for faults. */
  readonly refusals: {
    rateLimited(): Answer
    serverError(): Answer
    unauthorized(): Answer
    notFound(): Answer
  }
}

/** Listens on 127.0.0.1 only. Rejects when the port is taken; `release` is called whenever the server is gone. */
export async function startSandboxServer(
  options: ServerOptions,
  createChannel: (workings: Workings) => SandboxChannel,
  release: () => void = () => undefined,
): Promise<Sandbox> {
  const clock = options.clock ?? systemClock
  const random = seededRandom(options.seed ?? 1)
  const workings = { faults: createFaultBox(random), log: createRequestLog(), now: clock.now, random }
  const stopping = new AbortController()
  const handle = createHandler(createChannel(workings), workings, clock, stopping.signal)
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A sender that goes away in the middle of its request is no bug.
      if (request.complete) options.report?.(error)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  }).catch((error: unknown) => {
    release()
    throw error
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      stopping.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      release()
    },
  }
}

function createHandler(
  channel: SandboxChannel,
  { faults, log }: Workings,
  clock: SandboxClock,
  stopping: AbortSignal,
) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET'
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = url.pathname
    const body = await readBody(request)
    if (body === null) return writeAnswer(response, plain(413, 'The body is too large.'))
    if (path.startsWith('/control/')) return writeAnswer(response, guardControl(request, url, body, channel))
    const scope = channel.endpointOf(path, body)
    if (scope === null) return writeAnswer(response, channel.refusals.notFound())

    const fault = faults.take(scope)
    const bytes = Buffer.byteLength(body)
    const ranges = channel.countUpdates(body)
    const entry = log.add({ at: clock.now(), method, path, ranges, bytes, fault: fault?.kind ?? null })
    const respond = (answer: Answer, write = writeAnswer) => {
      entry.status = answer.status
      write(response, answer)
    }
    const busy = channel.enter?.(path, response) ?? null
    if (busy !== null) return respond(busy)
    const early = fault === null ? null : answerOfFault(fault, channel)
    if (early !== null) return respond(early)
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'slow' || fault?.kind === 'lateApply') await clock.sleep(fault.delayMs, stopping)
    if (stopping.aborted) return
    const answer = channel.answer(request, url, body)
    if (fault?.kind === 'lateApply') return
    if (fault?.kind === 'lostAnswer') {
      request.socket.destroy()
      return
    }
    respond(answer, fault?.kind === 'truncated' ? writeHalf : writeAnswer)
  }
}

/** Answers of faults that apply nothing. */
function answerOfFault(fault: Fault, { refusals }: SandboxChannel): Answer | null {
  if (fault.kind === 'rateLimited') {
    const answer = refusals.rateLimited()
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(fault.retryAfterSeconds) } }
  }
  if (fault.kind === 'serverError') return refusals.serverError()
  if (fault.kind === 'unauthorized') return refusals.unauthorized()
  if (fault.kind === 'garbage') return { status: 200, body: 'Service temporarily %$#!' }
  return null
}

/** A page in a browser must not drive it: no Origin, no foreign Host, and JSON, which a form cannot send. */
function guardControl(request: IncomingMessage, url: URL, body: string, channel: SandboxChannel): Answer {
  const host = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')
  if (!host) return plain(421, 'Ask for 127.0.0.1.')
  if (request.headers.origin !== undefined) return plain(403, 'Pages may not drive the sandbox.')
  const method = request.method ?? 'GET'
  if (method === 'GET') return channel.control(method, url, undefined)
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return plain(415, 'Content-Type must be application/json.')
  }
  let input: unknown
  try {
    input = JSON.parse(body)
  } catch {
    return plain(400, 'The body is not JSON.')
  }
  return channel.control(method, url, input)
}

export function plain(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` }
}
