/** The naive hotel beside a real ledger in a real file: what one accepts the other must accept, whatever is asked. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CommandName, Commands } from '../../../main/ledger/commands.ts'
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import {
  EVERYTHING,
  key,
  openTestHotel,
  reopenTestHotel,
  type TestClock,
  type TestHotel,
} from '../ledger-fixture.ts'
import { House, PRICE, ROOMS, TYPES, type Type } from './house.ts'

/** Nights that the commands reach, from the business date on. */
export const WINDOW = 8

export interface World {
  readonly house: House
  readonly hotel: TestHotel
  readonly channelId: string
  /** A number for what needs one of its own. */
  next(): number
  date(offset: number): IsoDate
}

export const PERSON = { surname: 'Rossi', firstName: '', email: '', phone: '' }

/** Gives a command to the ledger. @returns its answer, or null when it was refused and changed nothing. */
export async function ask<N extends CommandName>(
  world: World,
  name: N,
  input: Omit<Commands[N]['input'], 'idempotencyKey'>,
): Promise<Commands[N]['output'] | null> {
  const { ledger } = world.hotel
  const before = ledger.queries.headSeq()
  try {
    return await ledger.submit(name, EVERYTHING, { ...input, idempotencyKey: key() } as Commands[N]['input'])
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    expect(ledger.queries.headSeq(), `${name} was refused (${error.code}) and left a journal row`).toBe(
      before,
    )
    return null
  }
}

/**
 * The naive hotel decides, the ledger must do the same.
 * @returns the ledger's answer, or null when both refuse.
 */
export async function agree<N extends CommandName>(
  world: World,
  name: N,
  input: Omit<Commands[N]['input'], 'idempotencyKey'>,
  work: (house: House) => void,
): Promise<Commands[N]['output'] | null> {
  const expected = world.house.accepts(() => work(world.house))
  const answer = await ask(world, name, input)
  expect(answer !== null, `${name} ${JSON.stringify(input)} is accepted`).toBe(expected)
  learnOffers(world)
  return answer
}

/** What was offered has its ids from the ledger; the rooms, nights and hours are the naive hotel's own. */
export function learnOffers({ house, hotel }: World): void {
  const { holds, entries } = house.state
  const offered = [...holds.values()].filter(({ id }) => id.startsWith('offer to '))
  for (const hold of offered) {
    const entry = [...entries.values()].find((each) => each.hold === hold.id)
    // Put on the list a moment ago: it has no id yet.
    if (entry === undefined || entry.id === 'new') continue
    const id = hotel.ledger.store.sqlite
      .prepare(
        `SELECT h.public_id FROM hold AS h JOIN waitlist_entry AS e ON e.hold_id = h.id WHERE e.public_id = ?`,
      )
      .pluck()
      .get(entry.id) as string | undefined
    expect(id, `${entry.id} is offered something`).toBeDefined()
    holds.delete(hold.id)
    holds.set(id!, Object.assign(hold, { id: id! }))
    entry.hold = id!
  }
}

let template: Promise<{ dir: string; at: number; channelId: string }> | null = null

/** One hotel is set up; every run gets a copy of its file. */
async function makeTemplate(): Promise<{ dir: string; at: number; channelId: string }> {
  const types = Object.fromEntries(TYPES.map((type) => [type, ROOMS[type].length]))
  const hotel = await openTestHotel({ types, rateDays: 60, prices: [PRICE] })
  const { channelId } = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '1' }),
    exposure: { buffer: 0, cap: null, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: 'u', password: 'p' },
    mapping: TYPES.map((type) => ({ roomTypeId: hotel.roomType(type), roomCode: type, rates: [] })),
  })
  await hotel.ledger.submit('folios.saveArticle', EVERYTHING, {
    idempotencyKey: key(),
    code: 'BAR',
    name: 'Bar',
    amountMinor: 500,
    taxCode: '',
    active: true,
  })
  // The model looks at a few nights; a copy of two years for each of its runs would be most of its time.
  const keep = addDays(hotel.ledger.queries.hotel()!.businessDate, 60)
  hotel.ledger.store.sqlite.exec(`DELETE FROM inventory WHERE date >= '${keep}'`)
  await hotel.ledger.close()
  return { dir: hotel.dir, at: hotel.clock.at, channelId }
}

export async function openWorld(): Promise<World> {
  template ??= makeTemplate()
  const { dir, at, channelId } = await template
  const copy = mkdtempSync(join(tmpdir(), 'keyrack-model-'))
  cpSync(dir, copy, { recursive: true })
  const clock: TestClock = { at, mono: 1_000 }
  const hotel = await reopenTestHotel(copy, clock)
  const house = new House(hotel.ledger.queries.hotel()!.businessDate, at)
  let number = 0
  return {
    house,
    hotel,
    channelId,
    next: () => ++number,
    date: (offset) => addDays(house.state.today, offset),
  }
}

/** The template's folder, at the end of the file's tests. */
export async function removeTemplate(): Promise<void> {
  if (template !== null) rmSync((await template).dir, { recursive: true, force: true })
  template = null
}

export const roomTypeId = (world: World, type: Type): string => world.hotel.roomType(type)
