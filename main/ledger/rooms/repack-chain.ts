/**
 * The exact search for a plan: the stay takes a room, those in its way must leave and take rooms themselves, and so on. A
 * stay that was given a room keeps it in that branch, so every plan there is can be found, the one with the fewest moves
 * first when the number of moves is raised step by step.
 */
import type { Board, Movable } from './repack-board.ts'

/** Work that may still be done, counted in rooms looked at. */
export interface Budget {
  left: number
}

export type Search =
  /** The board holds the plan; the moved ones in the order in which they were settled. */
  | { readonly outcome: 'found'; readonly moved: readonly number[] }
  /** There is none with so few moves; `exhausted`: nor with more. */
  | { readonly outcome: 'none'; readonly exhausted: boolean }
  | { readonly outcome: 'outOfBudget' }

interface Option {
  readonly room: number
  readonly leaving: readonly number[]
}

/** @param most stays that may have to leave their rooms, beside the one that the plan is for. */
export function searchChain(board: Board, target: number, most: number, budget: Budget): Search {
  const moved: number[] = []
  let isCut = false

  /** Where a unit can go, with those who would have to leave for it. */
  function optionsOf(unit: Movable, movesLeft: number): Option[] {
    if (movesLeft === 0) {
      budget.left -= 1 + (board.rooms >> 3)
      isCut ||= couldLeave(unit)
      return board.freeRooms(unit).map((room) => ({ room, leaving: [] }))
    }
    budget.left -= board.rooms
    const options: Option[] = []
    for (let room = 0; room < board.rooms; room++) {
      const leaving = board.inTheWay(room, unit, movesLeft)
      if (leaving === null) continue
      if (leaving.length > movesLeft) isCut = true
      else options.push({ room, leaving })
    }
    return options
  }

  /** Whether somebody could leave for this unit, if one more might. */
  function couldLeave(unit: Movable): boolean {
    for (let room = 0; room < board.rooms; room++) {
      const leaving = board.inTheWay(room, unit, 0)
      if (leaving !== null && leaving.length > 0) return true
    }
    return false
  }

  /** Places what is pending, the one with the fewest ways first. */
  function place(pending: readonly number[], movesLeft: number): boolean {
    let next = -1
    let ways: Option[] | null = null
    for (const index of pending) {
      const options = optionsOf(board.unit(index), movesLeft)
      if (options.length === 0) return false
      if (ways === null || options.length < ways.length) [next, ways] = [index, options]
    }
    if (ways === null) return true
    const rest = pending.filter((index) => index !== next)
    for (const { room, leaving } of ways.sort((a, b) => a.leaving.length - b.leaving.length)) {
      if (budget.left <= 0) return false
      for (const index of leaving) board.lift(index)
      board.settle(next, room)
      moved.push(next)
      if (place([...rest, ...leaving], movesLeft - leaving.length)) return true
      moved.pop()
      board.unsettle(next)
      for (const index of leaving) board.restore(index)
    }
    return false
  }

  board.lift(target)
  if (place([target], most)) return { outcome: 'found', moved }
  board.restore(target)
  if (budget.left <= 0) return { outcome: 'outOfBudget' }
  return { outcome: 'none', exhausted: !isCut }
}
