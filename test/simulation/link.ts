/** The link between host and sync process: calls in order, each on its way for a while, and lost with either of the two. */
import type { Batch, Hint } from '../../shared/contract/sync-link.ts'
import { type Desk, DeskFailure } from '../../sync/engine/ports.ts'
import type { Chance } from './chance.ts'
import type { Host } from './host.ts'
import type { Plan } from './plan.ts'
import type { Scope, Timeline } from './timeline.ts'

/** As `CALL_TIMEOUT_MS` of the real link. */
const CALL_TIMEOUT_MS = 15_000

export interface LinkParts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly plan: Plan
  readonly host: Host
  /** Of the sync process. */
  readonly scope: Scope
  readonly isHealed: () => boolean
  /** Called in the very step in which the host has committed a claim. */
  readonly onClaimed: (batch: Batch) => void
}

/** What comes later never overtakes what came before. */
class Way {
  readonly #timeline: Timeline
  #freeAt = 0

  constructor(timeline: Timeline) {
    this.#timeline = timeline
  }

  send(ms: number, scope: Scope, label: string, run: () => void): void {
    // By the machine's own time: what is on its way while it sleeps is as far from its end afterwards.
    const now = this.#timeline.now - this.#timeline.sleptMs
    this.#freeAt = Math.max(this.#freeAt, now + ms)
    this.#timeline.after(this.#freeAt - now, scope, label, run)
  }
}

export function linkedDesk(parts: LinkParts): Desk {
  const { timeline, chance, plan, host, scope } = parts
  const toHost = new Way(timeline)
  const toSync = new Way(timeline)

  function call<T>(name: string, work: (ledger: Host['ledger']) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    // The dead ask nothing.
    if (!scope.isAlive) return promise
    const cancelTimeout = timeline.after(CALL_TIMEOUT_MS, scope, `${name} is not answered`, () =>
      reject(new DeskFailure('Timeout', 'the host is silent')),
    )
    const answered = (label: string, run: () => void) => {
      if (chance.happens(parts.isHealed() ? 0 : plan.answersLate)) return
      toSync.send(chance.int(0, plan.linkMs), scope, label, () => {
        cancelTimeout()
        run()
      })
    }
    toHost.send(chance.int(0, plan.linkMs), host.scope, `host: ${name}`, () => {
      host.ask(work).then(
        (answer) => answered('', () => resolve(answer)),
        (error: unknown) => answered(`${name} fails: ${codeOf(error)}`, () => reject(error)),
      )
    })
    return promise
  }

  async function* hints(signal: AbortSignal): AsyncGenerator<Hint> {
    const waiting: Hint[] = []
    let wake = () => {}
    const unsubscribe = await call('hints', async ({ lanes }) =>
      lanes.onHint((hint) => {
        if (!host.scope.isAlive || (chance.happens(plan.hintsLost) && !parts.isHealed())) return
        toSync.send(chance.int(0, plan.linkMs), scope, `hint ${JSON.stringify(hint)}`, () => {
          waiting.push(hint)
          wake()
        })
      }),
    )
    signal.addEventListener('abort', () => wake(), { once: true })
    yield { kind: 'connections' }
    while (!signal.aborted) {
      const hint = waiting.shift()
      if (hint !== undefined) yield hint
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
    unsubscribe()
  }

  return {
    connections: () => call('connections', async ({ lanes }) => lanes.connections()),
    hints,
    claim: (claim) =>
      call(`claim ${claim.lane}`, async ({ lanes }) => {
        const claimed = await lanes.claim(claim)
        if (claimed.batch !== null) parts.onClaimed(claimed.batch)
        return claimed
      }),
    settle: (settlement) =>
      call(`settle ${settlement.outcomes.map(({ status }) => status)}`, ({ lanes }) =>
        lanes.settle(settlement),
      ),
    beginPull: (channelId) => call('beginPull', ({ lanes }) => lanes.beginPull(channelId)),
    ingest: (channelId, message) =>
      call(`ingest ${message.channelRef} ${message.kind}`, ({ lanes }) => lanes.ingest(channelId, message)),
    completePull: (channelId, pullId, error) =>
      call(`completePull ${error?.code ?? ''}`, ({ lanes }) => lanes.completePull(channelId, pullId, error)),
    beginComparison: (question) => call('beginComparison', ({ lanes }) => lanes.beginComparison(question)),
    settleComparison: (found) => call('settleComparison', ({ lanes }) => lanes.settleComparison(found)),
    // Nobody at this desk asks a channel anything.
    answerInquiry: async () => undefined,
    relay: () => call('relay', async ({ relay }) => relay.connection()),
    ingestRelayed: (message) => call(`ingestRelayed ${message.seq}`, ({ relay }) => relay.ingest(message)),
    bridgeRelayGap: (bridge) => call(`bridge ${bridge.gap}`, ({ relay }) => relay.bridgeGap(bridge)),
    relaySeen: (sighting) => call(`relay ${sighting.connection}`, async () => undefined),
  }
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)
