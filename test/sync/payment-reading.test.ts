/** Who collects, what the channel keeps, its virtual card and the order of revisions, as each adapter reads them. */
import { describe, expect, test } from 'vitest'
import type { InboundMessage } from '../../shared/snapshot.ts'
import { readBooking } from '../../sync/channels/agoda/booking-messages.ts'
import { alpinebitsAdapter } from '../../sync/channels/alpinebits/adapter.ts'
import { readQueue } from '../../sync/channels/bookingcom/reservation-queue.ts'
import { siteminderAdapter } from '../../sync/channels/siteminder/adapter.ts'
import { parseXml } from '../../sync/channels/xml/xml-tree.ts'
import { request, retrieved, stay } from './alpinebits/portal.ts'
import { scripted as portal } from './alpinebits/scripted.ts'
import { pulled as channexPulled, revision } from './channex/samples.ts'
import { booking as expediaBooking, read as expediaRead } from './expedia/booking-xml.ts'
import { answerOf, scripted as siteminder } from './siteminder/scripted.ts'

const OTA = 'xmlns="http://www.opentravel.org/OTA/2003/05"'
const paymentOf = (message: InboundMessage) => {
  expect(message.unreadable).toBeNull()
  return message.snapshot!.payment
}

describe('Booking.com', () => {
  const commission = (amount: string) => `<Commission><CommissionPayableAmount ${amount}/></Commission>`
  const stayOf = (rate: string, plan = '') =>
    `<RoomStay><RoomTypes><RoomType RoomTypeCode="1"/></RoomTypes>${plan === '' ? '' : `<RatePlans><RatePlan>${plan}</RatePlan></RatePlans>`}<RoomRates><RoomRate EffectiveDate="2027-06-10" RatePlanCode="${rate}"><Rates><Rate><Total AmountAfterTax="18400" DecimalPlaces="2" CurrencyCode="EUR"/></Rate></Rates></RoomRate></RoomRates></RoomStay>`
  const card = (more: string) =>
    `<Guarantee><GuaranteesAccepted><GuaranteeAccepted><PaymentCard CardCode="MC" CardNumber="4111111111111111" SeriesCode="737" ExpireDate="1229"${more}><CardHolderName>Ada Bell</CardHolderName></PaymentCard></GuaranteeAccepted></GuaranteesAccepted></Guarantee>`
  const read = (stays: string, global = '', attributes = '') =>
    readQueue(
      'new',
      `<OTA_HotelResNotifRQ ${OTA}><HotelReservations><HotelReservation ${attributes}><RoomStays>${stays}</RoomStays><ResGlobalInfo><HotelReservationIDs><HotelReservationID ResID_Source="BOOKING.COM" ResID_Value="44"/></HotelReservationIDs>${global}</ResGlobalInfo></HotelReservation></HotelReservations></OTA_HotelResNotifRQ>`,
      { hotelCode: '882210', currency: 'EUR' },
    )[0]!.message

  test('tells its virtual card by the day of its activation, and the commission at each room', () => {
    const stays = stayOf('7', commission('Amount="2760" DecimalPlaces="2" CurrencyCode="EUR"')).repeat(2)
    const message = read(stays, card(' EffectiveDate="2027-06-11"'))
    expect(paymentOf(message)).toEqual({
      collect: 'channel',
      commissionMinor: 5_520,
      virtualCard: { activeFrom: '2027-06-11', activeUntil: null, amountMinor: null },
    })
    expect(JSON.stringify(message)).not.toMatch(/4111.?1111|737|1229|Ada Bell/)
  })

  test('or by VCC after the number of the rate', () => {
    expect(paymentOf(read(stayOf('3320518VCC')))).toEqual({
      collect: 'channel',
      commissionMinor: null,
      virtualCard: { activeFrom: null, activeUntil: null, amountMinor: null },
    })
  })

  test("says nothing of who collects with a guest's own card", () => {
    expect(paymentOf(read(stayOf('7'), card('')))).toBeUndefined()
    expect(paymentOf(read(stayOf('7', commission('Amount="10" DecimalPlaces="0"'))))).toEqual({
      collect: null,
      commissionMinor: 1_000,
      virtualCard: null,
    })
  })

  test.each([
    ['in another currency', 'Amount="2760" DecimalPlaces="2" CurrencyCode="USD"'],
    ['that is no exact amount', 'Amount="27.605" CurrencyCode="EUR"'],
    ['less than nothing', 'Amount="-5.00"'],
    ['beyond all amounts', 'Amount="999999999999" DecimalPlaces="0"'],
  ])('a commission %s is left out, and the booking is read', (_, amount) => {
    expect(paymentOf(read(stayOf('7', commission(amount))))).toBeUndefined()
  })

  test('a cancellation says nothing, and no message is numbered', () => {
    const message = read(stayOf('7VCC'), card(' EffectiveDate="2027-06-11"'), 'ResStatus="Cancel"')
    expect(message.snapshot).toMatchObject({ status: 'cancelled' })
    expect(paymentOf(message)).toBeUndefined()
    expect(message.revision).toBeUndefined()
  })
})

describe('Expedia', () => {
  const CARD = '<PaymentCard cardCode="MC" cardNumber="4111111111111111" seriesCode="737" expireDate="1229"/>'
  const read = (parts: Parameters<typeof expediaBooking>[0]) => expediaRead(expediaBooking(parts))[0]!.message

  test.each([
    ['Expedia', CARD, 'channel', 0, true],
    ['Hotels.com', '', 'channel', 0, false],
    ['A-Expedia', CARD, 'hotel', null, false],
    ['A-Expedia Affiliate Network', '', 'hotel', null, false],
  ])('of the source %s', (source, card, collect, commissionMinor, hasCard) => {
    const message = read({ source, card })
    expect(paymentOf(message)).toEqual({
      collect,
      commissionMinor,
      virtualCard: hasCard ? { activeFrom: null, activeUntil: null, amountMinor: null } : null,
    })
    expect(JSON.stringify(message)).not.toMatch(/4111.?1111|737|1229/)
  })

  test('dates each transaction', () => {
    expect(read({ at: '2027-03-02T10:04:00Z' }).revision).toBe(Date.parse('2027-03-02T10:04:00Z'))
    expect(read({ type: 'Cancel', at: '2027-03-02T10:04:01Z' })).toMatchObject({
      revision: Date.parse('2027-03-02T10:04:01Z'),
      snapshot: { status: 'cancelled' },
    })
    expect(read({ at: 'soon' }).revision).toBeUndefined()
  })
})

describe('Channex', () => {
  const read = async (attributes: object) => (await channexPulled(revision(attributes)))[0]!.message
  const META = {
    virtual_card_currency_code: 'EUR',
    virtual_card_current_balance: '36801',
    virtual_card_decimal_places: '2',
    virtual_card_effective_date: '2027-06-11',
    virtual_card_expiration_date: '2028-06-11',
  }
  const CARD = { is_virtual: true, card_number: '411111******1111', meta: META }

  test('tells all of it', async () => {
    const message = await read({ payment_collect: 'ota', ota_commission: '55.20', guarantee: CARD })
    expect(paymentOf(message)).toEqual({
      collect: 'channel',
      commissionMinor: 5_520,
      virtualCard: { activeFrom: '2027-06-11', activeUntil: '2028-06-11', amountMinor: 36_801 },
    })
  })

  test.each([
    ['property', null, 'hotel'],
    ['ota', null, 'channel'],
    [null, CARD, 'channel'],
  ])('payment_collect %s', async (payment_collect, guarantee, collect) => {
    expect(paymentOf(await read({ payment_collect, guarantee }))?.collect).toBe(collect)
  })

  test("says nothing with a guest's own card, and a balance in another currency is none of ours", async () => {
    expect(paymentOf(await read({ guarantee: { ...CARD, is_virtual: false } }))).toBeUndefined()
    const meta = { ...META, virtual_card_currency_code: 'USD' }
    expect(paymentOf(await read({ guarantee: { ...CARD, meta } }))?.virtualCard).toEqual({
      activeFrom: '2027-06-11',
      activeUntil: '2028-06-11',
      amountMinor: null,
    })
  })

  test('keeps the order of revisions within a millisecond', async () => {
    const at = async (inserted_at: unknown) => (await read({ inserted_at })).revision
    const [first, second] = [await at('2027-03-01T10:03:29.335485'), await at('2027-03-01T10:03:29.335486')]
    expect(second! - first!).toBe(1)
    expect(await at('2027-03-01T10:03:29')).toBe(Date.parse('2027-03-01T10:03:29Z') * 1_000)
    expect(await at('yesterday')).toBeUndefined()
    expect(await at(null)).toBeUndefined()
  })
})

describe('Agoda', () => {
  const read = (model: string, amount = 'net_inclusive_amt', at = '2027-03-01T14:00:00+07:00') =>
    readBooking(
      parseXml(
        `<booking booking_id="9" last_action="${at}" arrival="2027-06-10" departure="2027-06-11" status="ConfirmBooking" room_id="1" room_count="1" adults="1"><customer first_name="I" last_name="O"/><prices currency="EUR" ${amount}="100.00"><price date="2027-06-10" ${amount}="100.00"/></prices>${model}</booking>`,
      ),
      '9',
      'EUR',
    )
  test.each([
    ['<paymentmodel>1</paymentmodel>', 'net_inclusive_amt', 'channel', 0],
    ['<paymentmodel>2</paymentmodel>', 'sell_inclusive_amt', 'hotel', null],
    ['<paymentmodel>3</paymentmodel>', 'sell_inclusive_amt', 'channel', null],
    ['<paymentmodel>constructor</paymentmodel>', 'net_inclusive_amt', null, 0],
  ])('%s with %s', (model, amount, collect, commissionMinor) => {
    expect(paymentOf(read(model, amount))).toEqual({ collect, commissionMinor, virtualCard: null })
  })
  test('says nothing without either, and dates each state', () => {
    expect(paymentOf(read('', 'sell_inclusive_amt'))).toBeUndefined()
    expect(read('').revision).toBe(Date.parse('2027-03-01T07:00:00Z'))
    expect(read('', 'net_inclusive_amt', '').revision).toBeUndefined()
  })
})

describe('SiteMinder', () => {
  const read = async (attributes: string, commission = '') => {
    const room = `<RoomStay><RoomTypes><RoomType RoomTypeCode="DBL"/></RoomTypes><RatePlans><RatePlan RatePlanCode="BAR">${commission}</RatePlan></RatePlans><TimeSpan Start="2027-06-10" End="2027-06-12"/><Total AmountAfterTax="202.00" CurrencyCode="EUR"/></RoomStay>`
    const reservation = `<HotelReservation ${attributes}><UniqueID Type="14" ID="E1"/><UniqueID Type="16" ID="m1"/><RoomStays>${room}</RoomStays></HotelReservation>`
    const answer = answerOf(
      'OTA_ResRetrieveRS',
      `<Success/><ReservationsList>${reservation}</ReservationsList>`,
    )
    return (await siteminderAdapter.fetch('reservations', siteminder(answer).context))[0]!.message
  }
  const COMMIT = 'CreateDateTime="2027-02-01T08:51:45.000+0000" ResStatus="Commit"'

  test('tells the commission', async () => {
    const commission = '<Commission><CommissionPayableAmount Amount="30.30" CurrencyCode="EUR"/></Commission>'
    expect(paymentOf(await read(COMMIT, commission))).toEqual({
      collect: null,
      commissionMinor: 3_030,
      virtualCard: null,
    })
    expect(paymentOf(await read(COMMIT))).toBeUndefined()
  })

  test('dates each message; a change without a time of its own cannot be compared', async () => {
    const changed = 'CreateDateTime="2027-02-01T08:51:45.000+0000" ResStatus="Modify"'
    expect((await read(COMMIT)).revision).toBe(Date.parse('2027-02-01T08:51:45Z'))
    expect((await read(`${changed} LastModifyDateTime="2027-02-02T09:00:00.000+0100"`)).revision).toBe(
      Date.parse('2027-02-02T08:00:00Z'),
    )
    expect((await read(changed)).revision).toBeUndefined()
  })
})

describe('AlpineBits', () => {
  const read = async (parts: Parameters<typeof request>[0]) =>
    (await alpinebitsAdapter.fetch('guest_requests', portal(retrieved(request(parts))).context))[0]!.message
  const withCommission = (commission: string) =>
    stay({
      codes: `<RoomTypes><RoomType RoomTypeCode="DBLSEA"/></RoomTypes><RatePlans><RatePlan RatePlanCode="BAR-HB">${commission}</RatePlan></RatePlans>`,
    })

  test.each([
    ['<Commission Percent="15"/>', 3_030],
    [
      '<Commission Percent="15"><CommissionPayableAmount Amount="20.2" CurrencyCode="EUR"/></Commission>',
      2_020,
    ],
  ])('%s', async (commission, commissionMinor) => {
    expect(paymentOf(await read({ stays: withCommission(commission) }))).toEqual({
      collect: null,
      commissionMinor,
      virtualCard: null,
    })
  })

  test.each(['', '<Commission/>', '<Commission Percent="101"/>', '<Commission Percent="-1"/>'])(
    'says nothing by "%s"',
    async (commission) => {
      expect(paymentOf(await read({ stays: withCommission(commission) }))).toBeUndefined()
    },
  )

  test('dates a reservation and its changes; a cancellation with its creation alone cannot be compared', async () => {
    const created = 'CreateDateTime="2027-02-01T08:00:00+01:00"'
    expect((await read({})).revision).toBe(Date.parse('2027-02-01T07:00:00Z'))
    const times = `${created} LastModifyDateTime="2027-02-03T08:00:00+01:00"`
    expect((await read({ status: 'Modify', times })).revision).toBe(Date.parse('2027-02-03T07:00:00Z'))
    expect((await read({ status: 'Cancelled' })).revision).toBeUndefined()
  })
})
