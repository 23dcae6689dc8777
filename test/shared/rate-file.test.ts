/** A file of prices and restrictions: bad lines are named one by one, and what was written is read as it was. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import {
  type RateFileHotel,
  type RateRun,
  readRateFile,
  writeRateFile,
} from '../../shared/rates/rate-file.ts'

const TODAY = '2027-01-10' as IsoDate
const HOTEL: RateFileHotel = {
  currency: 'EUR',
  roomTypes: [
    { id: 'type-dbl', code: 'DBL', maxOccupancy: 2 },
    { id: 'type-fam', code: 'FAM', maxOccupancy: 4 },
  ],
  ratePlans: [
    { id: 'plan-flex', code: 'FLEX' },
    { id: 'plan-nrf', code: 'NRF' },
  ],
  businessDate: TODAY,
  horizon: addDays(TODAY, 700),
}
const read = (...lines: string[]) => readRateFile({ name: 'rates.csv', text: lines.join('\r\n') }, HOTEL)
const HEAD =
  'type_code;plan_code;first_night;last_night;price_1;price_2;price_3;min_nights;max_nights;no_arrival;closed'
const issuesOf = (...lines: string[]) =>
  read(HEAD, ...lines).issues.map(({ line, column, code }) => ({ line, column, code }))

describe('what is read', () => {
  test('a line is nights, prices by adults and restrictions; what is empty stays as it is', () => {
    const { cells, issues, badLines } = read(
      HEAD,
      'DBL;FLEX;2027-02-01;2027-02-28;89,00;109,50;;2;none;yes;no',
      'fam;nrf;1.3.2027;1.3.2027;;;;;7;;',
      'FAM;FLEX;2027-03-01;2027-03-01;0;100;120.5;;;;',
    )
    expect(issues).toEqual([])
    expect(badLines).toBe(0)
    expect(cells).toEqual([
      {
        ratePlanId: 'plan-flex',
        roomTypeId: 'type-dbl',
        from: '2027-02-01',
        to: '2027-03-01',
        prices: [8_900, 10_950],
        restrictions: { minLosArrival: 2, maxLosArrival: null, closedToArrival: true, closed: false },
      },
      {
        ratePlanId: 'plan-nrf',
        roomTypeId: 'type-fam',
        from: '2027-03-01',
        to: '2027-03-02',
        restrictions: { maxLosArrival: 7 },
      },
      {
        ratePlanId: 'plan-flex',
        roomTypeId: 'type-fam',
        from: '2027-03-01',
        to: '2027-03-02',
        prices: [0, 10_000, 12_050],
      },
    ])
  })

  test('nights that are over are left out of a line that goes on', () => {
    expect(read(HEAD, 'DBL;FLEX;2026-12-01;2027-01-31;90;;;;;;').cells).toMatchObject([
      { from: TODAY, to: '2027-02-01' },
    ])
  })

  test('three bad lines of five are named; the two good ones are there', () => {
    const { cells, issues, badLines } = read(
      HEAD,
      'DBL;FLEX;2027-02-01;2027-02-02;89;;;;;;',
      'XXL;FLEX;2027-02-01;2027-02-02;89;;;;;;',
      'DBL;FLEX;2027-02-31;2027-03-02;89;;;;;;',
      'DBL;FLEX;2027-02-05;2027-02-06;-5;;;;;maybe;',
      'DBL;NRF;2027-02-05;2027-02-06;80;;;;;;',
    )
    expect(cells).toHaveLength(2)
    expect(badLines).toBe(3)
    expect(issues.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
      [3, 'type_code', 'noSuchType', 'XXL'],
      [4, 'first_night', 'notADate', '2027-02-31'],
      [5, 'price_1', 'notAnAmount', '-5'],
      [5, 'no_arrival', 'notYesOrNo', 'maybe'],
    ])
  })

  test.each([
    ['DBL;ABC;2027-02-01;2027-02-02;89;;;;;;', 'plan_code', 'noSuchPlan'],
    ['DBL;FLEX;;2027-02-02;89;;;;;;', 'first_night', 'nightMissing'],
    ['DBL;FLEX;2027-02-03;2027-02-02;89;;;;;;', 'last_night', 'nightsBackwards'],
    ['DBL;FLEX;2026-12-01;2026-12-31;89;;;;;;', 'last_night', 'nightPast'],
    ['DBL;FLEX;2027-02-01;2031-01-01;89;;;;;;', 'last_night', 'outOfRange'],
    ['DBL;FLEX;2028-12-01;2029-01-31;89;;;;;;', 'last_night', 'beyondHorizon'],
    ['DBL;FLEX;2027-02-01;2027-02-02;89;99;109;;;;', 'price_3', 'tooManyPrices'],
    ['DBL;FLEX;2027-02-01;2027-02-02;;99;;;;;', 'price_1', 'priceMissing'],
    ['DBL;FLEX;2027-02-01;2027-02-02;89;;;0;;;', 'min_nights', 'outOfRange'],
    ['DBL;FLEX;2027-02-01;2027-02-02;89;;;none;;;', 'min_nights', 'notANumber'],
    ['DBL;FLEX;2027-02-01;2027-02-02;;;;;;;', null, 'nothingToSet'],
    ['DBL;FLEX;2027-02-01;2027-02-02;89;"9;;;;;', null, 'quoteBroken'],
  ])('%s is not valid in %s: %s', (line, column, code) => {
    expect(issuesOf(line)).toEqual([{ line: 2, column, code }])
    expect(read(HEAD, line).cells).toEqual([])
  })

  test('a night that an earlier line has is named with that line, wherever it lies in the file', () => {
    const { issues, cells } = read(
      HEAD,
      'DBL;FLEX;2027-03-01;2027-03-31;89;;;;;;',
      'DBL;NRF;2027-02-20;2027-03-05;80;;;;;;',
      'DBL;FLEX;2027-02-20;2027-03-01;99;;;;;;',
    )
    expect(issues).toMatchObject([
      { line: 4, column: 'first_night', code: 'nightTwice', value: '2027-03-01', against: '2' },
    ])
    expect(cells).toHaveLength(2)
  })

  test('a column that is needed and not there is said once', () => {
    expect(
      read('type_code,first_night,last_night,price_1', 'DBL,2027-02-01,2027-02-01,1').issues,
    ).toMatchObject([{ line: 1, column: 'plan_code', code: 'columnMissing' }])
  })
})

const days = fc.integer({ min: 0, max: 300 })
const most = (greatest: number) => fc.option(fc.integer({ min: 1, max: greatest }))
const values = fc.record({
  prices: fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 2 }),
  restrictions: fc.record({
    minLosArrival: fc.integer({ min: 1, max: 365 }),
    minLosThrough: fc.integer({ min: 1, max: 365 }),
    maxLosThrough: most(365),
    maxLosArrival: most(365),
    minAdvanceDays: most(800),
    maxAdvanceDays: most(800),
    closedToArrival: fc.boolean(),
    closedToDeparture: fc.boolean(),
    closed: fc.boolean(),
  }),
})

test('whatever is written is read as it was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(days, fc.integer({ min: 1, max: 30 }), values), { maxLength: 20 }),
      (given) => {
        let end = 0
        const runs: RateRun[] = given.map(([gap, nights, { prices, restrictions }]) => {
          const from = addDays(TODAY, Math.min(end + (gap % 3), 600))
          end = Math.min(end + (gap % 3), 600) + nights
          return { typeCode: 'DBL', planCode: 'FLEX', from, to: addDays(from, nights), prices, restrictions }
        })
        fc.pre(end <= 700)
        const { cells, issues } = readRateFile({ name: 'x', text: writeRateFile(runs, 'EUR') }, HOTEL)
        expect(runs.length === 0 ? [] : issues).toEqual([])
        expect(cells).toEqual(
          runs.map(({ typeCode: _, planCode: __, ...run }) => ({
            ratePlanId: 'plan-flex',
            roomTypeId: 'type-dbl',
            ...run,
          })),
        )
      },
    ),
  )
})
