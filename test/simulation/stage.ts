/** What whatever happens in a world may lay hands on. */
import type { IsoDate } from '../../shared/dates.ts'
import type { Chance } from './chance.ts'
import type { ModelledChannel } from './channel.ts'
import type { FrontDesk } from './front-desk.ts'
import type { Machine } from './machine.ts'
import type { MachineClock } from './machine-clock.ts'
import type { Plan } from './plan.ts'
import type { ModelledRelay } from './relay.ts'
import type { Timeline } from './timeline.ts'
import type { Webhooks } from './webhooks.ts'

export interface Stage {
  readonly chance: Chance
  readonly plan: Plan
  readonly timeline: Timeline
  readonly clock: MachineClock
  readonly relay: ModelledRelay
  readonly channels: ReadonlyMap<string, ModelledChannel>
  readonly machines: readonly Machine[]
  readonly desk: FrontDesk
  readonly webhooks: readonly Webhooks[]
  /** Our public ids of the channels, by name. */
  readonly ids: ReadonlyMap<string, string>
  readonly types: readonly { readonly publicId: string; readonly code: string }[]
  readonly ratePlans: readonly { readonly publicId: string; readonly code: string }[]
  readonly rooms: readonly { readonly publicId: string }[]
  /** What the desk has sold, holds and has out of order. */
  readonly sold: { reservationId: string; stayId: string }[]
  readonly held: string[]
  readonly blocks: string[]
  guests: number
  /** The day at the hotel, by the right time. */
  today(): IsoDate
  mappingOf(
    types: readonly string[],
    plans: readonly string[],
  ): { roomTypeId: string; roomCode: string; rates: { ratePlanId: string; rateCode: string }[] }[]
}
