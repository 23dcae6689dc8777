/** A hotel from CSV files: what is written is read, and what is wrong is named by its line. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setUpInput } from '../../shared/contract/property.ts'
import { addDays, fromDayNumber } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import { readSetUpFiles, type SetUpImport } from '../../shared/set-up-import.ts'
import { IMPORT_ISSUES } from '../../shared/set-up-issues.ts'

const ROOMS = 'room,type_code,type_name,base_occupancy,max_occupancy'
const PRICES = 'type_code,plan_code,plan_name,first_night,last_night,price_1,price_2,price_3'

function read(rooms: string, prices: string | null = null, currency = 'EUR'): SetUpImport {
  const file = (name: string, text: string) => ({ name, text })
  return readSetUpFiles(
    { rooms: file('rooms.csv', rooms), prices: prices === null ? null : file('prices.csv', prices) },
    currency,
  )
}

/** `rooms.csv 3 base_occupancy notANumber two` */
function issuesOf(result: SetUpImport): string[] {
  return (result.issues ?? []).map(({ file, line, column, code, value }) =>
    [file, line, column ?? '-', code, value].join(' ').trim(),
  )
}

const TWO_ROOMS = `${ROOMS}\n101,DBL,Double,2,3\n102,DBL,,,\n`

test('rooms alone: types in the order of their first lines, each with its rooms', () => {
  const { hotel } = read(`${ROOMS}\n101,DBL,Double,2,3\n201,SGL,"Single, quiet",1,\n\n102,DBL,,,\n`)
  expect(hotel).toEqual({
    roomTypes: [
      { code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 3, rooms: ['101', '102'] },
      { code: 'SGL', name: 'Single, quiet', baseOccupancy: 1, maxOccupancy: 1, rooms: ['201'] },
    ],
    ratePlans: [],
    prices: [],
    ignoredColumns: [],
  })
})

test('prices as a spreadsheet of the continent writes them: semicolons, decimal commas, days before months', () => {
  const prices = [
    '\uFEFFType code;Plan code;Plan name;First night;Last night;Price 1;Price 2;Remark',
    'DBL;FLEX;Flexible;;;89,50;109,00;',
    'DBL;FLEX;;1.6.2027;31.08.2027;1.099,00;;summer',
  ].join('\r\n')
  const { hotel } = read(TWO_ROOMS, prices)
  expect(hotel?.ratePlans).toEqual([{ code: 'FLEX', name: 'Flexible' }])
  expect(hotel?.prices).toEqual([
    { roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [8_950, 10_900] },
    { roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [109_900], from: '2027-06-01', to: '2027-09-01' },
  ])
  expect(hotel?.ignoredColumns).toEqual([{ file: 'prices.csv', column: 'remark' }])
})

test.each([
  ['an empty file', '', ['rooms.csv 0 - fileEmpty']],
  ['a head alone', ROOMS, ['rooms.csv 0 - fileEmpty']],
  [
    'a file of another kind',
    '%PDF-1.7\n1 0 obj',
    ['room', 'type_code', 'type_name', 'base_occupancy'].map(
      (column) => `rooms.csv 1 ${column} columnMissing`,
    ),
  ],
  ['a column that is there twice', `${ROOMS},room\n1,A,A,1,1,1`, ['rooms.csv 1 room columnTwice']],
  ['a room that is there twice', `${ROOMS}\n1,A,A,1,1\n2,A,,,\n1,A,,,`, ['rooms.csv 4 room roomTwice 1']],
  [
    'lines that are not whole',
    `${ROOMS}\n,A,A,1,1\n2,,A,1,1`,
    ['rooms.csv 2 room valueMissing', 'rooms.csv 3 type_code valueMissing'],
  ],
  [
    'numbers that are none',
    `${ROOMS}\n1,A,A,two,0\n2,B,B,2,1`,
    [
      'rooms.csv 2 base_occupancy notANumber two',
      'rooms.csv 2 max_occupancy outOfRange 0',
      'rooms.csv 3 max_occupancy outOfRange 1',
    ],
  ],
  [
    'a type that is two things',
    `${ROOMS}\n1,A,Twin,2,2\n2,A,Double,3,`,
    ['rooms.csv 3 type_name differs Double', 'rooms.csv 3 base_occupancy differs 3'],
  ],
  [
    'a value with a comma in a file of commas',
    `${ROOMS}\n1,A,Twin, garden,2,2`,
    ['rooms.csv 2 - tooManyFields 2'],
  ],
  [
    'a quote that does not end',
    `${ROOMS}\n1,A,"Twin,2,2\n2,A,,,`,
    ['rooms.csv 2 - quoteBroken 1 A Twin,2,2 2,A,,,'],
  ],
  [
    'a line after a field of three lines',
    `${ROOMS}\n1,A,"Twin\n\nroom",2,2\n1,A,,,`,
    ['rooms.csv 2 type_name notAName Twin room', 'rooms.csv 5 room roomTwice 1'],
  ],
])('%s is named by its lines', (_, rooms, issues) => {
  expect(issuesOf(read(rooms))).toEqual(issues)
})

test.each([
  ['an amount that could be two', 'DBL,FLEX,,,,1.500,,', ['prices.csv 2 price_1 notAnAmount 1.500']],
  [
    'a type without rooms',
    'SUI,FLEX,,,,100,,',
    ['prices.csv 2 type_code unknownType SUI', 'prices.csv 0 type_code typeWithoutPrice DBL'],
  ],
  ['no price', 'DBL,FLEX,,,,,,', ['prices.csv 2 price_1 priceMissing']],
  ['a hole among the prices', 'DBL,FLEX,,,,80,,100', ['prices.csv 2 price_2 priceMissing']],
  [
    'a day that is none',
    'DBL,FLEX,,2027-02-30,2027-03-01,80,,',
    ['prices.csv 2 first_night notADate 2027-02-30'],
  ],
  ['half a season', 'DBL,FLEX,,2027-02-20,,80,,', ['prices.csv 2 last_night nightMissing']],
  [
    'a season that ends before it begins',
    'DBL,FLEX,,2027-02-20,2027-02-19,80,,',
    ['prices.csv 2 last_night nightsBackwards 2027-02-19'],
  ],
  [
    'a plan of two names',
    'DBL,FLEX,Flexible,,,80,,\nDBL,FLEX,Flex,,,80,,',
    ['prices.csv 3 plan_name differs Flex'],
  ],
  ['an empty file', '', ['prices.csv 1 type_code columnMissing', 'prices.csv 1 plan_code columnMissing']],
])('prices: %s is named by its line', (what, lines, issues) => {
  const result = read(TWO_ROOMS, what === 'an empty file' ? 'a\n1' : `${PRICES}\n${lines}`)
  for (const issue of issues) expect(issuesOf(result)).toContain(issue)
})

test('more prices than guests who fit, in a file of more columns than this type needs', () => {
  const prices = `${PRICES},price_4\nDBL,FLEX,,,,80,90,100,110`
  expect(issuesOf(read(TWO_ROOMS, prices))).toEqual(['prices.csv 2 price_4 tooManyPrices 110'])
})

test('types are not called unknown where the rooms could not be read', () => {
  expect(issuesOf(read(`${ROOMS}\n101,DBL,Double,x,3`, `${PRICES}\nSUI,FLEX,,,,80,,`))).toEqual([
    'rooms.csv 2 base_occupancy notANumber x',
  ])
})

test('every limit of the contract is a line, not a refusal later', () => {
  const many = (count: number, line: (index: number) => string) =>
    [ROOMS, ...Array.from({ length: count }, (_, index) => line(index))].join('\n')
  expect(issuesOf(read(many(1_001, (index) => `${index},A,A,1,1`)))).toEqual([
    'rooms.csv 1002 room tooManyRooms A',
  ])
  expect(issuesOf(read(many(101, (index) => `${index},T${index},A,1,1`)))).toEqual([
    'rooms.csv 102 type_code tooManyTypes T100',
  ])
  expect(issuesOf(read(many(10_001, (index) => `${index},A,A,1,1`)))).toEqual([
    'rooms.csv 0 - tooManyLines 10001',
  ])
  expect(issuesOf(read(`${ROOMS}\n${'x'.repeat(2_000_000)}`))).toEqual(['rooms.csv 0 - fileTooLarge'])
})

const anyText = (most: number) =>
  fc
    .string({ unit: fc.constantFrom(...'aZ9 ,;\t"\'-.ßéあ0\n\r'), minLength: 1, maxLength: most })
    .map((text) => text.replace(/[\n\r\t]/g, '').trim())
    .filter((text) => text !== '')
const anyCode = anyText(12)
const anyType = fc.record({
  name: anyText(30),
  base: fc.integer({ min: 1, max: 20 }),
  more: fc.integer({ min: 0, max: 10 }),
  rooms: fc.array(
    anyText(12).filter((name) => !name.includes('"')),
    { minLength: 1, maxLength: 4 },
  ),
})
const anyHotel = fc.record({
  types: fc.dictionary(anyCode, anyType, { minKeys: 1, maxKeys: 5 }),
  plans: fc.dictionary(anyCode, anyText(30), { minKeys: 1, maxKeys: 3 }),
  amounts: fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 3 }),
  day: fc.integer({ min: 20_000, max: 30_000 }),
  nights: fc.integer({ min: 1, max: 400 }),
})
const anyForm = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  mark: fc.constantFrom('', '\uFEFF'),
  isComma: fc.boolean(),
  blank: fc.boolean(),
})

test('any hotel that is written as CSV, in any of its forms, is read as it was', () => {
  fc.assert(
    fc.property(anyHotel, anyForm, ({ types, plans, amounts, day, nights }, form) => {
      const write = (rows: string[][]) =>
        form.mark +
        rows
          .map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(form.delimiter))
          .join(form.blank ? form.end + form.end : form.end)
      const taken = new Set<string>()
      const roomTypes = Object.entries(types).flatMap(([code, { name, base, more, rooms }]) => {
        const own = rooms.filter((room) => !taken.has(room) && taken.add(room))
        return own.length === 0
          ? []
          : [{ code, name, baseOccupancy: base, maxOccupancy: base + more, rooms: own }]
      })
      const rooms = roomTypes.flatMap((type) =>
        type.rooms.map((room) => [
          room,
          type.code,
          type.name,
          String(type.baseOccupancy),
          String(type.maxOccupancy),
        ]),
      )
      const from = fromDayNumber(day)
      const decimal = (minor: number) => toDecimal(minor, 'EUR').replace('.', form.isComma ? ',' : '.')
      const prices = roomTypes.flatMap(({ code, maxOccupancy }) =>
        Object.entries(plans).map(([plan, planName]) => {
          const own = amounts.slice(0, maxOccupancy)
          const fields = [0, 1, 2].map((index) => (own[index] === undefined ? '' : decimal(own[index])))
          return {
            row: [code, plan, planName, from, addDays(from, nights - 1), ...fields],
            price: { roomTypeCode: code, ratePlanCode: plan, prices: own, from, to: addDays(from, nights) },
          }
        }),
      )
      const result = read(
        write([ROOMS.split(','), ...rooms]),
        write([PRICES.split(','), ...prices.map(({ row }) => row)]),
      )
      expect(result.issues).toBeNull()
      expect(result.hotel).toEqual({
        roomTypes,
        ratePlans: Object.entries(plans).map(([code, name]) => ({ code, name })),
        prices: prices.map(({ price }) => price),
        ignoredColumns: [],
      })
    }),
    { numRuns: 300 },
  )
})

test('no file makes the reader fail: it answers what the contract takes, or lines that are wrong', () => {
  const nasty = fc.string({ unit: fc.constantFrom(...'1,A;\n\r"\t x.-\u0000é'), maxLength: 120 })
  const cell = fc.constantFrom(
    '1',
    'A',
    '2',
    '',
    '"',
    '-1',
    '1.5',
    'x'.repeat(90),
    '101',
    ',',
    '89,50',
    '2027-01-01',
  )
  const grid = fc.array(
    fc.array(cell, { maxLength: 7 }).map((row) => row.join(',')),
    { maxLength: 8 },
  )
  const rooms = fc.oneof(
    nasty,
    nasty.map((text) => `${ROOMS}\n${text}`),
    grid.map((rows) => `${ROOMS}\n${rows.join('\n')}`),
  )
  const prices = fc.oneof(
    fc.constant(null),
    grid.map((rows) => `${PRICES}\n${rows.join('\n')}`),
  )
  fc.assert(
    fc.property(rooms, prices, (roomText, priceText) => {
      const { hotel, issues } = read(roomText, priceText)
      if (hotel === null) {
        expect(issues.length).toBeGreaterThan(0)
        for (const issue of issues) expect(IMPORT_ISSUES).toContain(issue.code)
        return
      }
      const { roomTypes, prices: read_, ratePlans } = hotel
      const plans = ratePlans.length === 0 ? [{ code: 'FLEX', name: 'Flexible' }] : ratePlans
      const input = { idempotencyKey: 'any-key-1', name: 'Seehof', timeZone: 'UTC', currency: 'EUR' }
      expect(
        setUpInput.safeParse({ ...input, roomTypes, ratePlans: plans, prices: read_ }).error,
      ).toBeUndefined()
    }),
    { numRuns: 2_000 },
  )
})
