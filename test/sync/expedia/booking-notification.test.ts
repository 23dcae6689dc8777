/** What Expedia posts, read into our words: every kind of message, what may be missing, and what must not be kept. */
import { afterAll, describe, expect, test } from 'vitest'
import { inboundMessageSchema } from '../../../shared/snapshot.ts'
import { expediaAdapter } from '../../../sync/channels/expedia/adapter.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { schemaJudge } from '../schema-judge.ts'
import { readsDamaged } from '../suite/damage.ts'
import { extra, fees, notification, type Parts, payload, rate, request } from './notification-xml.ts'
import { DOUBLE, FLEXIBLE, HOTEL } from './scripted.ts'

const property = { hotelCode: HOTEL, currency: 'EUR' }
const readAll = (body: string) => expediaAdapter.readPosted('expedia', body, property)
const read = (parts: Parts = {}) => {
  const [only, ...others] = readAll(notification(parts))
  expect(others).toEqual([])
  return inboundMessageSchema.parse(only)
}

const { hasSchemas, validateMessage, disposeSchemas } = schemaJudge('expedia')
afterAll(disposeSchemas)

test.runIf(hasSchemas)('what is read here is what Expedia’s schemas allow', () => {
  for (const kind of ['new', 'modified', 'cancelled'] as const)
    expect(() => validateMessage(payload({ kind })), kind).not.toThrow()
  expect(() => validateMessage(payload().replace('<TimeSpan ', '<Span '))).toThrow()
})

describe('a booking', () => {
  test('is read whole: its nights, its guest, and what is asked for', () => {
    const message = read({
      rates:
        rate('2027-06-10', '2027-06-11', '184.00', extra('10.50') + fees('5.00')) +
        rate('2027-06-11', '2027-06-12', '150.00'),
      total:
        '<Total AmountAfterTax="366.01" CurrencyCode="EUR"><Taxes Amount="16.51" CurrencyCode="EUR"/></Total>',
      guests:
        '<GuestCount AgeQualifyingCode="10" Count="2"/><GuestCount AgeQualifyingCode="8" Count="1" Age="4"/>',
      email: '<Email>ines@example.com</Email>',
      requests: request('1.14', '1 king bed') + request('4', 'Late, card 4111 1111 1111 1111'),
    })
    expect(message).toMatchObject({
      queue: 'bookings',
      kind: 'new',
      channelRef: '880042117',
      unreadable: null,
      snapshot: {
        status: 'booked',
        currency: 'EUR',
        booker: { surname: 'Okafor', firstName: 'Ines', email: 'ines@example.com', phone: '+43 1 5550199' },
        note: '1 king bed\nLate, card ****1111',
        rooms: [
          {
            roomCode: DOUBLE,
            rateCode: FLEXIBLE,
            arrival: '2027-06-10',
            departure: '2027-06-12',
            adults: 2,
            childrenAges: [4],
            // 199.50 and 150.00 before taxes, which share the 16.51.
            nightlyAmounts: [20_776, 15_825],
          },
        ],
      },
    })
  })

  test('one rate may stand for several nights', () => {
    expect(read().snapshot?.rooms[0]?.nightlyAmounts).toEqual([20_001, 20_000])
  })

  test.each([
    ['modified', 'booked', 1],
    ['cancelled', 'cancelled', 0],
  ] as const)('that was %s is %s', (kind, status, rooms) => {
    const message = read({ kind })
    expect(message).toMatchObject({ kind, channelRef: '880042117', unreadable: null })
    expect(message.snapshot?.status).toBe(status)
    expect(message.snapshot?.rooms).toHaveLength(rooms)
    expect(message.snapshot?.booker.surname).toBe('Okafor')
  })

  test('no card is kept: neither of the guarantee nor of a payment instruction', () => {
    const message = read({ requests: request('5', 'Charge 5555 444 to EVC 4111-1111, CVC 737') })
    expect(JSON.stringify(message)).not.toMatch(/4111111111111111|737|5555|1229|4111-1111/)
    expect(message.snapshot?.note).toBe('Charge **** **** to EVC ****-****, CVC ****')
  })

  test.each<[string, Parts]>([
    ['no dates', { dates: ['', ''] }],
    [
      'dates the wrong way round',
      { dates: ['2027-06-12', '2027-06-10'], rates: rate('2027-06-10', '2027-06-12', '1') },
    ],
    ['two currencies', { total: '<Total AmountAfterTax="1.00" CurrencyCode="USD"/>' }],
    ['nights without an amount', { rates: '', total: '' }],
    ['a total that is no amount', { total: '<Total AmountAfterTax="much" CurrencyCode="EUR"/>' }],
    ['a count that is none', { guests: '<GuestCount AgeQualifyingCode="10" Count="many"/>' }],
    ['no number', { id: 'x' }],
  ])('with %s is kept with the reason', (_, parts) => {
    const message = read(parts)
    expect(message.snapshot).toBeNull()
    expect(message.unreadable).toMatch(/\w/)
  })
})

describe('as a whole it is refused', () => {
  test.each([
    ['for another hotel', notification({ hotel: '1' })],
    ['for another hotel, cancelled', notification({ hotel: '1', kind: 'cancelled' })],
    ['without an envelope', payload()],
    ['of another message', notification().replaceAll('OTA_HotelResNotifRQ', 'OTA_PingRQ')],
    ['with a doctype', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${notification()}`],
    ['with nothing in it', ''],
  ])('%s', (_, body) => {
    expect(() => readAll(body)).toThrow(ChannelFailure)
  })
})

test('damaged notifications are read, kept with a reason, or refused as a whole', {
  timeout: 60_000,
}, async () => {
  const wholes = [notification(), notification({ kind: 'modified' }), notification({ kind: 'cancelled' })]
  const counts = await readsDamaged(
    wholes,
    async (body) => {
      const messages = readAll(body)
      for (const message of messages) inboundMessageSchema.parse(message)
      return messages.some(({ snapshot }) => snapshot === null) ? 'unreadable' : 'read'
    },
    (thrown) => thrown instanceof ChannelFailure,
  )
  expect(Object.keys(counts).toSorted()).toEqual(['read', 'refused', 'unreadable'])
})
