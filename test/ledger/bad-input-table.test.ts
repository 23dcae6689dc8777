/**
 * Bad input for every command: each field of a good input is spoilt in every way that its kind allows, and the desk's limits are
 * overstepped. The answer is a typed error that names the field or the limit, and nothing is changed.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandName } from '../../main/ledger/commands.ts'
import { DomainError, type DomainErrorCode } from '../../shared/errors.ts'
import { SCENARIOS } from './fault-scenarios.ts'
import { type Given, Stage, schemaOf } from './fault-stage.ts'
import { day, EVERYTHING, key } from './ledger-fixture.ts'

let stage: Stage
/** Its `data_version` differs after any commit that changed the file. */
let outside: Database.Database

beforeAll(async () => {
  stage = await Stage.open()
  outside = new Database(join(stage.hotel.dir, 'ledger.db'), { readonly: true })
})
afterAll(async () => {
  outside.close()
  await stage.hotel.close()
})

type Path = readonly (string | number)[]
interface Leaf {
  readonly path: Path
  readonly value: unknown
}

/** The fields that hold a single value; of a list the first entry's. */
function leavesOf(value: unknown, path: Path = []): Leaf[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((each) => leavesOf(each, [...path, 0]))
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, [...path, name]))
}

function spoilt<T>(input: T, path: Path, value: unknown): T {
  const copy = structuredClone(input)
  let place = copy as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) place = place[step] as typeof place
  const last = path.at(-1)!
  if (value === undefined) delete place[last]
  else place[last] = value
  return copy
}

/** For a field that may be null. */
const NO_VALUE = [{}, [], Number.NaN, 'x'.repeat(100_000)]
const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}-/.test(value)
const isDate = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** What no field of this kind may take. */
function wrongFor(value: unknown): unknown[] {
  if (isId(value)) return ['', 'room-1', 7, true, {}, []]
  if (isDate(value)) return ['', '2026-02-30', '26-1-1', 20261122, true, {}, []]
  if (typeof value === 'number') return ['1', 0.5, Number.NaN, Number.POSITIVE_INFINITY, true, {}, []]
  if (typeof value === 'boolean') return ['true', 1, {}, []]
  if (typeof value === 'string') return [7, true, {}, [], 'x'.repeat(100_000)]
  return NO_VALUE
}

/** An id of nothing: a room that the stay is not in, a way that is not offered, and rows of a list are named otherwise. */
const NOT_THERE = /^(Unknown.*|RoomNotFree|WayNotOpen|InvalidInput)$/
/** A number in a path is text. */
const COERCED: ReadonlySet<string> = new Set(['channels.replay messageId', 'channels.dismiss messageId'])
/** Percents may have decimals. */
const FRACTIONS: ReadonlySet<string> = new Set([
  'plans.save parent.derivation.percent',
  'yieldRules.save rule.move.percent',
])
/** A file's text may be long. */
const FILES: ReadonlySet<string> = new Set(['pricing.importExchangeRates text', 'calendars.importFile text'])

/** @returns the code of the refusal, which has changed nothing; null when it was done. */
async function refusal<N extends CommandName>(name: N, input: unknown): Promise<string | null> {
  const before = outside.pragma('data_version', { simple: true })
  try {
    await stage.hotel.ledger.submit(name, EVERYTHING, schemaOf(name).parse(input))
    return null
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    expect(outside.pragma('data_version', { simple: true }), `${name} changed something`).toBe(before)
    return error.code
  }
}

describe.each(Object.entries(SCENARIOS))('%s', (name, prepare) => {
  test('names each field that is wrong, and knows what is not there', async () => {
    const command = name as CommandName
    const given = await (prepare as (stage: Stage) => Promise<object>)(stage)
    const input = { ...given, idempotencyKey: key() }
    const schema = schemaOf(command)
    for (const { path, value } of leavesOf(input)) {
      const field = `${name} ${path.join('.')}`
      const readAsNumber = COERCED.has(field) ? ['1', true] : []
      const isMeant = (each: unknown) =>
        readAsNumber.includes(each as string) ||
        (FILES.has(field) && typeof each === 'string') ||
        (FRACTIONS.has(field) && each === 0.5)
      for (const wrong of wrongFor(value).filter((each) => !isMeant(each))) {
        const { success, error } = schema.safeParse(spoilt(input, path, wrong))
        expect(success, `${field} = ${JSON.stringify(wrong)?.slice(0, 60)}`).toBe(false)
        // A choice of shapes is named as a whole.
        const issues = error?.issues ?? []
        expect(
          issues.some(({ path: named }) => {
            const [wanted, told] = [path.join('.'), named.join('.')]
            return wanted.startsWith(told) || told.startsWith(wanted)
          }),
          field,
        ).toBe(true)
      }
      if (isId(value)) {
        expect(await refusal(command, spoilt(input, path, randomUUID())), field).toMatch(NOT_THERE)
      }
    }
  })
})

/** A good input of the command, and what oversteps a limit of the domain. */
type Limit = readonly [CommandName, (given: never) => object, DomainErrorCode]
const limit = <N extends CommandName>(
  name: N,
  overstep: (given: Given<N>) => object,
  code: DomainErrorCode,
): Limit => [name, overstep, code]
type Room = Given<'reservations.create'>['rooms'][number]
const rooms = (change: Partial<Room>) => (given: { rooms: Room[] }) => ({
  ...given,
  rooms: given.rooms.map((room) => ({ ...room, ...change })),
})
const past = { arrival: day(-2), departure: day(1) }
const LONG = { arrival: day(5), departure: day(400) }
const BEYOND = { arrival: day(799), departure: day(803) }
const NONE = { arrival: day(5), departure: day(5) }
const EARLIER = { from: day(-2), to: day(1) }

const LIMITS: readonly Limit[] = [
  limit('reservations.create', rooms(past), 'ArrivalInPast'),
  limit('reservations.create', rooms(LONG), 'StayTooLong'),
  limit('reservations.create', rooms(BEYOND), 'DateBeyondHorizon'),
  limit('reservations.create', rooms(NONE), 'StayHasNoNights'),
  limit('reservations.create', rooms({ adults: 4 }), 'TooManyGuests'),
  limit('reservations.create', rooms({ adults: 2, childrenAges: [3, 5] }), 'TooManyGuests'),
  limit('reservations.create', (given) => ({ ...given, checkIn: true }), 'StayNotDueIn'),
  limit('holds.convert', rooms(past), 'ArrivalInPast'),
  limit('holds.convert', rooms(LONG), 'StayTooLong'),
  limit('holds.convert', rooms({ adults: 4 }), 'TooManyGuests'),
  limit('stays.change', (given) => ({ ...given, ...past }), 'ArrivalInPast'),
  limit('stays.change', (given) => ({ ...given, ...LONG }), 'StayTooLong'),
  limit('stays.change', (given) => ({ ...given, ...NONE }), 'StayHasNoNights'),
  limit('stays.change', (given) => ({ ...given, ...BEYOND }), 'DateBeyondHorizon'),
  limit('stays.change', (given) => ({ ...given, adults: 4 }), 'TooManyGuests'),
  limit('stays.split', (given) => ({ ...given, at: day(700) }), 'SplitNotWithin'),
  limit(
    'holds.place',
    (given) => ({ ...given, lines: [{ ...given.lines[0], ...EARLIER }] }),
    'ArrivalInPast',
  ),
  limit('holds.place', (given) => ({ ...given, expiresAt: 1 }), 'ExpiryNotValid'),
  limit(
    'holds.place',
    (given) => ({ ...given, lines: [{ ...given.lines[0], rooms: 200 }] }),
    'RoomTypeSoldOut',
  ),
  limit('holds.extend', (given) => ({ ...given, expiresAt: 1 }), 'ExpiryNotValid'),
  limit('groups.create', (given) => ({ ...given, ...past }), 'ArrivalInPast'),
  limit('groups.create', (given) => ({ ...given, ...NONE }), 'StayHasNoNights'),
  limit('groups.create', (given) => ({ ...given, releaseDate: day(-1) }), 'ReleaseDateNotValid'),
  limit('groups.pickUp', (given) => ({ ...given, adults: 4 }), 'TooManyGuests'),
  limit('groups.pickUp', (given) => ({ ...given, ...past, beyond: true }), 'ArrivalInPast'),
  limit('waitlist.add', (given) => ({ ...given, ...past }), 'ArrivalInPast'),
  limit('waitlist.add', (given) => ({ ...given, adults: 4 }), 'TooManyGuests'),
  limit('rooms.block', (given) => ({ ...given, ...EARLIER }), 'ArrivalInPast'),
  limit('rooms.block', (given) => ({ ...given, from: day(5), to: day(500) }), 'RangeTooLong'),
  limit('rooms.block', (given) => ({ ...given, from: day(5), to: day(5) }), 'InvalidInput'),
  limit('rooms.autoAssign', (given) => ({ ...given, date: day(-1) }), 'ArrivalInPast'),
  limit('rates.setRange', (given) => ({ ...given, from: day(5), to: day(900) }), 'RangeTooLong'),
  limit('rates.setRange', (given) => ({ ...given, from: day(700), to: day(805) }), 'DateBeyondHorizon'),
  limit('rates.setRange', (given) => ({ ...given, prices: [1, 2, 3, 4] }), 'TooManyPrices'),
  limit('overbooking.setAllowance', (given) => ({ ...given, ...EARLIER }), 'ArrivalInPast'),
  limit('folios.refund', (given) => ({ ...given, amountMinor: 9_999_999 }), 'RefundTooLarge'),
]

test.each(LIMITS)('%s oversteps a limit: %#', async (name, overstep, code) => {
  const prepare = SCENARIOS[name as keyof typeof SCENARIOS] as (stage: Stage) => Promise<never>
  const input = { ...overstep(await prepare(stage)), idempotencyKey: key() }
  expect(await refusal(name, input)).toBe(code)
})
