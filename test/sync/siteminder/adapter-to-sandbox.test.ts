/** The adapter against the sandbox over real HTTP: whole messages or nothing, and reservations until they are reported. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { siteminderAdapter } from '../../../sync/channels/siteminder/adapter.ts'
import { HttpFailure } from '../../../sync/engine/ports.ts'
import { type Fixture, startFixture } from './fixture.ts'
import {
  answerOf,
  DOUBLE,
  day,
  error,
  errors,
  FLEXIBLE,
  messageOf,
  prices,
  range,
  restricted,
  rooms,
  SUITE,
  scripted,
} from './scripted.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture()
})
afterEach(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

const wish = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-12', adults: 2 }

describe('values', () => {
  test('are shown as sent, the last night included', async () => {
    await fixture.send('availability', rooms(3))
    await fixture.send('prices', prices([8_000, 10_050]))
    await fixture.send('restrictions', restricted('2,3,7,1,0,1'))
    const { stock, prices: shown, restrictions } = await fixture.shown()
    expect(stock.map(({ date, roomsToSell }) => [date, roomsToSell])).toEqual(
      [10, 11, 12, 13, 14].map((date) => [`2027-06-${date}`, 3]),
    )
    expect(shown[4]).toMatchObject({ date: '2027-06-14', rateCode: FLEXIBLE, amounts: [8_000, 10_050] })
    expect(restrictions[0]).toMatchObject({
      minLos: 3,
      maxLos: 7,
      closed: true,
      closedToArrival: true,
      closedToDeparture: false,
    })
    await fixture.send('restrictions', restricted('1,1,,0,0,0'))
    expect((await fixture.shown()).restrictions[0]).toMatchObject({
      minLos: 1,
      maxLos: null,
      closed: false,
      closedToArrival: false,
    })
  })

  test.each([
    ['a room', 'availability', range({ roomCode: 'NONE' }), rooms(3), 'SiteMinder402'],
    ['a rate', 'restrictions', restricted('1,1,,0,0,0', 'NONE'), restricted('1,1,,0,0,0'), 'SiteMinder249'],
    ['a price', 'prices', prices([0]), prices([9_000]), 'SiteMinder437'],
  ])(
    'of a message with %s that is not right: none is taken, and alone it is refused',
    async (_, lane, wrong, right, code) => {
      const both = await fixture.send(lane, right, wrong)
      expect([both.unattributed, both.error?.code, both.outcomes.map(({ status }) => status)]).toEqual([
        true,
        code,
        ['not_applied', 'not_applied'],
      ])
      const { stock, prices: shown, restrictions } = await fixture.shown()
      expect([...stock, ...shown, ...restrictions]).toEqual([])
    },
  )

  test.each([
    ['the password', {}, { username: 'keyrack', password: 'other' }],
    ['our code', { accountCode: 'OTHER' }, undefined],
    ['the hotel', { hotelCode: 'OTHER' }, undefined],
  ])('stop where %s is not right, and so does the fetch', async (_, settings, credentials) => {
    const context = fixture.contextWith(settings, credentials)
    const result = await siteminderAdapter.send('availability', [rooms(3)], context)
    expect([result.stop, result.error?.code]).toEqual([true, 'CredentialsRefused'])
    const failure = { code: 'CredentialsRefused', stop: true }
    await expect(siteminderAdapter.fetch('reservations', context)).rejects.toMatchObject(failure)
  })

  test('of more than 2 MB are not looked at', async () => {
    const many = Array.from({ length: 9_000 }, (_, index) =>
      rooms(index % 9, `ROOM-TYPE-OF-A-LONG-NAME-${index}`),
    )
    const more = [...many, ...many]
    expect(siteminderAdapter.measure('availability', more, fixture.context.connection)).toBeGreaterThan(
      2_000_000,
    )
    expect(await fixture.send('availability', ...more)).toMatchObject({
      unattributed: true,
      error: { code: 'MessageTooLarge' },
    })
  })

  test('of no longer than 750 days', async () => {
    const long = range({ from: day('2027-06-10'), to: day('2029-12-31') })
    expect((await fixture.send('availability', long)).error?.code).toBe('SiteMinder404')
  })
})

describe('reservations', () => {
  test('come until they are reported, and take the code of ours with them', async () => {
    await fixture.stockUp()
    const sold = await fixture.control.sell(wish)
    const [first] = await fixture.fetch()
    expect(first?.message).toMatchObject({
      kind: 'new',
      channelRef: sold!.channelRef,
      snapshot: {
        note: 'Sandbox Seller',
        rooms: [
          { roomCode: DOUBLE, rateCode: FLEXIBLE, arrival: '2027-06-10', nightlyAmounts: [10_000, 10_000] },
        ],
      },
    })
    expect((await fixture.fetch()).map(({ message }) => message)).toEqual([first!.message])
    await fixture.confirm([{ receipt: first!.receipt, code: 'KR-7' }])
    expect(await fixture.fetch()).toEqual([])
    expect(await fixture.control.bookings()).toMatchObject([{ queue: null, propertyCode: 'KR-7' }])
  })

  test('report every message of theirs, each in a request of its own, oldest first', async () => {
    await fixture.stockUp()
    const { channelRef } = (await fixture.control.sell(wish))!
    await fixture.control.modify({ channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
    await fixture.control.cancel(channelRef)
    const [only, ...others] = await fixture.fetch()
    expect([only?.message.kind, others]).toEqual(['cancelled', []])
    fixture.bodies.length = 0
    await fixture.confirm([{ receipt: only!.receipt, code: null }])
    const reports = fixture.bodies.filter((body) => body.includes('<OTA_NotifReportRQ'))
    const said = reports.map((body) =>
      /<HotelReservation (\w+)="([^"]+)" ResStatus="(\w+)"><UniqueID Type="16" ID="(\d)"\/>/
        .exec(body)
        ?.slice(1),
    )
    expect(said.map((each) => [each?.[0], each?.[2], each?.[3]])).toEqual([
      ['CreateDateTime', 'Commit', '1'],
      ['LastModifyDateTime', 'Modify', '2'],
      ['LastModifyDateTime', 'Cancel', '3'],
    ])
    expect(reports[0]).toContain(`<HotelReservationID ResID_Type="14" ResID_Value="${channelRef}"/>`)
    expect(await fixture.fetch()).toEqual([])
    expect(await fixture.control.bookings()).toMatchObject([{ status: 'cancelled', queue: null }])
  })

  test('leave the rooms taken after a cancellation, until their number is sent', async () => {
    await fixture.stockUp()
    const { channelRef } = (await fixture.control.sell(wish))!
    await fixture.control.cancel(channelRef)
    const left = async () =>
      (await fixture.shown()).stock.find(({ roomCode }) => roomCode === DOUBLE)?.roomsToSell
    expect(await left()).toBe(2)
    await fixture.send('availability', rooms(3))
    expect(await left()).toBe(3)
  })

  test('that were reported once more are no failure', async () => {
    await fixture.stockUp()
    await fixture.control.sell({ rooms: [wish, { ...wish, roomCode: SUITE }] })
    const [only] = await fixture.fetch()
    expect(only?.message.snapshot?.rooms.map(({ ref, roomCode }) => [ref, roomCode])).toEqual([
      ['1', DOUBLE],
      ['2', SUITE],
    ])
    const committed = [{ receipt: only!.receipt, code: 'KR-8' }]
    await fixture.confirm(committed)
    await fixture.confirm(committed)
    await fixture.confirm([{ receipt: only!.receipt.replace('"id":"1"', '"id":"99"'), code: 'KR-8' }])
    expect(await fixture.fetch()).toEqual([])
  })

  test('are fetched and reported through faults', async () => {
    await fixture.stockUp()
    await fixture.control.sell(wish)
    for (const [kind, code] of [
      ['serverError', 'SiteMinderSOAPENVServer'],
      ['unauthorized', 'CredentialsRefused'],
      ['rateLimited', 'RateLimited'],
      ['garbage', 'MalformedAnswer'],
    ] as const) {
      await fixture.control.setFaults([{ kind, remaining: 1, scope: 'reservations' }])
      await expect(fixture.fetch()).rejects.toMatchObject({ code })
    }
    expect(await fixture.fetch()).toHaveLength(1)
    await fixture.control.setFaults([{ kind: 'serverError', remaining: 1, scope: 'ari' }])
    expect((await fixture.send('availability', rooms(1))).error?.code).toBe('SiteMinderSOAPENVServer')
  })
})

describe('a report', () => {
  const delivery = (id: string) => ({ id, status: 'Modify', at: null, channelRef: 'A' })
  const receipt = JSON.stringify([delivery('m-1'), delivery('m-2')])
  const rs = (content: string) => answerOf('OTA_NotifReportRS', content)
  const success = rs('<Success/>')
  const other = { receipt: JSON.stringify([delivery('m-9')]), code: null }
  const idsOf = (requests: readonly { readonly body?: string }[]) =>
    requests.map(({ body }) => /Type="16" ID="([^"]+)"/.exec(body ?? '')?.[1])

  test('that is refused keeps the newer ones of its reservation back, and no others', async () => {
    const { context, requests } = scripted([rs(errors(error('3', '397', 'Message not found'))), success])
    await siteminderAdapter.acknowledge('reservations', [{ receipt, code: null }, other], context)
    expect(idsOf(requests)).toEqual(['m-1', 'm-9'])
  })

  test.each([
    ['refused credentials', rs(errors(error('4', '497', 'no'))), { code: 'CredentialsRefused', stop: true }],
    ['a processing exception', rs(errors(error('12', '', 'no'))), { code: 'SiteMinder12', stop: false }],
    ['neither success nor errors', rs(''), { code: 'MalformedAnswer' }],
    ['HTTP 503', { status: 503 }, { code: 'ServerError' }],
    ['no answer', new HttpFailure('Timeout', 'late', 'maybe'), { code: 'Timeout' }],
  ])('that meets %s fails, and nothing is reported after it', async (_, given, failure) => {
    const { context, requests } = scripted(given)
    const reporting = siteminderAdapter.acknowledge(
      'reservations',
      [{ receipt, code: 'KR-1' }, other],
      context,
    )
    await expect(reporting).rejects.toMatchObject(failure)
    expect(idsOf(requests)).toEqual(['m-1'])
  })
})

test('the sandbox takes no request of another form', async () => {
  const { send, bodies, url } = fixture
  await send('availability', rooms(3))
  const whole = bodies[0]!
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/KEYRACK`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', ...headers },
      body,
    })
    const text = await answer.text()
    return `${answer.status} ${/<Error [^>]*>|<faultcode>[^<]*|<Success\/>/.exec(messageOf(text))?.[0] ?? ''}`.trim()
  }
  expect(await post(whole)).toBe('200 <Success/>')
  expect(await post(whole, { 'content-type': 'application/xml' })).toBe('415')
  expect(await post(messageOf(whole))).toBe('500 <faultcode>SOAP-ENV:Client')
  expect(await post(whole.replaceAll('OTA_HotelAvailNotifRQ', 'OTA_PingRQ'))).toBe(
    '500 <faultcode>SOAP-ENV:Client',
  )
  expect(await post(whole.replace('#PasswordText', '#PasswordDigest'))).toBe(
    '200 <Error Type="4" Code="497">',
  )
  expect(await post(whole.replace(/ EchoToken="[^"]+"/, ''))).toBe('200 <Error Type="10" Code="321">')
  expect(await post(whole.replace('ID="KEYRACK"', 'ID="OTHER"'))).toBe('200 <Error Type="6">')
  const restriction =
    '<AvailStatusMessage><StatusApplicationControl Start="2027-06-10" End="2027-06-10" InvTypeCode="DBL" RatePlanCode="BAR"/><RestrictionStatus Status="Open"/></AvailStatusMessage></AvailStatusMessages>'
  expect(await post(whole.replace('</AvailStatusMessages>', restriction))).toBe(
    '200 <Error Type="3" Code="450">',
  )
})
