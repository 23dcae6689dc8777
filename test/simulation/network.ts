/** The network between the hotel and its channels: what is asked may be lost, late, doubled, cut off or refused on the way. */
import { type Http, type HttpAnswer, HttpFailure, type HttpRequest } from '../../sync/engine/ports.ts'
import type { Chance } from './chance.ts'
import type { Item, ModelledChannel } from './channel.ts'
import type { Fate, Plan } from './plan.ts'
import { type Scope, type Timeline, WORLD } from './timeline.ts'

export interface NetworkParts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly plan: Plan
  readonly channels: ReadonlyMap<string, ModelledChannel>
  /** Called when the channel is told that a message arrived, before it forgets it. */
  readonly onAcknowledged: (channel: ModelledChannel, receipt: string) => void
}

const answerOf = (
  status: number,
  content: unknown = '',
  headers: Record<string, string> = {},
): HttpAnswer => ({
  status,
  headers,
  body: JSON.stringify(content),
})

export class Network {
  readonly #parts: NetworkParts
  /** No more faults from then on. */
  isHealed = false

  constructor(parts: NetworkParts) {
    this.#parts = parts
  }

  /** As one sync process sees it: what comes back after its death reaches nobody. */
  httpOf(scope: Scope): Http {
    return { request: (request) => this.#request(request, scope) }
  }

  #request(request: HttpRequest, scope: Scope): Promise<HttpAnswer> {
    const { timeline, chance, plan, channels } = this.#parts
    const [name = '', action = ''] = request.url.slice('https://'.length).split('/')
    const channel = channels.get(name)!
    const fate = this.#fateOf(channel)
    const there = chance.int(1, plan.networkMs)
    const back = chance.int(1, plan.networkMs)
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>()
    let isOver = false
    const end = (run: () => void) => {
      if (isOver) return
      isOver = true
      request.signal.removeEventListener('abort', giveUp)
      cancelTimeout()
      run()
    }
    const fail = (code: string, sent: 'no' | 'maybe') =>
      end(() => reject(new HttpFailure(code, `no answer: ${code}`, sent)))
    const giveUp = () => fail('GivenUp', 'maybe')
    request.signal.addEventListener('abort', giveUp, { once: true })
    const cancelTimeout = timeline.after(request.timeoutMs, scope, `${name} ${action} timed out`, () =>
      fail('Timeout', 'maybe'),
    )
    const returns = (answer: HttpAnswer) =>
      timeline.after(back, scope, `${name} ${action} answers ${answer.status}`, () =>
        end(() => resolve(answer)),
      )
    const arrive = (ms: number, label: string, run: () => void) =>
      timeline.after(ms, WORLD, `${name} ${action} ${label}`, run)
    const take = () => this.#answer(channel, action, request.body ?? '')

    if (request.signal.aborted) giveUp()
    else if (fate === 'noConnection')
      timeline.after(there, scope, `${name} ${action} has no connection`, () => fail('NoConnection', 'no'))
    else if (fate === 'lost') timeline.note(`${name} ${action} is lost`)
    else if (fate === 'answerLost') arrive(there, 'arrives, its answer is lost', take)
    else if (fate === 'late')
      arrive(chance.int(1, this.#deadlineMs(channel) - 1), 'arrives late', () => returns(take()))
    else if (fate === 'doubled')
      arrive(there, 'arrives doubled', () => {
        const first = take()
        const second = take()
        returns(chance.happens(0.5) ? first : second)
      })
    else if (fate === 'well') arrive(there, 'arrives', () => returns(take()))
    else arrive(there, `is refused: ${fate}`, () => returns(this.#refuse(fate, take)))
    return promise
  }

  #fateOf(channel: ModelledChannel): Fate {
    const { chance, plan, timeline } = this.#parts
    const fate = chance.weighted<Fate>(plan.fates)
    const isLost = chance.happens(0.5)
    if (this.isHealed) return 'well'
    if (timeline.now < channel.reachableAt) return isLost ? 'lost' : 'noConnection'
    return fate
  }

  /** T: what arrives at all arrives before it. */
  #deadlineMs(channel: ModelledChannel): number {
    return channel.plan.settings.requestDeadlineMs
  }

  #refuse(fate: Fate, take: () => HttpAnswer): HttpAnswer {
    const { chance } = this.#parts
    if (fate === 'unauthorized') return answerOf(401)
    if (fate === 'broken') {
      if (chance.happens(0.5)) take()
      return answerOf(500)
    }
    const headers = chance.happens(0.5) ? { 'retry-after': String(chance.int(100, 3_000)) } : {}
    return answerOf(fate === 'tooMany' ? 429 : 503, '', headers)
  }

  #answer(channel: ModelledChannel, action: string, body: string): HttpAnswer {
    const content = JSON.parse(body) as { items: Item[]; queue: string; receipts: string[] }
    if (action === 'receive') {
      const shown = channel.receive(content.items)
      return shown === null ? answerOf(400) : answerOf(200, shown)
    }
    if (action === 'fetch') return answerOf(200, channel.fetch(content.queue))
    for (const receipt of content.receipts) {
      this.#parts.onAcknowledged(channel, receipt)
      channel.acknowledge(receipt)
    }
    return answerOf(200)
  }
}
