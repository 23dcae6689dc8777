/** What a fetch asks for, what its failures mean, and answers that were damaged on their way. */
import { describe, expect, test } from 'vitest'
import { expediaAdapter } from '../../../sync/channels/expedia/adapter.ts'
import { readBookings } from '../../../sync/channels/expedia/booking-messages.ts'
import { descendants, MalformedXml, parseXml } from '../../../sync/channels/xml/xml-tree.ts'
import { ChannelFailure, HttpFailure } from '../../../sync/engine/ports.ts'
import { readsDamaged } from '../suite/damage.ts'
import { answer, booking, bookings } from './booking-xml.ts'
import { error, HOTEL, scripted } from './scripted.ts'

const failureOf = (pending: Promise<unknown>) =>
  pending.then(
    () => {
      throw new Error('it should have failed')
    },
    (failure: unknown) => {
      expect(failure).toBeInstanceOf(ChannelFailure)
      return failure as ChannelFailure
    },
  )

describe('fetching', () => {
  test('asks for everything that is not confirmed, of this hotel alone', async () => {
    const { context, requests } = scripted(bookings(booking()))
    const pulled = await expediaAdapter.fetch('bookings', context)
    expect(pulled).toHaveLength(1)
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://expedia.example/eqc/br',
        headers: { 'content-type': 'text/xml; charset=utf-8' },
      },
    ])
    expect(requests[0]?.body).toContain(
      '<Hotel id="7710034"/><ParamSet><Status value="pending"/><Status value="retrieved"/></ParamSet>',
    )
  })

  test('after a full answer asks for those that are still pending, and never without end', async () => {
    const full = (start: number) =>
      bookings(...Array.from({ length: 125 }, (_, index) => booking({ id: String(start + index) })))
    const { context, requests } = scripted([full(1), bookings(booking({ id: '999' }))])
    expect(await expediaAdapter.fetch('bookings', context)).toHaveLength(126)
    expect(requests).toHaveLength(2)
    expect(requests[1]?.body).not.toContain('retrieved')
    const endless = scripted(full(1))
    await expediaAdapter.fetch('bookings', endless.context)
    expect(endless.requests).toHaveLength(8)
  })

  test('an empty answer is no booking', async () => {
    expect(await expediaAdapter.fetch('bookings', scripted(answer('<Bookings/>')).context)).toEqual([])
  })

  test.each([
    [answer(error(1001, 'Authentication error')), 'CredentialsRefused', true],
    [answer(error(3202, 'Hotel ID not found')), 'CredentialsRefused', true],
    [answer(error(3206, 'Your account is not linked to any hotels')), 'CredentialsRefused', true],
    [answer(error(3207, 'Hotel ID is a mandatory field')), 'CredentialsRefused', true],
    [answer(error(2010, 'The namespace specified is invalid')), 'Expedia2010', true],
    [answer(error(3210, 'exceed max number of connections')), 'Expedia3210', false],
    [answer(error(4000, 'Internal system error')), 'Expedia4000', false],
    [answer(error(4100, 'Do not retry')), 'Expedia4100', false],
    [answer(error(4206, 'temporarily closed')), 'Expedia4206', false],
    [answer(error(5000, 'Internal database error')), 'Expedia5000', false],
    [answer('<Error>no code</Error>'), 'MalformedAnswer', false],
    [answer(''), 'MalformedAnswer', false],
    ['<html/>', 'MalformedAnswer', false],
    [bookings(booking()).slice(0, 200), 'MalformedAnswer', false],
    [`<!DOCTYPE r [<!ENTITY a "b">]>${bookings()}`, 'MalformedAnswer', false],
  ])('%s fails as %s, stop: %s', async (body, code, stop) => {
    expect(await failureOf(expediaAdapter.fetch('bookings', scripted(body).context))).toMatchObject({
      code,
      stop,
    })
  })

  test.each([
    [{ status: 401 }, 'CredentialsRefused', true],
    [{ status: 429, headers: { 'retry-after': '7' } }, 'RateLimited', false],
    [{ status: 503, body: bookings(booking()) }, 'ServerError', false],
    [{ status: 404 }, 'UnexpectedStatus', false],
    [new HttpFailure('Timeout', 'late', 'maybe'), 'Timeout', false],
  ])('%o fails as %s', async (script, code, stop) => {
    const failure = await failureOf(expediaAdapter.fetch('bookings', scripted(script).context))
    expect(failure).toMatchObject({ code, stop })
    if (code === 'RateLimited') expect(failure.retryAfterMs).toBe(7_000)
  })

  test('settings that no message may carry stop the fetch before it is sent', async () => {
    const { context, requests } = scripted('', { hotelCode: 'x' })
    expect(await failureOf(expediaAdapter.fetch('bookings', context))).toMatchObject({ stop: true })
    expect(requests).toEqual([])
  })
})

test('damaged answers are read, kept with a reason, or refused as a whole', async () => {
  const whole = bookings(
    booking({ after: '<SpecialRequest code="4">a &amp; b</SpecialRequest>' }),
    booking({
      id: '2',
      type: 'Modify',
      guests: '<GuestCount adult="2" child="1"><Child age="3"/></GuestCount>',
    }),
    booking({ id: '3', type: 'Cancel' }),
  )
  const read = (body: string) => {
    const elements = descendants(parseXml(body), 'Bookings', 'Booking')
    const messages = readBookings(elements, { hotelCode: HOTEL, currency: 'EUR' })
    for (const { message, receipt } of messages) {
      expect(message.snapshot === null).toBe(message.unreadable !== null)
      expect(message.channelRef).toMatch(/^(\d{1,14}|unknown)$/)
      expect(JSON.parse(receipt)).toBeInstanceOf(Array)
    }
    return messages.some(({ message }) => message.unreadable !== null) ? 'unreadable' : 'read'
  }
  const counts = await readsDamaged([whole], read, (error) => error instanceof MalformedXml)
  expect(counts.unreadable).toBeGreaterThan(50)
  expect(counts.refused).toBeGreaterThan(50)
})
