/** The seasons view without a page: what is typed becomes the layer that was meant, and the picture is what the rule says. */
import { describe, expect, test } from 'vitest'
import { hotelNames } from '../../renderer/hotel-names.ts'
import { dayFacts, occupancyByDate } from '../../renderer/seasons/day-facts.ts'
import {
  type DraftTerms,
  draftOf,
  EVERY_DAY,
  freePrecedence,
  moveEdge,
  newDraft,
  storedLayers,
} from '../../renderer/seasons/layer-draft.ts'
import { readLayer } from '../../renderer/seasons/layer-read.ts'
import { scopeWords, whenWords } from '../../renderer/seasons/layer-words.ts'
import type { PriceRow } from '../../renderer/seasons/price-row.ts'
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
const childBands = [{ name: 'Child', fromAge: 3, toAge: 11 }]
const terms: DraftTerms = { hotel, layers, ratePlanId: 'flex', childBands }
const rule = pageLayers(layers, hotel.ratePlans, { roundToMinor: 100, rounding: 'nearest' })
const product = { ratePlanId: 'flex', roomTypeId: 'dbl', baseOccupancy: 2 }

describe('a layer as it is typed', () => {
  const draft = { ...newDraft('season', isoDate('2027-03-01'), terms), name: 'Easter', last: '2027-03-07' }

  test('a price of its own keeps the distances of the base price; +10% and -5 move it', () => {
    const priceOf = (text: string) => {
      const { change } = readLayer({ ...draft, prices: { dbl: { 'adults.2': text } } }, terms)
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
    expect(readLayer({ ...draft, prices: { dbl: { 'adults.2': '198 euro' } } }, terms).issues).toEqual([
      'price.dbl.adults.2',
    ])
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
    const none = { maxLosThrough: '', minAdvanceDays: '', maxAdvanceDays: '' }
    expect(issues({ limits: { ...none, maxLosThrough: '0' } }).issues).toEqual(['maxLosThrough'])
    expect(issues({ limits: { ...none, minAdvanceDays: 'x' } }).issues).toEqual(['minAdvanceDays'])
    expect(issues({ limits: { ...none, minAdvanceDays: '30', maxAdvanceDays: '7' } }).issues).toEqual([
      'maxAdvanceDays',
    ])
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
      prices: {
        dbl: { ...draftOf({ kind: 'season', ...rich.seasons[0]! }, there).prices.dbl, 'adults.2': '208' },
      },
    }
    expect(readLayer(typed, there).change).toMatchObject({
      prices: [{ price: { prices: [15_000, 20_800, 26_000], children: [1_500], extraBedMinor: 4_000 } }],
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

  test('a rule is for the plans and types that are chosen, or for all; emptied base prices are taken away', () => {
    const rule = { ...newDraft('rule', isoDate('2027-03-01'), terms), name: 'Fair', minNights: '2' }
    expect(readLayer(rule, terms).change).toMatchObject({ ratePlanIds: null, roomTypeIds: null })
    expect(
      readLayer({ ...rule, ratePlanIds: ['flex'], roomTypeIds: ['dbl'], weekdays: [5] }, terms).change,
    ).toMatchObject({ ratePlanIds: ['flex'], roomTypeIds: ['dbl'], weekdays: [5] })

    const limits = { maxLosThrough: '7', minAdvanceDays: '2', maxAdvanceDays: '' }
    expect(readLayer({ ...rule, limits }, terms).change).toMatchObject({
      restrictions: { minLosThrough: 2, maxLosThrough: 7, minAdvanceDays: 2 },
    })

    const base = newDraft('base', isoDate('2027-03-01'), terms)
    const priceOf = (row: PriceRow) => {
      const { change, issues } = readLayer({ ...base, prices: { dbl: row } }, terms)
      return change?.kind === 'basePrices' ? change.prices[0]?.price : issues
    }
    expect(base.prices.dbl).toEqual({ 'adults.1': '100', 'adults.2': '120', 'child.0': '25' })
    expect(priceOf(base.prices.dbl!)).toEqual(layers.basePrices[0]?.price)
    expect(priceOf({ ...base.prices.dbl, extraBed: '40' })).toEqual({
      prices: [10_000, 12_000],
      children: [2_500],
      extraBedMinor: 4_000,
    })
    expect(priceOf({})).toEqual({ prices: [], children: [], extraBedMinor: null })
    expect(priceOf({ 'adults.2': '+5' })).toEqual(['price.dbl.adults.2'])
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

  test('says of a bar on which nights a higher season sets the price', () => {
    const [fair, summer] = picture.lanes.flatMap(({ bars }) => bars)
    expect(fair?.beaten).toEqual([])
    // From 10 July on, two nights, in a leap year.
    expect(summer?.beaten).toEqual([{ first: 191, days: 2 }])
    // On its other weekdays nobody sets the price.
    const weekends = { ...layers, seasons: [{ ...layers.seasons[0]!, weekdays: [6, 7] }] }
    const alone = yearPicture(
      2028,
      weekends,
      pageLayers(weekends, hotel.ratePlans, { roundToMinor: 100, rounding: 'nearest' }),
      product,
    )
    expect(alone.lanes[0]?.bars[0]?.beaten).toEqual([])
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

describe('a night of the picture', () => {
  const withRules = {
    ...layers,
    adjustments: [
      ...layers.adjustments,
      {
        id: 'market',
        seq: 5,
        type: 'event' as const,
        name: 'Market',
        change: null,
        from: isoDate('2027-07-10'),
        to: isoDate('2027-07-11'),
        repeats: 'never' as const,
        weekdays: [...EVERY_DAY],
      },
    ],
    rules: [
      { id: 'all', ratePlanIds: null, roomTypeIds: null },
      { id: 'other type', ratePlanIds: ['flex'], roomTypeIds: ['sgl'] },
    ].map((scope) => ({
      ...scope,
      seq: 6,
      name: scope.id,
      restrictions: { closedToArrival: true },
      from: null,
      to: null,
      repeats: 'never' as const,
      weekdays: [6],
    })),
  }
  const facts = dayFacts(
    pageLayers(withRules, hotel.ratePlans, { roundToMinor: 100, rounding: 'nearest' }),
    // A Saturday.
    isoDate('2027-07-10'),
    product,
  )

  test('names its season above those that it beats, its events and patterns, the rules for the product, and its price', () => {
    expect(facts.minor).toBe(27_500)
    expect(facts.seasons).toEqual([
      { name: 'Fair', precedence: 40, wins: true },
      { name: 'Summer', precedence: 20, wins: false },
    ])
    expect(facts.adjustments).toEqual([
      { name: 'Weekend', change: { kind: 'percent', percent: 10 } },
      { name: 'Market', change: null },
    ])
    expect(facts.restrictedBy.map(({ what, name }) => [what, name])).toEqual([
      ['season', 'Fair'],
      ['rule', 'all'],
    ])
  })

  test('says how full the house is: booked rooms of those that are not blocked, over all types', () => {
    const date = isoDate('2027-07-10')
    const day = (total: number, blocked: number, booked: number) => ({
      days: [{ date, total, blocked, booked }],
    })
    expect(occupancyByDate([day(10, 1, 6), day(2, 1, 1)]).get(date)).toBe(70)
    expect(occupancyByDate([day(2, 2, 0)]).has(date)).toBe(false)
  })

  test('a layer is said in words: when, on which weekdays, and for which plans and types', () => {
    const names = hotelNames({ ...hotel, rooms: [] } as never)
    expect(whenWords(layers.seasons[0]!)).toBe('1 Jul – 31 Aug 2027, each year, same dates')
    expect(whenWords({ ...layers.seasons[0]!, repeats: 'never', weekdays: [5, 6] })).toBe(
      '1 Jul – 31 Aug 2027, Fri and Sat',
    )
    expect(whenWords({ from: null, to: null, repeats: 'never', weekdays: [...EVERY_DAY] })).toBe('every day')
    expect(scopeWords({ ratePlanIds: null, roomTypeIds: ['dbl'] }, names)).toBe('all plans; Double')
    expect(scopeWords({ ratePlanIds: ['flex'], roomTypeIds: null }, names)).toBe('Flexible; all room types')
  })
})
