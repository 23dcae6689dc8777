/** `keyrack verify` over real files: clean ones, also beside a running host, and ones that someone has tampered with. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays } from '../../shared/dates.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { oneNight, openPension } from './pension.ts'
import { verify } from './verify.ts'

const folder = deskFolder()
let hotel: Hotel
let desk: RunningDesk

beforeAll(async () => {
  desk = await folder.start()
  hotel = await openPension(desk, { types: 2, nights: 30 })
  const type = hotel.roomTypes[0]!.id
  for (let night = 1; night <= 5; night++) {
    await desk.client.reservations.create({
      idempotencyKey: `to-be-counted-${night}`,
      booker: { surname: 'Zauner' },
      rooms: [
        {
          ...oneNight(hotel, { roomTypeId: type, night: addDays(hotel.businessDate, night) }),
          roomId: hotel.rooms.find(({ roomTypeId }) => roomTypeId === type)!.id,
        },
      ],
    })
  }
})

test('beside a running host it is clean while commands commit, and exits 0', async () => {
  let isOver = false
  let commits = 0
  const prices = async () => {
    while (!isOver) {
      await desk.client.rates.setRange({
        idempotencyKey: `price-${String(++commits).padStart(8, '0')}`,
        ratePlanId: hotel.ratePlans[0]!.id,
        roomTypeIds: [hotel.roomTypes[1]!.id],
        from: hotel.businessDate,
        to: addDays(hotel.businessDate, 30),
        prices: [9_000 + commits],
      })
    }
  }
  const changing = prices()
  const { code, stdout, stderr } = await verify(folder.data)
  isOver = true
  await changing
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^clean: everything counted, journal whole through \d+\n$/)
  expect(commits).toBeGreaterThan(1)
})

/** A copy of the folder, taken when nobody has it open, in which someone has changed a row by hand. */
async function tampered(change: (ledger: Database.Database) => void): Promise<string> {
  await folder.endAll()
  const copy = mkdtempSync(join(tmpdir(), 'keyrack-tampered-'))
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  cpSync(folder.data, copy, { recursive: true })
  const ledger = new Database(join(copy, 'ledger.db'))
  try {
    change(ledger)
  } finally {
    ledger.close()
  }
  return copy
}

const night = () => addDays(hotel.businessDate, 2)

test('the file of a host that was killed is clean', async () => {
  const { code, stdout } = await verify(await tampered(() => undefined))
  expect(stdout).toMatch(/^clean/)
  expect(code).toBe(0)
})

test.each([
  {
    what: 'I3: counters that were changed by hand are named with what was counted',
    sql: () => `UPDATE inventory SET booked = 1 - booked WHERE date = '${night()}'`,
    named: () => [
      `I3  type 1 on ${night()}: booked is 0, counted 1`,
      `I3  type 2 on ${night()}: booked is 1, counted 0`,
    ],
  },
  {
    what: 'I3: a night that was taken out of a stay is named',
    sql: () =>
      `DELETE FROM room_night WHERE date = '${night()}'; DELETE FROM stay_night WHERE date = '${night()}'`,
    named: () => [`I3  type 1 on ${night()}: booked is 1, counted 0`, 'has 0 nights for'],
  },
  {
    what: 'I1: a room held by a night that no longer counts is named',
    sql: () => `UPDATE stay_night SET counted = 0 WHERE date = '${night()}'`,
    named: () => [`I1  room 1 on ${night()} is held by a night that is not counted`],
  },
  {
    what: 'I2: an oversold night without a case is named',
    sql: () => `UPDATE inventory SET total = 0, oversold = 1 WHERE room_type_id = 1 AND date = '${night()}'`,
    named: () => [`I2  type 1 on ${night()}: oversold by 1, open cases 0`, 'total is 0, rooms in service 1'],
  },
  {
    what: 'I10: an edited journal row is named by its number',
    sql: () =>
      `DROP TRIGGER journal_is_append_only_update; UPDATE journal SET payload = json_set(payload, '$.edited', 1) WHERE seq = 3`,
    named: () => ['I10  journal row 3 was edited'],
  },
  {
    what: 'I10: a journal row that was given to someone else is named',
    sql: () =>
      `DROP TRIGGER journal_is_append_only_update; UPDATE journal SET actor = 'nobody' WHERE seq = 4`,
    named: () => ['I10  journal row 4 was edited'],
  },
  {
    what: 'I10: a missing journal row is named by its number',
    sql: () =>
      'PRAGMA foreign_keys = OFF; DROP TRIGGER journal_is_append_only_delete; DELETE FROM journal WHERE seq = 4',
    named: () => ['I10  journal row 4 is missing'],
  },
])('$what, and it exits 1', async ({ sql, named }) => {
  const { code, stdout } = await verify(await tampered((ledger) => ledger.exec(sql())))
  for (const line of named()) expect(stdout).toContain(line)
  expect(stdout).not.toContain('clean')
  expect(code).toBe(1)
})

test('I10: the triggers refuse to edit the journal through any connection', async () => {
  const copy = await tampered((ledger) => {
    expect(() => ledger.exec("UPDATE journal SET actor = 'nobody'")).toThrow('the journal is append-only')
    expect(() => ledger.exec('DELETE FROM journal WHERE seq = 1')).toThrow('the journal is append-only')
  })
  expect(await verify(copy)).toMatchObject({ code: 0 })
})

test('a folder without a ledger, and a file that is none, exit 2 and say so', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'keyrack-empty-'))
  onTestFinished(() => rmSync(empty, { recursive: true, force: true }))
  expect(await verify(empty)).toMatchObject({ code: 2, stderr: expect.stringContaining('holds no ledger') })
  cpSync(join(import.meta.dirname, 'verify.ts'), join(empty, 'ledger.db'))
  expect(await verify(empty)).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be') })
})
