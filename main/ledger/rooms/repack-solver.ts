/**
 * Which stays must change rooms so that one stay gets a room for all its nights. With pinned ones the question is NP-complete
 * (precolouring of interval graphs), so: first the exact search, fewest moves first; then a sweep that is exact when nothing
 * is fixed; then the exact search without a bound on its moves. Each within a budget of rooms looked at, not of time, so that
 * the same house always gives the same answer.
 */
import { Board, type Movable, type Piece } from './repack-board.ts'
import { type Budget, searchChain } from './repack-chain.ts'
import { mirrored, type RepackProblem, sweep } from './repack-sweep.ts'

export type { Movable, Piece } from './repack-board.ts'
export type { RepackProblem } from './repack-sweep.ts'

export interface PlannedMove {
  /** Index of the movable; -1 for the stay that the plan is for. */
  readonly movable: number
  readonly room: number
}

export type RepackAnswer =
  /** The stay itself comes last. */
  | { readonly outcome: 'solved'; readonly moves: readonly PlannedMove[] }
  /** On no account; most of what cannot move lies on that night. */
  | { readonly outcome: 'impossible'; readonly night: number }
  | { readonly outcome: 'notFound' }

export interface RepackEffort {
  /** Rooms looked at by the search for few moves. */
  readonly fewMoves: number
  /** And by the one for any number. */
  readonly anyMoves: number
}

/**
 * Some hundredths of a second each for 200 rooms full to 95 %. Measured there: five times as much finds hardly a plan more, and
 * hardly a shorter one. Tried and left out: improving on the sweep's plan by bounded searches (no shorter plans, three times
 * the time), and fixing beforehand what cannot move anyway (as many plans as without).
 */
export const USUAL_EFFORT: RepackEffort = { fewMoves: 1_000_000, anyMoves: 1_000_000 }
/** What one command takes, with the stay itself. */
export const MOST_MOVES = 500

export function solveRepack(problem: RepackProblem, effort = USUAL_EFFORT): RepackAnswer {
  const full = fullNight(problem)
  if (full !== null) return { outcome: 'impossible', night: full }
  const few: Budget = { left: effort.fewMoves }
  for (let most = 0; most < MOST_MOVES; most++) {
    const found = searchOnce(problem, most, few)
    if (found === 'outOfBudget') break
    if (found === 'impossible') return { outcome: 'impossible', night: worstNight(problem) }
    if (found !== 'none') return solved(problem, found)
  }
  const swept = sweepAll(problem)
  if (swept !== null) return solved(problem, swept)
  const found = searchOnce(problem, MOST_MOVES - 1, { left: effort.anyMoves })
  if (found === 'impossible') return { outcome: 'impossible', night: worstNight(problem) }
  return Array.isArray(found) ? solved(problem, found) : { outcome: 'notFound' }
}

type Searched = PlannedMove[] | 'none' | 'impossible' | 'outOfBudget'

function searchOnce(problem: RepackProblem, most: number, budget: Budget): Searched {
  if (budget.left <= 0) return 'outOfBudget'
  const target = problem.movables.length
  const units: Movable[] = [...problem.movables, { ...problem.target, pieces: [] }]
  const board = new Board(problem.rooms, problem.nights, problem.fixed, units)
  const search = searchChain(board, target, most, budget)
  if (search.outcome === 'outOfBudget') return 'outOfBudget'
  if (search.outcome === 'none') {
    return search.exhausted || most >= problem.movables.length ? 'impossible' : 'none'
  }
  return search.moved
    .map((index) => ({ movable: index === target ? -1 : index, room: board.roomOf(index) }))
    .reverse()
}

/** The shortest of the sweeps; null when none works out. */
function sweepAll(problem: RepackProblem): PlannedMove[] | null {
  let best: PlannedMove[] | null = null
  for (const turned of [problem, mirrored(problem)]) {
    for (const splitStays of ['keep', 'merge'] as const) {
      const rooms = sweep(turned, splitStays)
      if (rooms === null) continue
      const moves = rooms.flatMap((room, index) =>
        room === -1 ? [] : [{ movable: index === problem.movables.length ? -1 : index, room }],
      )
      if (moves.length <= MOST_MOVES && (best === null || moves.length < best.length)) best = moves
    }
  }
  return best
}

/** A plan is never given out unproved. */
function solved(problem: RepackProblem, moves: readonly PlannedMove[]): RepackAnswer {
  const moved = new Map(moves.map(({ movable, room }) => [movable, room]))
  const lies: Piece[] = [...problem.fixed]
  for (const [index, { from, to, pieces }] of [...problem.movables.entries()]) {
    const room = moved.get(index)
    if (room === undefined) lies.push(...pieces)
    else lies.push({ room, from, to })
  }
  lies.push({ room: moved.get(-1) ?? -1, ...problem.target })
  const taken = new Uint8Array(problem.rooms * problem.nights)
  for (const { room, from, to } of lies) {
    if (room < 0 || room >= problem.rooms) throw new Error('a repack plan names no room')
    for (let night = from; night < to; night++) {
      const cell = room * problem.nights + night
      if (taken[cell] === 1) throw new Error('a repack plan gives a room to two')
      taken[cell] = 1
    }
  }
  return { outcome: 'solved', moves }
}

/** A night of the stay on which every room is given away, whoever lies where. */
function fullNight({ rooms, fixed, movables, target }: RepackProblem): number | null {
  const pieces = [...fixed, ...movables.flatMap((movable) => movable.pieces)]
  for (let night = target.from; night < target.to; night++) {
    if (pieces.filter(({ from, to }) => from <= night && night < to).length >= rooms) return night
  }
  return null
}

/** The night on which most is fixed: of the stay, or of the house when nothing is on any of those. */
function worstNight({ nights, fixed, target }: RepackProblem): number {
  const counts = new Array<number>(nights).fill(0)
  for (const { from, to } of fixed)
    for (let night = from; night < to; night++) counts[night] = (counts[night] ?? 0) + 1
  const own = counts.slice(target.from, target.to)
  const most = Math.max(...own)
  if (most > 0) return target.from + own.indexOf(most)
  const mostAnywhere = Math.max(...counts)
  return mostAnywhere > 0 ? counts.indexOf(mostAnywhere) : target.from
}
