/**
 * I4: whatever fails at whatever statement of whatever command, there is no partial effect, also not of the other command
 * of the same commit, and the same command works when it is asked again.
 */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandName } from '../../main/ledger/commands.ts'
import * as scenarios from './fault-scenarios.ts'
import { inputOf, Stage } from './fault-stage.ts'
import { InjectedFault, installFaults, under } from './faults.ts'
import { differences, type FileState, fileState } from './file-state.ts'
import { EVERYTHING, key } from './ledger-fixture.ts'

const MOST_STATEMENTS = 2_000

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
 * Strikes at each statement in turn, until there is none left and the command succeeds, under the key with which it
 * failed so often. @returns how many statements it has.
 */
async function strikeThrough(victim: () => Promise<unknown>, canBeSecond = true): Promise<number> {
  await expectNothing({ at: 'commit', kind: 'throws', victimFirst: true }, victim)
  const before = { file: fileState(stage.hotel.ledger.store.sqlite), memory: memory() }
  for (let at = 1; at <= MOST_STATEMENTS; at++) {
    const victimFirst = !canBeSecond || at % 2 === 0
    if (!(await expectNothing({ at, kind: 'ends', victimFirst }, victim))) return at - 1
    before.file = await expectInnocentOnly({ at, kind: 'throws', victimFirst }, victim, before)
  }
  throw new Error(`more than ${MOST_STATEMENTS} statements`)
}

describe.each(Object.entries(scenarios.ALL))('%s', (name, prepare) => {
  test('I4: fails whole at each of its statements', async () => {
    const command = name as CommandName
    const given = await (prepare as (stage: Stage) => Promise<never>)(stage)
    const input = inputOf(command, given, key())
    const statements = await strikeThrough(() => stage.hotel.ledger.submit(command, EVERYTHING, input))
    // Its answer asked for, the head read, a row of the journal, an answer kept: none has fewer.
    expect(statements).toBeGreaterThanOrEqual(4)
    expect(stage.hotel.differences()).toEqual([])
    console.log(name, statements)
  })
})
