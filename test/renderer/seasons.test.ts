/** The seasons view without a page: what is typed becomes the layer that was meant, and the picture is what the rule says. */
import { describe, expect, test } from 'vitest'
import {
  type DraftTerms,
  draftOf,
  EVERY_DAY,
  freePrecedence,
  moveEdge,
  newDraft,
  readLayer,
  storedLayers,
} from '../../renderer/seasons/layer-draft.ts'
import { pageLayers, stepsOf, yearPicture } from '../../renderer/seasons/year-picture.ts'
import type { StoredLayers } from '../../shared/contract/seasons.ts'
import { isoDate } from '../../shared/dates.ts'
import { PLAIN_PLAN } from './plain-hotel.ts'

const hotel = {
  currency: 'EUR',
  businessDate: isoDate('2027-02-01'),
  roomTypes: [{ id: 'dbl', code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 3, extraBeds: 0 }],
  ratePlans: [{ id: 'flex', code: 'FLEX', name: 'Flexible', ...PLAIN_PLAN }],
}
const season = (id: string, from: string, to: string, precedence: number, minor: number) => ({
  id,
  seq: 7,
  name: id,
  precedence,
  colour: 3,
  from: isoDate(from),
  to: isoDate(to),
  repeats: 'same_dates' as const,
  weekdays: [...EVERY_DAY],
  prices: [
    {
      ratePlanId: 'flex',
      roomTypeId: 'dbl',
      price: { kind: 'fixed' as const, prices: [minor - 2_000, minor], children: [], extraBedMinor: null },
    },
  ],
  restrictions: [{ restrictions: { minLosThrough: 2 }, weekdays: [...EVERY_DAY] }],
})
const layers: StoredLayers = {
  basePrices: [
    {
      ratePlanId: 'flex',
      roomTypeId: 'dbl',
      price: { prices: [10_000, 12_000], children: [2_500], extraBedMinor: null },
    },
  ],
  seasons: [
    season('Summer', '2027-07-01', '2027-09-01', 20, 18_000),
    season('Fair', '2027-07-10', '2027-07-12', 40, 25_000),
  ],
  adjustments: [
    {
      id: 'weekend',
      seq: 5,
      type: 'weekday',
      name: 'Weekend',
      change: { kind: 'percent', percent: 10 },
      from: null,
      to: null,
      repeats: 'never',
      weekdays: [5, 6],
    },
  ],
  rules: [],
}
const terms: DraftTerms = { hotel, layers, ratePlanId: 'flex' }
const rule = pageLayers(layers, hotel.ratePlans, { roundToMinor: 100, rounding: 'nearest' })
const product = { ratePlanId: 'flex', roomTypeId: 'dbl', baseOccupancy: 2 }

describe('a layer as it is typed', () => {
  const draft = { ...newDraft('season', isoDate('2027-03-01'), terms), name: 'Easter', last: '2027-03-07' }

  test('a price of its own keeps the distances of the base price; +10% and -5 move it', () => {
    const priceOf = (text: string) => {
      const { change } = readLayer({ ...draft, prices: { dbl: text } }, terms)
      return change?.kind === 'season' ? change.prices[0]?.price : undefined
    }
    expect(priceOf('198')).toEqual({
      kind: 'fixed',
      prices: [17_800, 19_800],
      children: [2_500],
      extraBedMinor: null,
    })
    expect(priceOf('+10%')).toEqual({ kind: 'percent', percent: 10 })
    expect(priceOf('-5')).toEqual({ kind: 'amount', amountMinor: -500 })
    expect(priceOf('')).toBeUndefined()
    expect(readLayer({ ...draft, prices: { dbl: '198 euro' } }, terms).issues).toEqual(['price.dbl'])
  })

  test('the last night is said, the day after it is meant; a new season lies above the others', () => {
    expect(readLayer(draft, terms).change).toMatchObject({
      kind: 'season',
      from: '2027-03-01',
      to: '2027-03-08',
      precedence: 41,
      repeats: 'same_dates',
    })
  })

  test('what cannot be meant is named, and no change comes of it', () => {
    const issues = (changes: object) => readLayer({ ...draft, ...changes }, terms)
    expect(issues({ name: ' ' })).toEqual({ change: null, issues: ['name'] })
    expect(issues({ last: '2027-02-01' }).issues).toEqual(['dates'])
    expect(issues({ precedence: '0' }).issues).toEqual(['precedence'])
    expect(issues({ weekdays: [] }).issues).toEqual(['weekdays'])
    expect(issues({ minNights: '0' }).issues).toEqual(['minNights'])
    const event = { ...newDraft('event', isoDate('2027-03-01'), terms), name: 'Fair' }
    expect(readLayer({ ...event, move: 'a lot' }, terms).issues).toEqual(['move'])
    expect(readLayer({ ...event, move: '' }, terms).change).toMatchObject({ type: 'event', change: null })
  })

  test('a stored layer comes back exactly as it was when nothing is typed, also what the form does not show', () => {
    const [summer] = layers.seasons
    const rich: StoredLayers = {
      ...layers,
      seasons: [
        {
          ...summer!,
          prices: [
            {
              ratePlanId: 'flex',
              roomTypeId: 'dbl',
              price: {
                kind: 'fixed',
                prices: [15_000, 19_800, 26_000],
                children: [1_500],
                extraBedMinor: 4_000,
              },
            },
          ],
          restrictions: [
            { restrictions: { minLosArrival: 3, maxLosThrough: 14 }, weekdays: [5, 6] },
            { restrictions: { closedToArrival: true }, weekdays: [7] },
          ],
        },
      ],
      rules: [
        {
          id: 'rule',
          seq: 9,
          name: 'Only some',
          ratePlanIds: ['nrf'],
          roomTypeIds: ['dbl'],
          restrictions: { minLosThrough: 2, minAdvanceDays: 3 },
          from: null,
          to: null,
          repeats: 'never',
          weekdays: [1, 2],
        },
      ],
    }
    const there = { ...terms, layers: rich }
    for (const layer of storedLayers(rich)) {
      const { kind: _kind, seq, ...fields } = layer
      const { change } = readLayer(draftOf(layer, there), there)
      expect(change).toEqual({
        kind: layer.kind === 'event' || layer.kind === 'weekday' ? 'adjustment' : layer.kind,
        seenSeq: seq,
        ...fields,
      })
    }
    const typed = {
      ...draftOf({ kind: 'season', ...rich.seasons[0]! }, there),
      minNights: '4',
      prices: { dbl: '208' },
    }
    expect(readLayer(typed, there).change).toMatchObject({
      prices: [{ price: { prices: [16_000, 20_800, 27_000], children: [1_500], extraBedMinor: 4_000 } }],
      restrictions: [
        { restrictions: { minLosArrival: 4, maxLosThrough: 14 }, weekdays: [5, 6] },
        { restrictions: { closedToArrival: true }, weekdays: [7] },
      ],
    })
  })

  test('a new season, and one that gives way, take a precedence that is free', () => {
    const full = {
      ...layers,
      seasons: [
        season('A', '2027-07-01', '2027-07-02', 99, 1),
        season('B', '2027-07-01', '2027-07-02', 98, 1),
      ],
    }
    expect([freePrecedence(full, 98, -1), freePrecedence(full, 20, 1), freePrecedence(full, 99, 1)]).toEqual([
      97, 21, 99,
    ])
  })

  test('an edge moves by days and never past the other one', () => {
    expect(moveEdge(draft, 'last', 3).last).toBe('2027-03-10')
    expect(moveEdge(draft, 'from', 6).from).toBe('2027-03-07')
    expect(moveEdge(draft, 'from', 7)).toBe(draft)
    expect(moveEdge(draft, 'last', -7)).toBe(draft)
  })
})

describe('the picture of a year', () => {
  const picture = yearPicture(2028, layers, rule, product)
  const on = (date: string) => picture.days.find((day) => day.date === date)

  test('has a lane for each precedence from the highest down, also in the years to come', () => {
    expect(
      picture.lanes.map(({ precedence, bars }) => [precedence, bars.map(({ name, days }) => [name, days])]),
    ).toEqual([
      [40, [['Fair', 2]]],
      [20, [['Summer', 62]]],
    ])
    expect(picture.days).toHaveLength(366)
  })

  test('costs each night what the rule says, in the colour of the season that set it', () => {
    // 10 July 2028 is a Monday, 14 July a Friday, 3 February a Thursday.
    expect(on('2028-07-10')).toMatchObject({ minor: 25_000, colour: 3, isDisputed: false })
    expect(on('2028-07-14')).toMatchObject({ minor: 19_800, colour: 3 })
    expect(on('2028-02-03')).toMatchObject({ minor: 12_000, colour: null })
  })

  test('says why: what lost is told, and does not count', () => {
    const steps = stepsOf(rule, isoDate('2028-07-10'), product)
    expect(steps.map(({ what, name, counts }) => [what, name, counts])).toEqual([
      ['base', '', false],
      ['season', 'Summer', false],
      ['season', 'Fair', true],
    ])
  })
})
