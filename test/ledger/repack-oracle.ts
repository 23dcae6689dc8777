/** Repack by trying everything, for small houses; and whether a plan is one. */
import type { Movable, Piece, PlannedMove, RepackProblem } from '../../main/ledger/rooms/repack-solver.ts'

/** Who lies where after the moves, the target last; a stay that is not moved keeps its pieces. */
function laidOut(problem: RepackProblem, moves: readonly PlannedMove[]): Piece[] {
  const moved = new Map(moves.map(({ movable, room }) => [movable, room]))
  const pieces = problem.movables.flatMap((stay, index): readonly Piece[] => {
    const room = moved.get(index)
    return room === undefined ? stay.pieces : [{ room, from: stay.from, to: stay.to }]
  })
  return [...problem.fixed, ...pieces, { room: moved.get(-1)!, ...problem.target }]
}

const overlap = (a: Piece, b: Piece) => a.room === b.room && a.from < b.to && b.from < a.to

/** What is wrong with a plan; null when nothing is. */
export function faultOf(problem: RepackProblem, moves: readonly PlannedMove[]): string | null {
  if (moves.at(-1)?.movable !== -1) return 'the stay itself is not last'
  if (new Set(moves.map(({ movable }) => movable)).size < moves.length) return 'a stay moves twice'
  if (moves.some(({ room }) => room < 0 || room >= problem.rooms)) return 'there is no such room'
  const pieces = laidOut(problem, moves)
  const clash = pieces.some((piece, index) => pieces.slice(index + 1).some((other) => overlap(piece, other)))
  return clash ? 'two in one room' : null
}

/** The fewest stays that must move, beside the one itself; null when there is no way at all. */
export function fewestMoves({ rooms, fixed, movables, target }: RepackProblem): number | null {
  let best: number | null = null
  const ways = (stay: Movable): { pieces: readonly Piece[]; moves: number }[] => [
    { pieces: stay.pieces, moves: 0 },
    ...Array.from({ length: stay.pieces.length === 0 ? 0 : rooms }, (_, room) => ({
      pieces: [{ room, from: stay.from, to: stay.to }],
      moves: 1,
    })),
  ]
  const fits = (lain: readonly Piece[], pieces: readonly Piece[]) =>
    !pieces.some((piece) => lain.some((other) => overlap(piece, other)))
  const go = (index: number, lain: readonly Piece[], moves: number): void => {
    if (best !== null && moves >= best) return
    const stay = movables[index]
    if (stay === undefined) {
      best = moves
      return
    }
    for (const way of ways(stay)) {
      if (fits(lain, way.pieces)) go(index + 1, [...lain, ...way.pieces], moves + way.moves)
    }
  }
  for (let room = 0; room < rooms; room++) {
    const own = [{ room, ...target }]
    if (fits(fixed, own)) go(0, [...fixed, ...own], 0)
  }
  return best
}
