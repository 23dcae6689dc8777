/** Tells the desk of calls to channels, masked, after the work itself: nothing waits for it, and what cannot be told is left out. */
import type { ChannelCall } from '../shared/contract/channel-calls.ts'
import { maskedAddress, maskedAnswer, maskedRequest } from './channels/masked-body.ts'
import { traceOf } from './engine/faults.ts'
import type { CallListener, Log, OverCall } from './engine/ports.ts'

/** Calls that wait to be told; beyond it the oldest are left out, as a stuck desk must not fill the memory. */
const MOST_WAITING = 32

export interface TellerParts {
  noteCall(call: ChannelCall): Promise<void>
  /** Runs `work` when what is under way has come to rest. */
  soon(work: () => void): void
  readonly log: Pick<Log, 'warn'>
}

export function tellCalls({ noteCall, soon, log }: TellerParts): CallListener {
  const waiting: OverCall[] = []
  let isTelling = false

  async function tellAll(): Promise<void> {
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      try {
        await noteCall(maskedCall(call))
      } catch (error) {
        const { channelId } = call.connection
        log.warn({ channelId, ...traceOf(error) }, 'a call could not be told to the desk')
      }
    }
    isTelling = false
  }

  return {
    over(call) {
      waiting.push(call)
      if (waiting.length > MOST_WAITING) waiting.shift()
      if (isTelling) return
      isTelling = true
      soon(() => void tellAll())
    },
  }
}

function maskedCall({ connection, occasion, request, answer, failure, at, tookMs }: OverCall): ChannelCall {
  const { channelId, credentials } = connection
  return {
    channelId,
    kind: occasion.kind,
    part: occasion.part.slice(0, 100),
    requestId: occasion.requestId,
    at,
    tookMs,
    method: request.method,
    address: maskedAddress(request.url, credentials),
    request: maskedRequest(request.body ?? '', credentials),
    status: answer?.status ?? null,
    answer: answer === null ? null : maskedAnswer(answer.body, credentials),
    failure: failure?.slice(0, 100) ?? null,
  }
}
