import { describe, expect, test } from 'vitest'
import {
  ageIssue,
  agesOf,
  enterAge,
  enterStay,
  hasAges,
  hasIssue,
  nameIssue,
  type SaleStay,
  stayIssue,
} from '../../renderer/sale/stay-entry.ts'
import { addDays, isoDate } from '../../shared/dates.ts'

const days = { businessDate: isoDate('2026-11-22'), horizon: isoDate('2029-01-31') }
const walkIn: SaleStay = {
  isWalkIn: true,
  arrival: null,
  nights: 1,
  adults: 2,
  children: 0,
  ages: [],
  drafts: {},
}
const forLater: SaleStay = { ...walkIn, isWalkIn: false, arrival: isoDate('2026-12-01') }

describe('what is typed into the fields of a stay', () => {
  test('a departure sets the nights, for a walk-in from the business date', () => {
    expect(enterStay(walkIn, 'departure', '2026-11-25', days).nights).toBe(3)
    expect(enterStay(forLater, 'departure', '2026-12-25', days).nights).toBe(24)
  })

  test('a departure on or before the arrival stays in the field with the day it must follow', () => {
    for (const text of ['2026-12-01', '2026-11-30']) {
      const stay = enterStay(forLater, 'departure', text, days)
      expect([stay.nights, stay.drafts.departure, hasIssue(stay)]).toEqual([1, text, true])
      expect(stayIssue(stay, 'departure', text, days)).toBe('After the arrival, Tue 1 Dec')
    }
  })

  test('a day that is being typed is no day yet, and nothing that was valid is lost', () => {
    for (const text of ['', '0002-12-01', '2026-02-30']) {
      const stay = enterStay(forLater, 'arrival', text, days)
      expect([stay.arrival, stay.drafts.arrival]).toEqual(['2026-12-01', text])
      expect(stayIssue(stay, 'arrival', text, days)).toBe('Give a day')
      expect(hasIssue(enterStay(stay, 'arrival', '2026-12-05', days))).toBe(false)
    }
  })

  test('the arrival lies between the business date and the last day on sale', () => {
    expect(stayIssue(forLater, 'arrival', '2026-11-21', days)).toBe('Sun 22 Nov or later')
    expect(stayIssue(forLater, 'arrival', '2026-11-22', days)).toBeNull()
    expect(stayIssue(forLater, 'arrival', '2029-01-30', days)).toBeNull()
    expect(stayIssue(forLater, 'arrival', '2029-01-31', days)).toBe('On sale up to Tue 30 Jan')
  })

  test('numbers outside of their bounds, empty ones and words are said, never rounded', () => {
    for (const text of ['', '0', '91', '-1', '1.5', 'two']) {
      expect(stayIssue(walkIn, 'nights', text, days)).toBe('1 to 90')
    }
    expect(stayIssue(walkIn, 'adults', '31', days)).toBe('1 to 30')
    expect(stayIssue(walkIn, 'children', '21', days)).toBe('0 to 20')
    expect(stayIssue(walkIn, 'children', '0', days)).toBeNull()
    const last = addDays(days.businessDate, 90)
    expect(stayIssue(walkIn, 'departure', last, days)).toBeNull()
    expect(stayIssue(walkIn, 'departure', addDays(last, 1), days)).toBe('At most 90 nights')
  })

  test('nights and departure are one thing: a valid one takes back the wrong other', () => {
    const wrong = enterStay(walkIn, 'nights', '', days)
    expect(hasIssue(enterStay(wrong, 'departure', '2026-11-24', days))).toBe(false)
    const wrongDay = enterStay(walkIn, 'departure', '2026-11-01', days)
    expect(hasIssue(enterStay(wrongDay, 'nights', '2', days))).toBe(false)
    expect(hasIssue(enterStay(wrongDay, 'adults', '1', days))).toBe(true)
  })

  test('a walk-in that arrives another day is for later, and is one again when it arrives now', () => {
    const later = enterStay(walkIn, 'arrival', '2026-12-01', days)
    expect(later.arrival).toBe('2026-12-01')
    expect(enterStay(later, 'arrival', '2026-11-22', days).arrival).toBeNull()
    expect(enterStay(forLater, 'arrival', '2026-11-22', days).arrival).toBe('2026-11-22')
  })

  test('each child has an age of its own, which is asked for and never made up', () => {
    const asked = enterStay(walkIn, 'children', '2', days)
    expect([asked.ages, hasAges(asked)]).toEqual([['', ''], false])
    const told = enterAge(enterAge(asked, 0, '4'), 1, '17')
    expect([agesOf(told), hasAges(told)]).toEqual([[4, 17], true])
    expect(enterStay(told, 'children', '1', days).ages).toEqual(['4'])
    expect([ageIssue('', false), ageIssue('', true), ageIssue('18', false)]).toEqual([
      null,
      'Give the age',
      '0 to 17',
    ])
  })
})

describe('a name', () => {
  test('is needed, once somebody has tried to sell without one', () => {
    expect([nameIssue('  ', false), nameIssue('  ', true), nameIssue(' Ó ', true)]).toEqual([
      null,
      'The surname is needed',
      null,
    ])
  })

  test('that is too long is refused with its length, not cut', () => {
    expect(nameIssue('x'.repeat(120), false)).toBeNull()
    expect(nameIssue('x'.repeat(300), false)).toBe('At most 120 characters; this has 300')
  })
})
