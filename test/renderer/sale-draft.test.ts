import { describe, expect, test } from 'vitest'
import type { Offer, OffersAnswer } from '../../renderer/sale/offer-choice.ts'
import { roomSales } from '../../renderer/sale/room-sales.ts'
import { saleCommand } from '../../renderer/sale/sale-command.ts'
import {
  addRoom,
  breachKey,
  currentRoom,
  enterBooker,
  isFilled,
  isForNow,
  isSold,
  newSale,
  pricedNights,
  removeRoom,
  type SaleDraft,
  takeGuest,
  totalOf,
  withRoom,
} from '../../renderer/sale/sale-draft.ts'
import { saleAction } from '../../renderer/sale/sale-keys.ts'
import { addDays, isoDate } from '../../shared/dates.ts'
import { PLAIN_ROOM } from './plain-hotel.ts'

const today = isoDate('2026-11-22')
const hotel = { businessDate: today, currency: 'EUR' }
const fresh = newSale({ arrival: today, isWalkIn: true, nights: 1, roomId: null })
const anna = { id: 'anna', surname: 'Petersen', firstName: 'Anna', phone: '+45 1', email: 'a@example.com' }

function offer(ratePlanId: string, refusal: Offer['refusal'] = null, nights = 1): Offer {
  return {
    roomTypeId: 'double',
    ratePlanId,
    nights: Array.from({ length: nights }, (_, at) => ({
      date: addDays(today, at),
      amountMinor: 11_000,
      parts: [],
      origin: 'base' as const,
      originName: '',
    })),
    totalMinor: 11_000 * nights,
    promotions: [],
    codeHolds: false,
    inclusions: [],
    deposit: null,
    refusal,
  }
}
const minLos: Offer['refusal'] = { reason: 'restriction', restriction: 'minLos', date: today, nights: 3 }
const answerOf = (...offers: Offer[]): OffersAnswer => ({
  currency: 'EUR',
  codeRefusal: null,
  display: null,
  roomTypes: [
    {
      roomTypeId: 'double',
      available: 2,
      freeRooms: ['201', '202'].map((name) => ({
        id: name,
        name,
        roomTypeId: 'double',
        inService: true,
        ...PLAIN_ROOM,
        occupiedNow: false,
      })),
      offers,
    },
  ],
})
const salesOf = (sale: SaleDraft, answer: OffersAnswer) =>
  roomSales(
    sale.rooms,
    sale.rooms.map(() => ({ answer, isCurrent: true, failure: null })),
    hotel,
  )

test('a code goes with the rooms whose offer it holds for, whatever else they are given', () => {
  const given = { promotionId: 'early', name: 'Early bird', amountMinor: -1_000 }
  const sale = { ...enterBooker(fresh, { surname: 'P' }), code: ' spring ' }
  const commanded = (codeHolds: boolean) =>
    saleCommand(
      sale,
      salesOf(sale, answerOf({ ...offer('flex'), promotions: [given], codeHolds })),
      true,
    )?.rooms.map(({ promotionCode }) => promotionCode)
  expect(commanded(true)).toEqual(['spring'])
  expect(commanded(false)).toEqual([undefined])
})

describe('the draft of a sale', () => {
  test('is filled once anything was typed, and not by what was only chosen', () => {
    expect(isFilled(fresh)).toBe(false)
    expect(isFilled(withRoom(fresh, 1, { wish: { roomTypeId: 'x', ratePlanId: 'y', roomId: 'z' } }))).toBe(
      false,
    )
    expect(isFilled(enterBooker(fresh, { surname: 'P' }))).toBe(true)
    expect(isFilled({ ...fresh, note: 'quiet' })).toBe(true)
    expect(isFilled(withRoom(fresh, 1, { agreed: { [today]: '90' } }))).toBe(true)
    expect(isFilled(addRoom(fresh))).toBe(true)
  })

  test('rooms are added for the same dates, shown at once, and the last one stays', () => {
    const two = addRoom(withRoom(fresh, 1, { stay: { ...fresh.rooms[0]!.stay, nights: 3 } }))
    expect([two.rooms.length, currentRoom(two).key, currentRoom(two).stay.nights]).toEqual([2, 2, 3])
    const one = removeRoom(two, 2)
    expect([one.rooms.length, currentRoom(one).key]).toEqual([1, 1])
    expect(removeRoom(one, 1)).toBe(one)
    expect(addRoom(removeRoom(two, 1)).rooms.map(({ key }) => key)).toEqual([2, 3])
  })

  test('is for now only while every room arrives now', () => {
    expect(isForNow(addRoom(fresh))).toBe(true)
    const later = withRoom(addRoom(fresh), 2, {
      stay: { ...fresh.rooms[0]!.stay, arrival: addDays(today, 1) },
    })
    expect(isForNow(later)).toBe(false)
    expect(isForNow(newSale({ arrival: today, isWalkIn: false, nights: 1, roomId: null }))).toBe(false)
  })
})

describe('a guest who was here before', () => {
  test('fills the form, but keeps a phone that was typed already', () => {
    const taken = takeGuest(enterBooker(fresh, { surname: 'Peter', phone: '+49 2' }), anna)
    expect(taken.booker).toEqual({
      surname: 'Petersen',
      firstName: 'Anna',
      phone: '+49 2',
      email: 'a@example.com',
    })
    expect(taken.known?.id).toBe('anna')
  })

  test('another name is another guest: the record is let go, and with it what came from it', () => {
    const other = enterBooker(takeGuest(fresh, anna), { firstName: 'Maria' })
    expect(other.known).toBeNull()
    expect(other.booker).toEqual({ surname: 'Petersen', firstName: 'Maria', phone: '', email: '' })
    const typedOver = enterBooker(enterBooker(takeGuest(fresh, anna), { phone: '+49 2' }), {
      surname: 'Meier',
    })
    expect(typedOver.booker.phone).toBe('+49 2')
  })

  test('a new phone or a space behind the name is the same guest', () => {
    expect(enterBooker(takeGuest(fresh, anna), { phone: '+49 2', surname: 'Petersen ' }).known?.id).toBe(
      'anna',
    )
  })
})

describe('agreed prices', () => {
  test('replace the plan’s by night and are marked; the same price is no change', () => {
    const room = { ...fresh.rooms[0]!, agreed: { [today]: '99,50', [addDays(today, 1)]: '110' } }
    const nights = pricedNights(offer('flex', null, 3), room, 'EUR')
    expect(nights.map(({ amountMinor, isAgreed }) => [amountMinor, isAgreed])).toEqual([
      [9_950, true],
      [11_000, false],
      [11_000, false],
    ])
    expect(totalOf(nights)).toBe(31_950)
  })

  test('a price that is no amount is no total, and nothing is sold with it', () => {
    for (const text of ['', 'free', '-1', '1.234']) {
      const sale = withRoom(fresh, 1, { agreed: { [today]: text } })
      const [room] = salesOf(sale, answerOf(offer('flex')))
      expect([room?.totalMinor, room?.canBook]).toEqual([undefined, false])
      expect(saleCommand(enterBooker(sale, { surname: 'P' }), [room!], true)).toBeUndefined()
    }
  })
})

describe('a plan that a rule forbids', () => {
  test('is sold only when exactly this breach was confirmed', () => {
    const refused = offer('saver', minLos)
    const room = fresh.rooms[0]!
    expect(isSold(refused, room)).toBe(false)
    const confirmed = { ...room, overridden: breachKey(refused) }
    expect(isSold(refused, confirmed)).toBe(true)
    expect(isSold(offer('saver', { ...minLos, nights: 4 }), confirmed)).toBe(false)
    expect(isSold(offer('saver', { reason: 'soldOut', date: today }), confirmed)).toBe(false)
  })
})

describe('the command of a sale', () => {
  const booked = enterBooker(addRoom(fresh), { surname: ' Petersen ' })

  test('gives each room its own room, the guest of a room only where one is named, and agreed prices only there', () => {
    const sale = withRoom(withRoom(booked, 2, { agreed: { [today]: '90' } }), 2, {
      guest: { surname: 'Meier', firstName: '' },
    })
    const command = saleCommand(sale, salesOf(sale, answerOf(offer('flex'))), true)
    expect(command?.booker.surname).toBe('Petersen')
    expect(
      command?.rooms.map(({ roomId, guest, nightlyAmounts }) => [roomId, guest?.surname, nightlyAmounts]),
    ).toEqual([
      ['201', undefined, undefined],
      ['202', 'Meier', [9_000]],
    ])
    expect([command?.checkIn, command?.ignoreRestrictions, command?.bookerId]).toEqual([
      true,
      false,
      undefined,
    ])
  })

  test('says that restrictions are ignored only when one is, and names the known guest', () => {
    const refused = offer('saver', minLos)
    const wish = { roomTypeId: 'double', ratePlanId: 'saver', roomId: null }
    const sale = withRoom(takeGuest(fresh, anna), 1, { wish, overridden: breachKey(refused) })
    const command = saleCommand(sale, salesOf(sale, answerOf(offer('flex'), refused)), false)
    expect([command?.ignoreRestrictions, command?.bookerId]).toEqual([true, 'anna'])
  })

  test('what was proposed first stays proposed for these dates when it is sold out meanwhile', () => {
    const soldOut = offer('flex', { reason: 'soldOut', date: today })
    const [first] = salesOf(fresh, answerOf(offer('flex'), offer('saver')))
    const seen = {
      stayKey: `${today} ${addDays(today, 1)} 2 0 true`,
      wish: { roomTypeId: 'double', ratePlanId: first!.choice.offer!.ratePlanId, roomId: null },
    }
    const [room] = salesOf(withRoom(fresh, 1, { seen }), answerOf(soldOut, offer('saver')))
    expect([room?.choice.offer?.ratePlanId, room?.canBook]).toEqual(['flex', false])
  })
})

describe('the keys of the sale', () => {
  const press = (key: string, part: Partial<Parameters<typeof saleAction>[0]> = {}) => ({
    key,
    code: `Key${key.toUpperCase()}`,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...part,
  })

  test('letters are text where text is typed, unless Alt is held', () => {
    expect(saleAction(press('n'), 'text')).toBeNull()
    expect(saleAction(press('n'), 'figure')).toEqual({ kind: 'focus', field: 'nights' })
    expect(saleAction(press('˜', { code: 'KeyN', altKey: true }), 'text')).toEqual({
      kind: 'focus',
      field: 'nights',
    })
    expect(saleAction(press('s', { ctrlKey: true }), 'elsewhere')).toBeNull()
    expect(saleAction(press('y'), 'elsewhere')).toEqual({ kind: 'why' })
  })

  test('arrows choose plan and type beside the name, and stay with a field that has a use for them', () => {
    expect(saleAction(press('ArrowDown'), 'text')).toEqual({ kind: 'plan', step: 1 })
    expect(saleAction(press('ArrowUp', { shiftKey: true }), 'text')).toEqual({ kind: 'nights', step: 1 })
    expect(saleAction(press('ArrowRight'), 'emptyText')).toEqual({ kind: 'type', step: 1 })
    expect(saleAction(press('ArrowRight'), 'text')).toBeNull()
    expect(saleAction(press('ArrowDown'), 'figure')).toBeNull()
    expect(saleAction(press('ArrowLeft'), 'choice')).toBeNull()
  })

  test('another room, and back with Shift', () => {
    expect(saleAction(press('r'), 'elsewhere')).toEqual({ kind: 'room', step: 1 })
    expect(saleAction(press('R', { shiftKey: true }), 'elsewhere')).toEqual({ kind: 'room', step: -1 })
  })
})
