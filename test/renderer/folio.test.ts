import { describe, expect, test } from 'vitest'
import { type FolioSelection, isPossible, linesToMove, lineToSplit } from '../../renderer/folio/folio-keys.ts'
import {
  checkOutBill,
  folioToPay,
  offeredMinor,
  paidMinor,
  splitBy,
} from '../../renderer/folio/folio-sums.ts'
import { chosenOf, matching, NOTHING_TYPED } from '../../renderer/folio/matching.ts'
import type { Folio, Posting } from '../../shared/contract/folios.ts'
import { isoDate } from '../../shared/dates.ts'

const today = isoDate('2026-11-25')
const night = (date: string, amountMinor = 10_000) => ({ stayId: 'stay', date: isoDate(date), amountMinor })

function posting(id: string, amountMinor: number, more: Partial<Posting> = {}): Posting {
  return {
    id,
    seq: 1,
    at: 0,
    businessDate: today,
    kind: 'charge',
    articleCode: 'MB',
    text: '',
    quantity: 1,
    amountMinor,
    method: null,
    reference: '',
    stayId: null,
    night: null,
    reversesId: null,
    reversedById: null,
    transferId: null,
    ...more,
  }
}
function folio(id: string, postings: Posting[], more: Partial<Folio> = {}): Folio {
  return {
    id,
    reservationId: 'r',
    stayId: 'stay',
    name: id,
    status: 'open',
    currency: 'EUR',
    balanceMinor: postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    postings,
    nightsToPost: [],
    ...more,
  }
}

describe('what is offered to be paid', () => {
  const guest = folio('guest', [posting('a', 1_300)])
  const company = folio('company', [posting('b', 9_000)])

  test('the named folio, else the one of the stay that owes most; a closed one never by itself', () => {
    expect(folioToPay([guest, company], 'guest', 'stay')?.id).toBe('guest')
    expect(folioToPay([guest, company], null, 'stay')?.id).toBe('company')
    expect(folioToPay([guest, { ...company, status: 'closed' }], null, 'stay')?.id).toBe('guest')
    expect(folioToPay([{ ...company, stayId: null }], null, 'stay')?.id).toBe('company')
    expect(folioToPay([], null, 'stay')).toBeUndefined()
  })

  test('the balance, before anything is posted the nights to come, and nothing twice', () => {
    const nightsToPost = [night('2026-11-25'), night('2026-11-26')]
    expect(offeredMinor({ ...guest, nightsToPost })).toBe(1_300)
    expect(offeredMinor(folio('empty', [], { nightsToPost }))).toBe(20_000)
    expect(offeredMinor(folio('paid ahead', [posting('p', -25_000)], { nightsToPost }))).toBe(0)
    expect(offeredMinor(undefined)).toBe(0)
  })

  test('no more is given back than was paid', () => {
    const paid = posting('p', -5_000, { kind: 'payment', method: 'card' })
    const back = posting('q', 2_000, { kind: 'refund', method: 'card' })
    expect(paidMinor(folio('x', [posting('a', 9_000), paid, back]))).toBe(3_000)
    expect(paidMinor(guest)).toBe(0)
  })
})

describe('the bill of a guest who leaves', () => {
  const stay = {
    id: 'stay',
    nights: [
      { ...night('2026-11-24'), counted: true },
      { ...night('2026-11-25'), counted: true },
    ],
  }
  const answer = { folios: [], routing: [], withoutFolio: [] }

  test('nights that were slept are owed, those that are given back are not', () => {
    const owing = folio('guest', [posting('a', 1_300)], {
      nightsToPost: [night('2026-11-24'), night('2026-11-25')],
    })
    expect(checkOutBill({ ...answer, folios: [owing] }, stay, today, 'Guest')).toEqual({
      lines: [{ name: 'guest', folioId: 'guest', amountMinor: 11_300 }],
      dueMinor: 11_300,
      hasNightsToPost: true,
    })
  })

  test('a stay without a folio owes its nights on the one that is opened; a settled one nothing', () => {
    const withoutFolio = [{ stayId: 'stay', nights: 2, amountMinor: 20_000 }]
    const bill = checkOutBill({ ...answer, withoutFolio }, stay, today, 'Guest')
    expect(bill.lines).toEqual([{ name: 'Guest', folioId: null, amountMinor: 10_000 }])
    expect(checkOutBill(answer, stay, today, 'Guest')).toMatchObject({ dueMinor: 0, hasNightsToPost: false })
    const other = folio('other room', [posting('a', 5_000)], { stayId: 'another' })
    expect(checkOutBill({ ...answer, folios: [other] }, stay, today, 'Guest').dueMinor).toBe(0)
  })
})

describe('lines of a folio', () => {
  test('a split leaves something in both parts, also of what is owed to the guest', () => {
    expect(splitBy(8_600, { percent: 40 })).toEqual({ staysMinor: 5_160, goesMinor: 3_440 })
    expect(splitBy(-101, { percent: 50 })).toEqual({ staysMinor: -50, goesMinor: -51 })
    expect(splitBy(8_600, { amountMinor: 8_600 })).toBeNull()
    expect(splitBy(1, { percent: 50 })).toBeNull()
  })

  test('what is taken back, or takes back, is neither parted nor moved', () => {
    const live = posting('a', 100)
    const gone = posting('b', 100, { reversedById: 'c' })
    expect(linesToMove({ line: live, marked: [] })).toEqual([live])
    expect(linesToMove({ line: live, marked: [gone] })).toEqual([])
    expect(lineToSplit({ line: gone, marked: [] })).toBeUndefined()
    expect(lineToSplit({ line: gone, marked: [live] })).toBe(live)
    expect(lineToSplit({ line: live, marked: [live, gone] })).toBeUndefined()
  })

  test('a closed folio is only opened again; one that is not settled is not closed', () => {
    const selection = (of: Folio): FolioSelection => ({
      folio: of,
      line: of.postings[0],
      marked: [],
      hasNightsToPost: false,
      hasStay: true,
    })
    const owing = selection(folio('x', [posting('a', 100)]))
    expect(isPossible('close', owing)).toBe(false)
    expect(isPossible('reverse', owing)).toBe(true)
    const closed = selection(folio('x', [], { status: 'closed' }))
    for (const action of ['pay', 'refund', 'charge', 'reverse', 'split', 'transfer', 'close'] as const)
      expect(isPossible(action, closed)).toBe(false)
    expect(isPossible('reopen', closed)).toBe(true)
  })
})

describe('an article or a room while it is typed', () => {
  const items = [
    { id: '1', words: ['MB', 'Minibar'] },
    { id: '2', words: ['BA', 'Bar'] },
    { id: '3', words: ['BAR', 'Bar, evening'] },
  ]

  test('the exact code first, then what begins so, then what holds it', () => {
    expect(matching(items, 'ba').map(({ id }) => id)).toEqual(['2', '3', '1'])
    expect(matching(items, 'BAR').map(({ id }) => id)).toEqual(['3', '2', '1'])
    expect(matching(items, 'x')).toEqual([])
  })

  test('what was picked stays picked; nothing typed means nothing', () => {
    expect(chosenOf(items, { text: 'ba', pickedId: '3' })?.id).toBe('3')
    expect(chosenOf(items, { text: 'mini', pickedId: null })?.id).toBe('1')
    expect(chosenOf(items, NOTHING_TYPED)).toBeUndefined()
  })
})
