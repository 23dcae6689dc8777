/** Every command as it is answered: measured, logged with its ids, and where spans are wanted, traced. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { CommandWatch } from '../../api/ports.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { HostClock, HostRandom } from '../clock.ts'
import type { KnownTraces } from './known-traces.ts'
import type { Measures } from './measures.ts'
import type { SpanSink } from './spans.ts'

export interface WatchParts {
  readonly clock: Pick<HostClock, 'now' | 'monotonic'>
  readonly random: Pick<HostRandom, 'bytes'>
  readonly measures: Pick<Measures, 'command'>
  readonly traces: KnownTraces
  readonly spans: SpanSink
  readonly log: { info(fields: object, text: string): void }
}

/** A page whose clock is wrong does not make a click last an hour. */
const LONGEST_CLICK_MS = 60_000

interface RunningCommand {
  readonly traceId: string
  readonly spanId: string
}

export const newSpanId = (random: Pick<HostRandom, 'bytes'>): string =>
  Buffer.from(random.bytes(8)).toString('hex')

const seqOf = (output: unknown): number | null =>
  typeof output === 'object' && output !== null && 'seq' in output && typeof output.seq === 'number'
    ? output.seq
    : null

export function watchCommands(parts: WatchParts) {
  const { clock, random, measures, traces, spans, log } = parts
  const running = new AsyncLocalStorage<RunningCommand>()

  const commands: CommandWatch = {
    async watch(name, trace, work, codeOf) {
      const startAt = clock.now()
      const began = clock.monotonic()
      const spanId = newSpanId(random)
      let seq: number | null = null
      let code: string | null = null
      const command = trace === undefined ? null : { traceId: trace.traceId, spanId }
      try {
        const done = command === null || !spans.isOn ? await work() : await running.run(command, work)
        seq = seqOf(done.output)
        if (seq !== null && command !== null) traces.committed(seq, command)
        return done
      } catch (error) {
        code = codeOf(error)
        throw error
      } finally {
        const tookMs = clock.monotonic() - began
        measures.command(name, code, tookMs)
        log.info(
          { command: name, seq, traceId: trace?.traceId, code, tookMs: Math.round(tookMs * 10) / 10 },
          'a command was answered',
        )
        if (trace !== undefined && spans.isOn) {
          const endAt = startAt + tookMs
          const attributes = {
            'keyrack.command': name,
            ...(seq === null ? {} : { 'keyrack.seq': seq }),
          }
          const { traceId } = trace
          const clickedAt = trace.clickedAt ?? startAt
          const isTold = trace.clickedAt !== null && Math.abs(startAt - clickedAt) <= LONGEST_CLICK_MS
          // The page cannot reach a collector: what it told of its click is passed on for it.
          if (isTold)
            spans.add({
              traceId,
              spanId: trace.spanId,
              parentId: null,
              name: `click ${name}`,
              kind: 'client',
              startAt: Math.min(clickedAt, startAt),
              endAt,
              attributes,
              errorCode: code,
            })
          spans.add({
            traceId,
            spanId,
            parentId: trace.spanId,
            name: `command ${name}`,
            kind: 'server',
            startAt,
            endAt,
            attributes,
            errorCode: code,
          })
        }
      }
    },
  }

  return {
    commands,
    /** The ledger whose commits are spans of the command that waits for them; the same one where nobody wants spans. */
    traced<L extends Ledger>(ledger: L): L {
      if (!spans.isOn) return ledger
      const submit: Ledger['submit'] = async (name, actor, input) => {
        const command = running.getStore()
        if (command === undefined) return ledger.submit(name, actor, input)
        const startAt = clock.now()
        const began = clock.monotonic()
        let isDone = false
        try {
          const answer = await ledger.submit(name, actor, input)
          isDone = true
          return answer
        } finally {
          spans.add({
            traceId: command.traceId,
            spanId: newSpanId(random),
            parentId: command.spanId,
            name: 'commit',
            kind: 'internal',
            startAt,
            endAt: startAt + (clock.monotonic() - began),
            attributes: { 'keyrack.command': name },
            errorCode: isDone ? null : 'Refused',
          })
        }
      }
      return { ...ledger, submit }
    },
  }
}
