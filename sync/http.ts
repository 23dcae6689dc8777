/** HTTP to the channels over undici: one deadline for the whole request, bounded answers, verified TLS, no redirects. */
import { Agent, type Dispatcher } from 'undici'
import { codeOf } from './engine/faults.ts'
import { type Http, type HttpAnswer, HttpFailure, type HttpRequest } from './engine/ports.ts'

const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024
/** Per address; lanes and pulls of a channel never need more at once. */
const MOST_CONNECTIONS = 8
/** For the connection alone, handshake included; the request's own deadline may end it sooner. */
const CONNECT_TIMEOUT_MS = 10_000

export interface ChannelHttpOptions {
  readonly largestAnswerBytes?: number
}

export class ChannelHttp implements Http {
  readonly #agent: Agent
  readonly #largestAnswerBytes: number

  constructor(options: ChannelHttpOptions = {}) {
    this.#largestAnswerBytes = options.largestAnswerBytes ?? LARGEST_ANSWER_BYTES
    this.#agent = new Agent({
      connections: MOST_CONNECTIONS,
      pipelining: 1,
      allowH2: false,
      // The deadline of each request covers these.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: {
        timeout: CONNECT_TIMEOUT_MS,
        // Said in full, as an environment variable could turn it off otherwise.
        rejectUnauthorized: true,
      },
    })
  }

  /** @throws HttpFailure `Timeout`, `Aborted`, `AnswerTooLarge`, `InvalidRequest`, or the system's code. */
  request(request: HttpRequest): Promise<HttpAnswer> {
    const exchange = new Exchange(request, this.#largestAnswerBytes)
    exchange.begin(this.#agent)
    return exchange.answer
  }

  /** Ends all connections; requests in flight fail. */
  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

/** One request and its answer. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest
  readonly #largestAnswerBytes: number
  readonly #outcome = Promise.withResolvers<HttpAnswer>()
  readonly #chunks: Buffer[] = []
  readonly #onAbort = () => this.#fail('Aborted', 'The request was given up.')
  #timer: NodeJS.Timeout | undefined
  #controller: Dispatcher.DispatchController | undefined
  #isOver = false
  #status = 0
  #headers: Record<string, string> = {}
  #bytes = 0

  constructor(request: HttpRequest, largestAnswerBytes: number) {
    this.#request = request
    this.#largestAnswerBytes = largestAnswerBytes
  }

  get answer(): Promise<HttpAnswer> {
    return this.#outcome.promise
  }

  begin(agent: Agent): void {
    const { method, headers, body, timeoutMs, signal } = this.#request
    if (signal.aborted) {
      this.#onAbort()
      return
    }
    signal.addEventListener('abort', this.#onAbort, { once: true })
    this.#timer = setTimeout(
      () => this.#fail('Timeout', `The channel did not answer within ${timeoutMs} ms.`),
      timeoutMs,
    )
    try {
      const { origin, pathname, search } = new URL(this.#request.url)
      agent.dispatch({ origin, path: pathname + search, method, headers, body: body ?? null }, this)
    } catch {
      this.#failUnmade()
    }
  }

  /** Undici's own text may quote a header's value, and so a credential. */
  #failUnmade(): void {
    this.#fail('InvalidRequest', 'The request could not be made: check the address and the credentials.')
  }

  /** Called right before the first byte is written to the connection, and never if that cannot be made. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isOver) controller.abort(new Error('given up'))
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: NodeJS.Dict<string | string[]>,
  ): void {
    this.#status = status
    this.#headers = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    )
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= this.#largestAnswerBytes) this.#chunks.push(chunk)
    else {
      const limit = this.#largestAnswerBytes
      this.#fail('AnswerTooLarge', `The channel’s answer is larger than ${limit} bytes.`)
    }
  }

  onResponseEnd(): void {
    if (this.#isOver) return
    this.#finish()
    const body = Buffer.concat(this.#chunks).toString('utf8')
    this.#outcome.resolve({ status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    const code = codeOf(error) ?? 'ConnectionFailed'
    if (code === 'UND_ERR_INVALID_ARG') this.#failUnmade()
    else
      this.#fail(
        code,
        this.#controller === undefined ? NOT_REACHED : 'The connection to the channel was cut.',
      )
  }

  #fail(code: string, message: string): void {
    if (this.#isOver) return
    this.#finish()
    this.#chunks.length = 0
    this.#outcome.reject(new HttpFailure(code, message, this.#controller === undefined ? 'no' : 'maybe'))
    this.#controller?.abort(new Error(code))
  }

  #finish(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#request.signal.removeEventListener('abort', this.#onAbort)
  }
}

const NOT_REACHED = 'No connection to the channel could be made.'
