/** The hotel's row, and rolling its business date and horizon (docs/ARCHITECTURE.md, Time). */
import { addDays, type IsoDate, laterOf } from '../../shared/dates.ts'
import type { ChildBand } from '../../shared/rates/price-set.ts'
import type { Store } from '../store/store.ts'
import type { CommandContext, Outcome, Property } from './command.ts'
import { HORIZON_DAYS } from './inventory.ts'
import type { LaneRules } from './lanes/rules.ts'
import type { Parts } from './parts.ts'
import { everyNight, followYield } from './pricing/follow-yield.ts'
import { type LocalDay, localDay } from './property-clock.ts'
import { materialise } from './rates/materialise.ts'

export function createHotel(store: Store, parts: Parts) {
  const row = store.prepare((sql, _p: Record<string, never>) => sql.selectFrom('property').selectAll())
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
          childBands: JSON.parse(found.child_bands) as ChildBand[],
          rules: {
            maxStayNights: found.max_stay_nights,
            walkCostMinor: found.walk_cost_minor,
            autoUpgrade: found.auto_upgrade === 1,
            checkInTime: found.check_in_time,
          },
        }
      )
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
      parts.cases.review(context, target.businessDate)
      // The nights that can be sold from now on cost what their layers make of them.
      const rolled = { ...context, property: { ...property, ...target } }
      materialise(parts, rolled, { ranges: [{ from: property.horizon, to: target.horizon }] })
      // Days to arrival and pick-up count from another day.
      if (parts.yield.isOn()) followYield(parts, rolled, everyNight(rolled))
      parts.yield.prune(target.businessDate)
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

export type Hotel = ReturnType<typeof createHotel>

function rollTarget(property: Property, at: number): LocalDay & { horizon: IsoDate } {
  const now = localDay(at, property.timeZone)
  const businessDate = laterOf(now.businessDate, property.businessDate)
  const calendarDate = laterOf(now.calendarDate, property.calendarDate)
  const horizon = laterOf(addDays(businessDate, HORIZON_DAYS), property.horizon)
  return { businessDate, calendarDate, horizon }
}
