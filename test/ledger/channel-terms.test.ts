/** What a channel says of the money, kept and followed; and the order of revisions, where a channel tells one. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelPayment, InboundMessage, ReservationSnapshot } from '../../shared/snapshot.ts'
import { connectChannel, mappingOf, messageOf, type SoldRoom } from './channel-fixture.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel()
  channelId = await connectChannel(hotel, 'DBL')
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const CARD: ChannelPayment = {
  collect: 'channel',
  commissionMinor: 2_700,
  virtualCard: { activeFrom: day(1), activeUntil: day(300), amountMinor: 18_000 },
}
const SILENT: ChannelPayment = { collect: null, commissionMinor: null, virtualCard: null }

interface Told {
  rooms?: SoldRoom[]
  payment?: ChannelPayment
  revision?: number
  currency?: string
}
function message(kind: InboundMessage['kind'], told: Told = {}, channelRef = 'B1'): InboundMessage {
  const { rooms, payment, revision, currency = 'EUR' } = told
  const plain = messageOf(kind, channelRef, rooms)
  const snapshot = { ...plain.snapshot!, currency, ...(payment === undefined ? {} : { payment }) }
  return { ...plain, snapshot, ...(revision === undefined ? {} : { revision }) }
}
const ingest = (m: InboundMessage) => hotel.ledger.lanes.ingest(channelId, m)
const outcomeOf = async (m: InboundMessage) => (await ingest(m)).outcome
const sqlite = () => hotel.ledger.store.sqlite
const reservation = () =>
  hotel.ledger.queries.reservation({
    reservationId: sqlite().prepare('SELECT public_id FROM reservation').pluck().get() as string,
  })
const journal = () =>
  hotel.ledger.queries
    .journal({ limit: 50 })
    .rows.map(({ command }) => command)
    .toReversed()
    .slice(3)
const inbox = () => hotel.ledger.queries.channelInbox({ channelId, limit: 50 }).messages.toReversed()
const outcomes = () => inbox().map(({ outcome }) => outcome)
const left = (...offsets: number[]) => offsets.map((offset) => hotel.left('DBL', day(offset)))

describe('the money', () => {
  test('is kept as the channel says it, also when it says nothing, and a repeat is a duplicate', async () => {
    await ingest(message('new', { payment: CARD }))
    expect(reservation().payment).toEqual(CARD)
    expect(await outcomeOf(message('new', { payment: CARD }))).toBe('duplicate')
    await ingest(message('new', {}, 'B2'))
    const other = sqlite().prepare("SELECT public_id FROM reservation WHERE channel_ref = 'B2'").pluck()
    const reservationId = other.get() as string
    expect(hotel.ledger.queries.reservation({ reservationId }).payment).toBeNull()
    const direct = await hotel.sell({ type: 'SGL' })
    expect(hotel.ledger.queries.reservation({ reservationId: direct.reservationId }).payment).toBeNull()
  })

  test('follows changes, and what a later message leaves out stays known', async () => {
    await ingest(message('new', { payment: CARD }))
    expect(await outcomeOf(message('modified', { payment: { ...CARD, commissionMinor: 3_000 } }))).toBe(
      'applied',
    )
    expect(reservation().payment).toEqual({ ...CARD, commissionMinor: 3_000 })
    // The card was told once and is deleted then.
    expect(await outcomeOf(message('modified', { payment: { ...SILENT, commissionMinor: 3_000 } }))).toBe(
      'duplicate',
    )
    expect(await outcomeOf(message('modified'))).toBe('duplicate')
    await ingest(message('modified', { rooms: [{ departure: day(3) }], payment: SILENT }))
    expect(reservation().payment).toEqual({ ...CARD, commissionMinor: 3_000 })
    const moved = { ...CARD.virtualCard!, activeFrom: day(2) }
    await ingest(message('modified', { payment: { ...SILENT, virtualCard: moved } }))
    expect(reservation().payment).toEqual({ ...CARD, commissionMinor: 3_000, virtualCard: moved })
  })

  test('a booking that the hotel collects after all has no card any more', async () => {
    await ingest(message('new', { payment: CARD }))
    await ingest(message('modified', { payment: { ...SILENT, collect: 'hotel' } }))
    expect(reservation().payment).toEqual({ collect: 'hotel', commissionMinor: 2_700, virtualCard: null })
  })

  test('amounts of another currency are forgotten', async () => {
    await ingest(message('new', { payment: CARD }))
    await ingest(message('modified', { currency: 'USD', payment: SILENT }))
    expect(reservation()).toMatchObject({ currency: 'USD', payment: { commissionMinor: null } })
    expect(reservation().payment?.virtualCard).toEqual({ ...CARD.virtualCard, amountMinor: null })
  })

  test('stays known when the booking is cancelled, as the card may be charged for the fee', async () => {
    await ingest(message('new', { payment: CARD }))
    await ingest(message('cancelled'))
    expect(reservation()).toMatchObject({ status: 'cancelled', payment: CARD })
  })

  test('alone changes no stay: what the desk made of it since stays, with one journal row', async () => {
    await ingest(message('new'))
    const [stay] = reservation().stays
    const change = { arrival: stay!.arrival, departure: day(4), roomId: null, price: 'keep' as const }
    await hotel.ledger.submit('stays.change', 'Anna', { idempotencyKey: key(), stayId: stay!.id, ...change })
    expect(await outcomeOf(message('modified', { payment: CARD }))).toBe('applied')
    expect(reservation()).toMatchObject({ payment: CARD, stays: [{ departure: day(4) }] })
    expect(journal()).toEqual(['channels.ingest', 'stays.change', 'channels.ingest'])
    const [last] = hotel.ledger.queries.timeline({ reservationId: reservation().id }).rows
    expect(last).toMatchObject({ command: 'channels.ingest', payload: { paymentOnly: true }, changes: [] })
    expect(outcomes()).toEqual(['applied', 'applied'])
  })

  test('a booking that an earlier version took is no other one by what is read of it now', async () => {
    await ingest(message('new'))
    const before = message('new').snapshot as ReservationSnapshot
    const fingerprint = createHash('sha256').update(JSON.stringify(before)).digest()
    expect(sqlite().prepare('SELECT snapshot_fingerprint FROM reservation').pluck().get()).toEqual(
      fingerprint,
    )
    expect(await outcomeOf(message('new', { payment: CARD }))).toBe('applied')
    expect(await outcomeOf(message('new', { payment: CARD }))).toBe('duplicate')
  })

  test('waits with a booking whose room is not mapped, and is applied with it', async () => {
    const waiting = message('new', { rooms: [{ type: 'SGL' }], payment: CARD })
    expect(await outcomeOf(waiting)).toBe('quarantined')
    expect(await outcomeOf(waiting)).toBe('duplicate')
    // One that differs in the money alone is another one.
    const later = { rooms: [{ type: 'SGL' }], payment: { ...CARD, commissionMinor: 1 } }
    expect(await outcomeOf(message('new', later))).toBe('quarantined')
    const mapping = mappingOf(hotel, 'DBL', 'SGL')
    await hotel.ledger.submit('channels.configure', 'Anna', { idempotencyKey: key(), channelId, mapping })
    expect(reservation().payment).toEqual({ ...CARD, commissionMinor: 1 })
  })
})

describe('revisions', () => {
  const long = { rooms: [{ departure: day(3) }] }

  test('an older one that comes again is recorded, ignored and acknowledged', async () => {
    await ingest(message('new', { revision: 10 }))
    await ingest(message('modified', { ...long, revision: 20 }))
    const late = await ingest(message('new', { revision: 10 }))
    expect(late).toEqual({ outcome: 'ignored', code: reservation().code })
    expect(await outcomeOf(message('new', { revision: 10 }))).toBe('duplicate')
    expect(left(0, 1, 2)).toEqual([1, 1, 1])
    expect(inbox().map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['applied', ''],
      ['applied', ''],
      ['ignored', 'a later revision of this booking came before it'],
    ])
  })

  test('an older change does not bring a cancelled booking back', async () => {
    await ingest(message('new', { revision: 10 }))
    await ingest(message('cancelled', { revision: 30 }))
    expect(await outcomeOf(message('modified', { ...long, revision: 20 }))).toBe('ignored')
    expect(left(0, 1, 2)).toEqual([2, 2, 2])
  })

  test('an equal one is a duplicate where it says the same, else it goes by its arrival', async () => {
    await ingest(message('new', { revision: 10 }))
    expect(await outcomeOf(message('new', { revision: 10 }))).toBe('duplicate')
    expect(await outcomeOf(message('modified', { ...long, revision: 10 }))).toBe('applied')
    expect(left(2)).toEqual([1])
  })

  test('one that changes nothing makes those before it old', async () => {
    await ingest(message('new', { revision: 10 }))
    expect(await outcomeOf(message('modified', { revision: 30 }))).toBe('duplicate')
    expect(await outcomeOf(message('modified', { ...long, revision: 20 }))).toBe('ignored')
    expect(left(2)).toEqual([2])
  })

  test('what an older one said in vain applies when a newer one says it', async () => {
    await ingest(message('new', { revision: 10 }))
    await ingest(message('modified', { rooms: [{ departure: day(4) }], revision: 30 }))
    expect(await outcomeOf(message('modified', { ...long, revision: 20 }))).toBe('ignored')
    expect(await outcomeOf(message('modified', { ...long, revision: 40 }))).toBe('applied')
    expect(left(2, 3)).toEqual([1, 2])
  })

  test('one that waits for a mapping is not replaced by an older one', async () => {
    await ingest(message('new', { revision: 10 }))
    await ingest(message('modified', { rooms: [{ type: 'SGL' }], revision: 30 }))
    expect(await outcomeOf(message('modified', { ...long, revision: 20 }))).toBe('ignored')
    expect(outcomes()).toEqual(['applied', 'quarantined', 'ignored'])
    const mapping = mappingOf(hotel, 'DBL', 'SGL')
    await hotel.ledger.submit('channels.configure', 'Anna', { idempotencyKey: key(), channelId, mapping })
    expect(left(0, 2)).toEqual([2, 2])
    expect(hotel.left('SGL', day(0))).toBe(0)
  })

  test('one that cannot be read and is old alarms nobody; a new one does, and makes none old', async () => {
    await ingest(message('new', { revision: 10 }))
    const unreadable = { ...message('modified', { revision: 5 }), snapshot: null, unreadable: 'no rooms' }
    expect(await outcomeOf(unreadable)).toBe('ignored')
    const other = { ...unreadable, revision: 50, rawMasked: '<y/>' }
    expect(await outcomeOf(other)).toBe('unreadable')
    expect(await outcomeOf(message('modified', { ...long, revision: 20 }))).toBe('applied')
  })

  test('without a number it goes by arrival, as before', async () => {
    await ingest(message('new', { revision: 10 }))
    expect(await outcomeOf(message('modified', long))).toBe('applied')
    await ingest(message('new', {}, 'B2'))
    expect(await outcomeOf(message('modified', { ...long, revision: 1 }, 'B2'))).toBe('applied')
  })

  test('what was taken last survives reopening the file', async () => {
    await ingest(message('new', { revision: 10 }))
    await ingest(message('modified', { ...long, revision: 20 }))
    hotel = await hotel.reopen()
    expect(await outcomeOf(message('new', { revision: 10 }))).toBe('ignored')
  })
})

test('the commission that was agreed with the channel stands beside what it told, and is never stored as told', async () => {
  await ingest(message('new', { payment: { ...SILENT, collect: 'hotel' } }))
  expect(reservation().channel).toMatchObject({ commissionPercent: null })
  const agree = (commissionPercent: number | null) =>
    hotel.ledger.submit('channels.configure', EVERYTHING, {
      idempotencyKey: key(),
      channelId,
      settings: { commissionPercent },
    })
  await agree(12.5)
  expect(reservation()).toMatchObject({
    channel: { commissionPercent: 12.5 },
    payment: { collect: 'hotel', commissionMinor: null },
  })
  // Another setting leaves it as it is.
  await hotel.ledger.submit('channels.configure', EVERYTHING, {
    idempotencyKey: key(),
    channelId,
    settings: { pullIntervalMs: 30_000 },
  })
  expect(reservation().channel).toMatchObject({ commissionPercent: 12.5 })
  await agree(null)
  expect(reservation().channel).toMatchObject({ commissionPercent: null })
  // Settings that were stored before there was one.
  sqlite().prepare("UPDATE channel SET settings = json_remove(settings, '$.commissionPercent')").run()
  expect(reservation().channel).toMatchObject({ commissionPercent: null })
})
