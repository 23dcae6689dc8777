/** Whatever is written is a valid message of the standard, and so is what the sandbox answers. */
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { encodeCellValue } from '../../../shared/cells.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { alpinebitsAdapter } from '../../../sync/channels/alpinebits/adapter.ts'
import { disposeSchemas, hasSchemas, validateMessage } from './alpinebits-schema.ts'
import { startFixture } from './fixture.ts'
import { DOUBLE, day, isHandshake, range, restricted, SUITE, scripted } from './scripted.ts'

const code = fc.stringMatching(/^[A-Za-z0-9 &<>"'é-]{1,10}$/).filter((text) => text.trim() !== '')
const nights = fc.record({ at: fc.nat(700), length: fc.integer({ min: 1, max: 30 }) })
const length = fc.option(fc.integer({ min: 1, max: 99 }), { nil: null })
const restrictions = fc.record({
  minLosArrival: fc.integer({ min: 1, max: 99 }),
  minLosThrough: fc.integer({ min: 1, max: 99 }),
  maxLosThrough: length,
  maxLosArrival: length,
  minAdvanceDays: length,
  maxAdvanceDays: length,
  closedToArrival: fc.boolean(),
  closedToDeparture: fc.boolean(),
  closed: fc.boolean(),
})
const VALUES = {
  availability: fc.nat(9_999).map((count) => encodeCellValue('availability', count)),
  restrictions: restrictions.map((value) => encodeCellValue('restrictions', value)),
  price: fc
    .array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 9 })
    .map((value) => encodeCellValue('price', value)),
}

const ranges = (...facets: (keyof typeof VALUES)[]) =>
  fc.array(
    fc
      .constantFrom(...facets)
      .chain((facet) =>
        fc.record({
          facet: fc.constant(facet),
          nights,
          roomCode: code,
          rateCode: code,
          value: VALUES[facet],
        }),
      )
      .map(({ facet, nights: { at, length: count }, roomCode, rateCode, value }): SendRange => {
        const from = addDays(day('2027-03-01'), at)
        return range({ facet, roomCode, rateCode, value, from, to: addDays(from, count) })
      }),
    { minLength: 1, maxLength: 4 },
  )

/** The messages of the requests, out of their forms. */
const messagesOf = (bodies: readonly string[]) =>
  bodies.flatMap((body) => /name="request"\r\n\r\n([\s\S]*?)\r\n--/.exec(body)?.[1] ?? [])

const whereSchemas = hasSchemas ? describe : describe.skip

whereSchemas('conformance', () => {
  afterAll(disposeSchemas)

  test('the judge knows a wrong message', async () => {
    const { context, requests } = scripted('')
    await alpinebitsAdapter.send('rate_plans', [restricted('2,1,,0,0,0')], context)
    const message = messagesOf(requests.map(({ body }) => body!)).at(-1)!
    expect(() => validateMessage(message)).not.toThrow()
    expect(() => validateMessage(message.replace('SetMinLOS', 'SetLOS'))).toThrow(/MinMaxMessageType/)
  })

  test.each([
    ['free_rooms', ranges('availability')],
    ['rate_plans', ranges('price', 'restrictions')],
  ] as const)('whatever is sent by %s is a valid message', async (lane, batches) => {
    let judged = 0
    await fc.assert(
      fc.asyncProperty(
        batches,
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        fc.boolean(),
        async (batch, currency, isWhole) => {
          const { context, requests } = scripted('')
          const connection = { ...context.connection, currency }
          await alpinebitsAdapter.send(lane, batch, { ...context, connection, isWhole })
          const bodies = requests.filter((each) => !isHandshake(each)).map(({ body }) => body!)
          for (const message of messagesOf(bodies)) {
            judged += 1
            expect(() => validateMessage(message), message).not.toThrow()
          }
          for (const body of bodies)
            expect(alpinebitsAdapter.measure(lane, batch, connection)).toBeGreaterThanOrEqual(
              Buffer.byteLength(body),
            )
        },
      ),
      { numRuns: 100 },
    )
    expect(judged).toBeGreaterThan(50)
  })

  test('the handshake, what is read and acknowledged, and all that the sandbox answers', async () => {
    const fixture = await startFixture()
    try {
      await fixture.stockUp()
      const stay = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-12', adults: 2 }
      const { channelRef } = (await fixture.control.sell({ rooms: [stay, { ...stay, roomCode: SUITE }] }))!
      await fixture.confirm(await fixture.fetch())
      await fixture.control.modify({ channelRef, arrival: '2027-06-11', departure: '2027-06-13' })
      await fixture.confirm(await fixture.fetch())
      await fixture.control.cancel(channelRef)
      await fixture.confirm(await fixture.fetch())
      fixture.demand('ALPINEBITS_SEND_RATEPLANS')
      await fixture.send('rate_plans', restricted('1,1,,0,0,0', 'unknown'))
      await fixture.send('rate_plans', restricted('1,1,,0,0,0'))
      await fixture.fetch()
      const messages = [...messagesOf(fixture.requests), ...fixture.answers]
      for (const each of messages) expect(() => validateMessage(each), each).not.toThrow()
      const roots = new Set(messages.map((each) => /<(OTA_\w+)/.exec(each)?.[1]))
      expect(roots.size).toBe(10)
    } finally {
      await fixture.close()
    }
  })
})
