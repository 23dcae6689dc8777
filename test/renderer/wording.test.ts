import { ORPCError } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import { NoAnswer } from '../../renderer/connection/live-link.ts'
import { failureOf, type Refusal } from '../../renderer/failure.ts'
import { hotelNames } from '../../renderer/hotel-names.ts'
import { failureSentence, refusalSentence } from '../../renderer/wording.ts'
import { DOMAIN_ERRORS, type DomainErrorCode } from '../../shared/errors.ts'
import { PLAIN_PLAN, PLAIN_ROOM } from './plain-hotel.ts'

const ID = '0193f1aa-0000-7000-8000-00000000abcd'
const names = hotelNames({
  roomTypes: [{ id: ID, code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 3, extraBeds: 0 }],
  rooms: [{ id: ID, roomTypeId: ID, name: '204', inService: true, ...PLAIN_ROOM }],
  ratePlans: [{ id: ID, code: 'FLEX', name: 'Flexible', ...PLAIN_PLAN }],
})

/** Values for every field that an error may carry. */
const FIELDS: Record<string, unknown> = {
  issues: [{ path: 'rooms.0.adults', message: 'must be at least 1' }],
  permission: 'sell',
  key: 'k',
  waiting: 3,
  name: 'Hotel Adler',
  reservationId: ID,
  stayId: ID,
  roomId: ID,
  roomTypeId: ID,
  ratePlanId: ID,
  channelId: ID,
  calendarId: ID,
  fault: 'cut_off',
  blockId: ID,
  guestId: ID,
  requestId: ID,
  date: '2026-11-22',
  horizon: '2029-01-30',
  arrival: '2026-11-22',
  departure: '2026-11-22',
  businessDate: '2026-11-23',
  guests: 5,
  maxOccupancy: 3,
  restriction: 'minLos',
  nights: 3,
  status: 'departed',
  command: 'stays.checkIn',
  channel: 'Booking.com',
  channelRef: '4418820077',
  days: 900,
  maxDays: 800,
  prices: 4,
  code: 'X1',
  currency: 'EUR',
  reason: 'no room left',
  epoch: 1,
  messageId: 7,
  seq: 41,
  actor: 'page',
  at: 1_795_000_000_000,
  amountMinor: -100,
  floorMinor: 5_000,
  ceilingMinor: null,
  id: ID,
  otherId: ID,
  otherName: 'Advent',
  precedence: 20,
  most: 200,
  ratePlanIds: [ID, ID],
  parentId: ID,
  followerIds: [ID],
  policyId: ID,
  promotionId: ID,
  line: 3,
  problem: 'not a rate',
  changeSeq: 41,
  current: 2,
  url: 'https://relay.example',
  channels: ['Booking.com'],
  holdId: ID,
  expiresAt: 1_795_000_000_000,
  groupId: ID,
  releaseDate: '2026-11-22',
  pickedUp: 2,
  entryId: ID,
  maxNights: 365,
  folioId: ID,
  balanceMinor: 100,
  postingId: ID,
  article: 'BAR',
  folios: 20,
  largestMinor: 100,
  paidMinor: 100,
  caseId: ID,
  kind: 'upgrade',
  oversold: 1,
  outcome: 'applied',
  roomCode: 'X1',
  from: '2026-11-22',
  to: '2026-11-24',
  splitAt: '2026-11-23',
  since: 1_795_000_000_000,
  asOf: 1_795_000_000_000,
}

/** A field name with a closed list of its own. */
const OWN: Partial<Record<DomainErrorCode, Record<string, unknown>>> = {
  PromotionNotValid: { reason: 'unknown' },
  UndoConflicts: { reason: 'circle' },
}

function refusal(code: DomainErrorCode): Refusal {
  const fields = Object.keys(DOMAIN_ERRORS[code].data.shape)
  const own: Record<string, unknown> = OWN[code] ?? {}
  const data = Object.fromEntries(fields.map((field) => [field, own[field] ?? FIELDS[field]]))
  return { code, data: DOMAIN_ERRORS[code].data.parse(data) } as Refusal
}

describe('wording', () => {
  test.each(Object.keys(DOMAIN_ERRORS) as DomainErrorCode[])(
    '%s has a sentence with names and dates in it and no id',
    (code) => {
      const sentence = refusalSentence(refusal(code), names)
      expect(sentence).toMatch(/^[A-Z0-9“].{20,}/)
      expect(sentence).not.toContain(ID)
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\d{4}-\d\d-\d\d/)
    },
  )

  test('a sold-out type is named with its night', () => {
    expect(refusalSentence(refusal('RoomTypeSoldOut'), names)).toContain('Double sold out on Sun 22 Nov')
  })

  test('a taken room is named with its night', () => {
    expect(refusalSentence(refusal('RoomNotFree'), names)).toContain('Room 204 is taken on Sun 22 Nov')
  })

  test('a code that this page does not know is said so', () => {
    const unknown = { code: 'FromTheFuture', data: {} } as unknown as Refusal
    expect(refusalSentence(unknown, names)).toContain('Reload the page')
  })
})

describe('failures', () => {
  test('only an error that the contract declares is taken for a refusal', () => {
    const declared = new ORPCError('RoomRequired', { defined: true, status: 409, data: { stayId: ID } })
    expect(failureOf(declared)).toEqual({
      kind: 'refused',
      refusal: { code: 'RoomRequired', data: { stayId: ID } },
    })
    const undeclared = new ORPCError('RoomRequired', { status: 500, data: {} })
    expect(failureOf(undeclared).kind).toBe('unexpected')
  })

  test('a bug shows the id under which the log has it', () => {
    const bug = new ORPCError('Unexpected', { status: 500, data: { incidentId: '7C1F-22E0' } })
    expect(failureSentence(failureOf(bug), names)).toContain('7C1F-22E0')
  })

  test('a call without an answer says that trying again is safe', () => {
    expect(failureSentence(failureOf(new NoAnswer()), names)).toContain('at most once')
  })
})
