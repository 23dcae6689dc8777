/** The hotel of every world, set up once for a process and copied for each: its file is the same whenever and wherever it is made. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALL_RULES } from '../../main/ledger/lanes/rules.ts'
import { openLedger } from '../../main/ledger/open-ledger.ts'
import { addDays } from '../../shared/dates.ts'
import { Chance } from './chance.ts'
import { PLANS, TYPES } from './plan.ts'

/** 2026-11-22 in Vienna, which is an hour ahead of UTC all through November. */
export const MIDNIGHT = Date.parse('2026-11-21T23:00:00Z')
export const ZONE_MS = 3_600_000
/** Nights that there are: a copy of two years for each world would be most of its time. */
const NIGHTS = 25
/** Few, so that they are fought for. */
const ROOMS = { A: 3, B: 2, C: 1 } as const

/** In memory where the system has such a folder: a thousand worlds wait for no disk. */
const BASE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

let template: Promise<string> | null = null

async function makeTemplate(): Promise<string> {
  const dir = mkdtempSync(join(BASE, 'keyrack-world-'))
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  const chance = new Chance(0)
  const ledger = await openLedger({
    dir,
    clock: { now: () => MIDNIGHT + 12 * 3_600_000, monotonic: () => 0 },
    random: { bytes: (count) => Uint8Array.from({ length: count }, () => chance.int(0, 255)) },
    rules: ALL_RULES,
  })
  let door = 100
  await ledger.submit('property.setUp', 'desk', {
    idempotencyKey: 'set-up',
    name: 'Hotel of a seed',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: TYPES.map((code) => ({
      code,
      name: code,
      baseOccupancy: 1,
      maxOccupancy: 2,
      rooms: Array.from({ length: ROOMS[code] }, () => String(++door)),
    })),
    ratePlans: PLANS.map((code) => ({ code, name: code })),
    prices: [],
  })
  const { businessDate, roomTypes, ratePlans } = ledger.queries.hotel()!
  for (const plan of ratePlans)
    await ledger.submit('rates.setRange', 'desk', {
      idempotencyKey: `rates-${plan.code}`,
      ratePlanId: plan.id,
      roomTypeIds: roomTypes.map(({ id }) => id),
      from: businessDate,
      to: addDays(businessDate, NIGHTS),
      prices: [10_000],
    })
  ledger.store.sqlite.exec(`DELETE FROM inventory WHERE date >= '${addDays(businessDate, NIGHTS)}'; VACUUM`)
  await ledger.close()
  return dir
}

/** A folder of its own for one world. */
export async function copyTemplate(): Promise<{ dir: string; remove: () => void }> {
  template ??= makeTemplate()
  const dir = mkdtempSync(join(BASE, 'keyrack-world-'))
  cpSync(await template, dir, { recursive: true })
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
