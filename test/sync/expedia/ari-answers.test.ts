/** What each answer of Expedia proves about the ranges that were sent (EQC AR reference and guide). */
import { describe, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { expediaAdapter } from '../../../sync/channels/expedia/adapter.ts'
import { HttpFailure } from '../../../sync/engine/ports.ts'
import {
  arAnswer,
  DOUBLE,
  day,
  error,
  FLEXIBLE,
  NOW,
  prices,
  range,
  restricted,
  rooms,
  SAVER,
  SUCCESS,
  SUITE,
  scripted,
  warning,
} from './scripted.ts'

type Answer = Parameters<typeof scripted>[0]

const TWO = [rooms(1), rooms(1, SUITE)]
const ALL_FACETS = [rooms(2), prices([9_000, 11_000]), restricted('3,1,,0,0,0')]

async function sendTo(answer: Answer, ranges: SendRange[] = TWO, settings: object = {}) {
  const { context, requests } = scripted(answer, settings)
  const result = await expediaAdapter.send('ari', ranges, context)
  return { ...result, requests, statuses: result.outcomes.map(({ status }) => status).join(' ') }
}

const partial = (...warnings: string[]) => arAnswer(`<Success>${warnings.join('')}</Success>`)

describe('errors: nothing was applied', () => {
  test.each([
    // Access, and our own form: someone has to act.
    [1000, 'Access denied', 'not_applied', true],
    [1001, 'Authentication error: invalid username or password.', 'not_applied', true],
    [1003, 'No access level', 'not_applied', true],
    [3202, 'Hotel ID not found.', 'not_applied', true],
    [2002, 'Parsing error: x', 'not_applied', true],
    [2010, 'The namespace specified is invalid.', 'not_applied', true],
    // Certainly not looked at.
    [3210, 'Communication error: exceed max number of connections allowed (1).', 'not_applied', false],
    [3145, 'Hotel undergoing business model conversion.', 'not_applied', false],
    [4206, 'Expedia QuickConnect interface is temporarily closed.', 'not_applied', false],
    // Inside of Expedia: nobody knows.
    [4000, 'Internal system error', 'uncertain', false],
    [4001, 'Internal timeout error', 'uncertain', false],
    [4004, 'Internal system error', 'uncertain', false],
    [4007, 'Internal system error', 'uncertain', false],
    [5000, 'Internal database error', 'uncertain', false],
  ])('%i (%s) leaves the ranges %s, stop: %s, and parks nothing', async (code, text, status, stop) => {
    for (const http of [200, 400, 500]) {
      const result = await sendTo({ status: http, body: arAnswer(error(code, text)) })
      expect(result).toMatchObject({ statuses: `${status} ${status}`, stop, unattributed: false })
      expect(result.error?.message).toContain(`Expedia ${code}`)
    }
    const alone = await sendTo(arAnswer(error(code, text)), [rooms(1)])
    expect(alone).toMatchObject({ statuses: status, stop, unattributed: false })
  })

  test.each([
    [3010, 'Validation against schema failed'],
    [3015, 'Business validation error'],
    [3020, 'Validation error: start date must not be before yesterday.'],
    [3021, 'Validation error: end date must not be before start date.'],
    [3022, 'Validation error: end date must be within 2 years range.'],
    [3026, 'Flexible and total allocation cannot be sent together'],
    [3107, 'Update exceeds allowable size - Maximum allowable size is 3000 updates'],
    [3108, 'Duplicate Updates in the same message'],
    [3125, 'Field not accessible for edit'],
    [3128, 'Invalid data in request'],
    [3129, 'Invalid Date'],
    [3405, 'Message size limit exceeded.'],
    [4100, 'Internal System Error. Do not retry this request.'],
    [4101, 'Internal System Error. Do not retry this request.'],
    [9999, 'of a kind that nobody knows'],
  ])('%i (%s) is looked for by smaller batches, and refused alone', async (code, text) => {
    const body = arAnswer(error(code, text))
    expect(await sendTo(body)).toMatchObject({
      statuses: 'not_applied not_applied',
      unattributed: true,
      stop: false,
      error: { code: `Expedia${code}` },
    })
    expect(await sendTo(body, [rooms(1)])).toMatchObject({ statuses: 'refused', unattributed: false })
  })

  test.each([
    [
      3203,
      `The following RoomTypeIDs do not belong to the given hotel : ${SUITE}`,
      TWO,
      'not_applied refused',
    ],
    [
      3204,
      `The following RatePlanIDs do not belong to the given hotel : ${SAVER}`,
      [prices([1]), prices([1], SAVER), restricted('1,1,,0,0,0', SAVER)],
      'not_applied refused refused',
    ],
    [
      3142,
      `Rate plan does not match the property acquisition type - Rate plan ${SAVER} does not match`,
      [prices([1]), prices([1], SAVER)],
      'not_applied refused',
    ],
    [3090, 'Pricing models mismatch: PerOccupancy, PerDay', ALL_FACETS, 'not_applied refused not_applied'],
    [
      3103,
      'Currency code mismatch.',
      [...ALL_FACETS, prices([1], SAVER)],
      'not_applied refused not_applied refused',
    ],
    [
      3135,
      'MinLOS value (20) exceeds Extranet auto-approval threshold (14)',
      ALL_FACETS,
      'not_applied not_applied refused',
    ],
  ])('%i refuses what it names: %s', async (code, text, ranges, statuses) => {
    expect(await sendTo(arAnswer(error(code, text)), ranges)).toMatchObject({ statuses, unattributed: false })
  })

  test('3103 where everything is a price is not decided at once for all', async () => {
    const result = await sendTo(arAnswer(error(3103, 'Currency code mismatch.')), [
      prices([1]),
      prices([1], SAVER),
    ])
    expect(result).toMatchObject({ unattributed: true, statuses: 'not_applied not_applied' })
  })

  test('of several errors the one that someone must act upon counts, then what may work later', async () => {
    const unknown = error(3203, `The following RoomTypeIDs do not belong to the given hotel : ${SUITE}`)
    const both = await sendTo(arAnswer(unknown + error(1001, 'Authentication error')))
    expect(both).toMatchObject({
      statuses: 'not_applied not_applied',
      stop: true,
      error: { code: 'CredentialsRefused' },
    })
    const later = await sendTo(arAnswer(unknown + error(4206, 'closed')))
    expect(later).toMatchObject({ statuses: 'not_applied not_applied', stop: false })
  })

  test('a number that merely contains a room type names nobody', async () => {
    const text = `The following RoomTypeIDs do not belong to the given hotel : 1${SUITE}`
    expect(await sendTo(arAnswer(error(3203, text)))).toMatchObject({ unattributed: true })
  })
})

describe('Success with warnings is partial', () => {
  test('Success alone means all of it', async () => {
    expect(await sendTo(SUCCESS)).toMatchObject({ statuses: 'acknowledged acknowledged', error: null })
  })

  test.each([7018, 7022])('%i is advice: the update was made', async (code) => {
    const result = await sendTo(partial(warning(code, `Inactive Rate Plan Updated. ${FLEXIBLE}`)), ALL_FACETS)
    expect(result).toMatchObject({ statuses: 'acknowledged acknowledged acknowledged', error: null })
  })

  test.each([
    [7010, `Room Type ID ${DOUBLE}`, 'refused acknowledged acknowledged'],
    [7013, `Inventory date 2027-06-11; Room Type ID ${DOUBLE}`, 'refused acknowledged acknowledged'],
    [7009, 'Occupancy exceeds maximum allowed value', 'acknowledged refused acknowledged'],
    [7019, `Rate date 2027-06-11; Rate Plan ID ${FLEXIBLE}`, 'acknowledged refused acknowledged'],
    [7021, `Rate date 2027-06-11; Rate Plan ID ${FLEXIBLE}`, 'acknowledged refused acknowledged'],
    [7024, 'Rates were not updated due to a rate plan linkage rule', 'acknowledged refused acknowledged'],
    [7025, 'Net rate must be within Rate Verification threshold', 'acknowledged refused acknowledged'],
    [7027, 'Sell rate must be within Rate Verification threshold', 'acknowledged refused acknowledged'],
    [7014, 'At least one standalone rate plan should be kept open', 'acknowledged acknowledged refused'],
    [7016, 'MaxLOS value (2) smaller than the MinLOS value (3).', 'acknowledged acknowledged refused'],
    [
      7023,
      'Restrictions were not updated due to a rate plan linkage rule',
      'acknowledged acknowledged refused',
    ],
    [7026, 'At least one rate plan should be kept open', 'acknowledged acknowledged refused'],
  ])('%i refuses the facet that it is about (%s)', async (code, text, statuses) => {
    const result = await sendTo(partial(warning(code, text)), ALL_FACETS)
    expect(result).toMatchObject({ statuses, unattributed: false, error: { code: `Expedia${code}` } })
  })

  test('a day and a rate plan say which range is meant', async () => {
    const later = { from: day('2027-07-01'), to: day('2027-07-05') }
    const ranges = [prices([1]), { ...prices([2]), ...later }, prices([1], SAVER)]
    const text = `Rate date 2027-07-03; Rate Plan ID ${FLEXIBLE}; Sell/LAR rate must be within threshold`
    expect((await sendTo(partial(warning(7021, text)), ranges)).statuses).toBe(
      'acknowledged refused acknowledged',
    )
  })

  test.each([
    ['names nobody', 7000, 'Default warning'],
    ['names a room whose rate plans are several', 7021, `Rate date 2027-06-11; Room Type ID ${DOUBLE}`],
    ['names a day that was not sent', 7021, `Rate date 2028-06-11; Rate Plan ID ${FLEXIBLE}`],
  ])('one that %s leaves all in doubt, to be found by smaller batches', async (_, code, text) => {
    const result = await sendTo(partial(warning(code, text)), [prices([1]), prices([1], SAVER)])
    expect(result).toMatchObject({ statuses: 'uncertain uncertain', unattributed: true })
  })

  test('a cause of which not all warnings are listed leaves in doubt what is like those', async () => {
    const text = `Warning 20 out of 120 for this cause. Remaining 100 warnings will not be returned, we recommend that you address this problem and resubmit this request afterwards. Inventory date 2027-06-11; Room Type ID ${DOUBLE}; cannot be less (12). Ref=[683b1aa6]`
    expect(await sendTo(partial(warning(7013, text)))).toMatchObject({
      statuses: 'uncertain uncertain',
      unattributed: true,
    })
    expect(await sendTo(partial(warning(7013, text)), ALL_FACETS)).toMatchObject({
      statuses: 'refused acknowledged acknowledged',
      unattributed: false,
    })
  })

  test.each(['120', 'x'])('the count of warnings and the reference are no room type %s', async (roomCode) => {
    const ranges = [range({ roomCode }), range({ roomCode: 'another' })]
    const text = 'Warning 1 out of 120 for this cause. Room cannot be closed. Ref=[x]'
    expect(await sendTo(partial(warning(7010, text)), ranges)).toMatchObject({ unattributed: true })
  })

  test('a long warning keeps the reference that support asks for', async () => {
    const text = `${'long '.repeat(150)}Ref=[683b1aa6-c1b5]`
    const result = await sendTo(partial(warning(7010, text)), [rooms(0)])
    expect(result.error?.message).toMatch(/Ref=\[683b1aa6-c1b5\]$/)
    expect(result.error?.message.length).toBeLessThanOrEqual(500)
  })
})

describe('answers of the way there', () => {
  test.each([
    [401, 'not_applied not_applied', 'CredentialsRefused', true],
    [403, 'not_applied not_applied', 'CredentialsRefused', true],
    [404, 'not_applied not_applied', 'UnexpectedStatus', false],
    [301, 'not_applied not_applied', 'UnexpectedStatus', false],
    [408, 'uncertain uncertain', 'RequestTimeout', false],
    [413, 'not_applied not_applied', 'MessageTooLarge', false],
    [429, 'not_applied not_applied', 'RateLimited', false],
    [500, 'uncertain uncertain', 'ServerError', false],
    [503, 'uncertain uncertain', 'ServerError', false],
  ])('HTTP %i leaves the ranges %s (%s)', async (status, statuses, code, stop) => {
    for (const body of ['whatever', SUCCESS]) {
      expect(await sendTo({ status, body })).toMatchObject({ statuses, stop, error: { code } })
    }
  })

  test('a pause that is asked for is kept', async () => {
    expect((await sendTo({ status: 429, headers: { 'retry-after': '7' } })).retryAfterMs).toBe(7_000)
  })

  test.each([
    ['nothing', ''],
    ['a page', '<html><body>Bad gateway</body></html>'],
    ['text', 'Success'],
    ['half a document', SUCCESS.slice(0, 80)],
    ['another root', SUCCESS.replaceAll('AvailRateUpdateRS', 'BookingRetrievalRS')],
    ['neither success nor errors', arAnswer('')],
    ['both', arAnswer(`<Success/>${error(3010, 'x')}`)],
    ['an error without a code', arAnswer('<Error>no</Error>')],
    ['an error of a code that is none', arAnswer('<Error code="12">no</Error>')],
    ['a warning without a code', partial('<Warning>no</Warning>')],
    ['a doctype', `<!DOCTYPE r SYSTEM "file:///etc/passwd">${SUCCESS}`],
    ['an unknown entity', arAnswer('<Error code="3010">&xxe;</Error>')],
    ['two roots', SUCCESS + SUCCESS],
    ['a million levels', '<a>'.repeat(100_000)],
  ])('%s: nobody knows, nothing is parked', async (_, body) => {
    const result = await sendTo(body)
    expect(result).toMatchObject({ statuses: 'uncertain uncertain', unattributed: false, stop: false })
    expect(result.error?.code).toBe('MalformedAnswer')
  })

  test('a request of which no byte left was not applied; of any other nobody knows', async () => {
    const unsent = await sendTo(new HttpFailure('ECONNREFUSED', 'no', 'no'))
    expect(unsent).toMatchObject({ statuses: 'not_applied not_applied', error: { code: 'ECONNREFUSED' } })
    const cut = await sendTo(new HttpFailure('Timeout', 'cut', 'maybe'))
    expect(cut).toMatchObject({ statuses: 'uncertain uncertain', error: { code: 'Timeout' } })
  })
})

describe('before anything is sent', () => {
  test.each([
    ['a hotel that is no number', { hotelCode: 'LAGO"7' }],
    ['a hotel of too many digits', { hotelCode: '1'.repeat(15) }],
  ])('%s stops the lane, with nothing parked and nothing sent', async (_, settings) => {
    const result = await sendTo(SUCCESS, TWO, settings)
    expect(result).toMatchObject({ statuses: 'not_applied not_applied', stop: true })
    expect(result.requests).toEqual([])
  })

  test.each([
    ['abc', 'secret7'],
    ['a'.repeat(31), 'secret7'],
    ['name', 'short'],
    ['name', 'p'.repeat(31)],
  ])('credentials that no message may carry stop it too: %s %s', async (username, password) => {
    const { context, requests } = scripted(SUCCESS)
    const connection = { ...context.connection, credentials: { username, password } }
    const result = await expediaAdapter.send('ari', TWO, { ...context, connection })
    expect(result).toMatchObject({ stop: true, error: { code: 'SettingsNotValid' } })
    expect(result.error?.message).not.toContain(password)
    expect(requests).toEqual([])
  })
})

describe('a single range of more updates than a message may hold', () => {
  const long = { ...restricted('2,1,,0,0,0'), from: day('2027-03-01'), to: day('2029-03-01') }
  const later = error(4206, 'closed')

  test('goes in several messages, one after the other', async () => {
    const result = await sendTo(SUCCESS, [long])
    expect(result.statuses).toBe('acknowledged')
    expect(result.requests.map(({ body }) => /from="(\S+)" to="(\S+)"/.exec(body ?? '')?.slice(1))).toEqual([
      ['2027-03-01', '2028-10-20'],
      ['2028-10-21', '2029-02-28'],
    ])
  })

  test('is not sure when only its beginning was taken, and goes no further', async () => {
    const result = await sendTo([SUCCESS, arAnswer(later)], [long])
    expect(result).toMatchObject({ statuses: 'uncertain', error: { code: 'Expedia4206' } })
    const first = await sendTo([arAnswer(later), SUCCESS], [long])
    expect(first.statuses).toBe('not_applied')
    expect(first.requests).toHaveLength(1)
    expect((await sendTo([SUCCESS, arAnswer(error(3022, 'too far'))], [long])).statuses).toBe('refused')
  })

  test('I6: is not gone on with where its answer would come after the deadline', async () => {
    const { context, requests } = scripted(SUCCESS, { requestTimeoutMs: 65_000, requestDeadlineMs: 120_000 })
    let ms = 0
    const clock = { ...context.clock, now: () => NOW, monotonic: () => (ms += 30_000) }
    const result = await expediaAdapter.send('ari', [long], { ...context, clock })
    expect(requests).toHaveLength(1)
    expect(result).toMatchObject({ outcomes: [{ status: 'uncertain' }], error: { code: 'ChannelBusy' } })
  })
})
