/** Which trace a command's number belongs to, and which a request carries; the latest only. */

export interface CommandTrace {
  readonly traceId: string
  /** Of the command's span: what follows from it hangs there. */
  readonly spanId: string
}

/** A change is on its way for seconds; a channel that is away for longer than this many commands loses its trace. */
const MOST_COMMANDS = 2_000
const MOST_REQUESTS = 500

/** A map that forgets what came first. */
class Latest<K, V> {
  readonly #values = new Map<K, V>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  set(key: K, value: V): void {
    this.#values.set(key, value)
    const [oldest] = this.#values.keys()
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest)
  }

  get(key: K): V | undefined {
    return this.#values.get(key)
  }

  take(key: K): V | undefined {
    const value = this.#values.get(key)
    this.#values.delete(key)
    return value
  }
}

export class KnownTraces {
  readonly #ofCommand = new Latest<number, CommandTrace>(MOST_COMMANDS)
  readonly #ofRequest = new Latest<string, readonly CommandTrace[]>(MOST_REQUESTS)

  committed(seq: number, trace: CommandTrace): void {
    this.#ofCommand.set(seq, trace)
  }

  /** @returns the traces of the commands whose changes the request carries. */
  claimed(requestId: string, seqs: readonly number[]): readonly CommandTrace[] {
    const traces = seqs.flatMap((seq) => this.#ofCommand.get(seq) ?? [])
    if (traces.length > 0) this.#ofRequest.set(requestId, traces)
    return traces
  }

  ofRequest(requestId: string): readonly CommandTrace[] {
    return this.#ofRequest.get(requestId) ?? []
  }

  settled(requestId: string): readonly CommandTrace[] {
    return this.#ofRequest.take(requestId) ?? []
  }
}
