/** Bounds, ages and rounding as they are typed: what was stored comes back, and what cannot be meant is named by its field. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Bounds,
  bandEntry,
  boundsEntry,
  boundsRefusal,
  nextBand,
  readBands,
  readBounds,
  readRoundTo,
  refusedFields,
} from '../../renderer/settings/pricing-entry.ts'

const bounds = (change: Partial<Bounds> = {}): Bounds => ({
  roomTypeId: 'dbl',
  floorMinor: 7_500,
  ceilingMinor: 27_000,
  extraBeds: 1,
  ...change,
})

test('bounds that are shown are read as they are stored; empty ones are none', () => {
  const minor = fc.option(fc.integer({ min: 0, max: 1_000_000 }))
  fc.assert(
    fc.property(minor, minor, fc.integer({ min: 0, max: 10 }), (floorMinor, ceilingMinor, extraBeds) => {
      const given = bounds({ floorMinor, ceilingMinor, extraBeds })
      expect(readBounds(boundsEntry(given, 'EUR'), 'dbl', 'EUR')).toEqual(given)
    }),
  )
  expect(readBounds({ floor: 'x', ceiling: '-1', extraBeds: '11' }, 'dbl', 'EUR')).toEqual([
    'floor',
    'ceiling',
    'extraBeds',
  ])
})

test('a refusal of bounds is about the fields that contradict each other', () => {
  expect(refusedFields(bounds({ floorMinor: 2, ceilingMinor: 1 }))).toEqual(['floor', 'ceiling'])
  expect(refusedFields(bounds())).toEqual(['extraBeds'])
  expect(refusedFields(bounds({ floorMinor: null, ceilingMinor: 1 }))).toEqual(['extraBeds'])
  const data = { roomTypeId: 'dbl' }
  expect(boundsRefusal({ kind: 'refused', refusal: { code: 'BoundsNotValid', data } })).toEqual(data)
  expect(boundsRefusal({ kind: 'no-answer' })).toBeNull()
  expect(boundsRefusal(null)).toBeNull()
})

test('ages go up and do not overlap; the first that does not is named', () => {
  const bands = [
    { name: 'Infant', fromAge: 0, toAge: 2 },
    { name: 'Child', fromAge: 3, toAge: 11 },
  ]
  const entries = bands.map(bandEntry)
  expect(readBands(entries)).toEqual(bands)
  expect(readBands([])).toEqual([])
  const changed = (index: number, part: object) =>
    readBands(entries.map((entry, at) => (at === index ? { ...entry, ...part } : entry)))
  expect(changed(1, { from: '2' })).toEqual({ index: 1, field: 'ages' })
  expect(changed(0, { to: '3' })).toEqual({ index: 1, field: 'ages' })
  expect(changed(1, { to: '1' })).toEqual({ index: 1, field: 'ages' })
  expect(changed(1, { to: '18' })).toEqual({ index: 1, field: 'ages' })
  expect(changed(0, { name: ' ' })).toEqual({ index: 0, field: 'name' })
  expect(nextBand(entries)).toEqual({ name: '', from: '12', to: '17' })
  expect(nextBand([])).toEqual({ name: '', from: '0', to: '17' })
})

test('prices are rounded to a multiple of at least the smallest unit', () => {
  expect(readRoundTo('0.50', 'EUR')).toBe(50)
  expect(readRoundTo('100', 'JPY')).toBe(100)
  expect([readRoundTo('0', 'EUR'), readRoundTo('1001', 'EUR'), readRoundTo('', 'EUR')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
