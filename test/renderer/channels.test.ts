/** What the channels area says and adds up: sentences, sums, exposure, the form, and how a case came about. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseEvents } from '../../renderer/cases/case-events.ts'
import { cellSum } from '../../renderer/channels/cell-sum.ts'
import { type CellRow, cellSentence, mayShowText } from '../../renderer/channels/cell-words.ts'
import {
  type ChannelDraft,
  changesOf,
  costOf,
  draftOf,
  emptyDraft,
  issuesOf,
  mappingOf,
  rateKey,
  settingsOf,
} from '../../renderer/channels/channel-entry.ts'
import { durationText } from '../../renderer/channels/lane-words.ts'
import { troubleEvents } from '../../renderer/channels/trouble-events.ts'
import {
  channelSettingsSchema,
  credentialsSchema,
  exposureSettingsSchema,
  settingsOfKind,
} from '../../shared/channel-settings.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { isoDate } from '../../shared/dates.ts'
import { PLAIN_PLAN } from './plain-hotel.ts'

const NIGHT = isoDate('2026-12-24')
const cell: CellRow = {
  facet: 'availability',
  roomTypeId: 'type-1',
  ratePlanId: null,
  date: NIGHT,
  desired: '2',
  shown: '2',
  mayShow: null,
  state: 'settled',
  seq: 7,
}
const sentence = (change: Partial<CellRow>) => cellSentence('Booking.com', { ...cell, ...change }, 'EUR')

describe('the sentence that answers', () => {
  test('what is known is said plainly', () => {
    expect(sentence({})).toBe('Booking.com shows 2 rooms, as it should.')
    expect(sentence({ shown: '0', desired: '0' })).toBe('Booking.com shows no room, as it should.')
    expect(sentence({ shown: '3', state: 'pending' })).toContain('shows 3 rooms and should show 2 rooms')
    expect(sentence({ shown: '3', state: 'parked' })).toContain('shows 3 rooms and refused 2 rooms')
  })

  test('I5: what is unknown is what it can be, and never 0 or what is wished for', () => {
    const unknown = { shown: null, state: 'unknown' } as const
    expect(sentence({ ...unknown, mayShow: { least: 2, most: 3 } })).toContain(
      'may show 2 or 3: a request’s fate is unknown',
    )
    expect(sentence({ ...unknown, mayShow: null })).toMatch(/^Nobody can tell what Booking\.com shows/)
    expect(mayShowText({ least: 0, most: 4 })).toBe('0 to 4')
    expect(mayShowText({ least: 2, most: 2 })).toBe('2')
  })

  test('a product that is not mapped is not said to be sold out', () => {
    expect(cellSentence('Booking.com', undefined, 'EUR')).toContain('does not sell this')
  })
})

describe('the sum', () => {
  const rooms = fc.nat({ max: 60 })
  const days = fc.record({
    total: rooms,
    booked: rooms,
    held: fc.nat({ max: 5 }),
    blocked: fc.nat({ max: 5 }),
    overbookingAllowance: fc.nat({ max: 3 }),
  })
  const shares = fc.record({ buffer: fc.nat({ max: 10 }), cap: fc.option(fc.nat({ max: 20 })) })

  test('I2: every room is one square, and those to show are what DESIGN 5 computes', () => {
    fc.assert(
      fc.property(days, shares, (day, share) => {
        const sum = cellSum({ ...day, date: NIGHT, oversold: 0, available: 0 }, share)
        const left = day.total + day.overbookingAllowance - day.blocked - day.held - day.booked
        expect(sum.left).toBe(left)
        expect(sum.desired).toBe(
          Math.max(0, Math.min(share.cap ?? Number.POSITIVE_INFINITY, left - share.buffer)),
        )
        const used = day.booked + day.held + day.blocked
        const squares = sum.squares.reduce((total, part) => total + part.rooms, 0)
        expect(squares).toBe(Math.max(used, day.total + day.overbookingAllowance))
        expect(sum.squares.every((part) => part.rooms > 0)).toBe(true)
        expect(sum.squares.find(({ kind }) => kind === 'shown')?.rooms ?? 0).toBe(sum.desired)
      }),
    )
  })

  test('rooms sold too often are squares of their own', () => {
    const day = { date: NIGHT, total: 3, booked: 5, held: 0, blocked: 0, overbookingAllowance: 1 }
    const { squares } = cellSum({ ...day, oversold: 1, available: 0 }, { buffer: 2, cap: null })
    expect(squares).toEqual([
      { kind: 'booked', rooms: 4 },
      { kind: 'over', rooms: 1 },
    ])
  })
})

const hotel = {
  roomTypes: ['dbl', 'sgl'].map((id) => ({
    id,
    code: id,
    name: id,
    baseOccupancy: 2,
    maxOccupancy: 2,
    extraBeds: 0,
  })),
  ratePlans: ['flex', 'nr'].map((id) => ({ id, code: id, name: id, ...PLAIN_PLAN })),
}
const filled: ChannelDraft = {
  ...emptyDraft('bookingcom'),
  hotelCode: ' 882210 ',
  username: 'machine',
  password: 'secret',
  roomCodes: { dbl: '100', sgl: '' },
  rateCodes: { [rateKey('dbl', 'flex')]: '1', [rateKey('dbl', 'nr')]: '2', [rateKey('sgl', 'flex')]: '' },
}
const channel: ChannelState = {
  id: 'channel-1',
  kind: 'bookingcom',
  name: 'Booking.com',
  enabled: true,
  settings: settingsOfKind('bookingcom', { hotelCode: '882210', reservationsBy: 'relay' }),
  exposure: { buffer: 1, cap: null, horizonDays: 400, safetyBuffer: 0 },
  staleSince: null,
  heldBack: [],
  lanes: [],
  pull: { lastCompletedAt: null, lastError: null },
}
const mapping = [{ roomTypeId: 'dbl', roomCode: '100', rates: [{ ratePlanId: 'flex', rateCode: '1' }] }]

describe('the form of a channel', () => {
  test('an empty form is what the schema documents, and says what is needed', () => {
    const draft = { ...emptyDraft('bookingcom'), hotelCode: '1' }
    expect(settingsOf(draft, null)).toEqual(settingsOfKind('bookingcom', { hotelCode: '1' }))
    expect(Object.keys(issuesOf(emptyDraft('bookingcom'), hotel, true)).sort()).toEqual([
      'hotelCode',
      'password',
      'username',
    ])
  })

  test('whatever passes the form passes the contract', () => {
    const text = fc.oneof(
      fc.constantFrom('', ' ', '0', '1', '500', '801', '-1', '1.5', '1e3', 'x', '3600000', '9'.repeat(20)),
      fc.string({ maxLength: 90 }),
    )
    const draft = fc.record({
      commissionPercent: fc.oneof(text, fc.constantFrom('0.29', '12,5', '50', '50.01', '15.005', '5.')),
      name: text,
      hotelCode: text,
      username: text,
      password: text,
      buffer: text,
      cap: text,
      horizonDays: text,
      ariBaseUrl: fc.constantFrom('https://a.test', 'http://127.0.0.1:1', 'http://a.test', 'https://', ''),
    })
    fc.assert(
      fc.property(draft, (part) => {
        const whole = { ...filled, ...part }
        if (Object.keys(issuesOf(whole, hotel, true)).length > 0) return
        expect(channelSettingsSchema.safeParse(settingsOf(whole, null)).success).toBe(true)
        expect(credentialsSchema.safeParse(whole).success).toBe(true)
        const { buffer, cap, horizonDays } = whole
        const exposure = {
          buffer: Number(buffer),
          cap: cap.trim() === '' ? null : Number(cap),
          horizonDays: Number(horizonDays),
        }
        expect(exposureSettingsSchema.safeParse(exposure).success).toBe(true)
      }),
    )
  })

  test('an agreed commission comes back as it was stored, and a comma is a point', () => {
    const settings = { ...channel.settings, commissionPercent: 12.5 }
    const draft = draftOf({ ...channel, settings }, mapping)
    expect(draft.commissionPercent).toBe('12.5')
    expect(settingsOf(draft, settings)).toEqual(settings)
    expect(settingsOf({ ...draft, commissionPercent: ' 17,25 ' }, settings).commissionPercent).toBe(17.25)
    expect(settingsOf({ ...draft, commissionPercent: '' }, settings).commissionPercent).toBeNull()
    expect(issuesOf({ ...filled, commissionPercent: '50.1' }, hotel, true)).toEqual({
      commissionPercent: { words: 'channels.form.percent', values: { most: 50 } },
    })
  })

  test('a code that stands for two products is said at the second', () => {
    const twice = { ...filled, roomCodes: { dbl: '100', sgl: ' 100' } }
    expect(issuesOf(twice, hotel, true)).toEqual({
      'room sgl': { words: 'channels.form.codeTwice', values: { code: '100' } },
    })
    const rate = { ...filled, rateCodes: { ...filled.rateCodes, [rateKey('dbl', 'nr')]: '1' } }
    expect(Object.keys(issuesOf(rate, hotel, true))).toEqual([`rate ${rateKey('dbl', 'nr')}`])
    const noRoom = { ...filled, rateCodes: { [rateKey('sgl', 'flex')]: '1' } }
    expect(Object.keys(issuesOf(noRoom, hotel, true))).toEqual(['room sgl'])
  })

  test('only what is changed is sent, and how bookings come is kept', () => {
    const before = draftOf(channel, mapping)
    expect(changesOf(before, before, channel, hotel)).toBeNull()
    expect(changesOf({ ...before, buffer: '2' }, before, channel, hotel)).toEqual({
      exposure: { buffer: 2, cap: null, horizonDays: 400, safetyBuffer: 0 },
    })
    expect(changesOf({ ...before, hotelCode: '5' }, before, channel, hotel)).toEqual({
      settings: { ...channel.settings, hotelCode: '5' },
    })
    expect(changesOf({ ...before, username: 'a', password: 'b' }, before, channel, hotel)).toEqual({
      credentials: { username: 'a', password: 'b' },
    })
    expect(issuesOf({ ...before, password: 'b' }, hotel, false), 'both or none').toHaveProperty('username')
    expect(mappingOf(before, hotel)).toEqual(mapping)
  })

  test('what it costs is one cell a type and two a rate for every day, and what is no longer sold', () => {
    expect(costOf(mappingOf(filled, hotel), [], 500)).toMatchObject({ types: 1, plans: 2, cells: 2_500 })
    expect(costOf([], mapping, 500)).toMatchObject({ types: 0, cells: 0, closed: 1 })
    const other = [{ ...mapping[0]!, rates: [{ ratePlanId: 'flex', rateCode: '9' }] }]
    expect(costOf(other, mapping, 500)).toMatchObject({ recoded: 1, closed: 0 })
    expect(costOf(mapping, mapping, 500)).toMatchObject({ recoded: 0 })
  })
})

describe('trouble and cases', () => {
  const error = (at: number, message = 'It answered 500.') => ({ code: 'ServerError', message, at })
  const request = {
    id: 1,
    lane: 'availability',
    claimedAt: 100,
    settledAt: 101,
    ranges: 1,
    cells: 1,
    acknowledged: 0,
    refused: 0,
    notApplied: 0,
    uncertain: 1,
    error: error(101),
  }
  const lane: ChannelState['lanes'][number] = {
    lane: 'availability',
    facets: ['availability'],
    state: 'waiting',
    pendingCells: 1,
    unknownCells: 1,
    parkedCells: 0,
    oldestPendingAt: null,
    callsLastHour: 0,
    failedLastHour: 0,
    attempts: 3,
    nextAttemptAt: 500,
    lastAcknowledgedAt: 50,
    lastError: error(300, 'No answer.'),
  }

  test('failures in a row that say the same are one, and those of before the last success are over', () => {
    const requests = [
      { ...request, error: error(201) },
      { ...request, error: error(101) },
      { ...request, error: error(40) },
    ]
    const events = troubleEvents(
      { lanes: [lane], pull: { lastCompletedAt: 1, lastError: error(250) } },
      requests,
    )
    expect(events).toMatchObject([
      { about: 'availability', at: 101, times: 2, lastAt: 201 },
      { about: 'fetch', at: 250 },
      { about: 'availability', at: 300, message: 'No answer.' },
    ])
  })

  test('a case tells what could not be sent, what came, and what was done, each once and in order', () => {
    const of = {
      id: 'case-1',
      status: 'closed' as const,
      reservationId: 'reservation-1',
      stayId: 'stay-1',
      code: 'K7M2-4Q',
      guestName: 'Tanaka',
      channelName: 'Booking.com',
      roomTypeId: 'dbl',
      nights: [NIGHT],
      openedAt: 1_000,
      closedAt: 2_000,
      closedBecause: 'the nights fit again',
      resolution: null,
    }
    const row = { seq: 8, at: 1_000, actor: 'channel', command: 'channels.ingest', payload: {}, changes: [] }
    const message = {
      id: 3,
      receivedAt: 1_000,
      queue: 'new',
      kind: 'new',
      channelRef: '44',
      outcome: 'applied' as const,
      reason: '',
      reservationId: 'reservation-1',
    }
    const events = caseEvents(
      of,
      [{ ...row, seq: 9, at: 2_000, command: 'stays.change' }, row],
      [message, { ...message, reservationId: 'another' }],
      [
        request,
        { ...request, claimedAt: 200 },
        { ...request, lane: 'prices' },
        { ...request, claimedAt: 1_500 },
      ],
    )
    expect(events.map(({ kind, at }) => [kind, at])).toEqual([
      ['unsent', 100],
      ['message', 1_000],
      ['opened', 1_000],
      ['command', 2_000],
      ['closed', 2_000],
    ])
    expect(events[0]).toMatchObject({ count: 2 })
  })

  test('durations are short and never negative', () => {
    expect(durationText(-5)).toBe('0 s')
    expect(durationText(472_000)).toBe('7 min 52 s')
    expect(durationText(3_600_000 * 3 + 300_000)).toBe('3 h 5 min')
  })
})
