/** The rooms of a stay's type as a repack problem, read from the ledger, and its answer in the desk's own terms. */
import { addDays, type DateRange, dayNumber, type IsoDate, laterOf } from '../../../shared/dates.ts'
import type { Room } from '../catalog.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import type { StayRow } from '../stay-rows.ts'
import { fullName, type Reading } from '../views/reading.ts'
import { type NightsToCome, nightsToCome } from './placing.ts'
import { type Movable, type Piece, type RepackProblem, solveRepack } from './repack-solver.ts'
import type { RoomRun } from './room-rows.ts'

type Plan = ReturnType<LedgerQueries['planRepack']>

interface MovableStay extends Movable {
  readonly stayId: number
}

/** What cannot be moved: nights of a stay or of a block. */
interface FixedPiece extends Piece {
  readonly stay: string | null
  readonly block: string | null
}

/** @param seq journal number that the plan is made at. */
export function planRepack(parts: Parts, reading: Reading, stay: StayRow, seq: number): Plan {
  const { businessDate } = reading.property
  const toCome = nightsToCome(parts, stay.id, businessDate)
  if (toCome === null) return { outcome: 'solved', seq, moves: [] }
  const { range, nights } = toCome
  const impossible = (night: IsoDate, pinnedStayIds: string[], blockIds: string[] = []): Plan => ({
    outcome: 'impossible',
    night,
    pinnedStayIds,
    blockIds,
  })
  if (toCome.roomTypeId === null) {
    // No room is of two types: the stay counts for another one from that night on.
    const other = nights.find((night) => night.roomTypeId !== nights[0]?.roomTypeId)
    return impossible(other?.date ?? range.from, [])
  }
  const house = readHouse(parts, reading, toCome.roomTypeId)
  if (house.hasOneRoom(stay.id, range)) return { outcome: 'solved', seq, moves: [] }
  if (stay.pinned === 1) return impossible(range.from, [stay.public_id])
  const { problem, movables, fixed } = house.problemFor(stay.id, range)
  const answer = solveRepack(problem)
  if (answer.outcome === 'notFound') return answer
  if (answer.outcome === 'impossible') {
    const { night } = answer
    const there = fixed.filter(({ from, to }) => from <= night && night < to)
    return impossible(
      addDays(businessDate, night),
      distinct(there.map((piece) => piece.stay)),
      distinct(there.map((piece) => piece.block)),
    )
  }
  const roomIdOf = (index: number | undefined): string | null =>
    index === undefined ? null : (house.rooms[index]?.publicId ?? null)
  const moves = answer.moves.map(({ movable, room }) => {
    const moved = movables[movable]
    const { surname, firstName, ...named } = parts.roomRows.named(moved?.stayId ?? stay.id)
    const from = moved === undefined ? house.firstRoom(stay.id) : moved.pieces[0]?.room
    return {
      ...named,
      guestName: fullName({ surname, firstName }),
      fromRoomId: roomIdOf(from),
      toRoomId: roomIdOf(room) ?? '',
    }
  })
  return { outcome: 'solved', seq, moves }
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

/** All that hangs on the hooks of a type's rooms in service from the business date on. */
function readHouse(parts: Parts, { property, catalog }: Reading, roomTypeId: number) {
  const { businessDate } = property
  const rooms: Room[] = catalog.rooms.all.filter((room) => room.roomTypeId === roomTypeId && room.inService)
  const indexOf = new Map(rooms.map((room, index) => [room.id, index]))
  const today = dayNumber(businessDate)
  const night = (date: IsoDate): number => dayNumber(date) - today

  const blocks: FixedPiece[] = []
  const byStay = new Map<number, { run: RoomRun; pieces: Piece[] }>()
  for (const run of parts.roomRows.runs(roomTypeId, businessDate)) {
    const room = indexOf.get(run.roomId)
    if (room === undefined) continue
    const pieces = piecesOf(run, room)
    if (run.stayId === null) {
      blocks.push(...pieces.map((piece) => ({ ...piece, stay: null, block: run.blockPublicId })))
      continue
    }
    const known = byStay.get(run.stayId)
    if (known === undefined) byStay.set(run.stayId, { run, pieces })
    else known.pieces.push(...pieces)
  }
  for (const { pieces } of byStay.values()) pieces.sort((a, b) => a.from - b.from)

  /** Consecutive nights; other nights may lie between those of one run. */
  function piecesOf(run: RoomRun, room: number): Piece[] {
    const whole = { room, from: night(run.first), to: night(run.last) + 1 }
    if (whole.to - whole.from === run.nights) return [whole]
    const pieces: { room: number; from: number; to: number }[] = []
    for (const hook of parts.roomRows.nightsInRoom(run.roomId, businessDate)) {
      if (hook.stayId !== run.stayId || hook.blockId !== run.blockId) continue
      const last = pieces.at(-1)
      if (last?.to === night(hook.date)) last.to++
      else pieces.push({ room, from: night(hook.date), to: night(hook.date) + 1 })
    }
    return pieces
  }

  /** Its nights to come, if all of them count for this type and none lies in a room that is out of service. */
  function wholeRange({ run, pieces }: { run: RoomRun; pieces: readonly Piece[] }): DateRange | null {
    const { stayId, arrival, departure } = run
    if (stayId === null || arrival === null || departure === null) return null
    if (run.status !== 'reserved' || run.pinned !== 0) return null
    const range = { from: laterOf(arrival, businessDate), to: departure }
    const given = pieces.reduce((sum, { from, to }) => sum + to - from, 0)
    // A hook's night counts for the type of its room: there is nothing left to ask when it has a hook on all of them.
    if (given === night(range.to) - night(range.from)) return range
    const toCome = nightsToCome(parts, stayId, businessDate)
    return toCome !== null && isOneBlock(toCome, roomTypeId) ? toCome.range : null
  }

  return {
    rooms,
    firstRoom: (stayId: number): number | undefined => byStay.get(stayId)?.pieces[0]?.room,
    hasOneRoom(stayId: number, range: DateRange): boolean {
      const pieces = byStay.get(stayId)?.pieces ?? []
      return pieces.length === 1 && pieces[0]?.from === night(range.from) && pieces[0].to === night(range.to)
    },
    /** @param targetId its own rooms are free for others. */
    problemFor(targetId: number, range: DateRange) {
      const movables: MovableStay[] = []
      const fixed: FixedPiece[] = [...blocks]
      for (const [stayId, held] of byStay) {
        if (stayId === targetId) continue
        const whole = wholeRange(held)
        if (whole !== null) {
          movables.push({ stayId, from: night(whole.from), to: night(whole.to), pieces: held.pieces })
        } else {
          const stay = held.run.stayPublicId
          fixed.push(...held.pieces.map((piece) => ({ ...piece, stay, block: null })))
        }
      }
      const target = { from: night(range.from), to: night(range.to) }
      const nights = [...movables, ...fixed, target].reduce((last, { to }) => Math.max(last, to), 0)
      const problem: RepackProblem = { rooms: rooms.length, nights, fixed, movables, target }
      return { problem, movables, fixed }
    },
  }
}

/** No night in between is missing, and all count for the type. */
function isOneBlock({ range, nights, roomTypeId }: NightsToCome, wanted: number): boolean {
  return roomTypeId === wanted && nights.length === dayNumber(range.to) - dayNumber(range.from)
}
