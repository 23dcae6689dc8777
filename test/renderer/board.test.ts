import { describe, expect, test } from 'vitest'
import { placeValues } from '../../renderer/board/chart-values.ts'
import { dayNumbers, difference } from '../../renderer/board/day-numbers.ts'
import { agoText, compareText, listText, percentText, signedText } from '../../renderer/formats.ts'
import { relayWords } from '../../renderer/frame/relay-words.ts'
import { actionsOf } from '../../renderer/stays/stay-actions.ts'
import { sortStays } from '../../renderer/stays/stay-order.ts'
import type { RelayState } from '../../shared/contract/relay.ts'
import type { StayRow } from '../../shared/contract/stays.ts'
import type { IsoDate } from '../../shared/dates.ts'

const date = '2026-11-22' as IsoDate

describe('the numbers of a day', () => {
  test('occupancy is of the rooms that could be sold, ADR of those sold, RevPAR of all', () => {
    expect(dayNumbers({ date, sold: 41, rooms: 49, revenueMinor: 485_440 })).toEqual({
      date,
      sold: 41,
      rooms: 49,
      occupancy: 41 / 49,
      adrMinor: 11_840,
      revparMinor: 9_907,
    })
  })

  test('where nothing is sold there is no ADR, and where no room is left no RevPAR', () => {
    expect(dayNumbers({ date, sold: 0, rooms: 5, revenueMinor: 0 })).toMatchObject({
      occupancy: 0,
      adrMinor: null,
      revparMinor: 0,
    })
    expect(dayNumbers({ date, sold: 1, rooms: 0, revenueMinor: 100 })).toMatchObject({
      occupancy: 0,
      revparMinor: null,
    })
  })

  test('a difference needs both numbers', () => {
    expect(difference(11_840, 11_430)).toBe(410)
    expect(difference(11_840, undefined)).toBeNull()
    expect(difference(null, 11_430)).toBeNull()
  })

  test('a value stands under its day, also when the hotel has no days before', () => {
    const values = [
      { date, value: 3, words: '3' },
      { date: '2026-11-23' as IsoDate, value: null, words: '–' },
      { date: '2026-11-28' as IsoDate, value: 4, words: '4' },
    ]
    expect(placeValues(values, date)).toEqual([
      { date, place: 7, value: 3, when: 'today' },
      { date: '2026-11-28', place: 13, value: 4, when: 'ahead' },
    ])
    expect(placeValues([{ date: '2026-11-15' as IsoDate, value: 1, words: '' }], date)).toMatchObject([
      { place: 0, when: 'past' },
    ])
  })
})

describe('lists of stays', () => {
  const rooms = new Map([
    ['r9', '9'],
    ['r10', '10'],
  ])
  const names = { room: (id: string) => rooms.get(id) ?? '' }
  const stay = (guestName: string, roomId: string | null, overdue = false) =>
    ({ guestName, roomId, overdue, code: guestName }) as StayRow
  const stays = [stay('Öztürk', null), stay('Zanetti', 'r9'), stay('Ines', 'r10'), stay('Yara', 'r9', true)]

  test('who is overdue comes first, then by name as people sort it', () => {
    expect(sortStays(stays, 'name', names).map((each) => each.guestName)).toEqual([
      'Yara',
      'Ines',
      'Öztürk',
      'Zanetti',
    ])
  })

  test('by room, 9 is before 10, and who has none comes last', () => {
    expect(sortStays(stays, 'room', names).map((each) => each.guestName)).toEqual([
      'Yara',
      'Zanetti',
      'Ines',
      'Öztürk',
    ])
  })

  test('only a stay that is due in can check in, only one in house can check out', () => {
    const due = { status: 'reserved', arrival: date, departure: '2026-11-24' } as const
    expect(actionsOf(due as never, date)).toEqual(['checkIn', 'assign'])
    expect(actionsOf({ ...due, arrival: '2026-11-23' } as never, date)).toEqual(['assign'])
    expect(actionsOf({ ...due, status: 'in_house' } as never, date)).toEqual(['checkOut', 'assign'])
    expect(actionsOf({ ...due, status: 'departed' } as never, date)).toEqual([])
  })
})

describe('words of numbers', () => {
  test('differences carry their sign, ages their unit, lists their “and”', () => {
    expect(signedText(410, 'EUR')).toBe('+4.10')
    expect(signedText(-700, 'EUR')).toBe('−7.00')
    expect(signedText(0, 'EUR')).toBe('0.00')
    expect(agoText(1_000, 4_400)).toMatch(/^3 ?s(ec)? ago$/)
    expect(agoText(9_000, 4_000), 'a clock that is ahead').toMatch(/^0/)
    expect(agoText(0, 3 * 3_600_000)).toMatch(/^3 ?hr? ago$/)
    expect(listText(['A', 'B', 'C'])).toBe('A, B and C')
    expect(percentText(0.837)).toBe('84%')
    expect(compareText('9', '10')).toBeLessThan(0)
  })
})

describe('the relay in the status bar', () => {
  const clock = { time: () => '13:52' }
  const paired: Extract<RelayState, { state: 'paired' }> = {
    state: 'paired',
    url: 'https://relay.test',
    hotelId: 'h',
    connection: 'connected',
    lastHeardAt: 1,
    waiting: 0,
    unreadable: 0,
    lastError: null,
    sources: [],
  }

  test('it is only called in order when it is connected and nothing waits or could not be read', () => {
    expect(relayWords(paired, clock).tone).toBe('ok')
    expect(relayWords({ ...paired, waiting: 2 }, clock)).toMatchObject({ tone: 'busy', values: { count: 2 } })
    expect(relayWords({ ...paired, waiting: 2, unreadable: 1 }, clock).tone).toBe('warning')
    expect(relayWords({ ...paired, connection: 'connecting' }, clock).tone).toBe('busy')
    expect(relayWords({ ...paired, connection: 'away' }, clock)).toMatchObject({
      tone: 'info',
      values: { time: '13:52' },
    })
    expect(relayWords({ ...paired, connection: 'away', lastHeardAt: null }, clock).words).toBe(
      'frame.relay.away',
    )
    expect(relayWords({ state: 'not_paired' }, clock).tone).toBe('unknown')
    expect(relayWords(undefined, clock).words).toBe('frame.relay.unknown')
  })
})
