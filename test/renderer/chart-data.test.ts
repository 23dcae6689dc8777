import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChartBook, roomStateOf } from '../../renderer/chart/chart-data.ts'
import { BLOCK_DAYS, blockOf, blocksOver, rangeOfBlock } from '../../renderer/chart/data-blocks.ts'
import { addDays, dayNumber, daysBetween, isoDate } from '../../shared/dates.ts'
import { answerOf, bar, dataOf, outOfOrder, today } from './chart-bars.ts'

const block = blockOf(dayNumber(today))
const edge = rangeOfBlock(block).to

describe('blocks of data', () => {
  test('each is shorter than what the ledger answers, and together they know every day and the day before', () => {
    expect(BLOCK_DAYS).toBeLessThanOrEqual(100)
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 22_000 }),
        fc.integer({ min: 1, max: 300 }),
        (first, days) => {
          const blocks = blocksOver(first, first + days)
          expect(blocks).toEqual([...new Set(blocks)].sort((a, b) => a - b))
          for (const day of [first - 1, first, first + days - 1]) expect(blocks).toContain(blockOf(day))
        },
      ),
    )
  })

  test('a stay over the edges of blocks is one bar, with its own beginning and end', () => {
    const arrival = addDays(edge, -3)
    const departure = addDays(edge, BLOCK_DAYS + 4)
    const blocks = [block, block + 1, block + 2]
    const stay = bar('long', arrival, departure)
    const data = new ChartBook().read(
      blocks.map((each) => [each, answerOf(each, [stay], [outOfOrder('x', 'r102', arrival, departure)])]),
      today,
    )
    const placed = data.barsOf('r101')
    expect(placed).toHaveLength(1)
    expect(placed[0]).toMatchObject({ kind: 'stay', bar: stay, continuesLeft: false, continuesRight: false })
    expect(data.barsOf('r102')).toMatchObject([{ kind: 'block', block: { from: arrival, to: departure } }])
  })

  test('with only its middle loaded, a long stay is there for these days', () => {
    const stay = bar('long', addDays(edge, -300), addDays(edge, 300))
    const data = new ChartBook().read([[block, answerOf(block, [stay])]], today)
    expect(data.barsOf('r101')).toMatchObject([
      { bar: { from: rangeOfBlock(block).from, to: edge }, continuesLeft: true, continuesRight: true },
    ])
  })

  test('two stays that meet at an edge stay two', () => {
    const bars = [bar('a', addDays(edge, -2), edge), bar('b', edge, addDays(edge, 2))]
    const data = new ChartBook().read(
      [block, block + 1].map((each) => [each, answerOf(each, bars)] as const),
      today,
    )
    expect(data.barsOf('r101')).toHaveLength(2)
  })

  test('cutting at blocks and joining again changes nothing, for any stays', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 120 })), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(gaps, (list) => {
        let at = today
        const bars = list.map(([gap, nights], index) => {
          const from = addDays(at, gap)
          at = addDays(from, nights)
          return bar(`s${index}`, from, at)
        })
        const data = dataOf(bars, [], [today, addDays(at, 1)])
        expect(data.barsOf('r101').map((placed) => placed.kind === 'stay' && placed.bar)).toEqual(bars)
      }),
    )
  })
})

describe('a refetch', () => {
  const bars = [
    bar('a', '2026-11-22', '2026-11-24'),
    bar('b', '2026-11-25', '2026-11-28'),
    bar('c', '2026-11-25', '2026-11-28', { roomId: 'r102' }),
  ]

  test('rows that it brings unchanged keep their very bars; the changed one has new ones', () => {
    const book = new ChartBook()
    const before = book.read([[block, answerOf(block, bars)]], today)
    const [r101, r102] = [before.barsOf('r101'), before.barsOf('r102')]
    const left = before.leftOf('double', block * 4)
    const moved = bars.map((each) => (each.stayId === 'b' ? { ...each, to: isoDate('2026-11-29') } : each))
    const after = book.read([[block, answerOf(block, moved, [], 8)]], today)
    expect(after.barsOf('r102')).toBe(r102)
    expect(after.leftOf('double', block * 4)).toBe(left)
    expect(after.barsOf('r101')).not.toBe(r101)
    expect(after.barsOf('r101').at(-1)).toMatchObject({ bar: { to: '2026-11-29' } })
  })

  test('the same answers are the same data; a new business date is not', () => {
    const book = new ChartBook()
    const answer = answerOf(block, bars)
    const data = book.read([[block, answer]], today)
    expect(book.read([[block, answer]], today)).toBe(data)
    const next = book.read([[block, answer]], addDays(today, 1))
    expect(next).not.toBe(data)
    expect(next.barsOf('r101')[0]).toMatchObject({ look: 'due-in' })
  })

  test('what is left and sold is read by strip, and unknown where no block is', () => {
    const data = dataOf([])
    const strip = block * 4 + 1
    expect(data.leftOf('double', strip)).toEqual(Array.from({ length: 14 }, (_, day) => (day + 14) % 5))
    expect(data.occupancyOf(strip)?.[0]).toBe(14)
    expect(data.leftOf('double', strip + 400)).toBeUndefined()
  })

  test('the number that a change is decided on is the oldest of the days it touches', () => {
    const data = new ChartBook().read(
      [
        [block, answerOf(block, [], [], 20)],
        [block + 1, answerOf(block + 1, [], [], 12)],
      ],
      today,
    )
    const at = dayNumber(edge)
    expect(data.seqOver(at - 3, at)).toBe(20)
    expect(data.seqOver(at - 3, at + 1)).toBe(12)
    expect(data.seqOver(at - 400, at - 390)).toBeNull()
  })
})

describe('whether a room is free', () => {
  const data = dataOf(
    [bar('a', '2026-11-22', '2026-11-24', { guestName: 'Anna' })],
    [outOfOrder('x', 'r101', '2026-11-26', '2026-11-28')],
  )
  const state = (from: string, to: string, except = 'other') =>
    roomStateOf(data, 'r101', { from: isoDate(from), to: isoDate(to) }, except)

  test('the night of a departure is free, the one before is taken, by whom and when', () => {
    expect(state('2026-11-24', '2026-11-26')).toEqual({ kind: 'free' })
    expect(state('2026-11-20', '2026-11-23')).toEqual({ kind: 'taken', by: 'Anna', date: '2026-11-22' })
    expect(state('2026-11-22', '2026-11-24', 'a')).toEqual({ kind: 'free' })
    expect(state('2026-11-25', '2026-11-27')).toMatchObject({ kind: 'outOfOrder', date: '2026-11-26' })
  })

  test('a night that is not loaded is not called free', () => {
    expect(state('2027-09-01', '2027-09-02')).toEqual({ kind: 'unknown' })
    expect(daysBetween(today, isoDate('2027-09-01'))).toBeGreaterThan(200)
  })
})
