/**
 * Every command of the contract with every field of its input wrong in every way that its schema knows: a typed answer that
 * names the field, and nothing in the journal. Made from the contract: a new command is in the table when it is written.
 */
import { safe } from '@orpc/client'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { PERMISSIONS } from '../../shared/contract/procedure.ts'
import { openTestHotel } from '../ledger/ledger-fixture.ts'
import { COMMANDS, type CommandSchema, inputsOf, unboundedFields } from './bad-inputs.ts'
import { bearer, openTestDesk, send, type TestDesk } from './desk-under-test.ts'

async function realDesk() {
  const hotel = await openTestHotel()
  onTestFinished(() => hotel.close())
  const desk = await openTestDesk(hotel.ledger)
  return { hotel, desk }
}

type Call = (input: unknown) => Promise<unknown>

test('in the process: each wrong field is named, and nothing is changed', async () => {
  const { hotel, desk } = await realDesk()
  const context = { caller: { actor: 'test', permissions: new Set(PERMISSIONS) } }
  const client = createRouterClient(desk.router, { context }) as unknown as Record<
    string,
    Record<string, Call>
  >
  const head = hotel.ledger.queries.headSeq()
  const wrong: string[] = []
  let tried = 0
  for (const command of COMMANDS) {
    const call = client[command.area]![command.verb]!
    for (const { what, path, isInUnion, input } of inputsOf(command).bad) {
      if (MEANT.includes(`${command.name}, ${what}`)) continue
      tried++
      const [failure] = await safe(call(input))
      const complaint = complaintAbout(failure, path.join('.'), isInUnion)
      if (complaint !== null) wrong.push(`${command.name}, ${what}: ${complaint}`)
      if (hotel.ledger.queries.headSeq() !== head)
        throw new Error(`${command.name}, ${what}: was carried out`)
    }
  }
  expect(wrong).toEqual([])
  expect(desk.incidents).toEqual([])
  // Fewer would mean that the schemas were not read.
  expect(tried).toBeGreaterThan(COMMANDS.length * 15)
})

/** What only looks wrong. */
const MEANT = [
  // A password may be anything.
  'channels.connect, credentials.password: "   "',
  'channels.configure, credentials.password: "   "',
  // Whether there is such a zone is asked of the hotel's clock; here there is a hotel already.
  'property.setUp, timeZone: "   "',
]

/** Null when the answer is as it should be. */
function complaintAbout(failure: unknown, path: string, isInUnion: boolean): string | null {
  if (failure === null) return 'was accepted'
  const { code, status, data } = failure as {
    code?: string
    status?: number
    data?: { issues?: { path: string; message: string }[] }
  }
  if (code !== 'InvalidInput' || status !== 400) return `answered ${code} ${status}`
  const paths = (data?.issues ?? []).map((issue) => issue.path)
  const isNamed = paths.some(
    (named) =>
      named === path ||
      // An empty object is named by what it lacks.
      named.startsWith(`${path}.`) ||
      (isInUnion && named !== '' && path.startsWith(named)),
  )
  const isSaid = (data?.issues ?? []).every((issue) => issue.message.length > 5)
  return isNamed && isSaid ? null : `named ${paths.join(', ')}`
}

test('by REST: a wrong path or body is named, and hostile keys are not read', async () => {
  const { hotel, desk } = await realDesk()
  const token = bearer(desk.token())
  const head = hotel.ledger.queries.headSeq()
  const wrong: string[] = []
  for (const command of COMMANDS) {
    const { url, body, field } = wrongRequest(command)
    const { method } = command
    const answer = await sendBody(desk, method, url, JSON.stringify(body), token)
    const issues = answer.json().data?.issues as { path: string }[] | undefined
    const isNamed = issues?.some(({ path }) => path === field || path.startsWith(`${field}.`)) ?? false
    if (answer.status !== 400 || !isNamed) wrong.push(`${method} ${url}: ${answer.status} ${answer.text}`)
    const hostile = `{"__proto__":{"admin":true},${JSON.stringify(body).slice(1)}`
    const refused = await sendBody(desk, method, url, hostile, token)
    if (refused.status !== 400) wrong.push(`${method} ${url} with hostile keys: ${refused.status}`)
  }
  expect(wrong).toEqual([])
  expect(hotel.ledger.queries.headSeq()).toBe(head)
  expect(desk.incidents).toEqual([])
})

/** With its length said: a DELETE has no body otherwise. */
function sendBody(desk: TestDesk, method: string, path: string, body: string, token: Record<string, string>) {
  const headers = {
    ...token,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  }
  return send(desk, { method, path, headers, body })
}

/** Wrong in the first parameter of its path or, without one, in a field of its body. */
function wrongRequest(command: CommandSchema) {
  const { sample, bad } = inputsOf(command)
  const parameters = [...command.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
  const [parameter] = parameters
  const field =
    parameter ?? bad.find(({ path }) => path.length === 1 && path[0] !== 'idempotencyKey')?.path[0]
  if (field === undefined)
    return { url: `/api${command.path}`, body: { idempotencyKey: '' }, field: 'idempotencyKey' }
  const url = `/api${command.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === parameter ? 'x'.repeat(300) : String(sample[name]),
  )}`
  const body = Object.fromEntries(Object.entries(sample).filter(([name]) => !parameters.includes(name)))
  return { url, body: parameter === undefined ? { ...body, [field]: { a: [] } } : body, field: String(field) }
}

test('every text and every list that a command takes is bounded', () => {
  expect(
    COMMANDS.flatMap((command) => unboundedFields(command).map((path) => `${command.name} ${path}`)),
  ).toEqual([])
})
