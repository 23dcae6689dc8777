/**
 * The quick way to a plan with many moves: stays are taken in the order of their arrivals, each keeps its room while it can,
 * and one that cannot takes a room that is free on its first night. As long as nothing is fixed, such a room exists whenever
 * the counts fit (greedy colouring of an interval graph), so the answer is then exact; with fixed ones it is an attempt.
 */
import type { Movable, Piece } from './repack-board.ts'

export interface RepackProblem {
  /** Rooms of the type that are in service. */
  readonly rooms: number
  readonly nights: number
  /** Guests in house, pinned stays, blocks. */
  readonly fixed: readonly Piece[]
  readonly movables: readonly Movable[]
  /** The nights that shall be slept in one room. */
  readonly target: { readonly from: number; readonly to: number }
}

/** The room that a stay has for all its nights; -1 when it has several, or lacks one on some night. */
export function onlyRoom({ from, to, pieces }: Movable): number {
  const [piece] = pieces
  const isWhole = pieces.length === 1 && piece?.from === from && piece.to === to
  return isWhole ? piece.room : -1
}

/**
 * @param splitStays a stay that changes rooms on its way keeps them (`keep`), or gets one for all its nights (`merge`).
 * @returns by movable, and for the target at last, the room it gets; -1 for one that stays as it is. Null: no luck.
 */
export function sweep(problem: RepackProblem, splitStays: 'keep' | 'merge'): number[] | null {
  const units: Movable[] = [...problem.movables, { ...problem.target, pieces: [] }]
  const isSwept = units.map(
    (unit, index) =>
      index === units.length - 1 ||
      onlyRoom(unit) !== -1 ||
      (splitStays === 'merge' && unit.pieces.length > 0),
  )
  const kept = units.flatMap((unit, index) => (isSwept[index] ? [] : unit.pieces))
  const blockedFrom = nextBlocked(problem, [...problem.fixed, ...kept])
  const order = units.map((_, index) => index).filter((index) => isSwept[index])
  const unitOf = (index: number): Movable => units[index] ?? { from: 0, to: 0, pieces: [] }
  order.sort((a, b) => unitOf(a).from - unitOf(b).from || onlyRoom(unitOf(b)) - onlyRoom(unitOf(a)) || a - b)
  const owners = ownersByRoom(problem.rooms, units, order)

  const rooms = new Array<number>(units.length).fill(-1)
  const busyUntil = new Int32Array(problem.rooms)
  for (const index of order) {
    const unit = unitOf(index)
    const canTake = (room: number): boolean =>
      (busyUntil[room] ?? 0) <= unit.from &&
      (blockedFrom[room * (problem.nights + 1) + unit.from] ?? 0) >= unit.to
    const own = unit.pieces[0]?.room ?? -1
    const room = own !== -1 && canTake(own) ? own : leastDisturbed(problem, unit, canTake, owners, rooms)
    if (room === -1) return null
    rooms[index] = room
    busyUntil[room] = unit.to
  }
  return rooms.map((room, index) => (room === onlyRoom(unitOf(index)) ? -1 : room))
}

/** By room and night, the next night that is taken for good; one night more than there are, so that it can be looked up. */
function nextBlocked({ rooms, nights }: RepackProblem, blocked: readonly Piece[]): Int32Array {
  const width = nights + 1
  const next = new Int32Array(rooms * width).fill(nights)
  for (const { room, from, to } of blocked) {
    for (let night = from; night < to; night++) next[room * width + night] = night
  }
  for (let room = 0; room < rooms; room++) {
    for (let night = nights - 1; night >= 0; night--) {
      const at = room * width + night
      if (next[at] !== night) next[at] = next[at + 1] ?? nights
    }
  }
  return next
}

interface Owner {
  readonly index: number
  readonly from: number
}

/** Who has each room now, in order of arrival. */
function ownersByRoom(rooms: number, units: readonly Movable[], order: readonly number[]): Owner[][] {
  const owners = Array.from({ length: rooms }, (): Owner[] => [])
  for (const index of order) {
    const unit = units[index]
    if (unit === undefined) continue
    const room = onlyRoom(unit)
    if (room !== -1) owners[room]?.push({ index, from: unit.from })
  }
  return owners
}

/** The free room whose next owner comes late enough, or else the latest. */
function leastDisturbed(
  { rooms, nights }: RepackProblem,
  unit: Movable,
  canTake: (room: number) => boolean,
  owners: readonly Owner[][],
  placed: readonly number[],
): number {
  let best = -1
  let bestUntil = -1
  for (let room = 0; room < rooms; room++) {
    if (!canTake(room)) continue
    const next = owners[room]?.find(({ index, from }) => from >= unit.from && placed[index] === -1)
    const until = next?.from ?? nights
    const isBetter =
      until >= unit.to ? bestUntil < unit.to || until < bestUntil : bestUntil < unit.to && until > bestUntil
    if (best === -1 || isBetter) [best, bestUntil] = [room, until]
  }
  return best
}

/** The same question with time running backwards: it may need fewer moves. */
export function mirrored(problem: RepackProblem): RepackProblem {
  const turn = <R extends { readonly from: number; readonly to: number }>(range: R): R => ({
    ...range,
    from: problem.nights - range.to,
    to: problem.nights - range.from,
  })
  return {
    ...problem,
    fixed: problem.fixed.map(turn),
    movables: problem.movables.map((unit) => ({ ...turn(unit), pieces: unit.pieces.map(turn).reverse() })),
    target: turn(problem.target),
  }
}
