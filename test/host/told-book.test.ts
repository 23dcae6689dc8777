/** What the host can say of one cell: what a channel was told of it, what came of that, and what it showed when it was asked. */
import { expect, test } from 'vitest'
import { createToldBook } from '../../main/host/told-book.ts'
import type { ClaimedWork, SettledCall } from '../../main/ledger/lanes/lane-observer.ts'
import { toldCellSchema } from '../../shared/contract/channel-calls.ts'
import type { RangeOutcome, SendRange } from '../../shared/contract/sync-link.ts'
import { type IsoDate, isoDate } from '../../shared/dates.ts'

const [CHANNEL, OTHER, TYPE, PLAN, OTHER_PLAN] = ['one', 'two', '3', '4', '5']
const START = Date.UTC(2027, 2, 1, 8)
const day = (date: string): IsoDate => isoDate(date)

function rangeOf(value: string, from: string, to: string, plan: string | null = null): SendRange {
  const facet = plan === null ? 'availability' : 'price'
  return {
    facet,
    roomTypeId: TYPE,
    roomCode: 'r',
    ratePlanId: plan,
    rateCode: null,
    from: day(from),
    to: day(to),
    value,
  }
}

function book() {
  const clock = { at: START }
  const told = createToldBook({
    now: () => clock.at,
    callIdOf: (_, requestId) => (requestId === 'r1' ? 7 : null),
  })
  const claim = (requestId: string, ranges: SendRange[], change: Partial<ClaimedWork> = {}) =>
    told.observer.claimed({ channelId: CHANNEL, lane: 'l', requestId, ranges, seqs: [4, 5], ...change })
  const settle = (requestId: string, ...outcomes: RangeOutcome[]) =>
    told.observer.settled({ requestId, settledAt: clock.at, outcomes } as unknown as SettledCall)
  const of = (date: string, plan?: string) =>
    told.told({
      channelId: CHANNEL,
      facet: plan === undefined ? 'availability' : 'price',
      roomTypeId: TYPE,
      ratePlanId: plan ?? null,
      date: day(date),
    })
  return { clock, told, claim, settle, of }
}

const TAKEN: RangeOutcome = { status: 'acknowledged', code: '', message: '' }
const REFUSED: RangeOutcome = { status: 'refused', code: 'X1', message: 'too low' }

test('a cell has what it was told, newest first, with its own outcome and the commands behind it', () => {
  const { clock, claim, settle, of } = book()
  claim('r1', [rangeOf('3', '2027-03-01', '2027-03-03'), rangeOf('2', '2027-03-05', '2027-03-06')])
  clock.at += 20
  settle('r1', TAKEN, REFUSED)
  clock.at += 20
  claim('r2', [rangeOf('1', '2027-03-02', '2027-03-03')])
  const { since, told } = of('2027-03-02')
  expect(since).toBe(START)
  expect(told.map((each) => toldCellSchema.strict().parse(each))).toMatchObject([
    { value: '1', outcome: null, settledAt: null, at: START + 40, callId: null },
    { value: '3', outcome: 'acknowledged', settledAt: START + 20, at: START, callId: 7, seqs: [4, 5] },
  ])
  expect(of('2027-03-05').told).toMatchObject([{ outcome: 'refused', code: 'X1', message: 'too low' }])
  expect(of('2027-03-03').told).toEqual([])
})

test('another plan and another channel are other cells', () => {
  const { claim, of } = book()
  claim('r1', [rangeOf('10000', '2027-03-01', '2027-03-02', PLAN)])
  claim('r2', [rangeOf('3', '2027-03-01', '2027-03-02')], { channelId: OTHER })
  expect(of('2027-03-01', PLAN).told).toHaveLength(1)
  expect(of('2027-03-01', OTHER_PLAN).told).toEqual([])
  expect(of('2027-03-01').told).toEqual([])
})

test('a request whose process died is of unknown fate once its lane claims again', () => {
  const { claim, of } = book()
  claim('r1', [rangeOf('3', '2027-03-01', '2027-03-02')])
  claim('r2', [rangeOf('3', '2027-03-01', '2027-03-02')], { lane: 'other' })
  expect(of('2027-03-01').told.map(({ outcome }) => outcome)).toEqual([null, null])
  claim('r3', [rangeOf('3', '2027-03-01', '2027-03-02')])
  expect(of('2027-03-01').told.map(({ outcome }) => outcome)).toEqual([null, null, 'uncertain'])
})

test('beyond its bound the oldest requests are forgotten', () => {
  const { claim, of } = book()
  const many = Array.from({ length: 5_000 }, () => rangeOf('3', '2027-03-01', '2027-03-02'))
  claim('r0', [rangeOf('9', '2027-04-01', '2027-04-02')])
  for (let each = 1; each <= 7; each++) claim(`r${each}`, many)
  expect(of('2027-04-01').told).toHaveLength(1)
  claim('r8', many)
  expect(of('2027-04-01').told).toEqual([])
})

test('what a channel showed when it was asked is the latest answer that was about the cell', () => {
  const { clock, told, of } = book()
  const ranges = [rangeOf('3', '2027-03-01', '2027-03-04')]
  told.comparing(CHANNEL, { comparisonId: 'c1', ranges })
  told.compared({ channelId: CHANNEL, comparisonId: 'other', differing: [] })
  expect(of('2027-03-02').readBack).toBeNull()
  told.compared({
    channelId: CHANNEL,
    comparisonId: 'c1',
    differing: [{ range: 0, dates: [day('2027-03-02')] }],
  })
  expect(of('2027-03-02').readBack).toEqual({ at: START, value: '3', isSame: false })
  expect(of('2027-03-03').readBack).toEqual({ at: START, value: '3', isSame: true })
  expect(of('2027-03-04').readBack).toBeNull()
  clock.at += 1_000
  told.comparing(CHANNEL, { comparisonId: 'c2', ranges })
  told.compared({ channelId: CHANNEL, comparisonId: 'c2', differing: [] })
  expect(of('2027-03-02').readBack).toEqual({ at: START + 1_000, value: '3', isSame: true })
})
