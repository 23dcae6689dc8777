/** How well a room suits a stay: a sum of what is not as wished, with its reasons. 0 is a perfect fit, the least is best. */
import type { RoomFit } from '../../../shared/contract/rooms.ts'
import type { Wishes } from '../../../shared/contract/wishes.ts'
import type { Room } from '../catalog.ts'

/** One step weighs more than all that is written below it together, as long as wishes are few. */
const COSTS = {
  otherType: 10_000,
  notAccessible: 2_000,
  featureMissing: 200,
  /** By how far away it is. */
  notNear: { sameFloor: 80, elsewhere: 160 },
  otherFloor: 60,
  notClean: 30,
  /** For each night. */
  orphanNights: 5,
}

/** A gap of so many nights or fewer is sold to hardly anybody. */
const MOST_ORPHAN_NIGHTS = 2

export interface WantedRoom {
  readonly roomTypeId: number
  readonly wishes: Wishes
  /** The guest comes on the business date, or moves then: the room must be ready. */
  readonly isToday: boolean
  /** Rooms of the stays that it should be next to, as far as they have one. */
  readonly near: readonly Room[]
}

/** Free nights next to the stay; null when there are more than anybody looks at. */
export interface Gaps {
  readonly before: number | null
  readonly after: number | null
}

export interface FreeRoom {
  readonly room: Room
  /** What the desk calls the room's type. */
  readonly typeCode: string
  readonly gaps: Gaps
  /** Someone is in house in it now. */
  readonly isOccupied: boolean
}

type Reason = RoomFit['because'][number]

export interface RankedRoom extends FreeRoom {
  readonly fit: RoomFit
  /** What it offers that nobody asked for: better kept for those who will. */
  readonly surplus: number
}

/** Neighbours follow each other on one floor. */
export function areNeighbours(a: Room, b: Room): boolean {
  return a.floor === b.floor && Math.abs(a.position - b.position) === 1
}

export function rank(free: FreeRoom, wanted: WantedRoom): RankedRoom {
  const because = [
    ...typeReasons(free, wanted),
    ...wishReasons(free.room, wanted.wishes),
    ...nearReasons(free.room, wanted.near),
    ...stateReasons(free, wanted),
    ...gapReasons(free.gaps),
  ]
  const cost = because.reduce((sum, reason) => sum + reason.cost, 0)
  const fit = { roomId: free.room.publicId, cost, because }
  return { ...free, fit, surplus: surplusOf(free.room, wanted.wishes) }
}

/** The best first. The order of the house decides at last, so that the same house gives the same answer. */
export function compareRooms(a: RankedRoom, b: RankedRoom): number {
  return (
    a.fit.cost - b.fit.cost ||
    a.surplus - b.surplus ||
    looseness(a.gaps) - looseness(b.gaps) ||
    a.room.position - b.room.position ||
    a.room.id - b.room.id
  )
}

/** Long gaps are kept whole for long stays. */
function looseness({ before, after }: Gaps): number {
  return (before ?? FAR) + (after ?? FAR)
}
const FAR = 1_000

function has(room: Room, feature: string): boolean {
  const wanted = feature.toLowerCase()
  return room.features.some((own) => own.toLowerCase() === wanted)
}

function surplusOf(room: Room, wishes: Wishes): number {
  const wished = new Set(wishes.features.map((feature) => feature.toLowerCase()))
  const extra = room.features.filter((feature) => !wished.has(feature.toLowerCase())).length
  return extra + (room.accessible && !wishes.accessible ? FAR : 0)
}

function typeReasons({ room, typeCode }: FreeRoom, { roomTypeId }: WantedRoom): Reason[] {
  if (room.roomTypeId === roomTypeId) return []
  return [{ what: 'otherType', cost: COSTS.otherType, detail: typeCode }]
}

function wishReasons(room: Room, wishes: Wishes): Reason[] {
  const reasons: Reason[] = []
  if (wishes.accessible && !room.accessible) {
    reasons.push({ what: 'notAccessible', cost: COSTS.notAccessible, detail: '' })
  }
  for (const feature of wishes.features) {
    if (has(room, feature)) continue
    reasons.push({ what: 'featureMissing', cost: COSTS.featureMissing, detail: feature })
  }
  if (wishes.floor !== '' && wishes.floor !== room.floor) {
    reasons.push({ what: 'otherFloor', cost: COSTS.otherFloor, detail: wishes.floor })
  }
  return reasons
}

function nearReasons(room: Room, near: readonly Room[]): Reason[] {
  return near.flatMap((other) => {
    if (areNeighbours(room, other)) return []
    const cost = room.floor === other.floor ? COSTS.notNear.sameFloor : COSTS.notNear.elsewhere
    return [{ what: 'notNear' as const, cost, detail: other.name }]
  })
}

function stateReasons({ room, isOccupied }: FreeRoom, { isToday }: WantedRoom): Reason[] {
  if (!isToday || (room.housekeeping !== 'dirty' && !isOccupied)) return []
  return [{ what: 'notClean', cost: COSTS.notClean, detail: isOccupied ? 'occupied' : 'dirty' }]
}

function gapReasons({ before, after }: Gaps): Reason[] {
  const orphans = [before, after].reduce<number>(
    (sum, gap) => sum + (gap !== null && gap <= MOST_ORPHAN_NIGHTS ? gap : 0),
    0,
  )
  if (orphans === 0) return []
  return [{ what: 'orphanNights', cost: orphans * COSTS.orphanNights, detail: String(orphans) }]
}
