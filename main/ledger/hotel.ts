/** The hotel's own commands: setting it up, and rolling its business date and horizon (docs/ARCHITECTURE.md, Time). */
import { addDays, type IsoDate, laterOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'
import { createCatalogReader } from './catalog.ts'
import type { CommandContext, Outcome, Property } from './command.ts'
import { HORIZON_DAYS } from './inventory.ts'
import type { LaneRules } from './lanes/rules.ts'
import type { Commands } from './ledger.ts'
import type { Parts } from './parts.ts'
import { isTimeZone, type LocalDay, localDay } from './property-clock.ts'

export function createHotel(store: Store, parts: Parts) {
  const row = store.prepare((sql, _p: Record<string, never>) => sql.selectFrom('property').selectAll())
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
  const setDates = store.prepare((sql, p: { day: IsoDate; today: IsoDate; horizon: IsoDate }) =>
    sql
      .updateTable('property')
      .set({ business_date: p.day, calendar_date: p.today, horizon: p.horizon })
      .where('id', '=', 1),
  )
  const resetCursors = store.prepare((sql, _p: Record<string, never>) =>
    sql.updateTable('channel_lane').set({ cursor: 0 }),
  )
  const overdue = store.prepare((sql, p: { businessDate: IsoDate }) =>
    sql
      .selectFrom('stay')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .select(['stay.public_id as publicId', 'reservation.code'])
      .where('stay.status', '=', 'in_house')
      .where('stay.departure', '<', p.businessDate),
  )
  const readCatalog = createCatalogReader(store)

  return {
    /** Undefined before a hotel is set up. */
    property(): Property | undefined {
      const found = row.first({})
      return (
        found && {
          publicId: found.public_id,
          name: found.name,
          timeZone: found.time_zone,
          currency: found.currency,
          businessDate: found.business_date,
          calendarDate: found.calendar_date,
          horizon: found.horizon,
        }
      )
    },

    setUp(
      context: Omit<CommandContext, 'property' | 'catalog'>,
      input: Commands['property.setUp']['input'],
    ): Outcome<Commands['property.setUp']['output']> {
      const existing = row.first({})
      if (existing !== undefined) throw new DomainError('HotelExists', { name: existing.name })
      checkSetUp(input)
      const publicId = context.ids.publicId()
      const now = localDay(context.at, input.timeZone)
      const horizon = addDays(now.businessDate, HORIZON_DAYS)
      insertProperty.run({
        publicId,
        name: input.name,
        timeZone: input.timeZone,
        currency: input.currency,
        day: now.businessDate,
        today: now.calendarDate,
        horizon,
      })
      let position = 0
      for (const [index, type] of input.roomTypes.entries()) {
        const added = insertType.first({
          publicId: context.ids.publicId(),
          code: type.code,
          name: type.name,
          base: type.baseOccupancy,
          max: type.maxOccupancy,
          position: index,
        })
        for (const name of type.rooms) {
          const room = { publicId: context.ids.publicId(), roomTypeId: added?.id ?? 0, name }
          insertRoom.run({ ...room, position: position++ })
        }
      }
      for (const [index, plan] of input.ratePlans.entries()) {
        insertPlan.run({ publicId: context.ids.publicId(), ...plan, position: index })
      }
      const property = this.property()
      if (property === undefined) throw new Error('the property was not stored')
      const range = { from: now.businessDate, to: horizon }
      parts.inventory.extend({ ...context, property, catalog: readCatalog() }, range)
      return {
        answer: { seq: context.seq, hotelId: publicId },
        payload: { hotel: publicId, timeZone: input.timeZone, currency: input.currency },
        topics: ['property', 'inventory'],
        facets: ['availability'],
        reload: true,
      }
    },

    /** Whether the property's clock asks for a roll: a new business date, a new calendar day, or a horizon to extend. */
    needsRoll(property: Property, at: number): boolean {
      const target = rollTarget(property, at)
      return (
        target.businessDate !== property.businessDate ||
        target.calendarDate !== property.calendarDate ||
        target.horizon !== property.horizon
      )
    },

    /** The dates never go back, whatever the machine's clock does. */
    roll(context: CommandContext, rules: LaneRules): Outcome<{ businessDate: IsoDate }> {
      const { property } = context
      const target = rollTarget(property, context.at)
      const added = parts.inventory.extend(context, { from: property.horizon, to: target.horizon })
      setDates.run({ day: target.businessDate, today: target.calendarDate, horizon: target.horizon })
      // Rule 5: another first day and another last one; what is shown is compared again.
      const isAnotherDay = target.calendarDate !== property.calendarDate || added > 0
      if (isAnotherDay && rules.settingsResetCursors) resetCursors.run({})
      for (const stay of overdue.all({ businessDate: target.businessDate })) {
        parts.alerts.open(
          {
            kind: 'stayOverdue',
            key: stay.publicId,
            severity: 'warning',
            subject: stay.code,
            detail:
              'The departure has passed and the guest is still in house. Check out, or extend the stay.',
          },
          context.at,
        )
      }
      return {
        answer: { businessDate: target.businessDate },
        payload: { from: property.businessDate, ...target, addedNights: added },
        topics: ['property', 'inventory', 'reservations', 'cases'],
        facets: ['availability', 'price', 'restrictions'],
        reload: true,
      }
    },
  }
}

function rollTarget(property: Property, at: number): LocalDay & { horizon: IsoDate } {
  const now = localDay(at, property.timeZone)
  const businessDate = laterOf(now.businessDate, property.businessDate)
  const calendarDate = laterOf(now.calendarDate, property.calendarDate)
  const horizon = laterOf(addDays(businessDate, HORIZON_DAYS), property.horizon)
  return { businessDate, calendarDate, horizon }
}

function checkSetUp(input: Commands['property.setUp']['input']): void {
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
