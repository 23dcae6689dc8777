/** The vocabulary: dates, money, cell values, ranges, restrictions; as properties where a naive form exists. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CLOSED,
  compressRanges,
  decodeCellValue,
  encodeCellValue,
  NO_RESTRICTIONS,
} from '../../shared/cells.ts'
import {
  addDays,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isIsoDate,
  isoDate,
  nightsOf,
  weekday,
} from '../../shared/dates.ts'
import { DOMAIN_ERRORS, DomainError } from '../../shared/errors.ts'
import { fromDecimal, toDecimal } from '../../shared/money.ts'
import { amountFor, firstBreach, type RateNight } from '../../shared/pricing.ts'

const dates = fc
  .integer({ min: dayNumber(isoDate('2000-01-01')), max: dayNumber(isoDate('2199-12-31')) })
  .map(fromDayNumber)

describe('dates', () => {
  test.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2025-02-29',
    '2026-1-1',
    '1999-12-31',
    '2200-01-01',
    '',
    '2026-11-22T00:00',
  ])('%s is no day', (text) => {
    expect(isIsoDate(text)).toBe(false)
    expect(() => isoDate(text)).toThrow(RangeError)
  })

  test('adding and counting days agree, over leap years and centuries', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -400, max: 400 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days)
        expect(isIsoDate(date)).toBe(true)
      }),
    )
  })

  test('nights are half-open', () => {
    const range = { from: isoDate('2028-02-28'), to: isoDate('2028-03-01') }
    expect(nightsOf(range)).toEqual(['2028-02-28', '2028-02-29'])
    expect(nightsOf({ from: range.to, to: range.from })).toEqual([])
  })

  test('Monday is 1 and Sunday is 7', () => {
    expect(['2026-11-16', '2026-11-22', '2000-01-01'].map((date) => weekday(isoDate(date)))).toEqual([
      1, 7, 6,
    ])
  })
})

describe('money', () => {
  test('survives the way to a decimal and back, in currencies of 0, 2 and 3 digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e10, max: 1e10 }),
        fc.constantFrom('JPY', 'EUR', 'KWD'),
        (minor, currency) => {
          expect(fromDecimal(toDecimal(minor, currency), currency)).toBe(minor)
        },
      ),
    )
  })

  test.each([
    ['184', 'EUR', 18_400],
    ['184.5', 'EUR', 18_450],
    ['184.500', 'EUR', 18_450],
    ['0.005', 'KWD', 5],
    ['12', 'JPY', 12],
    ['184.005', 'EUR', undefined],
    ['1,840.00', 'EUR', undefined],
    ['NaN', 'EUR', undefined],
    ['1e5', 'EUR', undefined],
    ['', 'EUR', undefined],
  ])('%s %s is %s', (text, currency, minor) => {
    expect(fromDecimal(text, currency)).toBe(minor)
  })
})

describe('cells', () => {
  const restrictions = fc.record({
    minLosArrival: fc.integer({ min: 1, max: 30 }),
    minLosThrough: fc.integer({ min: 1, max: 30 }),
    maxLosThrough: fc.option(fc.integer({ min: 1, max: 30 })),
    maxLosArrival: fc.option(fc.integer({ min: 1, max: 30 })),
    minAdvanceDays: fc.option(fc.integer({ min: 0, max: 30 })),
    maxAdvanceDays: fc.option(fc.integer({ min: 0, max: 300 })),
    closedToArrival: fc.boolean(),
    closedToDeparture: fc.boolean(),
    closed: fc.boolean(),
  })

  test('a value survives its text, and equal values have equal texts', () => {
    fc.assert(
      fc.property(restrictions, (value) => {
        expect(decodeCellValue('restrictions', encodeCellValue('restrictions', value))).toEqual(value)
      }),
    )
    expect(decodeCellValue('price', encodeCellValue('price', [1, 2]))).toEqual([1, 2])
    expect(decodeCellValue('availability', encodeCellValue('availability', 3))).toBe(3)
    expect(encodeCellValue('restrictions', CLOSED)).not.toBe(encodeCellValue('restrictions', NO_RESTRICTIONS))
  })

  test('ranges say exactly what the nights said, and neighbours differ', () => {
    const nights = fc
      .uniqueArray(fc.integer({ min: 20_000, max: 20_060 }))
      .map((days) => days.sort((a, b) => a - b))
      .chain((days) =>
        fc.tuple(
          ...days.map((day) =>
            fc.record({ date: fc.constant(fromDayNumber(day)), value: fc.constantFrom('1', '2') }),
          ),
        ),
      )
    fc.assert(
      fc.property(nights, (cells) => {
        const ranges = compressRanges(cells)
        const unfolded = ranges.flatMap((range) =>
          nightsOf(range).map((date) => ({ date, value: range.value })),
        )
        expect(unfolded).toEqual(cells)
        for (const [index, range] of ranges.entries()) {
          const next = ranges[index + 1]
          if (next !== undefined) expect(next.from === range.to && next.value === range.value).toBe(false)
        }
      }),
    )
  })
})

describe('pricing', () => {
  const night = (date: string, change: Partial<RateNight['restrictions']> = {}): RateNight => ({
    date: isoDate(date),
    prices: [100],
    restrictions: { ...NO_RESTRICTIONS, ...change },
  })

  test('more adults than prices pay the last one; no price is no amount', () => {
    expect([1, 2, 3].map((adults) => amountFor([100, 150], adults))).toEqual([100, 150, 150])
    expect(amountFor([], 1)).toBeUndefined()
  })

  /** Two days before the first night. */
  const BOOKED_ON = isoDate('2026-11-20')
  test.each([
    ['closed', [night('2026-11-22'), night('2026-11-23', { closed: true })], undefined, '2026-11-23'],
    ['closedToArrival', [night('2026-11-22', { closedToArrival: true })], undefined, '2026-11-22'],
    ['minLos', [night('2026-11-22', { minLosArrival: 2 })], undefined, '2026-11-22'],
    ['minLos', [night('2026-11-22'), night('2026-11-23', { minLosThrough: 3 })], undefined, '2026-11-23'],
    ['maxLos', [night('2026-11-22', { maxLosThrough: 1 }), night('2026-11-23')], undefined, '2026-11-22'],
    ['maxLos', [night('2026-11-22', { maxLosArrival: 1 }), night('2026-11-23')], undefined, '2026-11-22'],
    ['minAdvance', [night('2026-11-22', { minAdvanceDays: 3 })], undefined, '2026-11-22'],
    ['maxAdvance', [night('2026-11-22', { maxAdvanceDays: 1 })], undefined, '2026-11-22'],
    [
      'closedToDeparture',
      [night('2026-11-22')],
      night('2026-11-23', { closedToDeparture: true }),
      '2026-11-23',
    ],
  ] as const)('%s is told with its night', (restriction, nights, departure, date) => {
    expect(firstBreach(nights, departure, BOOKED_ON)).toMatchObject({ restriction, date })
  })

  test('closed to arrival on a later night, and a minimum by arrival there, do not matter', () => {
    const later = night('2026-11-23', { closedToArrival: true, minLosArrival: 9 })
    expect(firstBreach([night('2026-11-22'), later], undefined, BOOKED_ON)).toBeNull()
  })
})

describe('errors', () => {
  test('each has a status, and a sentence that ends and says more than its code', () => {
    for (const [code, { status, message }] of Object.entries(DOMAIN_ERRORS)) {
      expect(status, code).toBeGreaterThanOrEqual(400)
      expect(message, code).toMatch(/^[A-Z].{30,}\.$/s)
    }
    expect(new DomainError('HostBusy', { waiting: 1 }).message).toBe(DOMAIN_ERRORS.HostBusy.message)
  })
})
