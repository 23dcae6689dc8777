/**
 * The rooms of one type by their nights while a plan is looked for: who lies where, what may move, and what is settled. Rooms,
 * nights and stays are indices; every change can be taken back.
 */

/** Nights of one room, `to` exclusive. */
export interface Piece {
  readonly room: number
  readonly from: number
  readonly to: number
}

/** A stay that may change rooms: it then gets one room from `from` to `to`, and leaves the pieces that it has now. */
export interface Movable {
  readonly from: number
  readonly to: number
  /** Empty: it has no room and needs none, unless it is the stay that the plan is made for. */
  readonly pieces: readonly Piece[]
}

const FREE = 0
const FIXED = -1

export class Board {
  readonly rooms: number
  readonly nights: number
  readonly #units: readonly Movable[]
  /** By room and night: the unit's index + 1, or `FREE` or `FIXED`. */
  readonly #owner: Int32Array
  /** By night, a bit for every room that is free then. */
  readonly #free: Uint32Array
  readonly #words: number
  /** The room that a unit was given by the plan, -1 while it lies where it did. */
  readonly #settled: Int32Array

  constructor(rooms: number, nights: number, fixed: readonly Piece[], units: readonly Movable[]) {
    this.rooms = rooms
    this.nights = nights
    this.#units = units
    this.#owner = new Int32Array(rooms * nights)
    this.#words = Math.ceil(rooms / 32)
    this.#free = new Uint32Array(nights * this.#words)
    this.#settled = new Int32Array(units.length).fill(-1)
    for (let night = 0; night < nights; night++) {
      for (let room = 0; room < rooms; room++) this.#setFree(room, night, true)
    }
    for (const piece of fixed) this.#fill(piece, FIXED)
    for (let unit = 0; unit < units.length; unit++) this.restore(unit)
  }

  unit(index: number): Movable {
    const unit = this.#units[index]
    if (unit === undefined) throw new Error(`no stay ${index}`)
    return unit
  }

  /** Takes a unit out of the rooms that it has now. */
  lift(index: number): void {
    for (const piece of this.unit(index).pieces) this.#fill(piece, FREE)
  }

  /** Puts it back there. */
  restore(index: number): void {
    for (const piece of this.unit(index).pieces) this.#fill(piece, index + 1)
  }

  /** Gives a lifted unit one room, for good as far as this branch of the search goes. */
  settle(index: number, room: number): void {
    const { from, to } = this.unit(index)
    this.#fill({ room, from, to }, index + 1)
    this.#settled[index] = room
  }

  unsettle(index: number): void {
    const room = this.roomOf(index)
    const { from, to } = this.unit(index)
    this.#fill({ room, from, to }, FREE)
    this.#settled[index] = -1
  }

  /** -1: the plan leaves it where it lies. */
  roomOf(index: number): number {
    return this.#settled[index] ?? -1
  }

  /** Who would have to leave the room for this unit; null when something there cannot. At most `most` are looked for. */
  inTheWay(room: number, { from, to }: Movable, most: number): number[] | null {
    let found: number[] | null = null
    const row = room * this.nights
    let last = FREE
    for (let night = from; night < to; night++) {
      const owner = this.#owner[row + night] ?? FIXED
      if (owner === FREE || owner === last) continue
      if (owner === FIXED || this.roomOf(owner - 1) !== -1) return null
      last = owner
      if (found === null) found = [owner - 1]
      else if (!found.includes(owner - 1)) found.push(owner - 1)
      if (found.length > most) return found
    }
    return found ?? NOBODY
  }

  /** Rooms that are free from `from` to `to`, in order. */
  freeRooms({ from, to }: Movable): number[] {
    const found: number[] = []
    for (let word = 0; word < this.#words; word++) {
      let bits = 0xffff_ffff
      for (let night = from; night < to && bits !== 0; night++) {
        bits &= this.#free[night * this.#words + word] ?? 0
      }
      for (; bits !== 0; bits &= bits - 1) found.push(word * 32 + 31 - Math.clz32(bits & -bits))
    }
    return found
  }

  isFixed(room: number, night: number): boolean {
    return this.#owner[room * this.nights + night] === FIXED
  }

  #fill({ room, from, to }: Piece, owner: number): void {
    for (let night = from; night < to; night++) {
      this.#owner[room * this.nights + night] = owner
      this.#setFree(room, night, owner === FREE)
    }
  }

  #setFree(room: number, night: number, free: boolean): void {
    const word = night * this.#words + (room >> 5)
    const bit = 1 << (room & 31)
    const before = this.#free[word] ?? 0
    this.#free[word] = free ? before | bit : before & ~bit
  }
}

const NOBODY: number[] = []
