/** The business date rolls at 04:00 in the property's zone, through clock changes and after sleep. */
import { afterEach, describe, expect, test } from 'vitest'
import { HORIZON_DAYS } from '../../main/ledger/inventory.ts'
import { localDay } from '../../main/ledger/property-clock.ts'
import { addDays } from '../../shared/dates.ts'
import { openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

const at = (instant: string, zone: string) => localDay(Date.parse(instant), zone)

describe('the business date', () => {
  test.each([
    ['an ordinary night', '2026-11-22T02:59:59Z', 'Europe/Vienna', '2026-11-21', '2026-11-22'],
    ['at four', '2026-11-22T03:00:00Z', 'Europe/Vienna', '2026-11-22', '2026-11-22'],
    [
      'the hour that is skipped in spring',
      '2026-03-29T01:30:00Z',
      'Europe/Vienna',
      '2026-03-28',
      '2026-03-29',
    ],
    ['at four, summer time', '2026-03-29T02:00:00Z', 'Europe/Vienna', '2026-03-29', '2026-03-29'],
    ['the first of two 02:30 in autumn', '2026-10-25T00:30:00Z', 'Europe/Vienna', '2026-10-24', '2026-10-25'],
    ['the second 02:30', '2026-10-25T01:30:00Z', 'Europe/Vienna', '2026-10-24', '2026-10-25'],
    ['before a midnight that is skipped', '2026-04-23T21:59:59Z', 'Africa/Cairo', '2026-04-23', '2026-04-23'],
    [
      'the first moment of such a day, 01:00',
      '2026-04-23T22:00:00Z',
      'Africa/Cairo',
      '2026-04-23',
      '2026-04-24',
    ],
    ['at four of such a day', '2026-04-24T01:00:00Z', 'Africa/Cairo', '2026-04-24', '2026-04-24'],
    [
      'a zone whose day a clock change skipped whole',
      '2011-12-30T14:00:00Z',
      'Pacific/Apia',
      '2011-12-31',
      '2011-12-31',
    ],
    ['far west', '2026-11-22T13:59:00Z', 'Pacific/Honolulu', '2026-11-21', '2026-11-22'],
    ['a quarter of an hour', '2026-11-21T22:15:00Z', 'Asia/Kathmandu', '2026-11-22', '2026-11-22'],
  ])('%s', (_name, instant, zone, businessDate, calendarDate) => {
    expect(at(instant, zone)).toEqual({ businessDate, calendarDate })
  })
})

describe('the roll', () => {
  let hotel: TestHotel
  afterEach(async () => {
    expect(hotel.differences()).toEqual([])
    await hotel.close()
  })
  const dates = () => {
    const { businessDate, calendarDate, horizon } = hotel.ledger.queries.hotel()!
    return { businessDate, calendarDate, horizon }
  }
  const wake = async (instant: string) => {
    hotel.clock.at = Date.parse(instant)
    await hotel.ledger.tick()
  }

  test('happens at four, extends the horizon by a day, and is one journal row', async () => {
    hotel = await openTestHotel()
    const before = hotel.ledger.queries.headSeq()
    await wake('2026-11-22T22:59:00Z')
    expect(hotel.ledger.queries.headSeq()).toBe(before)
    await wake('2026-11-22T23:00:00Z')
    expect(dates()).toMatchObject({ businessDate: TODAY, calendarDate: '2026-11-23' })
    await wake('2026-11-23T03:00:00Z')
    expect(dates()).toEqual({
      businessDate: '2026-11-23',
      calendarDate: '2026-11-23',
      horizon: addDays(TODAY, HORIZON_DAYS + 1),
    })
    expect(hotel.left('DBL', addDays(TODAY, HORIZON_DAYS))).toBe(2)
    expect(hotel.ledger.queries.journal({ limit: 2 }).rows.map((row) => row.command)).toEqual([
      'property.roll',
      'property.roll',
    ])
  })

  test('after three weeks of sleep it goes straight to the day it is, with inventory for every night', async () => {
    hotel = await openTestHotel({ types: { DBL: 1 } })
    await wake('2026-12-13T09:00:00Z')
    expect(dates()).toMatchObject({ businessDate: '2026-12-13', horizon: addDays(TODAY, HORIZON_DAYS + 21) })
  })

  test('never goes back, whatever the machine’s clock says', async () => {
    hotel = await openTestHotel({ types: { DBL: 1 } })
    await wake('2026-11-24T09:00:00Z')
    await wake('2026-11-20T09:00:00Z')
    expect(dates()).toMatchObject({ businessDate: '2026-11-24', calendarDate: '2026-11-24' })
  })

  test('in a zone whose midnight is skipped the calendar day begins at one', async () => {
    hotel = await openTestHotel({
      types: { DBL: 1 },
      timeZone: 'Africa/Cairo',
      at: Date.parse('2026-04-23T12:00:00Z'),
    })
    await wake('2026-04-23T21:59:00Z')
    expect(dates()).toMatchObject({ businessDate: '2026-04-23', calendarDate: '2026-04-23' })
    await wake('2026-04-23T22:00:00Z')
    expect(dates()).toMatchObject({ businessDate: '2026-04-23', calendarDate: '2026-04-24' })
    await wake('2026-04-24T01:00:00Z')
    expect(dates()).toMatchObject({ businessDate: '2026-04-24', calendarDate: '2026-04-24' })
  })

  test('a guest who is still in house after the departure is alarmed, once', async () => {
    hotel = await openTestHotel({ types: { DBL: 1 } })
    await hotel.sell({ departure: addDays(TODAY, 1), checkIn: true, roomId: hotel.room('101') })
    await wake('2026-11-24T09:00:00Z')
    await wake('2026-11-25T09:00:00Z')
    expect(hotel.ledger.queries.alerts().alerts).toMatchObject([{ kind: 'stayOverdue' }])
    expect(hotel.ledger.queries.departures().stays).toMatchObject([{ overdue: true }])
  })
})
