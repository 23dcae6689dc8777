/** Prices beyond their bounds: each is kept or put to its bound, and none gets by unseen. */
import { expect, test } from 'vitest'
import { choiceOf, decided, shownChecks } from '../../renderer/rates/bound-decisions.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'

const FIRST = '2027-07-01' as IsoDate
const night = (days: number, amountMinor = 90_000) => ({
  ratePlanId: 'plan',
  roomTypeId: 'type',
  date: addDays(FIRST, days),
  amountMinor,
  floorMinor: null,
  ceilingMinor: 40_000,
})
const checks = Array.from({ length: 45 }, (_, days) => night(days))
const named = ({ ratePlanId, roomTypeId, date }: ReturnType<typeof night>) => ({
  ratePlanId,
  roomTypeId,
  date,
})

test('each price is decided by itself; only those to be put to their bounds are named', () => {
  const some = decided(decided(new Map(), checks.slice(0, 2), 'keep'), checks.slice(2, 4), 'cap')
  expect(choiceOf(checks, 45, some)).toMatchObject({ open: 41 })
  expect(choiceOf(checks.slice(0, 4), 4, some)).toEqual({
    open: 0,
    answer: { cap: checks.slice(2, 4).map(named), confirmBounds: true },
  })
  expect(choiceOf(checks.slice(0, 4), 4, decided(some, checks.slice(0, 1), null)).open).toBe(1)
})

test('a decision does not outlive its price', () => {
  const kept = decided(new Map(), [night(0)], 'keep')
  expect(choiceOf([night(0)], 1, kept).open).toBe(0)
  expect(choiceOf([night(0, 95_000)], 1, kept).open).toBe(1)
})

test('where not all are listed, one decision holds for all of them, and none is committed beside it', () => {
  expect(choiceOf(checks, 2_000, new Map())).toEqual({ open: 2_000, answer: {} })
  expect(choiceOf(checks, 2_000, decided(new Map(), checks, 'cap'))).toEqual({
    open: 0,
    answer: { capAll: true },
  })
  expect(choiceOf(checks, 2_000, decided(new Map(), checks, 'keep')).answer).toEqual({ confirmBounds: true })
  const mixed = decided(decided(new Map(), checks, 'cap'), checks.slice(0, 1), 'keep')
  expect(choiceOf(checks, 2_000, mixed)).toEqual({ open: 2_000, answer: {} })
})

test('nothing beyond asks for nothing', () => {
  expect(choiceOf([], 0, new Map())).toEqual({ open: 0, answer: {} })
})

test('the next one to decide is among those that are shown', () => {
  for (const next of checks) expect(shownChecks(checks, next)).toContain(next)
  expect(shownChecks(checks, undefined)).toEqual(checks.slice(0, 20))
})
