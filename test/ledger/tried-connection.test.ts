/** What a connection test is made with: what is typed, and what is stored, which goes nowhere else. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from './channel-fixture.ts'
import { openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 1 } })
  channelId = await connectChannel(hotel, 'DBL')
})
afterEach(async () => {
  await hotel.close()
})

const tried = (input: Partial<Parameters<TestHotel['ledger']['lanes']['triedConnection']>[0]>) =>
  hotel.ledger.lanes.triedConnection({
    channelId,
    kind: 'bookingcom',
    settings: { hotelCode: '882210' },
    credentials: null,
    ...input,
  })

test('stored credentials are used for what is stored, under the channel’s own id', () => {
  expect(tried({})).toMatchObject({
    channelId,
    credentials: { username: 'u', password: 'p' },
    settings: { hotelCode: '882210' },
  })
})

test.each(['ariBaseUrl', 'reservationsBaseUrl'] as const)(
  'stored credentials are not carried to another %s',
  (address) => {
    const settings = { hotelCode: '882210', [address]: 'https://elsewhere.example' }
    expect(() => tried({ settings })).toThrow(expect.objectContaining({ code: 'CredentialsNeeded' }))
    const credentials = { username: 'other', password: 'typed' }
    expect(tried({ settings, credentials })).toMatchObject({ credentials, settings })
  },
)

test('a channel that is not connected yet is tried with what is typed, as its kind documents the rest', () => {
  const credentials = { username: '', password: 'key' }
  const connection = tried({ channelId: null, kind: 'channex', credentials })
  expect(connection).toMatchObject({ kind: 'channex', name: 'Channex', credentials })
  expect(connection.settings.ariBaseUrl).toBe('https://app.channex.io')
  expect(() => tried({ channelId: null })).toThrow(expect.objectContaining({ code: 'CredentialsNeeded' }))
})

test('what the kind does not allow is refused before anything is sent', () => {
  const settings = { hotelCode: '882210', pullIntervalMs: 1 }
  expect(() => tried({ settings })).toThrow(expect.objectContaining({ code: 'InvalidInput' }))
})
