/** What the sandbox takes and refuses, as docs.channex.io has it, beyond what our own adapter ever sends. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture.ts'
import { DOUBLE, DOUBLE_FLEX, KEY, PROPERTY } from './samples.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

interface Answered {
  data?: unknown[]
  meta?: { message: string; warnings?: { warning: Record<string, unknown> }[] }
  errors?: { code: string }
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${fixture.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'user-api-key': KEY, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, ...((await answer.json()) as Answered) }
}

const nights = { date_from: '2027-06-10', date_to: '2027-06-16' }
const plan = (rest: object) => ({ property_id: PROPERTY, rate_plan_id: DOUBLE_FLEX, ...nights, ...rest })
const room = (rest: object) => ({ property_id: PROPERTY, room_type_id: DOUBLE, ...nights, ...rest })
const problemsOf = async (path: string, value: object) => {
  const { status, meta } = await post(path, { values: [value] })
  expect([status, meta?.message]).toEqual([200, 'Success'])
  return meta?.warnings?.[0]?.warning ?? null
}

test.each([
  [{ rate: 0 }, { rate: ['must be greater than 0'] }],
  [{ rate: '-2' }, { rate: ['must be greater than 0'] }],
  [{ rate: 1.5 }, { rate: ['is invalid'] }],
  [
    {
      rates: [
        { occupancy: 1, rate: 5_000 },
        { occupancy: 0, rate: 1 },
      ],
    },
    { rates: [{}, { occupancy: ['is invalid'] }] },
  ],
  [{ min_stay_through: 0 }, { min_stay_through: ['must be greater than or equal to 1'] }],
  [{ max_stay: -2 }, { max_stay: ['must be greater than or equal to 0'] }],
  [{ stop_sell: 123 }, { stop_sell: ['is invalid'] }],
  [{ max_stay: null }, { max_stay: ['Should be a non null value or not existed field'] }],
  [{}, { rate: ['at least one restriction should be present'] }],
  [{ rate: 1, rate_plan_id: 'f00' }, { rate_plan_id: ['does not exist'] }],
  [{ rate: 1, property_id: 'f00' }, { property_id: ['does not exist'] }],
  [{ rate: 1, date_to: '2027-06-09' }, { date_to: ['must be greater than or equal to date_from'] }],
  [{ rate: 1, date_from: '2027-02-01', date_to: '2027-02-28' }, { date_to: ['must be in the future'] }],
  [{ rate: 1, date: '2027-06-10' }, { date: ['must not be sent with date_from and date_to'] }],
  [{ rate: 1, days: ['someday'] }, { days: ['is invalid'] }],
])('restrictions %j: %j', async (value, problems) => {
  expect(await problemsOf('restrictions', plan(value))).toEqual(problems)
})

test('a minimum without its kind is refused while the property knows both', async () => {
  expect(Object.keys((await problemsOf('restrictions', plan({ min_stay: 3 })))!)).toEqual(['min_stay'])
})

test.each([
  [{ availability: -1 }, { availability: ['must be greater than or equal to 0'] }],
  [{ availability: 'two' }, { availability: ['is invalid'] }],
  [{ availability: 1, room_type_id: 'f00' }, { room_type_id: ['does not exist'] }],
])('availability %j: %j', async (value, problems) => {
  expect(await problemsOf('availability', room(value))).toEqual(problems)
})

test('of several changes the good ones are taken, in order, and the last one stays', async () => {
  const { data, meta } = await post('availability', {
    values: [
      room({ availability: 5 }),
      room({ availability: -1 }),
      room({ availability: 3, date_to: '2027-06-10' }),
    ],
  })
  expect([data?.length, meta?.warnings?.length]).toEqual([1, 1])
  const { stock } = await fixture.shown('2027-06-10', '2027-06-12')
  expect(stock.map(({ roomsToSell }) => roomsToSell)).toEqual([3, 5])
})

test('days of the week narrow a range; a range that began in the past begins today', async () => {
  const value = plan({ rate: 20_000, date_from: '2027-02-20', date_to: '2027-03-07', days: ['sa', 'su'] })
  expect(await problemsOf('restrictions', value)).toBeNull()
  const { prices } = await fixture.shown('2027-02-01', '2027-03-31')
  expect(prices.map(({ date, amounts }) => [date, amounts])).toEqual([
    ['2027-03-06', [null, 20_000]],
    ['2027-03-07', [null, 20_000]],
  ])
})

test.each([
  ['availability', 'no json', 400, 'bad_request'],
  ['availability', { values: [] }, 422, 'validation_error'],
  ['restrictions', {}, 422, 'validation_error'],
  ['properties', {}, 404, 'not_found'],
  ['booking_revisions/f00/ack', {}, 404, 'not_found'],
])('%s %j: %i', async (path, body, status, code) => {
  expect(await post(path, body)).toMatchObject({ status, errors: { code } })
})

test('a wrong key and another kind of body are refused', async () => {
  const value = { values: [room({ availability: 1 })] }
  expect(await post('availability', value, { 'user-api-key': 'x' })).toMatchObject({
    status: 401,
    errors: { code: 'unauthorized' },
  })
  expect((await post('availability', value, { 'content-type': 'text/plain' })).status).toBe(415)
})

test('the feed brings ten at most and the newest first, where nothing else is asked for', async () => {
  await post('availability', { values: [room({ availability: 50 })] })
  await post('restrictions', { values: [plan({ rate: 9_000 })] })
  const refs: string[] = []
  for (let index = 0; index < 12; index += 1) {
    const wish = { roomCode: DOUBLE, arrival: '2027-06-10', departure: '2027-06-11' }
    refs.push((await fixture.sell(wish)).channelRef)
  }
  const feed = async (query: string) => {
    const answer = await fetch(`${fixture.url}/api/v1/booking_revisions/feed?${query}`, {
      headers: { 'user-api-key': KEY },
    })
    const { data, meta } = (await answer.json()) as {
      data: { attributes: { booking_id: string } }[]
      meta: { total: number; limit: number }
    }
    return { refs: data.map((each) => each.attributes.booking_id), ...meta }
  }
  expect(await feed('')).toMatchObject({ refs: refs.toReversed().slice(0, 10), total: 12, limit: 10 })
  expect((await feed('order[inserted_at]=asc&pagination[page]=2')).refs).toEqual(refs.slice(10))
  expect((await feed('filter[property_id]=f00')).total).toBe(0)
  expect((await feed('pagination[limit]=5000')).limit).toBe(100)
})
