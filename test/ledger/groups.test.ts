/** Groups on a real file: rooms set apart, changed, returned by hand or by the calendar, and their master reservation. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { type GroupSteps, groupSteps, type NewGroup, UNKNOWN } from './group-steps.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { DAY, rollOf, type StockSteps, stockSteps } from './stock-steps.ts'

let hotel: TestHotel
let desk: StockSteps
let groups: GroupSteps
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 5, SGL: 2, STE: 1 } })
  desk = stockSteps(hotel)
  groups = groupSteps(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

describe('creating', () => {
  test('I3: rooms of every type are set apart for every night, and nothing else is', async () => {
    const { groupId, reservationId, code } = await groups.create()
    expect(groups.left('DBL')).toEqual([5, 2, 2, 2, 5])
    expect(groups.left('SGL')).toEqual([2, 1, 1, 1, 2])
    expect(groups.left('STE')).toEqual([1, 1, 1, 1, 1])
    expect(hotel.ledger.queries.groups().groups).toEqual([
      {
        id: groupId,
        code: 'CHOIR',
        name: 'Chamber choir',
        status: 'open',
        reservationId,
        reservationCode: code,
        ratePlanId: hotel.ratePlan('FLEX'),
        arrival: day(10),
        departure: day(13),
        releaseDate: day(5),
        note: '',
        roomNights: 12,
        pickedUpNights: 0,
        releasedNights: 0,
      },
    ])
    expect(groups.counts(groupId)).toEqual(['3 0 0', '3 0 0', '3 0 0'])
  })

  test("the master reservation is there without stays, in the contact's name, and stays confirmed", async () => {
    const { reservationId, code } = await groups.create()
    expect(groups.reservation(reservationId)).toMatchObject({
      code,
      status: 'confirmed',
      source: 'direct',
      booker: { surname: 'Lindqvist' },
      totalMinor: 0,
      stays: [],
    })
    expect(hotel.ledger.queries.search({ text: code, limit: 10 })).toEqual({ hits: [], hasMore: false })
    expect(hotel.ledger.queries.reservations({ limit: 50 }).rows).toMatchObject([
      { reservationId, rooms: 0, arrival: null, departure: null, stayStatuses: [], totalMinor: 0 },
    ])
    expect(hotel.ledger.queries.folios({ reservationId })).toMatchObject({ folios: [] })
    const { rows } = hotel.ledger.queries.timeline({ reservationId })
    expect(rows.map((each) => each.command)).toEqual(['groups.create'])
    await groups.cancelReservation(reservationId)
    expect(groups.reservation(reservationId).status).toBe('confirmed')
    expect(JSON.stringify(hotel.ledger.queries.journal({ limit: 9 }))).not.toContain('Lindqvist')
  })

  test('I2: what is set apart cannot be sold or held; what is sold cannot be set apart (I4: nothing then)', async () => {
    await groups.create({ allotments: [groups.allotment('DBL', 5)] })
    const nights = { arrival: day(12), departure: day(14) }
    await desk.refused(() => hotel.sell(nights), 'RoomTypeSoldOut', { date: day(12) })
    await desk.refused(() => desk.place([{ from: day(12), to: day(14) }]), 'RoomTypeSoldOut')
    await hotel.sell({ type: 'SGL', arrival: day(12), departure: day(13) })
    await desk.refused(
      () =>
        groups.create({ code: 'B', allotments: [groups.allotment('STE', 1), groups.allotment('SGL', 2)] }),
      'RoomTypeSoldOut',
      { roomTypeId: hotel.roomType('SGL'), date: day(12) },
    )
  })

  test('every refusal changes nothing', async () => {
    await groups.create()
    const b = (input: Partial<NewGroup>) => () => groups.create({ code: 'B', ...input })
    const { horizon } = hotel.ledger.queries.hotel()!
    await desk.refused(() => groups.create({ allotments: [groups.allotment('STE', 1)] }), 'GroupCodeTaken', {
      code: 'CHOIR',
    })
    await desk.refused(b({ ratePlanId: UNKNOWN }), 'UnknownRatePlan')
    await desk.refused(
      b({ allotments: [{ ...groups.allotment('STE', 1), roomTypeId: UNKNOWN }] }),
      'UnknownRoomType',
    )
    await desk.refused(b({ arrival: day(-1) }), 'ArrivalInPast')
    await desk.refused(b({ departure: day(10) }), 'StayHasNoNights')
    await desk.refused(b({ departure: day(411) }), 'RangeTooLong', { days: 401 })
    await desk.refused(b({ arrival: day(799), departure: day(801) }), 'DateBeyondHorizon', { horizon })
    const range = { businessDate: TODAY, departure: day(13) }
    await desk.refused(b({ releaseDate: day(-1) }), 'ReleaseDateNotValid', { ...range, releaseDate: day(-1) })
    await desk.refused(b({ releaseDate: day(14) }), 'ReleaseDateNotValid', { ...range, releaseDate: day(14) })
    await desk.refused(
      b({ allotments: [groups.allotment('STE', 1), groups.allotment('STE', 0)] }),
      'InvalidInput',
      {
        issues: [{ path: 'allotments.1.roomTypeId', message: expect.any(String) }],
      },
    )
    await groups.create({ code: 'B', releaseDate: day(13), allotments: [groups.allotment('STE', 1)] })
  })

  test('a repeat with the same key answers as the first did', async () => {
    const idempotencyKey = key()
    const first = await groups.create({ idempotencyKey })
    expect(await groups.create({ idempotencyKey })).toEqual(first)
    expect(groups.left('DBL')).toEqual([5, 2, 2, 2, 5])
  })
})

describe('changing', () => {
  test('other numbers and rates hold for the nights named, the rest stays', async () => {
    const { groupId } = await groups.create()
    await groups.change(groupId, {
      allotments: [{ ...groups.allotment('DBL', 5, 7_000), from: day(11), to: day(12) }],
    })
    expect(groups.left('DBL')).toEqual([5, 2, 0, 2, 5])
    await groups.change(groupId, {
      allotments: [groups.allotment('SGL', 0), groups.allotment('STE', 1, 20_000)],
    })
    expect(groups.left('SGL')).toEqual([2, 2, 2, 2, 2])
    expect(groups.left('STE')).toEqual([1, 0, 0, 0, 1])
    await groups.pickUp(groupId, { type: 'STE' })
    expect((await groups.pickUp(groupId)).totalMinor).toBe(8_000 + 7_000 + 8_000)
  })

  test('name, note and release date alone', async () => {
    const { groupId } = await groups.create()
    await groups.change(groupId, { name: 'Choir of Uppsala', note: 'Late dinner', releaseDate: day(13) })
    expect(groups.group(groupId).group).toMatchObject({
      name: 'Choir of Uppsala',
      note: 'Late dinner',
      releaseDate: day(13),
      roomNights: 12,
    })
  })

  test('I4: not more than is left, not fewer than are picked up, and then nothing of the change', async () => {
    const { groupId } = await groups.create()
    await groups.pickUp(groupId)
    await groups.pickUp(groupId, { departure: day(11) })
    const allotments =
      (...lines: object[]) =>
      () =>
        groups.change(groupId, {
          name: 'New',
          allotments: lines as Commands['groups.change']['input']['allotments'],
        })
    await desk.refused(
      allotments(groups.allotment('SGL', 2), groups.allotment('DBL', 1)),
      'AllotmentPickedUp',
      {
        groupId,
        roomTypeId: hotel.roomType('DBL'),
        date: day(10),
        pickedUp: 2,
      },
    )
    await desk.refused(allotments(groups.allotment('DBL', 6)), 'RoomTypeSoldOut', { date: day(10) })
    await desk.refused(allotments({ ...groups.allotment('DBL', 1), roomTypeId: UNKNOWN }), 'UnknownRoomType')
    await desk.refused(
      allotments({ ...groups.allotment('DBL', 3), from: day(9), to: day(14) }),
      'InvalidInput',
      {
        issues: [
          { path: 'allotments.0.from', message: expect.any(String) },
          { path: 'allotments.0.to', message: expect.any(String) },
        ],
      },
    )
    await desk.refused(() => groups.change(groupId, { releaseDate: day(14) }), 'ReleaseDateNotValid')
    await desk.refused(() => groups.change(groupId, { releaseDate: day(-1) }), 'ReleaseDateNotValid')
    await desk.refused(() => groups.change(UNKNOWN), 'UnknownGroup')
    await groups.change(groupId, { allotments: [groups.allotment('DBL', 2)] })
    expect(groups.counts(groupId)).toEqual(['2 2 0', '2 1 0', '2 1 0'])
  })

  test('I2: a room that an oversold night took back is the first that a smaller allotment does without', async () => {
    const { groupId, reservationId } = await groups.create({ departure: day(11) })
    await groups.pickUp(groupId, { departure: day(11) })
    for (const roomId of ['101', '102', '103'].map(hotel.room)) {
      await hotel.ledger.submit('rooms.block', EVERYTHING, {
        idempotencyKey: key(),
        roomId,
        from: day(10),
        to: day(11),
        reason: 'Water',
        kind: 'out_of_order',
        force: true,
      })
    }
    await groups.cancelReservation(reservationId)
    expect(groups.counts(groupId)).toEqual(['3 0 1'])
    await groups.change(groupId, { allotments: [groups.allotment('DBL', 2)] })
    expect(groups.counts(groupId)).toEqual(['2 0 0'])
    await groups.change(groupId, { allotments: [groups.allotment('DBL', 1)] })
    expect(groups.counts(groupId)).toEqual(['1 0 0'])
    expect(groups.left('DBL')).toEqual([5, 1, 5, 5, 5])
  })

  test('nights behind the business date stay as they were', async () => {
    const { groupId } = await groups.create({ arrival: TODAY, departure: day(3), releaseDate: day(3) })
    hotel.clock.at = rollOf(day(2))
    await hotel.ledger.tick()
    await groups.change(groupId, { allotments: [groups.allotment('DBL', 1)] })
    expect(groups.counts(groupId)).toEqual(['3 0 0', '3 0 0', '1 0 0'])
    expect((await groups.releaseNow(groupId)).releasedNights).toBe(2)
    expect(groups.counts(groupId)).toEqual(['3 0 0', '3 0 0', '1 0 1'])
  })
})

describe('returning', () => {
  test('on the release date the roll returns what is not picked up, and no day earlier', async () => {
    const { groupId, reservationId } = await groups.create()
    await groups.pickUp(groupId, { departure: day(12) })
    hotel.clock.at = rollOf(day(4))
    await hotel.ledger.tick()
    expect(groups.group(groupId).group.status).toBe('open')
    hotel.clock.at = rollOf(day(5))
    const seq = hotel.ledger.queries.headSeq()
    await hotel.ledger.tick()
    expect(desk.commandsSince(seq)).toEqual(['property.roll', 'groups.releaseDue'])
    expect(groups.group(groupId).group).toMatchObject({
      status: 'released',
      pickedUpNights: 2,
      releasedNights: 10,
    })
    expect(groups.counts(groupId)).toEqual(['3 1 2', '3 1 2', '3 0 3'])
    expect(groups.left('DBL')).toEqual([5, 4, 4, 5, 5])
    expect(groups.left('SGL')).toEqual([2, 2, 2, 2, 2])
    expect(groups.reservation(reservationId).status).toBe('confirmed')
    const again = hotel.ledger.queries.headSeq()
    await hotel.ledger.tick()
    expect(hotel.ledger.queries.headSeq()).toBe(again)
    for (const command of [
      () => groups.pickUp(groupId),
      () => groups.change(groupId),
      () => groups.releaseNow(groupId),
      () => groups.cancel(groupId),
    ]) {
      await desk.refused(command, 'GroupNotOpen', { groupId, status: 'released' })
    }
  })

  test('by hand at any time', async () => {
    const { groupId } = await groups.create()
    await groups.pickUp(groupId)
    expect((await groups.releaseNow(groupId)).releasedNights).toBe(9)
    expect(groups.left('DBL')).toEqual([5, 4, 4, 4, 5])
    await desk.refused(() => groups.importList(groupId, [groups.row()]), 'GroupNotOpen')
    await desk.refused(() => groups.releaseNow(UNKNOWN), 'UnknownGroup')
    expect((await groups.releaseNow((await groups.create({ code: 'B' })).groupId)).releasedNights).toBe(12)
  })

  test('a group is cancelled with the stays that have not begun', async () => {
    const { groupId, reservationId } = await groups.create({
      arrival: TODAY,
      departure: day(3),
      releaseDate: day(3),
    })
    const began = await groups.pickUp(groupId, { arrival: TODAY, departure: day(3) })
    await groups.pickUp(groupId, { arrival: day(1), departure: day(3) })
    const roomId = hotel.room('101')
    await hotel.ledger.submit('stays.checkIn', EVERYTHING, {
      idempotencyKey: key(),
      stayId: began.stayId,
      roomId,
    })
    expect(await groups.cancel(groupId)).toMatchObject({ cancelledStays: 1 })
    expect(desk.lefts('DBL', 4)).toEqual([4, 4, 4, 5])
    expect(desk.lefts('SGL', 4)).toEqual([2, 2, 2, 2])
    expect(groups.group(groupId).group.status).toBe('cancelled')
    expect(groups.reservation(reservationId).status).toBe('confirmed')
    await desk.refused(() => groups.cancel(groupId), 'GroupNotOpen', { status: 'cancelled' })
    await desk.refused(() => groups.cancel(UNKNOWN), 'UnknownGroup')
  })

  test('without a stay that has begun its reservation is cancelled too', async () => {
    const first = await groups.create()
    await groups.pickUp(first.groupId)
    await groups.cancel(first.groupId)
    expect(groups.reservation(first.reservationId).status).toBe('cancelled')
    const second = await groups.create({ code: 'B' })
    await groups.cancel(second.groupId)
    expect(groups.reservation(second.reservationId).status).toBe('cancelled')
    expect(groups.left('DBL')).toEqual([5, 5, 5, 5, 5])
  })

  test('open groups are listed by arrival, ended ones after them', async () => {
    const late = await groups.create({ code: 'LATE', arrival: day(20), departure: day(21) })
    const soon = await groups.create({ code: 'SOON', arrival: day(12), departure: day(13) })
    const ended = await groups.create({ code: 'ENDED', arrival: day(6), departure: day(7) })
    await groups.releaseNow(ended.groupId)
    const codes = hotel.ledger.queries.groups().groups.map((each) => each.code)
    expect(codes).toEqual(['SOON', 'LATE', 'ENDED'])
    expect([late.groupId, soon.groupId]).not.toContain(ended.groupId)
    expect(() => groups.group(UNKNOWN)).toThrow(expect.objectContaining({ code: 'UnknownGroup' }))
  })

  test('the history knows how the allotment stood after each change', async () => {
    const { groupId } = await groups.create({ allotments: [groups.allotment('DBL', 2)], departure: day(11) })
    await groups.pickUp(groupId, { departure: day(11) })
    await groups.releaseNow(groupId)
    const rows = hotel.ledger.store.sqlite
      .prepare("SELECT state FROM history WHERE kind = 'group' ORDER BY seq")
      .pluck()
      .all() as string[]
    const rooms = rows.map((text) => JSON.parse(text).nights.map((night: unknown[]) => night[2]))
    expect(rooms).toEqual([[2], [1], []])
  })

  test('I3: verify notices an allotment, a hold and a pick-up that no longer add up', async () => {
    const { groupId } = await groups.create({ allotments: [groups.allotment('DBL', 2)], departure: day(11) })
    await groups.pickUp(groupId, { departure: day(11) })
    await desk.place([{ type: 'SGL', from: day(3), to: day(4) }], { expiresAt: hotel.clock.at + DAY })
    const { sqlite } = hotel.ledger.store
    const broken = (statement: string): string[] => {
      sqlite.exec('SAVEPOINT test')
      sqlite.exec(statement)
      const found = hotel.differences()
      sqlite.exec('ROLLBACK TO test; RELEASE test')
      return found
    }
    const mention = (text: string) => expect.arrayContaining([expect.stringContaining(text)])
    expect(broken('UPDATE group_night SET rooms = rooms + 1')).toEqual(mention('blocked is 1, counted 2'))
    expect(broken('UPDATE group_night SET picked_up = 0, released = 1')).toEqual(
      mention('picked up is 0, counted 1'),
    )
    expect(broken('UPDATE stay_night SET group_id = NULL')).toEqual(mention('picked up is 1, counted 0'))
    expect(broken('UPDATE hold_night SET rooms = 2')).toEqual(mention('held is 1, counted 2'))
    expect(broken("UPDATE hold SET status = 'released', ended_at = 1")).toEqual(
      mention('held is 1, counted 0'),
    )
    expect(broken("UPDATE group_block SET status = 'released'")).toEqual(
      mention('is released and keeps rooms'),
    )
  })
})
