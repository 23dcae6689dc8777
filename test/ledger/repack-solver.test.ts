/** Repack as a question of its own: never a wrong plan, the fewest moves, and "impossible" only when trying everything agrees. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Movable,
  type Piece,
  type RepackProblem,
  solveRepack,
  USUAL_EFFORT,
} from '../../main/ledger/rooms/repack-solver.ts'
import { soak } from '../soak.ts'
import { faultOf, fewestMoves } from './repack-oracle.ts'

const RUNS = soak ? 4_000 : 300

interface Draft {
  gap: number
  nights: number
  kind: 'fixed' | 'movable' | 'split' | 'part'
}

const overlaps = (a: { from: number; to: number }, b: { from: number; to: number }) =>
  a.from < b.to && b.from < a.to

/** Every room full but for its gaps; a split stay goes on in the next room where it is free there, else it has one room. */
function houseOf(nights: number, lanes: readonly (readonly Draft[])[], pick: number): RepackProblem {
  const fixed: Piece[] = []
  const movables: Movable[] = []
  const isFree = (piece: Piece) =>
    [...fixed, ...movables.flatMap(({ pieces }) => pieces)].every(
      (other) => other.room !== piece.room || !overlaps(other, piece),
    )
  for (const [room, lane] of lanes.entries()) {
    let night = 0
    for (const { gap, nights: length, kind } of lane) {
      const from = night + gap
      const to = Math.min(nights, from + length)
      night = to
      const whole = { room, from, to }
      if (to <= from || !isFree(whole)) continue
      const middle = Math.floor((from + to) / 2)
      const next = { room: (room + 1) % lanes.length, from: middle, to }
      if (kind === 'fixed') fixed.push(whole)
      else if (kind === 'part' && middle > from) {
        movables.push({ from, to, pieces: [{ room, from, to: middle }] })
      } else if (kind === 'split' && middle > from && isFree(next)) {
        movables.push({ from, to, pieces: [{ room, from, to: middle }, next] })
      } else movables.push({ from, to, pieces: [whole] })
    }
  }
  return {
    rooms: lanes.length,
    nights,
    fixed,
    movables,
    target: targetIn(nights, lanes.length, isFree, pick),
  }
}

/** Nights for which some room is free on each, and none on all; any nights where there are no such. */
function targetIn(nights: number, rooms: number, isFree: (piece: Piece) => boolean, pick: number) {
  const ranges = Array.from({ length: nights }, (_, from) =>
    Array.from({ length: Math.min(6, nights - from) }, (_each, more) => ({ from, to: from + more + 1 })),
  ).flat()
  const freeIn = (range: { from: number; to: number }) =>
    Array.from({ length: rooms }, (_, room) => isFree({ room, ...range })).some(Boolean)
  const hard = ranges.filter(
    (range) =>
      !freeIn(range) &&
      Array.from({ length: range.to - range.from }, (_, night) => range.from + night).every((night) =>
        freeIn({ from: night, to: night + 1 }),
      ),
  )
  const from = hard.length > 0 ? hard : ranges
  return from[pick % from.length]!
}

const house = (kinds: readonly Draft['kind'][], most: { rooms: number; nights: number; stays: number }) => {
  const draft = fc.record({
    gap: fc.constantFrom(0, 0, 0, 1, 1, 2),
    nights: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom(...kinds),
  })
  const lane = fc.array(draft, { minLength: most.stays, maxLength: most.stays })
  return fc
    .tuple(fc.array(lane, { minLength: 2, maxLength: most.rooms }), fc.nat(1_000))
    .map(([lanes, pick]) => houseOf(most.nights, lanes, pick))
}

/** Rooms that are needed on a night when everybody lies in one room. */
function needed({ movables, target }: RepackProblem, night: number): number {
  return [...movables, target].filter(({ from, to }) => from <= night && night < to).length
}
const fitsByCount = (problem: RepackProblem) =>
  Array.from({ length: problem.nights }, (_, night) => needed(problem, night)).every(
    (count) => count <= problem.rooms,
  )

const EVERYTHING = ['movable', 'movable', 'fixed', 'split', 'part'] as const
/** So little that the search gives up at once and the sweep has to do it. */
const SWEEP_ONLY = { fewMoves: 0, anyMoves: 0 }

describe('repack', () => {
  test('agrees with trying everything: solved with the fewest moves, or impossible', () => {
    fc.assert(
      fc.property(house(EVERYTHING, { rooms: 5, nights: 7, stays: 3 }), (problem) => {
        const answer = solveRepack(problem)
        const fewest = fewestMoves(problem)
        if (answer.outcome === 'solved') {
          expect(faultOf(problem, answer.moves)).toBeNull()
          expect(answer.moves.length - 1).toBe(fewest)
        } else {
          expect([answer.outcome, fewest]).toEqual(['impossible', null])
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('whatever little may be searched, a plan is right and "impossible" is true', () => {
    const effort = fc.constantFrom(SWEEP_ONLY, { fewMoves: 30, anyMoves: 0 }, { fewMoves: 0, anyMoves: 60 })
    fc.assert(
      fc.property(house(EVERYTHING, { rooms: 4, nights: 8, stays: 3 }), effort, (problem, little) => {
        const answer = solveRepack(problem, little)
        if (answer.outcome === 'solved') expect(faultOf(problem, answer.moves)).toBeNull()
        if (answer.outcome === 'impossible') expect(fewestMoves(problem)).toBeNull()
      }),
      { numRuns: RUNS },
    )
  })

  test('without pinned ones it is always solved when the counts fit, also by the sweep alone', () => {
    const large = house(['movable', 'movable', 'movable', 'split'], { rooms: 12, nights: 20, stays: 8 })
    fc.assert(
      fc.property(large, fc.constantFrom(SWEEP_ONLY, USUAL_EFFORT), (problem, effort) => {
        fc.pre(fitsByCount(problem))
        const answer = solveRepack(problem, effort)
        expect(answer.outcome).toBe('solved')
        if (answer.outcome === 'solved') expect(faultOf(problem, answer.moves)).toBeNull()
      }),
      { numRuns: soak ? 500 : 60 },
    )
  })

  test('a full night is impossible and named, with pinned ones or not', () => {
    const stay = (room: number): Movable => ({ from: 0, to: 3, pieces: [{ room, from: 0, to: 3 }] })
    const problem = { rooms: 2, nights: 5, target: { from: 1, to: 4 }, movables: [stay(0), stay(1)] }
    expect(solveRepack({ ...problem, fixed: [] })).toEqual({ outcome: 'impossible', night: 1 })
  })

  test('what is impossible names the night of the stay on which most cannot move', () => {
    const fixed = [
      { room: 0, from: 0, to: 2 },
      { room: 1, from: 1, to: 3 },
    ]
    const problem = { rooms: 2, nights: 4, fixed, movables: [], target: { from: 0, to: 3 } }
    // On night 1 nothing is free.
    expect(solveRepack(problem)).toEqual({ outcome: 'impossible', night: 1 })
    const apart = { ...problem, fixed: [{ room: 0, from: 0, to: 1 }, fixed[1]!] }
    expect(solveRepack(apart)).toMatchObject({ outcome: 'impossible', night: 0 })
  })
})
