/** The rules of the lanes hold in a randomized world, and each of them is needed: without it the same world fails. */
import { describe, expect, test } from 'vitest'
import { ALL_RULES, type LaneRules } from '../../main/ledger/lanes/rules.ts'
import { soak } from '../soak.ts'
import { runModel } from './lanes-model.ts'

const SEEDS = soak ? 20_000 : 150
const MOST_HUNTED = 1_500

/** Seeds that are known to fail without a rule; when the world changes, the test hunts for another one. */
const FAILING_SEEDS: Readonly<Record<keyof LaneRules, readonly number[]>> = {
  unknownBeforeSending: [8, 41, 77],
  storesWhatWasSent: [30, 39, 67],
  oneInFlight: [253, 465, 466],
  cursorIsLowWaterMark: [4, 8, 12],
  confirmsAfterUncertainty: [6, 13, 25],
  settingsResetCursors: [5, 8, 10],
  resyncForgets: [4, 5, 6],
  parksTheRefusedValue: [117, 163, 206],
  closesUnmapped: [11, 19, 20],
  ownSalesDisturb: [1, 2, 3],
  confirmsUntoldSales: [288, 385, 585],
  raisesWaitForPull: [113, 146, 249],
}

describe('the rules of the lanes', () => {
  test(
    `I5, I6: with all of them the channel shows what the ledger says, in ${SEEDS} worlds`,
    () => {
      for (const seed of Array.from({ length: SEEDS }, (_, index) => index + 1)) {
        const { wrong, trace } = runModel(seed, ALL_RULES)
        expect(wrong, `seed ${seed}\n${trace.join('\n')}`).toEqual([])
      }
    },
    soak ? 3_600_000 : 120_000,
  )

  test.each(Object.keys(ALL_RULES) as (keyof LaneRules)[])(
    'without %s a world is found in which it does not',
    (rule) => {
      const hunted = Array.from({ length: MOST_HUNTED }, (_, index) => index + 1)
      const failing = [...FAILING_SEEDS[rule], ...hunted].find(
        (seed) => runModel(seed, { ...ALL_RULES, [rule]: false }).wrong.length > 0,
      )
      expect(failing, `no failure without ${rule} in ${MOST_HUNTED} seeds`).toBeDefined()
    },
    120_000,
  )
})
