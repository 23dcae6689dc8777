/** Confirmations: valid by the schema, ten at a time, and what each answer means. */
import { afterAll, describe, expect, test } from 'vitest'
import { expediaAdapter } from '../../../sync/channels/expedia/adapter.ts'
import { oneAtATime } from '../../../sync/channels/one-at-a-time.ts'
import { HttpFailure } from '../../../sync/engine/ports.ts'
import { schemaJudge } from '../schema-judge.ts'
import { error, scripted } from './scripted.ts'

const { hasSchemas, validateMessage, disposeSchemas } = schemaJudge('expedia')
afterAll(disposeSchemas)

const answer = (content: string) =>
  `<BookingConfirmRS xmlns="http://www.expediaconnect.com/EQC/BC/2007/08">${content}</BookingConfirmRS>`
const DONE = answer('<Success/>')
const receipt = (bookingID: string, confirmNumber: string | null = null, bookingType = 'Book') =>
  JSON.stringify([{ bookingID, bookingType, confirmNumber }])
const committed = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    receipt: receipt(String(index + 1)),
    code: `KR-${index + 1}`,
  }))
const confirm = (
  messages: Parameters<typeof expediaAdapter.acknowledge>[1],
  answers: Parameters<typeof scripted>[0],
) => {
  const { context, requests } = scripted(answers)
  return expediaAdapter.acknowledge('bookings', messages, context).then(
    () => ({ requests, failure: null }),
    (failure: unknown) => ({ requests, failure }),
  )
}
const countOf = (body: string | undefined) => body?.match(/<BookingConfirmNumber /g)?.length ?? 0

test('our number goes with each, or the one that Expedia has, or one of its own', async () => {
  const { requests } = await confirm(
    [
      { receipt: receipt('1'), code: 'KR-7 & <8>' },
      { receipt: receipt('2', 'KR-5', 'Cancel'), code: null },
      { receipt: receipt('3'), code: null },
      { receipt: receipt('4'), code: 'x'.repeat(60) },
    ],
    DONE,
  )
  const [request] = requests
  expect(request).toMatchObject({ method: 'POST', url: 'https://expedia.example/eqc/bc' })
  expect(request?.body).toContain(
    '<BookingConfirmNumber bookingID="2" bookingType="Cancel" confirmNumber="KR-5" confirmTime="2027-03-01T08:15:00Z"/>',
  )
  expect(request?.body).toContain('confirmNumber="KEYRACK-3"')
  if (hasSchemas) expect(() => validateMessage(request?.body ?? '')).not.toThrow()
})

test('ten at a time, and nothing at all for nothing', async () => {
  const { requests } = await confirm(committed(23), DONE)
  expect(requests.map(({ body }) => countOf(body))).toEqual([10, 10, 3])
  if (hasSchemas) for (const { body } of requests) expect(() => validateMessage(body ?? '')).not.toThrow()
  expect((await confirm([], DONE)).requests).toEqual([])
})

describe('answers', () => {
  test.each([10080, 10081, 10100, 10101, 10102, 10103])(
    'warning %i refuses one, which comes again or is gone: no error',
    async (code) => {
      const body = answer(
        `<Success><Warning code="${code}" bookingID="1">Update refused.</Warning></Success>`,
      )
      expect(await confirm(committed(3), body)).toMatchObject({ failure: null, requests: [{}] })
    },
  )

  test('a message that is refused as a whole is tried by halves, down to each alone', async () => {
    const { failure, requests } = await confirm(committed(3), answer(error(3010, 'Validation failed')))
    expect(failure).toBeNull()
    expect(requests.map(({ body }) => countOf(body))).toEqual([3, 2, 1, 1, 1])
  })

  test.each([
    [answer(error(1001, 'Authentication error')), 'CredentialsRefused', true],
    [answer(error(2002, 'Parsing error')), 'Expedia2002', true],
    [answer(error(4000, 'Internal system error')), 'Expedia4000', false],
    [answer(error(4206, 'closed')), 'Expedia4206', false],
    [answer(error(3210, 'exceed max number of connections')), 'Expedia3210', false],
    [answer(''), 'MalformedAnswer', false],
    ['garbage', 'MalformedAnswer', false],
    [{ status: 500, body: DONE }, 'ServerError', false],
    [{ status: 429 }, 'RateLimited', false],
    [new HttpFailure('Timeout', 'late', 'maybe'), 'Timeout', false],
  ])('%o is told as %s, so that it is repeated', async (script, code, stop) => {
    expect((await confirm(committed(1), script)).failure).toMatchObject({ code, stop })
  })
})

describe('one at a time', () => {
  const never = new AbortController().signal

  test('the next begins when the one before has ended, well or badly', async () => {
    const log: string[] = []
    const first = Promise.withResolvers<void>()
    const one = oneAtATime('h', never, async () => {
      log.push('one')
      await first.promise
      log.push('one ends')
      throw new Error('bad')
    }).catch(() => undefined)
    const two = oneAtATime('h', never, async () => void log.push('two'))
    await oneAtATime('other', never, async () => void log.push('other'))
    expect(log).toEqual(['one', 'other'])
    first.resolve()
    await Promise.all([one, two])
    expect(log).toEqual(['one', 'other', 'one ends', 'two'])
  })

  test('one that gives up its place lets nobody pass the one before it', async () => {
    const log: string[] = []
    const first = Promise.withResolvers<void>()
    const one = oneAtATime('h', never, () => first.promise.then(() => void log.push('one ends')))
    const stop = new AbortController()
    const two = oneAtATime('h', stop.signal, async () => void log.push('two'))
    const three = oneAtATime('h', never, async () => void log.push('three'))
    stop.abort()
    await expect(two).rejects.toMatchObject({ code: 'Aborted', sent: 'no' })
    expect(log).toEqual([])
    first.resolve()
    await Promise.all([one, three])
    expect(log).toEqual(['one ends', 'three'])
  })
})
