/**
 * I4: whatever fails at whatever statement of whatever command, there is no partial effect, also not of the other command
 * of the same commit, and the same command works when it is asked again.
 */
import { hash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandName } from '../../main/ledger/commands.ts'
import { createHandlers, type HandlerPorts } from '../../main/ledger/handlers.ts'
import { openLedger } from '../../main/ledger/open-ledger.ts'
import { verifyLedger } from '../../main/ledger/verify.ts'
import { addDays } from '../../shared/dates.ts'
import { soak } from '../soak.ts'
import { SCENARIOS } from './fault-scenarios.ts'
import { inputOf, PERSON, Stage } from './fault-stage.ts'
import { InjectedFault, installFaults, under } from './faults.ts'
import { differences, type FileState, fileState } from './file-state.ts'
import { EVERYTHING, key, NOON } from './ledger-fixture.ts'

const MOST_STATEMENTS = 2_000
/** Statements from one strike to the next; long commands say the same thing many times. */
const strideAfter = (at: number) => (soak || at < 12 ? 1 : 3)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let stage: Stage
let uninstall: () => void
/** A reader beside the host: its `data_version` differs after any commit that changed the file. */
let outside: Database.Database
let told: { toSeq: number; topics: readonly string[] }[]
let innocent: { reservationId: string; notes: number }

beforeAll(async () => {
  stage = await Stage.open()
  const { ledger, dir } = stage.hotel
  uninstall = installFaults(ledger.store.sqlite)
  outside = new Database(join(dir, 'ledger.db'), { readonly: true })
  told = []
  ledger.onChanged((changed) => told.push(changed))
  innocent = { reservationId: (await stage.sold()).reservationId, notes: 0 }
})
afterAll(async () => {
  uninstall()
  outside.close()
  await stage.hotel.close()
})

const dataVersion = () => outside.pragma('data_version', { simple: true })
/** What is kept in memory, as far as it is seen from outside. */
const memory = () => {
  const { queries, lanes } = stage.hotel.ledger
  return hash('sha256', JSON.stringify([queries.hotel(), lanes.connections()]))
}

/** A note on a reservation that nothing else touches. */
function writeNote(idempotencyKey: string): Promise<unknown> {
  const note = { reservationId: innocent.reservationId, note: `note ${++innocent.notes}`, seenSeq: 1e9 }
  return stage.hotel.ledger.submit(
    'reservations.edit',
    EVERYTHING,
    inputOf('reservations.edit', note, idempotencyKey),
  )
}

interface Blow {
  readonly at: number | 'commit'
  readonly kind: 'throws' | 'ends'
  readonly victimFirst: boolean
}

/** Both commands in one commit, the victim struck. @returns null when the fault did not come to strike. */
async function blow({ at, kind, victimFirst }: Blow, victim: () => Promise<unknown>) {
  const innocentKey = key()
  const submit = { innocent: () => writeNote(innocentKey), victim }
  const order = victimFirst ? (['victim', 'innocent'] as const) : (['innocent', 'victim'] as const)
  let answers: PromiseSettledResult<unknown>[] = []
  const fired = await under(stage.hotel.ledger.store.sqlite, { at, kind, innocentKey }, async () => {
    answers = await Promise.allSettled(order.map((who) => submit[who]()))
  })
  const of = (who: 'victim' | 'innocent') => answers[order.indexOf(who)]!
  return { fired, victim: of('victim'), innocent: of('innocent'), innocentKey }
}

/** The transaction is gone: of neither command is anything there. */
async function expectNothing(strike: Blow, victim: () => Promise<unknown>): Promise<boolean> {
  const before = { commits: dataVersion(), memory: memory(), told: told.length }
  const struck = await blow(strike, victim)
  if (struck.fired === 0) {
    expect([struck.victim.status, struck.innocent.status]).toEqual(['fulfilled', 'fulfilled'])
    return false
  }
  expect(struck.victim).toMatchObject({ status: 'rejected', reason: expect.any(InjectedFault) })
  expect(struck.innocent).toMatchObject({ status: 'rejected', reason: expect.any(InjectedFault) })
  expect({ commits: dataVersion(), memory: memory(), told: told.length }).toEqual(before)
  return true
}

/** Of the victim nothing is there, and all of the other command. */
async function expectInnocentOnly(
  strike: Blow,
  victim: () => Promise<unknown>,
  before: { file: FileState; memory: string },
): Promise<FileState> {
  const { store, queries } = stage.hotel.ledger
  const struck = await blow(strike, victim)
  expect(struck.victim).toMatchObject({ status: 'rejected', reason: expect.any(InjectedFault) })
  expect(struck.innocent).toMatchObject({ status: 'fulfilled' })
  const file = fileState(store.sqlite)
  const changed = differences(before.file, file)
  expect(changed.map(({ table, gone, come }) => [table, gone.length, come.length])).toEqual([
    ['command_answer', 0, 1],
    ['journal', 0, 1],
    ['journal_reservation', 0, 1],
    ['reservation', 1, 1],
  ])
  expect(changed[0]!.come[0]).toContain(struck.innocentKey)
  expect(changed[3]!.come[0]).toContain(`note ${innocent.notes}`)
  expect(memory()).toBe(before.memory)
  const { toSeq, topics } = told.at(-1)!
  expect({ toSeq, topics: [...topics].sort() }).toEqual({
    toSeq: queries.headSeq(),
    topics: ['journal', 'reservations'],
  })
  return file
}

/**
 * Strikes at each statement in turn (of a long command at every third one; at each in the long form), until there is none left and
 * the command succeeds, under the key with which it failed so often. @returns how many statements it has at least.
 */
async function strikeThrough(
  victim: () => Promise<unknown>,
  { canBeSecond = true, kinds = ['ends', 'throws'] }: { canBeSecond?: boolean; kinds?: Blow['kind'][] } = {},
): Promise<number> {
  await expectNothing({ at: 'commit', kind: 'throws', victimFirst: true }, victim)
  const before = { file: fileState(stage.hotel.ledger.store.sqlite), memory: memory() }
  let strikes = 0
  let last = 0
  for (let at = 1; at <= MOST_STATEMENTS; at += strideAfter(at)) {
    const victimFirst = !canBeSecond || ++strikes % 2 === 0
    if (!(await expectNothing({ at, kind: 'ends', victimFirst }, victim))) return last
    last = at
    if (kinds.includes('throws')) {
      before.file = await expectInnocentOnly({ at, kind: 'throws', victimFirst }, victim, before)
    }
  }
  throw new Error(`more than ${MOST_STATEMENTS} statements`)
}

describe.each(Object.entries(SCENARIOS))('%s', (name, prepare) => {
  test('I4: fails whole at each of its statements', async () => {
    const command = name as CommandName
    const given = await (prepare as (stage: Stage) => Promise<never>)(stage)
    const input = inputOf(command, given, key())
    const statements = await strikeThrough(() => stage.hotel.ledger.submit(command, EVERYTHING, input))
    // Its answer asked for, the head read, a row of the journal, an answer kept: none has fewer.
    expect(statements).toBeGreaterThanOrEqual(4)
    expect(stage.hotel.differences()).toEqual([])
  })
})

test('every command has its scenario', () => {
  const handled = Object.keys(createHandlers({} as HandlerPorts)).filter((name) => name !== 'property.setUp')
  expect(Object.keys(SCENARIOS).sort()).toEqual(handled.sort())
})

describe('what nobody at the desk asks for', () => {
  test('I4, I7: a channel’s booking that does not fit fails whole, and is applied once', async () => {
    const channelId = await stage.channel()
    const nights = stage.nights()
    for (let room = 0; room < stage.doubles; room++) {
      await stage.hotel.ledger.lanes.ingest(channelId, stage.message(nights))
    }
    const message = stage.message(nights)
    const statements = await strikeThrough(() => stage.hotel.ledger.lanes.ingest(channelId, message), {
      canBeSecond: false,
    })
    expect(statements).toBeGreaterThan(20)
    expect(await stage.hotel.ledger.lanes.ingest(channelId, message)).toMatchObject({ outcome: 'duplicate' })
    expect(stage.hotel.differences()).toEqual([])
  })

  test('I4: a hold that ends by the clock in somebody’s command, and goes to who waits for it', async () => {
    const nights = stage.nights()
    await stage.do('holds.place', {
      kind: 'quote',
      label: 'Q-2',
      lines: [{ roomTypeId: stage.sup, ...nights, rooms: 4 }],
      expiresAt: stage.hotel.clock.at + 60_000,
    })
    const { entryId } = await stage.do('waitlist.add', {
      guest: PERSON,
      roomTypeIds: [stage.sup],
      ratePlanId: stage.flex,
      arrival: nights.from,
      departure: nights.to,
      adults: 1,
    })
    stage.hotel.clock.at += 60_000
    const { reservationId } = await stage.sold()
    const input = inputOf('reservations.edit', { reservationId, note: 'x', seenSeq: 1e9 }, key())
    // The command before did what the clock asked for.
    expect(statusOf(entryId)).toBe('offered')
    stage.hotel.clock.at += DAY_MS
    const victim = () => stage.hotel.ledger.submit('reservations.edit', EVERYTHING, input)
    // The other command would do it just as well, if there were one left.
    await strikeThrough(victim, { canBeSecond: false, kinds: ['ends'] })
    expect(statusOf(entryId)).toBe('lapsed')
    expect(stage.hotel.differences()).toEqual([])
  })

  test('I4: the next business day, and nights at the horizon', async () => {
    const { clock, ledger } = stage.hotel
    // What is tidied up once an hour is done before.
    clock.at += 4 * DAY_MS
    await ledger.tick()
    clock.at = Date.parse(`${addDays(ledger.queries.hotel()!.businessDate, 1)}T02:30:00Z`)
    await ledger.tick()
    const yesterday = ledger.queries.hotel()!.businessDate
    clock.at += HOUR_MS
    const statements = await strikeThrough(() => ledger.tick(), { canBeSecond: false })
    expect(statements).toBeGreaterThan(4)
    expect(ledger.queries.hotel()!.businessDate).toBe(addDays(yesterday, 1))
    expect(stage.hotel.differences()).toEqual([])
  })

  test('I4: the setting up of the hotel', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'keyrack-faults-'))
    const clock = { now: () => NOON, monotonic: () => 0 }
    const ledger = await openLedger({ dir, clock, random: { bytes: (count) => randomBytes(count) } })
    const { sqlite } = ledger.store
    sqlite.pragma('synchronous = OFF')
    const input = inputOf(
      'property.setUp',
      {
        name: 'Hotel Test',
        timeZone: 'Europe/Vienna',
        currency: 'EUR',
        roomTypes: [{ code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2, rooms: ['1', '2'] }],
        ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
      },
      key(),
    )
    const empty = fileState(sqlite)
    const setUp = () => ledger.submit('property.setUp', EVERYTHING, input)
    let fired = 1
    // Most of it is one row after the other for 800 nights.
    for (let at = 1; fired > 0; at += at < 25 || soak ? 1 : 37) {
      for (const kind of ['throws', 'ends'] as const) {
        let answer: unknown
        fired = await under(sqlite, { at, kind, innocentKey: '' }, async () => {
          answer = await setUp().catch((error: unknown) => error)
        })
        if (fired === 0) break
        expect(answer).toBeInstanceOf(InjectedFault)
        expect(ledger.queries.hotel()).toBeNull()
        expect(differences(empty, fileState(sqlite))).toEqual([])
      }
    }
    expect(ledger.queries.hotel()).toMatchObject({ name: 'Hotel Test' })
    expect(verifyLedger(sqlite)).toEqual([])
    await ledger.close()
    rmSync(dir, { recursive: true, force: true })
  })
})

const statusOf = (entryId: string) =>
  stage.hotel.ledger.queries.waitlist().entries.find(({ id }) => id === entryId)?.status
