/** The hotel's room types, rooms and rate plans, kept in memory: they change rarely and every command looks them up. */
import { DomainError } from '../../shared/errors.ts'
import {
  type CancellationTerms,
  cancellationTermsSchema,
  type Derivation,
  derivationSchema,
  type PlanTerms,
  planTermsSchema,
} from '../../shared/rates/plan-terms.ts'
import type { Store } from '../store/store.ts'

export interface RoomType {
  readonly id: number
  readonly publicId: string
  readonly code: string
  readonly name: string
  readonly baseOccupancy: number
  readonly maxOccupancy: number
  readonly extraBeds: number
  /** Bounds of the price for base occupancy on plans without a parent; minor units. */
  readonly floorMinor: number | null
  readonly ceilingMinor: number | null
}
export interface Room {
  readonly id: number
  readonly publicId: string
  readonly roomTypeId: number
  readonly name: string
  readonly inService: boolean
  readonly floor: string
  readonly accessible: boolean
  readonly features: readonly string[]
  readonly housekeeping: 'clean' | 'dirty' | 'inspected'
  /** Order of the rooms in the house: neighbours follow each other. */
  readonly position: number
}
export interface RatePlan {
  readonly id: number
  readonly publicId: string
  readonly code: string
  readonly name: string
  readonly cancellationPolicyId: number | null
  /** Null: it has prices of its own. */
  readonly parent: { readonly id: number; readonly derivation: Derivation } | null
  readonly terms: PlanTerms
  readonly isActive: boolean
  readonly isSoldAtDesk: boolean
  /** Public ids of the channels on which it is not sold. */
  readonly notOnChannelIds: readonly string[]
  readonly seq: number
}
export interface CancellationPolicy {
  readonly id: number
  readonly publicId: string
  readonly name: string
  readonly terms: CancellationTerms
}

class Shelf<T extends { id: number; publicId: string }> {
  readonly all: readonly T[]
  readonly #byId: ReadonlyMap<number, T>
  readonly #byPublicId: ReadonlyMap<string, T>

  constructor(items: readonly T[]) {
    this.all = items
    this.#byId = new Map(items.map((item) => [item.id, item]))
    this.#byPublicId = new Map(items.map((item) => [item.publicId, item]))
  }

  find(publicId: string): T | undefined {
    return this.#byPublicId.get(publicId)
  }

  /** For ids that come from the ledger's own rows. */
  get(id: number): T {
    const item = this.#byId.get(id)
    if (item === undefined) throw new Error(`the catalog has no row ${id}`)
    return item
  }
}

export interface Catalog {
  readonly roomTypes: Shelf<RoomType>
  readonly rooms: Shelf<Room>
  readonly ratePlans: Shelf<RatePlan>
  readonly policies: Shelf<CancellationPolicy>
  /** @throws DomainError UnknownRoomType */
  roomType(publicId: string): RoomType
  /** @throws DomainError UnknownRoom */
  room(publicId: string): Room
  /** @throws DomainError UnknownRatePlan */
  ratePlan(publicId: string): RatePlan
}

export function createCatalogReader(store: Store): () => Catalog {
  const roomTypes = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('room_type').selectAll().orderBy('position'),
  )
  const rooms = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('room').selectAll().orderBy('position'),
  )
  const ratePlans = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('rate_plan').selectAll().orderBy('position'),
  )
  const policies = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('cancellation_policy').selectAll().orderBy('name'),
  )
  const notSoldOn = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('rate_plan_not_on')
      .innerJoin('channel', 'channel.id', 'rate_plan_not_on.channel_id')
      .select(['rate_plan_id as ratePlanId', 'channel.public_id as channelId']),
  )
  return () => {
    const notOn = notSoldOn.all({})
    const typeShelf = new Shelf(
      roomTypes.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        code: row.code,
        name: row.name,
        baseOccupancy: row.base_occupancy,
        maxOccupancy: row.max_occupancy,
        extraBeds: row.extra_beds,
        floorMinor: row.price_floor_minor,
        ceilingMinor: row.price_ceiling_minor,
      })),
    )
    const roomShelf = new Shelf(
      rooms.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        roomTypeId: row.room_type_id,
        name: row.name,
        inService: row.in_service === 1,
        floor: row.floor,
        accessible: row.accessible === 1,
        features: JSON.parse(row.features) as string[],
        housekeeping: row.housekeeping,
        position: row.position,
      })),
    )
    const planShelf = new Shelf(
      ratePlans.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        code: row.code,
        name: row.name,
        cancellationPolicyId: row.cancellation_policy_id,
        parent:
          row.parent_id === null || row.derivation === null
            ? null
            : { id: row.parent_id, derivation: derivationSchema.parse(JSON.parse(row.derivation)) },
        terms: planTermsSchema.parse(JSON.parse(row.terms)),
        isActive: row.active === 1,
        isSoldAtDesk: row.sold_at_desk === 1,
        notOnChannelIds: notOn
          .filter(({ ratePlanId }) => ratePlanId === row.id)
          .map(({ channelId }) => channelId),
        seq: row.seq,
      })),
    )
    const policyShelf = new Shelf(
      policies.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        name: row.name,
        terms: cancellationTermsSchema.parse(JSON.parse(row.terms)),
      })),
    )
    return {
      roomTypes: typeShelf,
      rooms: roomShelf,
      ratePlans: planShelf,
      policies: policyShelf,
      roomType: (publicId) =>
        typeShelf.find(publicId) ?? fail(new DomainError('UnknownRoomType', { roomTypeId: publicId })),
      room: (publicId) =>
        roomShelf.find(publicId) ?? fail(new DomainError('UnknownRoom', { roomId: publicId })),
      ratePlan: (publicId) =>
        planShelf.find(publicId) ?? fail(new DomainError('UnknownRatePlan', { ratePlanId: publicId })),
    }
  }
}

function fail(error: Error): never {
  throw error
}
