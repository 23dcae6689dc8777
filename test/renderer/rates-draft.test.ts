import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedSince, PAGE_NIGHTS, previewPage } from '../../renderer/rates/preview-table.ts'
import {
  commonRestrictions,
  effectOn,
  emptyDraft,
  type GridDay,
  NUMBER_FIELDS,
  type RateDraft,
  readDraft,
  summarise,
} from '../../renderer/rates/rate-draft.ts'
import { readEntry } from '../../renderer/rates/rate-entry.ts'
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import { addDays, isoDate } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'

const EUR = { currency: 'EUR', adults: 2, roundToMinor: 100 }
const change = (text: string, terms = EUR) => {
  const entry = readEntry(text, terms)
  return entry.kind === 'change' ? entry.change : entry
}

describe('what is typed', () => {
  test('a number sets, a sign adds, a percentage scales', () => {
    expect(change('180')).toEqual({ kind: 'set', amountMinor: 18_000, adults: 2 })
    expect(change(' 180,5 ')).toEqual({ kind: 'set', amountMinor: 18_050, adults: 2 })
    expect(change('+12.50')).toEqual({ kind: 'add', amountMinor: 1_250 })
    expect(change('-5')).toEqual({ kind: 'add', amountMinor: -500 })
    expect(change('−5')).toEqual({ kind: 'add', amountMinor: -500 })
    expect(change('+10%')).toEqual({ kind: 'percent', percent: 10, roundToMinor: 100 })
    expect(change('-7.5 %')).toEqual({ kind: 'percent', percent: -7.5, roundToMinor: 100 })
    expect(change('9000', { ...EUR, currency: 'JPY' })).toEqual({
      kind: 'set',
      amountMinor: 9_000,
      adults: 2,
    })
    expect(change('')).toEqual({ kind: 'empty' })
  })

  test('a copy is named: last year alone, nights back or ahead, or the day that it begins at', () => {
    const terms = { ...EUR, firstNight: isoDate('2027-03-08') }
    const daysBack = (text: string) => (change(text, terms) as { daysBack: number }).daysBack
    expect(change('=', terms)).toEqual({ kind: 'copy', daysBack: 364 })
    for (const text of ['=7', '=-7', '= −7', '=2027-03-01', '=1.3.2027', ' = 1.3.2027 '])
      expect(daysBack(text), text).toBe(7)
    expect(daysBack('=+7')).toBe(-7)
    expect(daysBack('=2027-03-10')).toBe(-2)
    expect(daysBack('=2026-03-09'), 'over a year').toBe(364)
    expect(change('=-0', terms)).toEqual({ kind: 'issue', issue: 'rates.entry.copyItself' })
    expect(change('=8.3.2027', terms)).toEqual({ kind: 'issue', issue: 'rates.entry.copyItself' })
    for (const text of ['=2001', '=+801', '=2020-01-01', '=2030-01-01'])
      expect(change(text, terms), text).toEqual({ kind: 'issue', issue: 'rates.entry.copyRange' })
    for (const text of ['=x', '=2027-02-30', '=2027-3', '=7%', '==', '=1/3/2027'])
      expect(change(text, terms), text).toEqual({ kind: 'issue', issue: 'rates.entry.copyUnreadable' })
    expect(change('=2027-03-01'), 'nothing is painted').toMatchObject({ kind: 'issue' })
  })

  test.each([
    ['abc', 'unreadable'],
    ['+', 'unreadable'],
    ['1 200', 'unreadable'],
    ['--5', 'unreadable'],
    ['1,200', 'separator'],
    ['180.505', 'tooFine'],
    ['10%', 'noSign'],
    ['+501%', 'percentRange'],
    ['-91%', 'percentRange'],
    ['+1.255%', 'tooFine'],
    ['999999999999', 'tooLarge'],
  ])('%s is not taken, and it is said why', (text, why) => {
    expect(change(text)).toEqual({ kind: 'issue', issue: `rates.entry.${why}` })
  })

  test('I9: every amount that can be written is read back exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        fc.constantFrom('', '+', '-'),
        (amountMinor, currency, sign) => {
          const text = sign + toDecimal(amountMinor, currency)
          // Alone it gives back what the layers make; a price of nothing is written with decimals.
          fc.pre(text !== '0')
          const read = change(text, { ...EUR, currency })
          const expected = sign === '-' ? -amountMinor : amountMinor
          expect(read).toMatchObject({ kind: sign === '' ? 'set' : 'add' })
          // -0 is 0 here.
          expect((read as { amountMinor: number }).amountMinor + 0).toBe(expected + 0)
        },
      ),
    )
  })

  test('an emptied field is no limit; anything but a number of nights is not taken', () => {
    const nights = (text: string) =>
      readDraft({ ...emptyDraft(null), numbers: { minLosArrival: text, maxLosThrough: text } }, EUR)
    expect(nights('').change.restrictions).toEqual({ minLosArrival: 1, maxLosThrough: null })
    expect(nights('3').change.restrictions).toEqual({ minLosArrival: 3, maxLosThrough: 3 })
    for (const text of ['0', '366', '-1', '2.5', 'x']) expect(nights(text).hasIssue).toBe(true)
    const advance = (minAdvanceDays: string, maxAdvanceDays: string) =>
      readDraft({ ...emptyDraft(null), numbers: { minAdvanceDays, maxAdvanceDays } }, EUR)
    expect(advance('', '').change.restrictions).toEqual({ minAdvanceDays: null, maxAdvanceDays: null })
    expect(advance('0', '0').change.restrictions, 'on the day itself').toEqual({
      minAdvanceDays: null,
      maxAdvanceDays: 0,
    })
    expect(advance('800', '800').hasIssue).toBe(false)
    for (const text of ['801', '-1', 'x', '1.5']) expect(advance('', text).hasIssue).toBe(true)
    expect(readDraft(emptyDraft(null), EUR).change).toEqual({ price: null, restrictions: null })
  })
})

const prices = fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 4 })
const restrictions = fc.option(
  fc.record({
    minLosArrival: fc.integer({ min: 1, max: 5 }),
    minLosThrough: fc.integer({ min: 1, max: 5 }),
    maxLosThrough: fc.option(fc.integer({ min: 1, max: 30 })),
    maxLosArrival: fc.option(fc.integer({ min: 1, max: 30 })),
    minAdvanceDays: fc.option(fc.integer({ min: 1, max: 3 })),
    maxAdvanceDays: fc.option(fc.integer({ min: 3, max: 5 })),
    closedToArrival: fc.boolean(),
    closedToDeparture: fc.boolean(),
    closed: fc.boolean(),
  }),
)
const gridDay: fc.Arbitrary<GridDay> = fc.record({
  prices,
  restrictions,
  origin: fc.constant('base' as const),
})

test('a least that is more than its most is said where the most is typed, and is not taken', () => {
  const read = (numbers: RateDraft['numbers']) => readDraft({ ...emptyDraft(null), numbers }, EUR)
  expect(read({ minLosArrival: '3', maxLosArrival: '3' }).hasIssue).toBe(false)
  expect(read({ minLosArrival: '4', maxLosArrival: '3' }).numberIssues).toEqual({
    maxLosArrival: 'rates.restrictions.nightsOrder',
  })
  expect(read({ minAdvanceDays: '14', maxAdvanceDays: '7' }).numberIssues).toEqual({
    maxAdvanceDays: 'rates.restrictions.advanceOrder',
  })
})

describe('what a draft makes of cells', () => {
  test('the summary is the sum of what each cell becomes', () => {
    const texts = fc.constantFrom('', '180', '+12.5', '-300', '+10%', '-33%')
    fc.assert(
      fc.property(
        fc.array(fc.option(gridDay, { nil: undefined })),
        texts,
        fc.boolean(),
        (days, text, closed) => {
          const draft = { ...emptyDraft(null), priceText: text, closings: closed ? { closed } : {} }
          const reading = readDraft(draft, EUR)
          const effects = days.flatMap((day) => (day === undefined ? [] : [effectOn(day, reading.change)]))
          const summary = summarise(days, reading.change, 2)
          expect(summary.painted).toBe(days.length)
          expect(summary.notLoaded).toBe(days.length - effects.length)
          expect(summary.changedPrices).toBe(effects.filter((each) => each.priceChanges).length)
          expect(summary.changedRestrictions).toBe(effects.filter((each) => each.restrictionsChange).length)
          expect(summary.outOfRange).toBe(effects.filter((each) => each.isOutOfRange).length)
          if (text === '') expect(summary.changedPrices).toBe(0)
          if (text === '+12.5' && summary.averageMinor !== null) expect(summary.averageMinor).toBe(1_250)
        },
      ),
    )
  })

  test('only what is touched changes: a field left mixed keeps each cell’s own', () => {
    fc.assert(
      fc.property(gridDay, (day) => {
        const { change: asked } = readDraft({ ...emptyDraft(null), closings: { closedToArrival: true } }, EUR)
        const before = day.restrictions ?? NO_RESTRICTIONS
        const effect = effectOn(day, asked)
        expect(effect.restrictions).toEqual({ ...before, closedToArrival: true })
        expect(effect.prices).toEqual(day.prices)
        expect(effect.restrictionsChange).toBe(!before.closedToArrival)
      }),
    )
  })

  test('any field that differs makes other restrictions of them', () => {
    const number = fc.constantFrom(...NUMBER_FIELDS)
    fc.assert(
      fc.property(gridDay, number, fc.integer({ min: 1, max: 365 }), (day, field, value) => {
        const before = day.restrictions ?? NO_RESTRICTIONS
        const asked = { price: null, restrictions: { [field]: value } }
        expect(effectOn(day, asked).restrictionsChange).toBe(before[field] !== value)
      }),
    )
  })

  test('in common is what every cell has', () => {
    fc.assert(
      fc.property(fc.array(gridDay, { minLength: 1 }), (days) => {
        const common = commonRestrictions(days)
        for (const field of Object.keys(NO_RESTRICTIONS) as (keyof typeof NO_RESTRICTIONS)[]) {
          const values = new Set(days.map((day) => (day.restrictions ?? NO_RESTRICTIONS)[field]))
          expect(common[field]).toBe(values.size === 1 ? [...values][0] : undefined)
        }
      }),
    )
  })
})

describe('the preview', () => {
  const first = isoDate('2026-12-01')
  const cells = fc.uniqueArray(
    fc.record({
      ratePlanId: fc.constantFrom('flex', 'nrf'),
      roomTypeId: fc.constantFrom('double', 'single'),
      date: fc.integer({ min: 0, max: 90 }).map((day) => addDays(first, day)),
      before: fc.record({
        prices: fc.constantFrom<number[][]>([], [100], [200, 300]),
        restrictions: fc.constant(null),
        origin: fc.constant('base' as const),
      }),
      after: gridDay,
      follows: fc.boolean(),
    }),
    {
      selector: ({ ratePlanId, roomTypeId, date }) => `${ratePlanId} ${roomTypeId} ${date}`,
      maxLength: 120,
    },
  )

  test('its pages hold every cell once', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const { pages } = previewPage(all, 0)
        const shown = Array.from({ length: pages }, (_, page) => previewPage(all, page))
        for (const { nights } of shown) expect(nights.length).toBeLessThanOrEqual(PAGE_NIGHTS)
        const listed = shown.flatMap(({ groups }) =>
          groups.flatMap(({ plans }) => plans.flatMap((plan) => [...plan.cells.values()])),
        )
        expect(listed).toHaveLength(all.length)
        expect(new Set(listed)).toEqual(new Set(all))
      }),
    )
  })

  test('what another starts from is noticed, what only ends elsewhere is not', () => {
    fc.assert(
      fc.property(cells, fc.nat(), (all, at) => {
        expect(changedSince(all, structuredClone(all))).toBe(0)
        const cell = all[at % Math.max(1, all.length)]
        if (cell === undefined) return
        const other = all.map((each) =>
          each === cell
            ? { ...each, before: { prices: [777], restrictions: null, origin: 'base' as const } }
            : each,
        )
        expect(changedSince(all, other)).toBe(1)
        expect(
          changedSince(
            all,
            all.filter((each) => each !== cell),
          ),
        ).toBe(1)
      }),
    )
  })
})
