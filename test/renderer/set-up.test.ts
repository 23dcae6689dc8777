/** The form that sets up a hotel: what it lacks, what it sends, how Enter walks, and files of any encoding. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localDay } from '../../main/ledger/property-clock.ts'
import { businessDateAt } from '../../renderer/start/business-date.ts'
import { kindOf, TEMPLATES, textOfBytes } from '../../renderer/start/csv-files.ts'
import { nextField } from '../../renderer/start/field-focus.ts'
import { guessCurrency } from '../../renderer/start/locale-guess.ts'
import { HOTEL_FIELDS, inputOf, issuesOf } from '../../renderer/start/set-up-check.ts'
import {
  addPlan,
  addType,
  changePlan,
  changeType,
  fillFrom,
  firstDraft,
  isTouched,
  priceFields,
  removePlan,
  removeType,
  type SetUpDraft,
} from '../../renderer/start/set-up-draft.ts'
import { fieldOrder } from '../../renderer/start/set-up-fields.ts'
import { setUpInput } from '../../shared/contract/property.ts'
import { addDays, isoDate } from '../../shared/dates.ts'
import { readSetUpFiles } from '../../shared/set-up-import.ts'

const today = isoDate('2026-11-25')
const empty = firstDraft({ currency: 'EUR', timeZone: 'Europe/Vienna' })

function filled(): SetUpDraft {
  const named = { ...empty, name: ' Pension Seeblick ' }
  return changeType(named, empty.types[0]!.key, { rooms: '101-103', prices: ['89,50', '', ''], most: '3' })
}

const issueIds = (draft: SetUpDraft) => [...issuesOf(draft)].map(([field, { id }]) => `${field} ${id}`)

test('an untouched form lacks a name, rooms and a price, and nothing else', () => {
  const key = empty.types[0]!.key
  expect(issueIds(empty)).toEqual([
    'name start.field.missing',
    `type.${key}.rooms start.field.rooms`,
    `type.${key}.price.0 start.field.price`,
  ])
  expect(isTouched(empty)).toBe(false)
  expect(isTouched(filled())).toBe(true)
})

test('what is typed is what is sent: trimmed, prices filled up, further plans by their percentage', () => {
  const withPlan = addPlan(filled())
  const plan = withPlan.plans[1]!
  const draft = changePlan(withPlan, plan.key, { percent: '85' })
  expect(issueIds(draft)).toEqual([])
  expect(inputOf(draft, today)).toEqual({
    name: 'Pension Seeblick',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: [
      { code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 3, rooms: ['101', '102', '103'] },
    ],
    ratePlans: [
      { code: 'FLEX', name: 'Flexible' },
      { code: 'NRF', name: 'Non-refundable' },
    ],
    prices: [
      { roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [8_950, 8_950, 8_950] },
      { roomTypeCode: 'DBL', ratePlanCode: 'NRF', prices: [7_608, 7_608, 7_608] },
    ],
  })
})

test.each([
  ['a code twice', { code: 'DBL' }, 'code start.field.codeTwice'],
  ['a room of another type', { rooms: '103, 201' }, 'rooms start.field.roomElsewhere'],
  ['rooms that run backwards', { rooms: '203-201' }, 'rooms start.rooms.backwards'],
  ['more guests than fit', { base: '4', most: '2' }, 'most start.field.fewer'],
  ['guests that are no number', { base: 'two' }, 'base start.field.guests'],
  ['an amount that could be two', { prices: ['1.500'] }, 'price.0 start.field.amount'],
  ['a second price that is none', { most: '2', prices: ['80', 'x'] }, 'price.1 start.field.amount'],
])('%s is said at its field', (_, change, issue) => {
  const two = addType(filled())
  const { key } = two.types[1]!
  const draft = changeType(two, key, { rooms: '201', prices: ['60'], ...change })
  expect(issueIds(draft)).toEqual([`type.${key}.${issue}`])
})

test('no edit makes the form fail, and a form without an issue is what the contract takes', () => {
  const text = fc.oneof(
    fc.constantFrom('', '1', '2', '3', 'DBL', '101-104', '89,50', '201'),
    fc.string({ maxLength: 25 }),
  )
  const edit = fc.record({
    what: fc.constantFrom('addType', 'addPlan', 'removeType', 'removePlan', 'type', 'plan', 'name'),
    at: fc.nat({ max: 3 }),
    field: fc.constantFrom('code', 'name', 'base', 'most', 'rooms', 'percent', 'prices'),
    text,
  })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      let draft = filled()
      for (const { what, at, field, text: value } of edits) {
        const type = draft.types[at]?.key ?? 0
        const plan = draft.plans[at]?.key ?? 0
        if (what === 'addType') draft = addType(draft)
        else if (what === 'addPlan') draft = addPlan(draft)
        else if (what === 'removeType') draft = removeType(draft, type)
        else if (what === 'removePlan') draft = removePlan(draft, plan)
        else if (what === 'plan') draft = changePlan(draft, plan, { [field]: value })
        else if (what === 'name') draft = { ...draft, name: value }
        else draft = changeType(draft, type, field === 'prices' ? { prices: [value] } : { [field]: value })
      }
      const issues = issuesOf(draft)
      for (const type of draft.types) expect(priceFields(type)).toBeGreaterThan(0)
      const known = [...HOTEL_FIELDS, ...fieldOrder(draft), 'types']
      for (const field of issues.keys()) expect(known).toContain(field)
      if (issues.size > 0) return
      const input = setUpInput.safeParse({ ...inputOf(draft, today), idempotencyKey: 'any-key-1' })
      expect(input.error).toBeUndefined()
    }),
    { numRuns: 500 },
  )
})

function imported(prices: string | null) {
  const rooms = 'room,type_code,type_name,base_occupancy\n101,DBL,Double,2\n102,DBL,,\n1-12,VIL,Villa,4'
  const files = {
    rooms: { name: 'r.csv', text: rooms },
    prices: prices === null ? null : { name: 'p.csv', text: prices },
  }
  return readSetUpFiles(files, 'EUR').hotel!
}

test('rooms from a file fill the form, whose prices are still to be typed', () => {
  const draft = fillFrom({ ...empty, name: 'Krone' }, imported(null), '')
  expect(draft.types.map(({ code, rooms }) => [code, rooms])).toEqual([
    ['DBL', '101, 102'],
    ['VIL', '"1-12"'],
  ])
  expect(draft.plans).toEqual(empty.plans)
  expect(issueIds(draft).every((issue) => issue.endsWith('start.field.price'))).toBe(true)
})

test('prices of one plan for all nights can be typed over; seasons stay as the file has them', () => {
  const head = 'type_code,plan_code,first_night,last_night,price_1,price_2'
  const simple = fillFrom(empty, imported(`${head}\nDBL,FLEX,,,80,90\nVIL,FLEX,,,300,`), 'p.csv')
  expect(simple.filePrices).toBeNull()
  expect(simple.types.map(({ prices }) => prices)).toEqual([['80.00', '90.00'], ['300.00']])

  const seasons = `${head}\nDBL,FLEX,,,80,90\nVIL,FLEX,,,300,\nDBL,FLEX,2026-01-01,2026-11-30,70,\nDBL,FLEX,2020-01-01,2020-02-01,1,\nVIL,FLEX,2029-01-01,2199-01-01,400,`
  const draft = { ...fillFrom(empty, imported(seasons), 'p.csv'), name: 'Krone' }
  expect(issueIds(draft)).toEqual([])
  const { prices } = inputOf(draft, today)
  expect(prices?.map(({ from, to }) => [from, to])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    [today, '2026-12-01'],
    ['2029-01-01', addDays(today, 800)],
  ])
  const renamed = changeType(draft, draft.types[0]!.key, { code: 'DZ' })
  expect(issueIds(renamed)).toEqual([`type.${draft.types[0]!.key}.code start.field.notInPrices`])
})

test('the templates are files that can be read', () => {
  const { issues } = readSetUpFiles({ rooms: TEMPLATES.rooms, prices: TEMPLATES.prices }, 'EUR')
  expect(issues).toBeNull()
  expect([kindOf(TEMPLATES.rooms), kindOf(TEMPLATES.prices)]).toEqual(['rooms', 'prices'])
})

test('a text is read from the bytes of any program: UTF-8, UTF-16 either way, Windows', () => {
  const utf16 = (text: string, swap: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
    return swap ? bytes.swap16() : bytes
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(textOfBytes(Buffer.from(`\uFEFF${text}`, 'utf8'))).toBe(text)
      expect(textOfBytes(utf16(text, false))).toBe(text)
      expect(textOfBytes(utf16(text, true))).toBe(text)
    }),
  )
  expect(textOfBytes(Buffer.from('Gästehaus für 4 – „ruhig“', 'utf8'))).toBe('Gästehaus für 4 – „ruhig“')
  expect(textOfBytes(Uint8Array.of(0x47, 0xe4, 0x73, 0x74, 0x65, 0x20, 0x80))).toBe('Gäste €')
})

test('Enter stays where something is wrong, goes on to the next that is, and is done when nothing is', () => {
  const issue = { id: 'start.field.missing', values: {} } as const
  const wrong = (...fields: string[]) => new Map(fields.map((field) => [field, issue]))
  const order = ['a', 'b', 'c', 'd']
  expect(nextField(order, wrong('b'), 'b')).toBe('b')
  expect(nextField(order, wrong('a', 'd'), 'b')).toBe('d')
  expect(nextField(order, wrong('a'), 'b')).toBe('a')
  expect(nextField(order, wrong('c'), null)).toBe('c')
  expect(nextField(order, wrong(), 'b')).toBeNull()
  // What stands on another step of the form does not hold this one up.
  expect(nextField(order, wrong('x'), 'b')).toBeNull()
})

test.each([
  ['Europe/Vienna', ['en-US'], 'EUR'],
  ['Europe/Zurich', ['de-CH'], 'CHF'],
  ['Europe/London', ['en-GB'], 'GBP'],
  ['America/New_York', ['en-US', 'en'], 'USD'],
  ['Asia/Tokyo', ['ja'], 'JPY'],
  ['Asia/Kuwait', ['ar-KW'], 'KWD'],
  ['UTC', ['xx-not a tag', 'sv'], 'SEK'],
  ['UTC', [], 'EUR'],
])('a browser in %s that speaks %j is taken to pay in %s', (zone, languages, currency) => {
  expect(guessCurrency(zone, languages)).toBe(currency)
})

test('the form knows the same business date as the ledger, in every zone and hour', () => {
  const zone = fc.constantFrom(
    'Europe/Vienna',
    'America/St_Johns',
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
    'UTC',
  )
  const instant = fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 })
  fc.assert(
    fc.property(instant, zone, (at, timeZone) => {
      expect(businessDateAt(at, timeZone)).toBe(localDay(at, timeZone).businessDate)
    }),
    { numRuns: 300 },
  )
})
