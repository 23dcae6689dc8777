/** The OpenAPI document: every procedure with its inputs, answers and errors. */
import { expect, test } from 'vitest'
import { openTestDesk, send } from './desk-under-test.ts'

interface Operation {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean; schema: unknown }[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<string, unknown>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

async function fetchDocument(): Promise<Document> {
  const answer = await send(await openTestDesk(), { path: '/api/openapi.json' })
  expect(answer.status).toBe(200)
  return answer.json() as unknown as Document
}

test('it is served without a session and lists every procedure', async () => {
  const { openapi, paths } = await fetchDocument()
  expect(openapi).toMatch(/^3\.1\./)
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  expect(operations.map(({ operationId }) => operationId)).toEqual(
    expect.arrayContaining([
      'reservations.create',
      'stays.checkIn',
      'rates.setRange',
      'events.changed',
      'channels.cells',
    ]),
  )
  for (const operation of operations) {
    expect(Object.keys(operation.responses), operation.operationId).toEqual(
      expect.arrayContaining(['400', '401', '403', '500']),
    )
  }
})

test('a sale lists its domain errors by code, and its input with the key', async () => {
  const { paths } = await fetchDocument()
  const sale = paths['/reservations']!.post!
  const conflict = JSON.stringify(sale.responses['409'])
  for (const code of ['RoomTypeSoldOut', 'RoomNotFree', 'IdempotencyKeyReused', 'ArrivalInPast']) {
    expect(conflict).toContain(`"${code}"`)
  }
  const body = sale.requestBody!.content['application/json']!.schema as { required: string[] }
  expect(body.required).toEqual(expect.arrayContaining(['idempotencyKey', 'booker', 'rooms']))
})

test('dates are described as dates, in inputs and in answers', async () => {
  const { paths } = await fetchDocument()
  const chart = paths['/tape-chart']!.get!
  expect(chart.parameters).toMatchObject([
    { name: 'from', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
    { name: 'to', in: 'query', required: true },
    { name: 'asOf', in: 'query' },
  ])
  expect(JSON.stringify(chart.responses['200'])).toContain('"businessDate":{"type":"string","format":"date"}')
  // What cannot be described appears as a schema that nothing fits.
  expect(JSON.stringify(paths)).not.toMatch(/"(businessDate|arrival|departure|from|to|date)":\{"not":\{\}\}/)
})
