/** A channel that is not fetched from: it posts each revision to the relay, in order, until the relay has answered with success. */
import type { Chance } from './chance.ts'
import type { ModelledChannel } from './channel.ts'
import { type Booking, latestOf, messageOf, type Revision } from './channel-bookings.ts'
import type { ModelledRelay } from './relay.ts'
import { type Timeline, WORLD } from './timeline.ts'

export interface WebhookParts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly relay: ModelledRelay
  readonly channel: ModelledChannel
  /** The channel's number at the relay: our public id of it. */
  readonly source: string
  readonly networkMs: number
  readonly isHealed: () => boolean
}

export class Webhooks {
  readonly #parts: WebhookParts
  readonly #waiting: { booking: Booking; revision: Revision; body: string }[] = []
  #count = 0
  #isPosting = false

  constructor(parts: WebhookParts) {
    this.#parts = parts
    parts.channel.onRevision = (booking, revision) => this.post(booking, revision)
  }

  post(booking: Booking, revision: Revision): void {
    const message = messageOf(booking, revision, 'posted', this.#parts.channel.isNumbered)
    // Each has a number of its own, so that a booking that goes back to what it was is no repeat.
    const body = JSON.stringify({ id: ++this.#count, messages: [message] })
    this.#waiting.push({ booking, revision, body })
    this.#next()
  }

  /** Everything once more, as it stands: the relay has lost what it had. */
  postAll(): void {
    for (const booking of this.#parts.channel.bookings.values()) this.post(booking, latestOf(booking))
  }

  #next(): void {
    const { timeline, chance, relay, channel, source, networkMs, isHealed } = this.#parts
    const first = this.#waiting[0]
    if (first === undefined || this.#isPosting) return
    this.#isPosting = true
    const isLost = chance.happens(0.1) && !isHealed()
    const isAnswerLost = chance.happens(0.1) && !isHealed()
    const name = `${channel.plan.name} posts ${first.booking.ref} ${first.revision.kind}`
    timeline.after(chance.int(1, networkMs), WORLD, `${name}${isLost ? ', which is lost' : ''}`, () => {
      this.#isPosting = false
      const isAccepted = !isLost && relay.post(source, first.body) && !isAnswerLost
      if (isAccepted) {
        this.#waiting.shift()
        first.booking.waiting.delete(first.revision.number)
        this.#next()
      } else timeline.after(chance.int(100, 1_500), WORLD, '', () => this.#next())
    })
  }
}
