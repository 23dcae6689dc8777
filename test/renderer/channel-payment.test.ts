/** Who pays what of a bill where a channel collects the room, and what is said of the channel's card. */
import { describe, expect, test } from 'vitest'
import { billParts } from '../../renderer/folio/channel-part.ts'
import { checkOutBill } from '../../renderer/folio/folio-sums.ts'
import {
  cardState,
  collectingChannel,
  collectText,
  commissionOf,
} from '../../renderer/reservation/payment-words.ts'
import type { Folio, Posting } from '../../shared/contract/folios.ts'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { isoDate } from '../../shared/dates.ts'

const today = isoDate('2026-11-25')
const night = (date: string, amountMinor = 10_000) => ({ stayId: 'stay', date: isoDate(date), amountMinor })
const NIGHTS = [night('2026-11-23'), night('2026-11-24')]

function posting([kind, amountMinor]: readonly [Posting['kind'], number], index: number): Posting {
  return {
    id: String(index),
    seq: 1,
    at: 0,
    businessDate: today,
    kind,
    articleCode: null,
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
  }
}
function folioOf(lines: readonly (readonly [Posting['kind'], number])[], nightsToPost = NIGHTS): Folio {
  const postings = lines.map(posting)
  return {
    id: 'f',
    reservationId: 'r',
    stayId: 'stay',
    name: 'Guest',
    status: 'open',
    currency: 'EUR',
    balanceMinor: postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    postings,
    nightsToPost,
  }
}
function partsOf(
  folios: Folio[],
  withoutFolio: { stayId: string; nights: number; amountMinor: number }[] = [],
) {
  const answer = { folios, withoutFolio, routing: [] }
  const stay = { id: 'stay', nights: NIGHTS.map((each) => ({ ...each, counted: true })) }
  const bill = checkOutBill(answer, stay, today, 'Guest')
  const { guestMinor, channelMinor } = billParts(answer, 'stay', bill, today)
  expect(guestMinor + channelMinor).toBe(bill.dueMinor)
  return [guestMinor, channelMinor]
}

describe('of a bill whose room a channel pays', () => {
  test.each<[string, (readonly [Posting['kind'], number])[], number, number]>([
    ['nothing is open with the guest who had nothing else', [], 0, 20_000],
    ['what was charged beside the room is the guest’s', [['charge', 1_300]], 1_300, 20_000],
    [
      'a guest who has paid that owes nothing',
      [
        ['charge', 1_300],
        ['payment', -1_300],
      ],
      0,
      20_000,
    ],
    [
      'or the rest of it',
      [
        ['charge', 1_300],
        ['payment', -1_000],
      ],
      300,
      20_000,
    ],
    [
      'a card that was charged leaves the guest’s part',
      [
        ['charge', 1_300],
        ['payment', -20_000],
      ],
      1_300,
      0,
    ],
    [
      'a card that was charged in part, too',
      [
        ['charge', 1_300],
        ['payment', -17_000],
      ],
      1_300,
      3_000,
    ],
    [
      'what was given back counts as not paid',
      [
        ['payment', -20_000],
        ['refund', 20_000],
      ],
      0,
      20_000,
    ],
    [
      'a settled bill has neither',
      [
        ['charge', 1_300],
        ['payment', -21_300],
      ],
      0,
      0,
    ],
  ])('%s', (_, lines, guestMinor, channelMinor) => {
    expect(partsOf([folioOf(lines)])).toEqual([guestMinor, channelMinor])
    // The same with the nights posted already.
    const posted = folioOf([['room', 10_000], ['room', 10_000], ...lines], [])
    expect(partsOf([posted])).toEqual([guestMinor, channelMinor])
  })

  test('before anything is posted it is the room alone; a bill of its own for the rest counts', () => {
    expect(partsOf([], [{ stayId: 'stay', nights: 2, amountMinor: 20_000 }])).toEqual([0, 20_000])
    const extras = { ...folioOf([['charge', 700]], []), id: 'g' }
    expect(partsOf([folioOf([]), extras])).toEqual([700, 20_000])
  })
})

describe('the card of a channel', () => {
  const card = (activeFrom: string | null, activeUntil: string | null) => ({
    activeFrom: activeFrom === null ? null : isoDate(activeFrom),
    activeUntil: activeUntil === null ? null : isoDate(activeUntil),
    amountMinor: null,
  })
  test.each([
    ['2026-11-26', null, 'busy', /from Thu 26 Nov 2026/],
    ['2026-11-25', null, 'ok', /now\.$/],
    ['2026-11-25', '2026-11-25', 'ok', /now, until Wed 25 Nov 2026/],
    [null, '2026-11-26', 'ok', /now, until/],
    ['2026-11-01', '2026-11-24', 'danger', /could be charged until Tue 24 Nov 2026/],
    [null, null, 'warning', /not said/],
  ])('from %s until %s', (activeFrom, activeUntil, tone, words) => {
    expect(cardState(card(activeFrom, activeUntil), today)).toEqual({
      tone,
      words: expect.stringMatching(words),
    })
  })

  test('who collects is said where it is known, and the guest is not asked only where the channel does', () => {
    const payment = { collect: null, commissionMinor: null, virtualCard: null } as const
    expect(collectText(payment, 'Agoda')).toBeNull()
    expect(collectText({ ...payment, collect: 'hotel' }, 'Agoda')).toBe('The hotel collects')
    expect(collectText({ ...payment, collect: 'channel' }, 'Agoda')).toBe('Agoda collects')
    const reservation = (collect: 'hotel' | 'channel' | null) =>
      ({
        payment: { ...payment, collect },
        channel: { id: 'c', name: 'Agoda', ref: '1', commissionPercent: null },
      }) as ReservationDetail
    expect(
      ([null, 'hotel', 'channel'] as const).map((collect) => collectingChannel(reservation(collect))),
    ).toEqual([null, null, 'Agoda'])
    expect(collectingChannel(undefined)).toBeNull()
  })
})

describe('what a channel keeps', () => {
  const stays = [
    {
      nights: [
        { amountMinor: 10_000, counted: true },
        { amountMinor: 9_000, counted: false },
        { amountMinor: 10_003, counted: true },
      ],
    },
  ] as unknown as ReservationDetail['stays']
  const of = (told: number | null | undefined, commissionPercent: number | null, status = 'confirmed') =>
    commissionOf({
      payment: told === undefined ? null : { collect: null, commissionMinor: told, virtualCard: null },
      channel: { id: 'c', name: 'SiteMinder', ref: '1', commissionPercent },
      status: status as ReservationDetail['status'],
      totalMinor: 20_003,
      stays,
    })

  test('is what it told, whatever was agreed', () => {
    expect(of(3_000, 15)).toEqual({ commissionMinor: 3_000, netMinor: 17_003, agreedPercent: null })
    expect(of(0, 15)).toEqual({ commissionMinor: 0, netMinor: 20_003, agreedPercent: null })
    expect(of(3_000, 15, 'cancelled')).toEqual({
      commissionMinor: 3_000,
      netMinor: null,
      agreedPercent: null,
    })
  })

  test('is as it was agreed where it told none, of the nights that count; nothing of a cancelled booking', () => {
    for (const told of [null, undefined])
      expect(of(told, 15)).toEqual({ commissionMinor: 3_000, netMinor: 17_003, agreedPercent: 15 })
    expect(of(null, 15, 'cancelled')).toBeNull()
    expect(of(null, null)).toBeNull()
    expect(
      commissionOf({ payment: null, channel: null, status: 'confirmed', totalMinor: 1, stays }),
    ).toBeNull()
  })
})
