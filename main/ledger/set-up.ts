/** property.setUp, property.configure and property.addRooms: a hotel from nothing, its name, and rooms that it gets later. */
import { addDays, type DateRange, daysBetween, type IsoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'
import { createCatalogReader } from './catalog.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Hotel } from './hotel.ts'
import { HORIZON_DAYS } from './inventory.ts'
import type { Parts } from './parts.ts'
import { isTimeZone, localDay } from './property-clock.ts'
import { checkPrices } from './rate-changes.ts'
import { setByHand } from './rates/by-hand.ts'
import { materialise } from './rates/materialise.ts'

type SetUpInput = Commands['property.setUp']['input']

/** Days of the past that a hotel may bring along. */
const MOST_PAST_DAYS = 2_000

export function createSetUp(store: Store, parts: Parts, hotel: Hotel) {
  const insertProperty = store.prepare(
    (
      sql,
      p: {
        publicId: string
        name: string
        timeZone: string
        currency: string
        day: IsoDate
        today: IsoDate
        horizon: IsoDate
      },
    ) =>
      sql.insertInto('property').values({
        id: 1,
        public_id: p.publicId,
        name: p.name,
        time_zone: p.timeZone,
        currency: p.currency,
        business_date: p.day,
        calendar_date: p.today,
        horizon: p.horizon,
      }),
  )
  const insertType = store.prepare(
    (sql, p: { publicId: string; code: string; name: string; base: number; max: number; position: number }) =>
      sql
        .insertInto('room_type')
        .values({
          public_id: p.publicId,
          code: p.code,
          name: p.name,
          base_occupancy: p.base,
          max_occupancy: p.max,
          position: p.position,
        })
        .returning('id'),
  )
  const insertRoom = store.prepare(
    (sql, p: { publicId: string; roomTypeId: number; name: string; position: number }) =>
      sql
        .insertInto('room')
        .values({ public_id: p.publicId, room_type_id: p.roomTypeId, name: p.name, position: p.position }),
  )
  const insertPlan = store.prepare(
    (sql, p: { publicId: string; code: string; name: string; position: number }) =>
      sql
        .insertInto('rate_plan')
        .values({ public_id: p.publicId, code: p.code, name: p.name, position: p.position }),
  )
  const rename = store.prepare((sql, p: { name: string }) =>
    sql.updateTable('property').set({ name: p.name }).where('id', '=', 1),
  )
  const lastRoom = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('room').select('position').orderBy('position', 'desc').limit(1),
  )
  const readCatalog = createCatalogReader(store)

  function insertRooms(
    context: Pick<CommandContext, 'ids'>,
    roomTypeId: number,
    names: readonly string[],
    firstPosition: number,
  ): string[] {
    return names.map((name, index) => {
      const publicId = context.ids.publicId()
      insertRoom.run({ publicId, roomTypeId, name, position: firstPosition + index })
      return publicId
    })
  }

  function insertProducts(context: Pick<CommandContext, 'ids'>, input: SetUpInput): void {
    let rooms = 0
    for (const [index, type] of input.roomTypes.entries()) {
      const added = insertType.first({
        publicId: context.ids.publicId(),
        code: type.code,
        name: type.name,
        base: type.baseOccupancy,
        max: type.maxOccupancy,
        position: index,
      })
      insertRooms(context, added?.id ?? 0, type.rooms, rooms)
      rooms += type.rooms.length
    }
    for (const [index, plan] of input.ratePlans.entries()) {
      insertPlan.run({ publicId: context.ids.publicId(), ...plan, position: index })
    }
  }

  return {
    setUp(
      context: Omit<CommandContext, 'property' | 'catalog'>,
      input: SetUpInput,
    ): Outcome<Commands['property.setUp']['output']> {
      const existing = hotel.property()
      if (existing !== undefined) throw new DomainError('HotelExists', { name: existing.name })
      checkSetUp(input)
      const now = localDay(context.at, input.timeZone)
      const nights = {
        from: input.inventoryFrom ?? now.businessDate,
        to: addDays(now.businessDate, HORIZON_DAYS),
      }
      checkNights(input, nights, now.businessDate)
      const publicId = context.ids.publicId()
      insertProperty.run({
        publicId,
        name: input.name,
        timeZone: input.timeZone,
        currency: input.currency,
        day: now.businessDate,
        today: now.calendarDate,
        horizon: nights.to,
      })
      insertProducts(context, input)
      const property = hotel.property()
      if (property === undefined) throw new Error('the property was not stored')
      const inHotel = { ...context, property, catalog: readCatalog() }
      parts.inventory.extend(inHotel, nights)
      setFirstPrices(parts, inHotel, input, { from: now.businessDate, to: nights.to })
      return {
        answer: { seq: context.seq, hotelId: publicId },
        payload: { hotel: publicId, timeZone: input.timeZone, currency: input.currency },
        topics: ['property', 'inventory', 'rates'],
        facets: ['availability', 'price', 'restrictions'],
        reload: true,
      }
    },

    configure(
      context: CommandContext,
      input: Commands['property.configure']['input'],
    ): Outcome<Commands['property.configure']['output']> {
      rename.run({ name: input.name })
      return {
        answer: { seq: context.seq },
        payload: { name: input.name, before: context.property.name },
        topics: ['property'],
        facets: [],
        reload: true,
      }
    },

    addRooms(
      context: CommandContext,
      input: Commands['property.addRooms']['input'],
    ): Outcome<Commands['property.addRooms']['output']> {
      const { catalog, property } = context
      const roomType = catalog.roomType(input.roomTypeId)
      const taken = new Set(catalog.rooms.all.map((room) => room.name))
      for (const name of input.rooms) {
        if (taken.has(name)) throw new DomainError('RoomNameTaken', { name })
        taken.add(name)
      }
      const position = (lastRoom.first({})?.position ?? -1) + 1
      const roomIds = insertRooms(context, roomType.id, input.rooms, position)
      parts.inventory.addRooms(context, roomType.id, property.businessDate, roomIds.length)
      parts.cases.review(context)
      return {
        answer: { seq: context.seq, roomIds },
        payload: { roomType: roomType.publicId, rooms: input.rooms, ids: roomIds },
        topics: ['property', 'inventory', 'cases'],
        facets: ['availability'],
        reload: true,
      }
    },
  }
}
export type SetUp = ReturnType<typeof createSetUp>

function setFirstPrices(parts: Parts, context: CommandContext, input: SetUpInput, whole: DateRange): void {
  const { catalog } = context
  const byCode = <T extends { code: string }>(items: readonly T[], code: string, path: string): T => {
    const found = items.find((item) => item.code === code)
    if (found !== undefined) return found
    const issues = [{ path, message: `${code} is not among those given above` }]
    throw new DomainError('InvalidInput', { issues })
  }
  for (const [index, entry] of input.prices.entries()) {
    const roomType = byCode(catalog.roomTypes.all, entry.roomTypeCode, `prices.${index}.roomTypeCode`)
    const plan = byCode(catalog.ratePlans.all, entry.ratePlanCode, `prices.${index}.ratePlanCode`)
    checkPrices(roomType, entry.prices)
    const key = { ratePlanId: plan.id, roomTypeId: roomType.id }
    if (entry.from === undefined && entry.to === undefined) {
      const price = { prices: entry.prices, children: [], extraBedMinor: null }
      parts.layers.putBase({ ...key, price: JSON.stringify(price), seq: context.seq })
    } else {
      const range = { from: entry.from ?? whole.from, to: entry.to ?? whole.to }
      setByHand(parts, context, key, range, { pricesFrom: () => entry.prices, origin: 'imported' })
    }
  }
  materialise(parts, context, { ranges: [whole] })
}

function checkNights(input: SetUpInput, nights: DateRange, businessDate: IsoDate): void {
  const issues: { path: string; message: string }[] = []
  const past = daysBetween(nights.from, businessDate)
  if (past < 0) issues.push({ path: 'inventoryFrom', message: `must not be after ${businessDate}` })
  if (past > MOST_PAST_DAYS) {
    issues.push({ path: 'inventoryFrom', message: `must not be more than ${MOST_PAST_DAYS} days ago` })
  }
  for (const [index, { from, to }] of input.prices.entries()) {
    const first = from ?? businessDate
    const end = to ?? nights.to
    if (end <= first) issues.push({ path: `prices.${index}.to`, message: 'must be after "from"' })
    if (first < nights.from || end > nights.to) {
      const message = `must lie between ${nights.from} and ${nights.to}`
      issues.push({ path: `prices.${index}.from`, message })
    }
  }
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues: issues.slice(0, 20) })
}

function checkSetUp(input: SetUpInput): void {
  const issues: { path: string; message: string }[] = []
  if (!isTimeZone(input.timeZone)) {
    issues.push({ path: 'timeZone', message: 'must be an IANA time zone such as Europe/Vienna' })
  }
  const repeated = (names: string[]) => names.find((name, index) => names.indexOf(name) !== index)
  const room = repeated(input.roomTypes.flatMap((type) => type.rooms))
  if (room !== undefined) issues.push({ path: 'roomTypes.rooms', message: `room ${room} is given twice` })
  const type = repeated(input.roomTypes.map((entry) => entry.code))
  if (type !== undefined) issues.push({ path: 'roomTypes.code', message: `code ${type} is given twice` })
  const plan = repeated(input.ratePlans.map((entry) => entry.code))
  if (plan !== undefined) issues.push({ path: 'ratePlans.code', message: `code ${plan} is given twice` })
  for (const entry of input.roomTypes) {
    if (entry.maxOccupancy < entry.baseOccupancy) {
      issues.push({ path: 'roomTypes.maxOccupancy', message: `must not be below ${entry.baseOccupancy}` })
    }
  }
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues })
}
