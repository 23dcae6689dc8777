/** Which trace a command's number belongs to, and which a request carries; the latest only. */
import { Latest } from '../latest.ts'

export interface CommandTrace {
  readonly traceId: string
  /** Of the command's span: what follows from it hangs there. */
  readonly spanId: string
}

/** A change is on its way for seconds; a channel that is away for longer than this many commands loses its trace. */
const MOST_COMMANDS = 2_000
const MOST_REQUESTS = 500

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
