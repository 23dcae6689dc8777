/** Everything that the adapter writes and the sandbox answers is a valid OpenTravel message (2010B). */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookingcomAdapter } from '../../../sync/channels/bookingcom/adapter.ts'
import { writeAriMessage } from '../../../sync/channels/bookingcom/ari-message.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import {
  DOUBLE,
  type Fixture,
  NOW,
  prices,
  range,
  restricted,
  rooms,
  SUITE,
  startFixture,
} from './fixture.ts'
import { disposeSchemas, hasSchemas, validateMessage } from './opentravel-schema.ts'

const whereSchemas = hasSchemas ? describe : describe.skip

whereSchemas('conformance', () => {
  let fixture: Fixture
  let context: ChannelContext
  let bodies: string[]
  beforeEach(async () => {
    fixture = await startFixture()
    bodies = []
    const { http } = fixture.context
    context = {
      ...fixture.context,
      http: {
        async request(request) {
          const answer = await http.request(request)
          bodies.push(...(request.body === undefined ? [] : [request.body]), answer.body)
          return answer
        },
      },
    }
  })
  afterEach(() => fixture.close())
  afterAll(disposeSchemas)

  const validateAll = (least: number) => {
    expect(bodies.length).toBeGreaterThanOrEqual(least)
    for (const body of bodies) expect(() => validateMessage(body), body).not.toThrow()
  }

  test('the judge knows a wrong message', () => {
    const wrong =
      '<OTA_HotelAvailNotifRQ xmlns="http://www.opentravel.org/OTA/2003/05" Version="1"><Rooms/></OTA_HotelAvailNotifRQ>'
    expect(() => validateMessage(wrong)).toThrow(/Rooms/)
    const { body } = writeAriMessage('availability', [rooms(0)], 'EUR', NOW)
    expect(() => validateMessage(body)).not.toThrow()
    expect(() => validateMessage(body.replace('BookingLimit="0"', 'BookingLimit="-1"'))).toThrow(
      /BookingLimit/,
    )
  })

  test('availability, prices, restrictions and their answers, whole, partial and refused', async () => {
    const unknown = range({ roomCode: 'unknown & "odd"' })
    await bookingcomAdapter.send('availability', [rooms(0), rooms(3, SUITE)], context)
    await bookingcomAdapter.send('availability', [rooms(0), unknown], context)
    await bookingcomAdapter.send('availability', [unknown], context)
    await bookingcomAdapter.send('availability', [rooms(1), rooms(2)], context)
    await bookingcomAdapter.send('prices', [prices([8_000, 9_050, 1]), prices([12_000], SUITE)], context)
    const everything = [restricted('1,1,,0,0,0'), restricted('3,2,14,1,1,1', '3320519')]
    await bookingcomAdapter.send('restrictions', everything, context)
    validateAll(12)
    expect(bodies.some((body) => body.includes('BookingLimit="0"'))).toBe(true)
    expect(bodies.some((body) => body.includes('<Warnings>'))).toBe(true)
  })

  test('both queues, empty and full, and their acknowledgements', async () => {
    await fixture.stockUp()
    for (const queue of ['new', 'modified']) await bookingcomAdapter.fetch(queue, context)
    const stay = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-12' }
    await fixture.sell({ rooms: [stay, { ...stay, roomCode: SUITE }], withCard: true })
    const { channelRef } = await fixture.sell({ ...stay, guestSurname: 'Ünsal & <Co>' })
    for (const queue of ['new', 'modified']) {
      const pulled = await bookingcomAdapter.fetch(queue, context)
      expect(pulled.length).toBeGreaterThan(0)
      const committed = pulled.map(({ receipt }) => ({ receipt, code: 'KR-7 & <8>' }))
      await bookingcomAdapter.acknowledge(queue, committed, context)
      if (queue === 'modified') break
      await fixture.lever('POST', 'modify', { channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
      const [, other] = await fixture.bookings()
      expect(other?.queue).toBe('modified')
    }
    await fixture.lever('POST', 'cancel', { channelRef })
    const [cancelled] = await bookingcomAdapter.fetch('modified', context)
    const wrong = { receipt: cancelled!.receipt, code: null }
    await bookingcomAdapter.acknowledge('new', [wrong], context)
    await bookingcomAdapter.acknowledge('modified', [wrong], context)
    validateAll(13)
  })
})
