/** The hotel's room types, rooms and rate plans, kept in memory: they change rarely and every command looks them up. */
import { DomainError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'

export interface RoomType {
  readonly id: number
  readonly publicId: string
  readonly code: string
  readonly name: string
  readonly baseOccupancy: number
  readonly maxOccupancy: number
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
}
export interface CancellationPolicy {
  readonly id: number
  readonly publicId: string
  readonly name: string
  readonly freeUntilDays: number
  readonly latePercent: number
  /** Null: all nights. */
  readonly lateNights: number | null
  readonly noShowPercent: number
  readonly noShowNights: number | null
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
  return () => {
    const typeShelf = new Shelf(
      roomTypes.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        code: row.code,
        name: row.name,
        baseOccupancy: row.base_occupancy,
        maxOccupancy: row.max_occupancy,
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
      })),
    )
    const policyShelf = new Shelf(
      policies.all({}).map((row) => ({
        id: row.id,
        publicId: row.public_id,
        name: row.name,
        freeUntilDays: row.free_until_days,
        latePercent: row.late_percent,
        lateNights: row.late_nights,
        noShowPercent: row.no_show_percent,
        noShowNights: row.no_show_nights,
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
