/** A reservation's code is its own, whatever chance draws. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStayRows, type NewReservation } from '../../main/ledger/stay-rows.ts'
import { createTouched } from '../../main/ledger/touched.ts'
import { openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel()
})
afterEach(() => hotel.close())

const row = (publicId: string): NewReservation => ({
  publicId,
  source: 'direct',
  bookerId: null,
  channelId: null,
  channelRef: null,
  fingerprint: null,
  status: 'cancelled',
  isTombstone: 1,
  currency: 'EUR',
  note: '',
  at: 0,
})

describe('a code that is taken', () => {
  test('is drawn again', () => {
    const stays = createStayRows(hotel.ledger.store, createTouched())
    const draws = ['K7M2-4QX', 'K7M2-4QX', 'K7M2-4QX', 'P3RT-9WZ']
    const add = (publicId: string) => stays.addReservation(row(publicId), () => draws.shift()!)
    const [first, second] = [add('one'), add('two')]
    expect([first.code, second.code]).toEqual(['K7M2-4QX', 'P3RT-9WZ'])
    expect(second.id).not.toBe(first.id)
    expect(draws).toEqual([])
  })

  test('again and again is a fault, not a reservation without a code of its own', () => {
    const stays = createStayRows(hotel.ledger.store, createTouched())
    const add = (publicId: string) => stays.addReservation(row(publicId), () => 'K7M2-4QX')
    add('one')
    expect(() => add('two')).toThrow('no free reservation code')
    expect(stays.reservation('two')).toBeUndefined()
  })

  test('is the only conflict that is drawn again', () => {
    const stays = createStayRows(hotel.ledger.store, createTouched())
    const codes = ['K7M2-4QX', 'P3RT-9WZ']
    const add = () => stays.addReservation(row('one'), () => codes.shift()!)
    add()
    expect(add).toThrow('UNIQUE constraint failed: reservation.public_id')
  })
})
