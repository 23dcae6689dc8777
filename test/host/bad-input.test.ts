/** Bad input by REST and WebSocket: a typed error that says what to do, and the ledger is not reached. */
import { safe } from '@orpc/client'
import { expect, test } from 'vitest'
import { DomainError } from '../../shared/errors.ts'
import { ID, sale, socketClient } from './desk-client.ts'
import { bearer, openTestDesk, send, sendJson } from './desk-under-test.ts'

/** Counts the commands that reach the ledger. */
function countingLedger() {
  const reached: string[] = []
  return {
    reached,
    queries: { hotel: () => null },
    async submit(name: string) {
      reached.push(name)
      return { seq: 1, reservationId: ID, code: 'K7', stayIds: [ID], totalMinor: 1, currency: 'EUR' }
    },
  }
}

test('a body that is not JSON is answered MalformedRequest', async () => {
  const ledger = countingLedger()
  const desk = await openTestDesk(ledger)
  const headers = { 'content-type': 'application/json', ...bearer(desk.token()) }
  for (const body of ['{"a":', 'surname=x', '{"__proto__":{"a":1}}', '']) {
    const answer = await send(desk, { method: 'POST', path: '/api/reservations', headers, body })
    expect([answer.status, answer.json().code], body).toEqual([400, 'MalformedRequest'])
    expect(answer.json().message).toMatch(/Send one complete JSON document/)
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...bearer(desk.token()) }
  const answer = await send(desk, { method: 'POST', path: '/api/reservations', headers: form, body: 'a=1' })
  expect([answer.status, answer.json().code]).toEqual([415, 'UnsupportedMediaType'])
  expect(ledger.reached).toEqual([])
})

test('a body of 2 MB is answered RequestTooLarge, and the desk goes on', async () => {
  const ledger = countingLedger()
  const desk = await openTestDesk(ledger)
  const huge = { ...sale('big-body-1'), note: 'x'.repeat(2_000_000) }
  const answer = await sendJson(desk, '/api/reservations', huge, bearer(desk.token()))
  expect([answer.status, answer.json().code]).toEqual([413, 'RequestTooLarge'])
  expect(ledger.reached).toEqual([])
  expect((await sendJson(desk, '/api/reservations', sale('small-body'), bearer(desk.token()))).status).toBe(
    201,
  )
})

test('a name of 10 MB by WebSocket closes that socket with 1009 and the reason, and no other', async () => {
  const ledger = countingLedger()
  const desk = await openTestDesk(ledger)
  const other = await socketClient(desk, desk.token())
  const { client, ended } = await socketClient(desk, desk.token())
  const huge = { ...sale('big-name-1'), booker: { surname: 'x'.repeat(10_000_000) } }
  const [failure] = await safe(client.reservations.create(huge))
  expect(failure).not.toBeNull()
  const { code, text } = await ended
  expect(code).toBe(1009)
  expect(text).toMatch(/at most 1 MB/)
  expect(ledger.reached).toEqual([])
  expect(await other.client.property.get()).toEqual({ hotel: null, sandbox: false })
})

test('what is not a message of the protocol closes the socket with 1007', async () => {
  const desk = await openTestDesk(countingLedger())
  const messages = [
    '{',
    '[]',
    '"x"',
    '{"i":"1","p":{}}',
    '{"i":"1","p":{"u":"http://["}}',
    '{"i":"1","t":3,"p":{}}',
  ]
  for (const message of messages) {
    const { socket, ended } = await socketClient(desk, desk.token())
    socket.send(message)
    expect((await ended).code, message).toBe(1007)
  }
  const binary = await socketClient(desk, desk.token())
  binary.socket.send(Buffer.from('{"i":"1","p":{"u":"/property/get"}}'))
  expect((await binary.ended).code).toBe(1007)
  expect(desk.incidents).toEqual([])
})

test('a command without a usable idempotency key is refused by its name, before anything else', async () => {
  const ledger = countingLedger()
  const desk = await openTestDesk(ledger)
  const { client } = await socketClient(desk, desk.token())
  const { idempotencyKey: _, ...keyless } = sale('unused-key')
  for (const key of [undefined, null, 7, '', 'short', 'x'.repeat(101), 'with a space', 'umläut-key', {}]) {
    const input = key === undefined ? keyless : { ...keyless, idempotencyKey: key }
    const rest = await sendJson(desk, '/api/reservations', input, bearer(desk.token()))
    expect([rest.status, rest.json().code]).toEqual([400, 'InvalidInput'])
    expect(rest.json().data).toMatchObject({ issues: [{ path: 'idempotencyKey' }] })
    const [failure] = await safe(client.reservations.create(input as ReturnType<typeof sale>))
    expect(failure).toMatchObject({
      code: 'InvalidInput',
      status: 400,
      data: { issues: [{ path: 'idempotencyKey' }] },
    })
  }
  // With everything else wrong as well, it is the key alone that is spoken of.
  const empty = await sendJson(desk, '/api/reservations', {}, bearer(desk.token()))
  expect((empty.json().data as { issues: { path: string }[] }).issues.map(({ path }) => path)).toEqual([
    'idempotencyKey',
  ])
  expect(ledger.reached).toEqual([])
})

test('every wrong field is named with a sentence that says what to do', async () => {
  const ledger = countingLedger()
  const desk = await openTestDesk(ledger)
  const input = {
    ...sale('wrong-fields'),
    booker: {},
    rooms: [
      {
        roomTypeId: 'x',
        ratePlanId: ID,
        arrival: '2026-02-30',
        departure: 7,
        adults: 0,
        nightlyAmounts: [-1],
      },
    ],
  }
  const answer = await sendJson(desk, '/api/reservations', input, bearer(desk.token()))
  expect([answer.status, answer.json().code]).toEqual([400, 'InvalidInput'])
  const { issues } = answer.json().data as { issues: { path: string; message: string }[] }
  expect(Object.fromEntries(issues.map(({ path, message }) => [path, message]))).toEqual({
    'booker.surname': 'This is missing. Give a string.',
    'rooms.0.roomTypeId': 'Give an id as this desk handed it out (a UUID).',
    'rooms.0.arrival': 'Correct this: must be a calendar day such as 2026-12-24.',
    'rooms.0.departure': 'Give a string.',
    'rooms.0.adults': 'Give at least 1.',
    'rooms.0.nightlyAmounts.0': 'Give at least 0.',
  })
  expect(ledger.reached).toEqual([])
})

test('an answer names at most 50 wrong fields', async () => {
  const desk = await openTestDesk(countingLedger())
  const input = { ...sale('many-wrong'), rooms: Array.from({ length: 50 }, () => ({})) }
  const answer = await sendJson(desk, '/api/reservations', input, bearer(desk.token()))
  expect((answer.json().data as { issues: unknown[] }).issues).toHaveLength(50)
})

test('numbers in a query are read as numbers; in a body, text is not', async () => {
  const ledger = {
    ...countingLedger(),
    queries: { journal: (input: unknown) => ({ rows: [], seen: input }) },
  }
  const desk = await openTestDesk(ledger)
  const answer = await send(desk, {
    path: '/api/journal?limit=7&beforeSeq=12',
    headers: bearer(desk.token()),
  })
  expect(answer.json().seen).toEqual({ limit: 7, beforeSeq: 12 })
  const bad = await send(desk, { path: '/api/journal?limit=many', headers: bearer(desk.token()) })
  expect(bad.json()).toMatchObject({ code: 'InvalidInput', data: { issues: [{ path: 'limit' }] } })
  const input = sale('text-number')
  const room = { ...input.rooms[0], adults: '1' }
  const posted = await sendJson(desk, '/api/reservations', { ...input, rooms: [room] }, bearer(desk.token()))
  expect(posted.json()).toMatchObject({ data: { issues: [{ path: 'rooms.0.adults' }] } })
})

test.each(['/api/nowhere', '/api', '/api/', '/api/%zz', '/api/reservations/a/b/c', '/nowhere.js', '/rpc/x'])(
  'the unknown path %s is answered in JSON',
  async (path) => {
    const desk = await openTestDesk(countingLedger())
    const answer = await send(desk, { path, headers: bearer(desk.token()) })
    expect(answer.status).toBe(path.includes('%zz') ? 400 : 404)
    expect(answer.json().code).toBe(path.includes('%zz') ? 'MalformedRequest' : 'UnknownPath')
  },
)

test('a domain error leaves with its code, status, sentence and fields, on REST and WebSocket alike', async () => {
  const refusal = new DomainError('RoomTypeSoldOut', { roomTypeId: ID, date: '2026-11-21' })
  const desk = await openTestDesk({
    submit: async () => {
      throw refusal
    },
  })
  const rest = await sendJson(desk, '/api/reservations', sale('sold-out-1'), bearer(desk.token()))
  const expected = {
    defined: true,
    code: 'RoomTypeSoldOut',
    status: 409,
    message: refusal.message,
    data: { roomTypeId: ID, date: '2026-11-21' },
  }
  expect([rest.status, rest.json()]).toEqual([409, expected])
  const { client } = await socketClient(desk, desk.token())
  const [failure] = await safe(client.reservations.create(sale('sold-out-2')))
  expect(failure).toMatchObject(expected)
  expect(desk.incidents).toEqual([])
})

test('a bug is answered Unexpected with an incident id and nothing of its text, and is reported once', async () => {
  const desk = await openTestDesk({
    queries: {
      hotel: () => {
        throw new Error('near "SELECT secret FROM guest": Grabner')
      },
    },
  })
  const answer = await send(desk, { path: '/api/property', headers: bearer(desk.token()) })
  expect(answer.status).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'Unexpected', data: { incidentId: 'incident-0' } })
  expect(answer.text).not.toMatch(/SELECT|Grabner|\.ts:\d/)
  expect(desk.incidents).toMatchObject([{ id: 'incident-0', where: 'property.get' }])
})
