/** The sandbox sells from what it last received, and tells of each sale until it is acknowledged. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookingcomAdapter } from '../../../sync/channels/bookingcom/adapter.ts'
import {
  DOUBLE,
  day,
  type Fixture,
  FLEXIBLE,
  prices,
  range,
  restricted,
  rooms,
  SAVER,
  SUITE,
  startFixture,
} from '../bookingcom/fixture.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture()
  await fixture.stockUp()
})
afterEach(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

const stay = (nights = 1, roomCode = DOUBLE) => ({
  roomCode,
  arrival: '2027-06-10',
  departure: `2027-06-${10 + nights}`,
})
const stockOf = async (roomCode: string, date: string) =>
  (await fixture.shown()).stock.find((row) => row.roomCode === roomCode && row.date === date)?.roomsToSell

describe('a sale', () => {
  test('lowers its own stock on every night, and the last room is sold once', async () => {
    const sold = await fixture.sell(stay(2, SUITE))
    expect(sold).toMatchObject({ totalMinor: 40_000, rateCode: FLEXIBLE, status: 'booked', queue: 'new' })
    expect(await stockOf(SUITE, '2027-06-10')).toBe(0)
    expect(await stockOf(SUITE, '2027-06-11')).toBe(0)
    expect(await stockOf(SUITE, '2027-06-12')).toBe(1)
    await expect(fixture.sell(stay(1, SUITE))).rejects.toThrow(/409 .*SoldOut.*2027-06-10/)
  })

  test('of several rooms is whole or nothing', async () => {
    await expect(fixture.sell({ rooms: [stay(1), stay(1, SUITE), stay(1, SUITE)] })).rejects.toThrow(
      /SoldOut/,
    )
    expect(await stockOf(DOUBLE, '2027-06-10')).toBe(3)
    expect(await fixture.bookings()).toEqual([])
  })

  test('takes the cheapest rate that can be sold, or the one that is asked for', async () => {
    await fixture.send('prices', [prices([7_000, 9_000], DOUBLE, SAVER)])
    expect(await fixture.sell(stay())).toMatchObject({ rateCode: SAVER, totalMinor: 9_000 })
    expect(await fixture.sell({ ...stay(), rateCode: FLEXIBLE })).toMatchObject({ totalMinor: 10_000 })
    await fixture.send('restrictions', [restricted('1,1,,0,0,1', SAVER)])
    expect(await fixture.sell({ ...stay(), adults: 1 })).toMatchObject({
      rateCode: FLEXIBLE,
      totalMinor: 8_000,
    })
  })

  test.each([
    ['a minimum that is longer', '1,3,,0,0,0', 'MinStay'],
    ['a maximum that is shorter', '1,1,1,0,0,0', 'MaxStay'],
    ['a closed arrival', '1,1,,1,0,0', 'ClosedToArrival'],
    ['a closed departure', '1,1,,0,1,0', 'ClosedToDeparture'],
    ['a closed night', '1,1,,0,0,1', 'Closed'],
  ])('is refused by %s', async (_, value, reason) => {
    await fixture.send('restrictions', [restricted(value)])
    await expect(fixture.sell({ ...stay(2), rateCode: FLEXIBLE })).rejects.toThrow(`"reason":"${reason}"`)
    expect(await stockOf(DOUBLE, '2027-06-10')).toBe(3)
  })

  test('a minimum binds every night that the stay touches, not only the arrival', async () => {
    const later = { ...restricted('1,4,,0,0,0'), from: day('2027-06-12'), to: day('2027-06-13') }
    await fixture.send('restrictions', [later])
    await expect(fixture.sell({ ...stay(3), rateCode: FLEXIBLE })).rejects.toThrow('MinStay')
    await fixture.sell({ ...stay(2), rateCode: FLEXIBLE })
  })

  test.each([
    ['an unknown room', { ...stay(), roomCode: '1' }, 'NoSuchRoom'],
    ['a rate that the room has not', { ...stay(1, SUITE), rateCode: SAVER }, 'NoSuchRate'],
    ['no nights', { ...stay(), departure: '2027-06-10' }, 'BadDates'],
    ['nights that nobody told of', { ...stay(), arrival: '2028-01-01', departure: '2028-01-02' }, 'SoldOut'],
    ['more adults than prices', { ...stay(), adults: 3 }, 'NoPrice'],
  ])('is refused for %s', async (_, wish, reason) => {
    await expect(fixture.sell(wish)).rejects.toThrow(`"reason":"${reason}"`)
  })

  test.each([
    ['an impossible day', { ...stay(), arrival: '2027-02-30' }],
    ['a field that is not known', { ...stay(), price: 1 }],
    ['no room', { arrival: '2027-06-10', departure: '2027-06-11' }],
  ])('with %s is answered with what is wrong', async (_, wish) => {
    await expect(fixture.sell(wish)).rejects.toThrow(/400 .*issues/)
  })

  test('stock that is sent again overwrites what was sold', async () => {
    await fixture.sell(stay(1, SUITE))
    await fixture.send('availability', [rooms(1, SUITE)])
    expect(await stockOf(SUITE, '2027-06-10')).toBe(1)
  })
})

describe('changes and cancellations', () => {
  test('a change sells the new nights, and gives nothing back', async () => {
    const { channelRef } = await fixture.sell(stay(2))
    await fixture.lever('POST', 'modify', { channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
    const stock = await Promise.all([10, 11, 12].map((date) => stockOf(DOUBLE, `2027-06-${date}`)))
    expect(stock).toEqual([2, 2, 2])
  })

  test('a change that no longer fits is refused and changes nothing', async () => {
    const { channelRef } = await fixture.sell(stay(1, SUITE))
    await fixture.send('availability', [range({ roomCode: SUITE, from: day('2027-06-11'), value: '0' })])
    const wish = { channelRef, arrival: '2027-06-10', departure: '2027-06-12' }
    await expect(fixture.lever('POST', 'modify', wish)).rejects.toThrow(/SoldOut.*2027-06-11/)
    const [message] = await fixture.fetch('new')
    expect(message?.message.snapshot?.rooms[0]?.departure).toBe('2027-06-11')
  })

  test('a change of room takes the other room with its cheapest rate', async () => {
    const { channelRef } = await fixture.sell(stay(1))
    const wish = { channelRef, arrival: '2027-06-10', departure: '2027-06-11', roomCode: SUITE }
    expect(await fixture.lever('POST', 'modify', wish)).toMatchObject({ totalMinor: 20_000, revision: 2 })
    expect(await stockOf(SUITE, '2027-06-10')).toBe(0)
  })

  test('a cancelled booking cannot be changed or cancelled again', async () => {
    const { channelRef } = await fixture.sell(stay(1))
    await fixture.lever('POST', 'cancel', { channelRef })
    expect(await stockOf(DOUBLE, '2027-06-10')).toBe(2)
    await expect(fixture.lever('POST', 'cancel', { channelRef })).rejects.toThrow('AlreadyCancelled')
    await expect(fixture.lever('POST', 'cancel', { channelRef: '1' })).rejects.toThrow('NoSuchBooking')
  })

  test('a property that turned top-up on gets its stock back', async () => {
    const generous = await startFixture({ topUp: true })
    try {
      await generous.stockUp()
      const { channelRef } = await generous.sell(stay(3))
      await generous.lever('POST', 'modify', { channelRef, arrival: '2027-06-11', departure: '2027-06-14' })
      const moved = (await generous.shown('2027-06-10', '2027-06-14')).stock.filter(
        (row) => row.roomCode === DOUBLE,
      )
      expect(moved.map((row) => row.roomsToSell)).toEqual([3, 2, 2, 2])
      await generous.lever('POST', 'cancel', { channelRef })
      const all = (await generous.shown('2027-06-10', '2027-06-14')).stock.filter(
        (row) => row.roomCode === DOUBLE,
      )
      expect(all.map((row) => row.roomsToSell)).toEqual([3, 3, 3, 3])
    } finally {
      await generous.close()
    }
  })
})

describe('the queues', () => {
  const post = async (path: string, receipt: string, success = '<Success/>') => {
    const queue = path === 'OTA_HotelResNotif' ? 'HotelReservation' : 'HotelResModify'
    const list = path === 'OTA_HotelResNotif' ? 'HotelReservations' : 'HotelResModifies'
    const ids = (JSON.parse(receipt) as Record<string, string>[])
      .map((id) => `<HotelReservationID ResID_Source="${id.ResID_Source}" ResID_Value="${id.ResID_Value}"/>`)
      .join('')
    const answer = await fetch(`${fixture.url}/hotels/ota/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('machine:pa:ss wörd').toString('base64')}`,
        'accept-version': '1.1',
        'content-type': 'application/xml',
      },
      body: `<${path}RS xmlns="http://www.opentravel.org/OTA/2003/05" Version="2">${success}<${list}><${queue}><ResGlobalInfo><HotelReservationIDs>${ids}</HotelReservationIDs></ResGlobalInfo></${queue}></${list}></${path}RS>`,
    })
    return { status: answer.status, body: await answer.text() }
  }

  test('messages come in order, each until it is acknowledged', async () => {
    const first = await fixture.sell(stay())
    const second = await fixture.sell(stay())
    await fixture.lever('POST', 'modify', {
      channelRef: first.channelRef,
      arrival: '2027-06-11',
      departure: '2027-06-12',
    })
    const pulled = await fixture.fetch('new')
    expect(pulled.map((each) => each.message.channelRef)).toEqual([second.channelRef, first.channelRef])
    await bookingcomAdapter.acknowledge('new', [{ receipt: pulled[0]!.receipt, code: null }], fixture.context)
    expect((await fixture.fetch('new')).map((each) => each.message.channelRef)).toEqual([first.channelRef])
  })

  test('an acknowledgement in the wrong queue, of a stale message, and of an unknown one are told apart', async () => {
    const { channelRef } = await fixture.sell(stay())
    const [message] = await fixture.fetch('new')
    const receipt = message!.receipt
    expect((await post('OTA_HotelResModifyNotif', receipt)).status).toBe(400)
    expect((await post('OTA_HotelResNotif', receipt.replaceAll(channelRef, '17'))).status).toBe(404)
    await fixture.lever('POST', 'cancel', { channelRef })
    const stale = await post('OTA_HotelResNotif', receipt)
    expect(stale.status).toBe(409)
    expect(stale.body).toContain('please pull again')
    expect(await fixture.fetch('new')).toHaveLength(1)
  })

  test('a rejection keeps the message in its queue', async () => {
    await fixture.sell(stay())
    const [message] = await fixture.fetch('new')
    const rejection = '<Errors><Error Type="3" ShortText="cannot be stored"/></Errors>'
    expect((await post('OTA_HotelResNotif', message!.receipt, rejection)).status).toBe(200)
    expect(await fixture.fetch('new')).toHaveLength(1)
  })
})
