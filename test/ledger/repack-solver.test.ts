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

const RUNS = soak ? 20_000 : 1_500

interface Draft {
  room: number
  from: number
  nights: number
  kind: 'fixed' | 'movable' | 'split' | 'part'
  other: number
}

/** A house without a clash: what does not fit where it was drawn is left out. */
function houseOf(rooms: number, nights: number, drafts: readonly Draft[], from: number, length: number) {
  const taken = new Set<string>()
  const take = (pieces: readonly Piece[]): boolean => {
    const cells = pieces.flatMap(({ room, from: first, to }) =>
      Array.from({ length: to - first }, (_, night) => `${room} ${first + night}`),
    )
    if (cells.some((cell) => taken.has(cell))) return false
    for (const cell of cells) taken.add(cell)
    return true
  }
  const fixed: Piece[] = []
  const movables: Movable[] = []
  for (const draft of drafts) {
    const to = Math.min(nights, draft.from + draft.nights)
    const room = draft.room % rooms
    const range = { from: draft.from, to }
    if (to <= draft.from) continue
    const whole = { room, ...range }
    const middle = Math.floor((draft.from + to) / 2)
    if (draft.kind === 'fixed') {
      if (take([whole])) fixed.push(whole)
    } else {
      const first = { room, from: draft.from, to: middle }
      const second = { room: draft.other % rooms, from: middle, to }
      const pieces = { movable: [whole], split: [first, second], part: [first] }[draft.kind]
      const real = pieces.filter((piece) => piece.to > piece.from)
      if (take(real)) movables.push({ ...range, pieces: real })
    }
  }
  const target = { from, to: Math.min(nights, from + length) }
  return { rooms, nights, fixed, movables, target }
}

const draft = (nights: number, kinds: readonly Draft['kind'][]): fc.Arbitrary<Draft> =>
  fc.record({
    room: fc.nat(5),
    from: fc.nat(nights - 1),
    nights: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom(...kinds),
    other: fc.nat(5),
  })

const house = (kinds: readonly Draft['kind'][], most: { rooms: number; nights: number; stays: number }) =>
  fc
    .record({
      rooms: fc.integer({ min: 1, max: most.rooms }),
      drafts: fc.array(draft(most.nights, kinds), { maxLength: most.stays, minLength: 1 }),
      from: fc.nat(most.nights - 1),
      length: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ rooms, drafts, from, length }) => houseOf(rooms, most.nights, drafts, from, length))

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
      fc.property(house(EVERYTHING, { rooms: 5, nights: 8, stays: 9 }), (problem) => {
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
      fc.property(house(EVERYTHING, { rooms: 4, nights: 8, stays: 9 }), effort, (problem, little) => {
        const answer = solveRepack(problem, little)
        if (answer.outcome === 'solved') expect(faultOf(problem, answer.moves)).toBeNull()
        if (answer.outcome === 'impossible') expect(fewestMoves(problem)).toBeNull()
      }),
      { numRuns: RUNS },
    )
  })

  test('without pinned ones it is always solved when the counts fit, also by the sweep alone', () => {
    const large = house(['movable', 'movable', 'movable', 'split'], { rooms: 12, nights: 30, stays: 120 })
    fc.assert(
      fc.property(large, fc.constantFrom(SWEEP_ONLY, USUAL_EFFORT), (problem, effort) => {
        fc.pre(fitsByCount(problem))
        const answer = solveRepack(problem, effort)
        expect(answer.outcome).toBe('solved')
        if (answer.outcome === 'solved') expect(faultOf(problem, answer.moves)).toBeNull()
      }),
      { numRuns: soak ? 5_000 : 300 },
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
