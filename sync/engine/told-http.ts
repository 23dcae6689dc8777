/** The network as the engine's loops use it: whoever listens is told of each call, with its answer or without one. */
import type { ChannelConnection } from '../../shared/contract/sync-link.ts'
import { codeOf } from './faults.ts'
import type { CallOccasion, EnginePorts, Http } from './ports.ts'

/** The same network where nobody listens. */
export function toldHttp(
  { http, clock, calls }: Pick<EnginePorts, 'http' | 'clock' | 'calls'>,
  connection: ChannelConnection,
  occasion: CallOccasion,
): Http {
  if (calls === undefined) return http
  return {
    async request(request) {
      const [at, began] = [clock.now(), clock.monotonic()]
      const over = () => ({
        connection,
        occasion,
        request,
        at,
        tookMs: Math.max(0, clock.monotonic() - began),
      })
      try {
        const answer = await http.request(request)
        calls.over({ ...over(), answer, failure: null })
        return answer
      } catch (error) {
        calls.over({ ...over(), answer: null, failure: codeOf(error) ?? 'Unknown' })
        throw error
      }
    },
  }
}
