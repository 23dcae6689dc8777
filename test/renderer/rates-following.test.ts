/** The prices that follow what is being typed, against working every night of the plans out anew. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countFollowing,
  followingBlocks,
  followingPrices,
  type GridCells,
  isFollowed,
} from '../../renderer/rates/following.ts'
import { layGrid, type PlanRow } from '../../renderer/rates/grid-layout.ts'
import { type GridDay, readDraft } from '../../renderer/rates/rate-draft.ts'
import { addDays, fromDayNumber, isoDate } from '../../shared/dates.ts'
import type { RateChange } from '../../shared/rate-change.ts'
import { derivedPrice } from '../../shared/rates/moves.ts'
import { PLAIN_PLAN } from './plain-hotel.ts'

const businessDate = isoDate('2026-11-25')
const derivation = (percent: number, amountMinor = 0) => ({
  percent,
  amountMinor,
  per: 'person' as const,
  roundToMinor: 100,
  rounding: 'nearest' as const,
  followsRestrictions: true,
})
const plan = (id: string, parent: [string, number, number?] | null) => ({
  ...PLAIN_PLAN,
  id,
  code: id,
  name: id,
  parent: parent === null ? null : { ratePlanId: parent[0], derivation: derivation(parent[1], parent[2]) },
})
/** `nrf` follows `flex`, `long` follows `nrf`; the chain stands against its order. */
const layout = layGrid(
  {
    businessDate,
    horizon: addDays(businessDate, 30),
    roomTypes: ['dbl', 'sgl'].map((id) => ({
      id,
      code: id,
      name: id,
      baseOccupancy: 2,
      maxOccupancy: 2,
      extraBeds: 0,
    })),
    ratePlans: [
      plan('long', ['nrf', -20]),
      plan('flex', null),
      plan('nrf', ['flex', -10, 500]),
      plan('own', null),
    ],
  },
  null,
)
const DAY = layout.start
const rowOf: GridCells['rowOf'] = (roomTypeId, ratePlanId) =>
  layout.rows.find((row) => row.roomType.id === roomTypeId && row.ratePlan.id === ratePlanId)
const row = (type: string, id: string) => rowOf(type, id)!

function cellsOf(days: Record<string, GridDay>, painted: readonly string[]): GridCells {
  const name = ({ roomType, ratePlan }: PlanRow) => `${roomType.id} ${ratePlan.id}`
  return { rowOf, dayOf: (line) => days[name(line)], isPainted: (line) => painted.includes(name(line)) }
}
const day = (prices: readonly number[], origin: GridDay['origin']): GridDay => ({
  prices: [...prices],
  restrictions: null,
  origin,
})
const changeOf = (text: string) =>
  readDraft(
    { priceText: text, roundToMinor: null, numbers: {}, closings: {} },
    { currency: 'EUR', adults: 2 },
  ).change
const follow = (prices: readonly number[], [, percent, amount]: readonly [string, number, number?]) =>
  derivedPrice({ prices: [...prices], children: [], extraBedMinor: null }, derivation(percent, amount)).prices

describe('while an amount is typed', () => {
  const prices = fc.array(fc.integer({ min: 1_000, max: 60_000 }), { minLength: 1, maxLength: 3 })
  test('every plan of the chain follows by its own rule, whatever stands between, and others stay', () => {
    fc.assert(
      fc.property(prices, fc.constantFrom('180', '+12.50', '-5', '+10%', '-33%'), (flex, text) => {
        const nrf = follow(flex, ['flex', -10, 500])
        const long = follow(nrf, ['nrf', -20])
        const days = {
          'dbl flex': day(flex, 'season'),
          'dbl nrf': day(nrf, 'derived'),
          'dbl long': day(long, 'derived'),
          'dbl own': day(flex, 'base'),
          'sgl nrf': day(nrf, 'derived'),
          'sgl flex': day(flex, 'base'),
        }
        const cells = cellsOf(days, ['dbl flex'])
        const change = changeOf(text)
        const typed = (change.price as RateChange & { kind: 'set' | 'add' | 'percent' }).kind
        expect(isFollowed(change), typed).toBe(true)
        const becomes = (id: string, type = 'dbl') => followingPrices(row(type, id), DAY, change, cells)
        const changed = newFlex(flex, text)
        fc.pre(changed.every((price) => price >= 0))
        const nextNrf = follow(changed, ['flex', -10, 500])
        const nextLong = follow(nextNrf, ['nrf', -20])
        const unlessSame = (next: number[], now: number[]) => (next.join() === now.join() ? null : next)
        expect(becomes('nrf')).toEqual(unlessSame(nextNrf, nrf))
        if (nextNrf.join() !== nrf.join()) expect(becomes('long')).toEqual(unlessSame(nextLong, long))
        expect(becomes('own')).toBeNull()
        expect(becomes('flex'), 'painted itself').toBeNull()
        expect(becomes('nrf', 'sgl'), 'another type').toBeNull()
      }),
    )
  })

  /** As the entry says, for two adults or for each price. */
  function newFlex(flex: readonly number[], text: string): number[] {
    if (text === '180') {
      const now = flex[Math.min(2, flex.length) - 1]!
      return flex.map((price) => price + 18_000 - now)
    }
    if (text.endsWith('%'))
      return flex.map((price) => Math.floor((price * (100 + Number(text.slice(0, -1)))) / 10_000 + 0.5) * 100)
    return flex.map((price) => price + Number(text) * 100)
  }

  test('a price by hand does not follow, nor does what follows it; one that is out of range moves nobody', () => {
    const change = changeOf('+10')
    const byHand = cellsOf(
      {
        'dbl flex': day([10_000], 'base'),
        'dbl nrf': day([7_000], 'typed'),
        'dbl long': day([5_600], 'derived'),
      },
      ['dbl flex'],
    )
    expect(followingPrices(row('dbl', 'nrf'), DAY, change, byHand)).toBeNull()
    expect(followingPrices(row('dbl', 'long'), DAY, change, byHand)).toBeNull()
    const low = cellsOf({ 'dbl flex': day([500], 'base'), 'dbl nrf': day([900], 'derived') }, ['dbl flex'])
    expect(followingPrices(row('dbl', 'nrf'), DAY, changeOf('-10'), low)).toBeNull()
  })

  test('a night without a price follows one that gets its first; what is taken away for itself does not', () => {
    const first = cellsOf({ 'dbl flex': day([], 'none'), 'dbl nrf': day([], 'none') }, ['dbl flex'])
    expect(followingPrices(row('dbl', 'nrf'), DAY, changeOf('100'), first)).toEqual([9_500])
    const away = cellsOf({ 'dbl flex': day([9_000], 'base'), 'dbl nrf': day([], 'none') }, ['dbl flex'])
    expect(followingPrices(row('dbl', 'nrf'), DAY, changeOf('100'), away)).toBeNull()
  })

  test('they are counted once each, and the editor is told where they lie', () => {
    const days = {
      'dbl flex': day([10_000], 'base'),
      'dbl nrf': day([9_500], 'derived'),
      'dbl long': day([7_600], 'derived'),
    }
    const cells = cellsOf(days, ['dbl flex'])
    const flex = row('dbl', 'flex').row
    const range = { row: flex, from: fromDayNumber(DAY), to: fromDayNumber(DAY + 3) }
    expect(countFollowing(layout.rows, [range, range], changeOf('+10'), cells)).toBe(6)
    const painted = { top: flex, bottom: flex, first: DAY, last: DAY + 2 }
    expect(followingBlocks(layout.rows, [painted], cells).map(({ top }) => top)).toEqual([
      row('dbl', 'long').row,
      row('dbl', 'nrf').row,
    ])
  })

  test('what only the ledger can tell is not guessed', () => {
    for (const text of ['0', '=', '']) expect(isFollowed(changeOf(text))).toBe(false)
    expect(isFollowed(null)).toBe(false)
  })
})
