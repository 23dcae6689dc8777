/** A rooming list from CSV: what is written is read, and what is wrong is named by its line and column. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomingRowSchema } from '../../shared/contract/groups.ts'
import { fromDayNumber } from '../../shared/dates.ts'
import { ROOMING_LIST_COLUMNS, ROOMING_LIST_ISSUES, readRoomingList } from '../../shared/rooming-list.ts'

const TYPES = [
  { id: '01980000-0000-7000-8000-00000000000a', code: 'DBL' },
  { id: '01980000-0000-7000-8000-00000000000b', code: 'Süd' },
]
const HEAD = 'surname,first_name,type_code,arrival,departure,adults,children_ages'

const read = (text: string) => readRoomingList({ name: 'list.csv', text }, TYPES)
/** `3 arrival notADate soon` */
const issuesOf = (text: string) =>
  read(text).issues.map(({ line, column, code, value }) =>
    [line, column ?? '-', code, value].join(' ').trim(),
  )

test('a list as a spreadsheet of the continent writes it, with what may be left out', () => {
  const text = [
    '\uFEFFSurname;First name;Type code;Arrival;Departure;Adults;Children ages;Email;Table',
    'Berg;Åsa;dbl;1.6.2027;03.06.2027;2;7, 4;asa@example.com;3',
    '',
    '"Dahl; senior";;SÜD;2027-06-01;2027-06-02;;;;',
  ].join('\r\n')
  const { rows, lines, issues, ignored } = read(text)
  expect(issues).toEqual([])
  expect(rows).toEqual([
    {
      guest: { surname: 'Berg', firstName: 'Åsa', email: 'asa@example.com', phone: '' },
      roomTypeId: TYPES[0]!.id,
      arrival: '2027-06-01',
      departure: '2027-06-03',
      adults: 2,
      childrenAges: [7, 4],
    },
    {
      guest: { surname: 'Dahl; senior', firstName: '', email: '', phone: '' },
      roomTypeId: TYPES[1]!.id,
      arrival: '2027-06-01',
      departure: '2027-06-02',
      adults: 1,
      childrenAges: [],
    },
  ])
  expect(lines).toEqual([2, 4])
  expect(ignored).toEqual(['table'])
})

const line = (change: Partial<Record<(typeof ROOMING_LIST_COLUMNS)[number], string>> = {}) => {
  const good = { surname: 'Berg', type_code: 'DBL', arrival: '2027-06-01', departure: '2027-06-02' }
  return ROOMING_LIST_COLUMNS.map((column) => ({ ...good, ...change })[column as 'surname'] ?? '').join(';')
}
const list = (...lines: string[]) => [ROOMING_LIST_COLUMNS.join(';'), ...lines].join('\n')

test.each<[string, string, string[]]>([
  ['an empty file', '', ['0 - fileEmpty']],
  ['a head alone', HEAD, ['0 - fileEmpty']],
  [
    'a file of another kind',
    '%PDF-1.7\n1 0 obj',
    ['surname', 'type_code', 'arrival', 'departure'].map((column) => `1 ${column} columnMissing`),
  ],
  [
    'a column that is there twice',
    `${HEAD},surname\nBerg,,DBL,2027-06-01,2027-06-02,,,`,
    ['1 surname columnTwice'],
  ],
  ['a file that is too large', 'x'.repeat(2_000_001), ['0 - fileTooLarge']],
  ['more lines than a list may have', list(...Array(501).fill(line())), ['0 - tooManyLines 501']],
  [
    'a quote that is not closed',
    `${HEAD}\n"Berg,,DBL,2027-06-01,2027-06-02,,`,
    ['2 - quoteBroken Berg,,DBL,2027-06-01,2027-06-02,,'],
  ],
  ['fields beyond the head', list(`${line()};;9`), ['2 - tooManyFields 9']],
  [
    'what is missing',
    list(line({ surname: '', type_code: '', arrival: '', departure: '', adults: '2' })),
    ['surname', 'type_code', 'arrival', 'departure'].map((column) => `2 ${column} valueMissing`),
  ],
  [
    'a name that is too long',
    list(line(), line({ surname: 'x'.repeat(121) })),
    [`3 surname tooLong ${'x'.repeat(60)}…`],
  ],
  ['a name that is none', list(line({ first_name: 'A\u0007' })), ['2 first_name notAName A']],
  ['a type that the hotel does not have', list(line({ type_code: 'TPL' })), ['2 type_code unknownType TPL']],
  [
    'days that are none',
    list(line({ arrival: '2027-02-30', departure: 'soon' })),
    ['2 arrival notADate 2027-02-30', '2 departure notADate soon'],
  ],
  [
    'a departure that is not after the arrival',
    list(line({ departure: '2027-06-01' }), line({ departure: '31.5.2027' })),
    ['2 departure nightsBackwards 2027-06-01', '3 departure nightsBackwards 2027-05-31'],
  ],
  [
    'numbers that are none, or not possible',
    list(
      line({ adults: 'two', children_ages: '7 x' }),
      line({ adults: '0', children_ages: '18' }),
      line({ adults: '31' }),
    ),
    [
      '2 adults notANumber two',
      '2 children_ages notANumber x',
      '3 adults outOfRange 0',
      '3 children_ages outOfRange 18',
      '4 adults outOfRange 31',
    ],
  ],
  [
    'more children than fit anywhere',
    list(line({ children_ages: '1 '.repeat(21) })),
    ['2 children_ages outOfRange 21'],
  ],
])('%s is told', (_name, text, issues) => {
  expect(issuesOf(text)).toEqual(issues)
  for (const { code } of read(text).issues) expect(ROOMING_LIST_ISSUES).toContain(code)
})

test('lines that are right are read beside those that are wrong', () => {
  const { rows, lines } = read(list(line(), line({ adults: 'x' }), line({ surname: 'Dahl' })))
  expect(rows.map((row) => row.guest.surname)).toEqual(['Berg', 'Dahl'])
  expect(lines).toEqual([2, 4])
})

test('what is written is read', () => {
  const name = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).map((text) => text.trim())
  const room = fc.record({
    surname: name.filter((text) => text !== ''),
    firstName: name,
    from: fc.integer({ min: 20_000, max: 30_000 }),
    nights: fc.integer({ min: 1, max: 30 }),
    adults: fc.integer({ min: 1, max: 30 }),
    childrenAges: fc.array(fc.integer({ min: 0, max: 17 }), { maxLength: 20 }),
  })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  fc.assert(
    fc.property(fc.array(room, { minLength: 1, maxLength: 8 }), (rooms) => {
      const text = rooms.map(({ surname, firstName, from, nights, adults, childrenAges }) => {
        const days = [from, from + nights].map(fromDayNumber)
        return [quoted(surname), quoted(firstName), 'DBL', ...days, adults, childrenAges.join('+')].join(',')
      })
      const { rows, issues } = read([HEAD, ...text].join('\r\n'))
      expect(issues).toEqual([])
      expect(rows).toEqual(
        rooms.map(({ surname, firstName, from, nights, ...party }) => ({
          guest: { surname, firstName, email: '', phone: '' },
          roomTypeId: TYPES[0]!.id,
          arrival: fromDayNumber(from),
          departure: fromDayNumber(from + nights),
          ...party,
        })),
      )
    }),
    { numRuns: 100 },
  )
})

test('whatever the text, it is read or told, and what is read is what the contract takes', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'DBL',
      'dbl',
      'Berg',
      '2027-06-01',
      '2.6.2027',
      '3',
      '17 4',
      '"',
      ';',
      ',',
      '\n',
      '99',
    ),
    fc.string({ maxLength: 12, unit: 'binary' }),
    fc.integer({ min: 20_000, max: 30_000 }).map(fromDayNumber),
  )
  const text = fc
    .tuple(
      fc.shuffledSubarray([...ROOMING_LIST_COLUMNS], { minLength: 5 }),
      fc.array(fc.array(cell, { maxLength: 10 })),
    )
    .map(([head, rows]) => [head, ...rows].map((fields) => fields.join(';')).join('\n'))
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ maxLength: 200 })), (csv) => {
      const { rows, lines, issues } = read(csv)
      expect(lines).toHaveLength(rows.length)
      expect(rows.length > 0 || issues.length > 0).toBe(true)
      for (const row of rows) expect(roomingRowSchema.parse(row)).toEqual(row)
    }),
    { numRuns: 300 },
  )
})
