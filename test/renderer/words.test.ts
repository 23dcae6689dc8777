import { describe, expect, test } from 'vitest'
import { cellWords } from '../../renderer/channels/cell-words.ts'
import {
  channelsInStep,
  channelTone,
  laneTone,
  laneWords,
  reasonText,
} from '../../renderer/channels/lane-words.ts'
import { keyedIntent } from '../../renderer/command-key.ts'
import { amountText, dayText, hotelClock, nightListText, stayDatesText } from '../../renderer/formats.ts'
import { payloadText } from '../../renderer/journal/payload-text.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { isoDate } from '../../shared/dates.ts'

describe('dates and amounts', () => {
  test('a day is named by weekday, day and month', () => {
    expect(dayText(isoDate('2026-11-22'))).toBe('Sun 22 Nov')
  })

  test('a stay names the month twice only where it changes', () => {
    expect(stayDatesText(isoDate('2026-11-22'), isoDate('2026-11-24'))).toBe('Sun 22 – Tue 24 Nov')
    expect(stayDatesText(isoDate('2026-11-30'), isoDate('2026-12-02'))).toBe('Mon 30 Nov – Wed 2 Dec')
  })

  test('nights in a row are one range', () => {
    const nights = ['2026-11-24', '2026-11-22', '2026-11-23', '2026-11-27'].map(isoDate)
    expect(nightListText(nights)).toBe('Sun 22 – Tue 24 Nov, Fri 27 Nov')
  })

  test('I9: amounts have the digits of their currency and a true minus', () => {
    expect(amountText(18_400, 'EUR')).toBe('184.00')
    expect(amountText(-150_050, 'EUR')).toBe('−1,500.50')
    expect(amountText(1_200, 'JPY')).toBe('1,200')
  })

  test('instants are shown in the hotel’s zone', () => {
    const at = Date.UTC(2026, 10, 22, 23, 30)
    expect(hotelClock('Europe/Vienna').dayAndTime(at)).toBe('Mon 23 Nov 00:30')
    expect(hotelClock('America/Lima').time(at)).toBe('18:30')
  })
})

describe('cells', () => {
  const cell = { facet: 'availability', desired: '2', shown: '2', state: 'settled' } as const

  test('a settled cell shows its value and nothing else', () => {
    expect(cellWords(cell, 'EUR')).toEqual({ shown: '2', wanted: null })
  })

  test('I5: an unknown cell is called unknown, never 0', () => {
    const unknown = { ...cell, shown: null, state: 'unknown' } as const
    expect(cellWords(unknown, 'EUR')).toEqual({ shown: 'unknown', wanted: '2' })
    expect(cellWords({ ...unknown, mayShow: { least: 2, most: 3 } }, 'EUR').shown).toBe('2 or 3')
    expect(cellWords({ ...unknown, desired: null }, 'EUR').shown).toBe('unknown')
  })

  test('a pending cell shows both', () => {
    expect(cellWords({ ...cell, shown: '3', state: 'pending' }, 'EUR')).toEqual({ shown: '3', wanted: '2' })
  })

  test('prices and restrictions are readable', () => {
    const price = {
      facet: 'price',
      desired: '[9000,11000]',
      shown: '[9000,11000]',
      state: 'settled',
    } as const
    expect(cellWords(price, 'EUR').shown).toBe('90.00–110.00')
    const inTheMiddle = { ...price, desired: '[9000,10000,11000]', shown: '[9000,9500,11000]' } as const
    expect(cellWords(inTheMiddle, 'EUR')).toEqual({
      shown: '90.00 / 95.00 / 110.00',
      wanted: '90.00 / 100.00 / 110.00',
    })
    const rules = {
      facet: 'restrictions',
      desired: '3,1,,1,0,0',
      shown: '1,1,,0,0,0',
      state: 'pending',
    } as const
    expect(cellWords(rules, 'EUR')).toEqual({ shown: 'open', wanted: 'min 3 arriving, no arrival' })
  })
})

describe('lanes', () => {
  const lane: ChannelState['lanes'][number] = {
    lane: 'availability',
    facets: ['availability'],
    state: 'in_step',
    pendingCells: 0,
    unknownCells: 0,
    parkedCells: 0,
    oldestPendingAt: null,
    callsLastHour: 0,
    failedLastHour: 0,
    attempts: 0,
    nextAttemptAt: null,
    lastAcknowledgedAt: null,
    lastError: null,
  }
  const channel = { enabled: true, lanes: [lane], pull: { lastCompletedAt: 1, lastError: null } }

  test('the worst lane gives the channel its sign', () => {
    expect(channelTone(channel)).toBe('ok')
    const stopped = { ...lane, state: 'stopped' } as const
    expect(channelTone({ ...channel, lanes: [lane, stopped] })).toBe('danger')
    expect(channelTone({ ...channel, lanes: [lane, { ...lane, state: 'sending' }] })).toBe('busy')
    expect(channelTone({ ...channel, lanes: [{ ...lane, parkedCells: 2 }] })).toBe('parked')
    expect(channelTone({ ...channel, enabled: false })).toBe('unknown')
  })

  test('a failing pull is trouble even when every lane is in step', () => {
    const failing = {
      ...channel,
      pull: { lastCompletedAt: 1, lastError: { code: 'x', message: 'y', at: 2 } },
    }
    expect(channelTone(failing)).toBe('warning')
    expect(channelsInStep([channel, failing])).toBe(1)
  })

  test('the third attempt in vain is alarming, the first is not', () => {
    expect(laneTone({ state: 'waiting', attempts: 1, parkedCells: 0 })).toBe('warning')
    expect(laneTone({ state: 'waiting', attempts: 3, parkedCells: 0 })).toBe('danger')
  })

  test('a lane that sent all but what the channel refuses does not claim to be in step', () => {
    const refused = { state: 'in_step', attempts: 0, parkedCells: 2 } as const
    expect([laneTone(refused), laneWords(refused)]).toEqual(['parked', 'In step but for refusals'])
  })

  test('a reason says its code once', () => {
    expect(reasonText({ code: 'NOT_A_DATE', message: 'NOT_A_DATE: 31 June' })).toBe('NOT_A_DATE: 31 June')
    expect(reasonText({ code: 'ServerError', message: 'It answered 500.' })).toBe(
      'It answered 500. (ServerError)',
    )
  })
})

describe('the key of an intent', () => {
  test('the same details keep their key, other details and the next intent get a new one', () => {
    let made = 0
    const intent = keyedIntent(() => `key-${++made}`)
    expect(intent.keyFor({ room: 1 })).toBe('key-1')
    expect(intent.keyFor({ room: 1 })).toBe('key-1')
    expect(intent.keyFor({ room: 2 })).toBe('key-2')
    intent.done()
    expect(intent.keyFor({ room: 2 })).toBe('key-3')
  })
})

describe('the journal', () => {
  test('a payload is one line with names for known ids and the end of others', () => {
    const room = '0193f1aa-0000-7000-8000-00000000abcd'
    const stay = '0193f1aa-0000-7000-8000-000000123456'
    const text = payloadText(
      { stay, room, reason: '', nights: [{ date: '2026-11-22', amount: 9000 }] },
      (id) => (id === room ? '204' : undefined),
    )
    expect(text).toBe('stay …123456, room 204, nights date 2026-11-22, amount 9000')
  })
})
