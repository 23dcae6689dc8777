/** Bookings of a room that is not mapped: kept where someone sees it, and applied exactly once when it is (I7). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { InboundMessage } from '../../shared/snapshot.ts'
import { connectChannel, mappingOf, messageOf, type SoldRoom } from './channel-fixture.ts'
import { day, EVERYTHING, key, openTestHotel, refusal, type TestHotel } from './ledger-fixture.ts'

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

const SGL: SoldRoom = { type: 'SGL' }
const ingest = (message: InboundMessage) => hotel.ledger.lanes.ingest(channelId, message)
const map = (...types: string[]) =>
  hotel.ledger.submit('channels.configure', 'Anna', {
    idempotencyKey: key(),
    channelId,
    mapping: mappingOf(hotel, ...types),
  })
/** Maps without applying anything by itself: as an earlier version did it. */
const mapSilently = (type: string) =>
  hotel.ledger.store.sqlite
    .prepare(
      `INSERT INTO channel_room_mapping (channel_id, room_type_id, room_code, active)
       SELECT 1, id, 'code-' || code, 1 FROM room_type WHERE code = ?`,
    )
    .run(type)
const mapSilentlyAgain = () => hotel.ledger.store.sqlite.exec('UPDATE channel_room_mapping SET active = 1')
const replay = (messageId: number) =>
  hotel.ledger.submit('channels.replay', EVERYTHING, { idempotencyKey: key(), channelId, messageId })
const inbox = () => hotel.ledger.queries.channelInbox({ channelId, limit: 50 }).messages.toReversed()
const outcomes = () => inbox().map((row) => row.outcome)
const left = (...offsets: number[]) => offsets.map((offset) => hotel.left('SGL', day(offset)))
const alerts = () =>
  hotel.ledger.queries
    .alerts()
    .alerts.map((alert) => alert.kind)
    .filter((kind) => kind === 'unmappedBooking')
const journal = () =>
  hotel.ledger.queries
    .journal({ limit: 20 })
    .rows.map((row) => row.command)
    .toReversed()

describe('a change of the mapping', () => {
  test('applies what waited for it in the same commit, each with its journal row', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await ingest(messageOf('new', 'B', [{ type: 'SUI' }]))
    await ingest(messageOf('new', 'C', [{ ...SGL, arrival: day(5), departure: day(6) }]))
    expect(outcomes()).toEqual(['quarantined', 'quarantined', 'quarantined'])
    expect(alerts()).toHaveLength(3)
    const commits: number[] = []
    hotel.ledger.onChanged(({ toSeq }) => commits.push(toSeq))
    const { seq } = await map('DBL', 'SGL')
    expect(commits).toEqual([seq + 2])
    expect(outcomes()).toEqual(['applied', 'quarantined', 'applied'])
    expect(journal().slice(-3)).toEqual(['channels.configure', 'channels.replay', 'channels.replay'])
    expect(left(0, 1, 2, 5)).toEqual([0, 0, 1, 0])
    expect(alerts()).toHaveLength(1)
    expect(inbox()[0]!.reservationId).not.toBeNull()
  })

  test.each(['unmapped', 'mapped'])(
    'I7: applies no change that the booking has gone back from, told while the room was %s',
    async (when) => {
      const original = [{ arrival: day(0), departure: day(1) }]
      await ingest(messageOf('new', 'A', original))
      await map('SGL')
      await ingest(messageOf('modified', 'A', [{ arrival: day(2), departure: day(3) }]))
      if (when === 'mapped') mapSilentlyAgain()
      const { outcome } = await ingest(messageOf('modified', 'A', original))
      expect(outcome).toBe(when === 'mapped' ? 'applied' : 'quarantined')
      await map('DBL')
      expect(outcomes()).toEqual(['applied', 'ignored', 'applied'])
      expect([0, 2].map((offset) => hotel.left('DBL', day(offset)))).toEqual([1, 2])
      expect((await ingest(messageOf('modified', 'A', original))).outcome).toBe('duplicate')
    },
  )

  test('that maps nothing of it leaves it waiting', async () => {
    await ingest(messageOf('new', 'A', [SGL, { type: 'SUI', ref: '2' }]))
    await map('DBL', 'SGL')
    expect(outcomes()).toEqual(['quarantined'])
    expect(left(0)).toEqual([1])
  })

  test('oversells what is sold meanwhile, with its case', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await hotel.sell({ type: 'SGL' })
    await map('DBL', 'SGL')
    expect(hotel.ledger.queries.cases().cases).toMatchObject([{ status: 'open', channelName: 'Booking.com' }])
  })

  test('one that fails stays in quarantine; the mapping and the others hold', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await ingest(messageOf('new', 'B', [{ ...SGL, arrival: day(5), departure: day(6) }]))
    hotel.ledger.store.sqlite.exec(`
      CREATE TEMP TRIGGER broken BEFORE INSERT ON reservation WHEN NEW.channel_ref = 'A'
      BEGIN SELECT RAISE(ABORT, 'broken'); END`)
    await map('DBL', 'SGL')
    expect(outcomes()).toEqual(['quarantined', 'applied'])
    expect(alerts()).toHaveLength(1)
    await expect(replay(inbox()[0]!.id)).rejects.toThrow('broken')
    hotel.ledger.store.sqlite.exec('DROP TRIGGER broken')
    await replay(inbox()[0]!.id)
    expect(outcomes()).toEqual(['applied', 'applied'])
    expect(left(0, 5)).toEqual([0, 0])
  })
})

describe('by hand', () => {
  test('answers the code, counts once, and a repeat of the message is a duplicate', async () => {
    const message = messageOf('new', 'A', [SGL])
    expect(await ingest(message)).toEqual({ outcome: 'quarantined', code: null })
    mapSilently('SGL')
    const { code } = await replay(inbox()[0]!.id)
    expect(code).not.toBeNull()
    expect(left(0, 1)).toEqual([0, 0])
    expect(await ingest(message)).toEqual({ outcome: 'duplicate', code })
    expect(await refusal(replay(inbox()[0]!.id))).toMatchObject({
      code: 'NotQuarantined',
      outcome: 'applied',
    })
    expect(left(0, 1)).toEqual([0, 0])
    expect(alerts()).toEqual([])
  })

  test('while a room is not mapped it is refused with its code', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    const before = hotel.ledger.queries.headSeq()
    expect(await refusal(replay(inbox()[0]!.id))).toEqual({
      code: 'StillUnmapped',
      messageId: inbox()[0]!.id,
      roomCode: 'code-SGL',
    })
    expect(await refusal(replay(999))).toMatchObject({ code: 'UnknownMessage' })
    expect(hotel.ledger.queries.headSeq()).toBe(before)
  })

  test('one that an earlier version kept without reading it is entered by hand', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    hotel.ledger.store.sqlite.exec('UPDATE inbox SET snapshot = NULL')
    await map('DBL', 'SGL')
    expect(outcomes()).toEqual(['quarantined'])
    expect(await refusal(replay(inbox()[0]!.id))).toMatchObject({
      code: 'NotQuarantined',
      outcome: 'unreadable',
    })
  })

  test('what it says is no longer kept once it is applied', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await map('DBL', 'SGL')
    const kept = hotel.ledger.store.sqlite.prepare('SELECT count(*) FROM inbox WHERE snapshot IS NOT NULL')
    expect(kept.pluck().get()).toBe(0)
  })
})

describe('only the latest message of a booking counts', () => {
  test('new, then modified, both waiting: the modification is applied, once', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await ingest(messageOf('modified', 'A', [{ ...SGL, departure: day(3) }]))
    expect(outcomes()).toEqual(['ignored', 'quarantined'])
    expect(alerts()).toHaveLength(1)
    await map('DBL', 'SGL')
    expect(outcomes()).toEqual(['ignored', 'applied'])
    expect(left(0, 1, 2)).toEqual([0, 0, 0])
    expect(alerts()).toEqual([])
  })

  test('waiting, then modified to a room that is mapped: the first one is out of date', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await ingest(messageOf('modified', 'A'))
    expect(outcomes()).toEqual(['ignored', 'applied'])
    expect(await refusal(replay(inbox()[0]!.id))).toMatchObject({
      code: 'NotQuarantined',
      outcome: 'ignored',
    })
    await map('DBL', 'SGL')
    expect(left(0)).toEqual([1])
    expect(hotel.left('DBL', day(0))).toBe(1)
  })

  test('waiting, then cancelled: nothing is left to apply, and a late repeat is ignored', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    expect(await ingest(messageOf('cancelled', 'A'))).toMatchObject({ outcome: 'applied' })
    expect(alerts()).toEqual([])
    await map('DBL', 'SGL')
    expect(outcomes()).toEqual(['ignored', 'applied'])
    expect(left(0)).toEqual([1])
    expect(await ingest(messageOf('new', 'A', [SGL]))).toMatchObject({ outcome: 'ignored' })
  })

  test('applied, then modified to a room that is not mapped: the old one counts until it is', async () => {
    const { code } = await ingest(messageOf('new', 'A'))
    expect(await ingest(messageOf('modified', 'A', [SGL]))).toEqual({ outcome: 'quarantined', code })
    expect(hotel.left('DBL', day(0))).toBe(1)
    await map('DBL', 'SGL')
    expect([hotel.left('DBL', day(0)), ...left(0)]).toEqual([2, 0])
  })

  test('A waits, B is applied, A again: three changes, the last one waits', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await ingest(messageOf('modified', 'A'))
    await ingest(messageOf('modified', 'A', [SGL]))
    expect(outcomes()).toEqual(['ignored', 'applied', 'quarantined'])
    await map('DBL', 'SGL')
    expect([hotel.left('DBL', day(0)), ...left(0)]).toEqual([2, 0])
  })

  test('delivered twice while it waits it is kept once', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    expect(await ingest(messageOf('new', 'A', [SGL]))).toEqual({ outcome: 'duplicate', code: null })
    expect(outcomes()).toEqual(['quarantined'])
  })

  test('one that cannot be read does not replace it', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    await ingest({ ...messageOf('modified', 'A'), snapshot: null, unreadable: 'no rooms' })
    expect(outcomes()).toEqual(['quarantined', 'unreadable'])
    await map('DBL', 'SGL')
    expect(left(0)).toEqual([0])
  })
})

test("a rate that is not mapped takes its inventory at the channel's price", async () => {
  await ingest(messageOf('new', 'A', [{ rateCode: 'secret', amountMinor: 7_777 }]))
  const { reservationId } = inbox()[0]!
  const [stay] = hotel.ledger.queries.reservation({ reservationId: reservationId! }).stays
  expect(stay).toMatchObject({ ratePlanId: null, totalMinor: 15_554 })
  expect(hotel.left('DBL', day(0))).toBe(1)
})

describe('dismissed', () => {
  const dismiss = (messageId: number, reason = 'entered by hand') =>
    hotel.ledger.submit('channels.dismiss', 'Anna', { idempotencyKey: key(), channelId, messageId, reason })
  const waiting = () => hotel.ledger.queries.quarantine().messages
  const UNREADABLE: InboundMessage = { ...messageOf('new', 'U'), snapshot: null, unreadable: 'no rooms' }

  test('it waits no longer, its alert closes, and nothing is sold by it, also once its room is mapped', async () => {
    await ingest(messageOf('new', 'A', [SGL]))
    expect(waiting()).toMatchObject([
      {
        channelId,
        channelRef: 'A',
        outcome: 'quarantined',
        guestName: 'Lia Rossi',
        rooms: [{ roomCode: 'code-SGL', roomTypeId: null, nightlyAmounts: [9_000, 9_000] }],
      },
    ])
    await dismiss(inbox()[0]!.id)
    expect([waiting(), alerts()]).toEqual([[], []])
    expect(inbox()[0]).toMatchObject({ outcome: 'ignored', reason: 'dismissed: entered by hand' })
    await map('DBL', 'SGL')
    expect(left(0)).toEqual([1])
    expect(await refusal(dismiss(inbox()[0]!.id))).toMatchObject({
      code: 'NotQuarantined',
      outcome: 'ignored',
    })
  })

  test('a repeat of it is known, and may be confirmed to the channel; a later message about the booking applies', async () => {
    const message = messageOf('new', 'A', [SGL])
    await ingest(message)
    await ingest(UNREADABLE)
    for (const { id } of waiting()) await dismiss(id)
    expect(await ingest(message)).toMatchObject({ outcome: 'duplicate' })
    expect(await ingest(UNREADABLE)).toMatchObject({ outcome: 'duplicate' })
    await map('DBL', 'SGL')
    expect(await ingest(messageOf('modified', 'A', [{ ...SGL, adults: 1 }]))).toMatchObject({
      outcome: 'applied',
    })
    expect(left(0)).toEqual([0])
  })

  test('what was applied is not dismissed', async () => {
    await ingest(messageOf('new', 'A', [{}]))
    expect(await refusal(dismiss(inbox()[0]!.id))).toMatchObject({
      code: 'NotQuarantined',
      outcome: 'applied',
    })
  })

  test('a room of the waiting booking that is mapped meanwhile is named', async () => {
    await ingest(messageOf('new', 'A', [SGL, { type: 'SUI', ref: '2' }]))
    await map('DBL', 'SGL')
    expect(waiting()[0]!.rooms.map(({ roomTypeId }) => roomTypeId)).toEqual([hotel.roomType('SGL'), null])
  })
})
