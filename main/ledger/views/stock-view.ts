/** The hotel, what of it can be sold at which price, and where more was sold than there is. */
import type { z } from 'zod'
import { NO_RESTRICTIONS } from '../../../shared/cells.ts'
import type { resolutionSchema } from '../../../shared/contract/overbooking.ts'
import { type IsoDate, nightsOf } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { checkViewRange, fullName, type Reading, roomOf } from './reading.ts'

type Resolution = z.infer<typeof resolutionSchema>

const MOST_STOCK_DAYS = 800

export function createStockView(store: Store, parts: Parts) {
  const cases = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('overbooking_case as c')
      .innerJoin('stay', 'stay.id', 'c.stay_id')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .innerJoin('guest', 'guest.id', 'stay.guest_id')
      .leftJoin('channel', 'channel.id', 'reservation.channel_id')
      .select([
        'c.public_id as id',
        'c.status',
        'reservation.public_id as reservationId',
        'stay.public_id as stayId',
        'reservation.code',
        'guest.surname',
        'guest.first_name as firstName',
        'channel.name as channelName',
        'c.room_type_id as roomTypeId',
        'c.nights',
        'c.opened_at as openedAt',
        'c.closed_at as closedAt',
        'c.closed_because as closedBecause',
        'c.resolution',
      ])
      .orderBy('c.status', 'desc')
      .orderBy('c.opened_at', 'desc')
      .limit(200),
  )
  return {
    hotel({ property, catalog }: Reading): NonNullable<ReturnType<LedgerQueries['hotel']>> {
      return {
        id: property.publicId,
        name: property.name,
        timeZone: property.timeZone,
        currency: property.currency,
        businessDate: property.businessDate,
        calendarDate: property.calendarDate,
        horizon: property.horizon,
        roomTypes: catalog.roomTypes.all.map((type) => ({
          id: type.publicId,
          code: type.code,
          name: type.name,
          baseOccupancy: type.baseOccupancy,
          maxOccupancy: type.maxOccupancy,
          extraBeds: type.extraBeds,
        })),
        rooms: catalog.rooms.all.map((room) => roomOf(catalog, room)),
        ratePlans: catalog.ratePlans.all.map((plan) => ({
          id: plan.publicId,
          code: plan.code,
          name: plan.name,
          cancellationPolicyId:
            plan.cancellationPolicyId === null
              ? null
              : catalog.policies.get(plan.cancellationPolicyId).publicId,
          parent: plan.parent && {
            ratePlanId: catalog.ratePlans.get(plan.parent.id).publicId,
            derivation: plan.parent.derivation,
          },
          terms: plan.terms,
          active: plan.isActive,
          soldAtDesk: plan.isSoldAtDesk,
          notOnChannelIds: [...plan.notOnChannelIds],
          seq: plan.seq,
        })),
        cancellationPolicies: catalog.policies.all.map(({ publicId, name, terms }) => ({
          id: publicId,
          name,
          ...terms,
        })),
        rules: property.rules,
      }
    },

    /** @throws DomainError RangeTooLong, UnknownRoomType */
    availability(
      { catalog }: Reading,
      input: Parameters<LedgerQueries['availability']>[0],
    ): ReturnType<LedgerQueries['availability']> {
      checkViewRange(input, MOST_STOCK_DAYS)
      const types =
        input.roomTypeId === undefined ? catalog.roomTypes.all : [catalog.roomType(input.roomTypeId)]
      const roomTypes = types.map((type) => ({
        roomTypeId: type.publicId,
        days: parts.inventory.days(type.id, input).map((day) => ({
          date: day.date,
          total: day.total,
          booked: day.booked,
          held: day.held,
          blocked: day.blocked,
          overbookingAllowance: day.overbooking_allowance,
          oversold: day.oversold,
          available: Math.max(0, day.total + day.overbooking_allowance - day.booked - day.held - day.blocked),
        })),
      }))
      return { roomTypes }
    },

    /** @throws DomainError RangeTooLong, UnknownRatePlan, UnknownRoomType */
    rates(
      { catalog, property }: Reading,
      input: Parameters<LedgerQueries['rates']>[0],
    ): ReturnType<LedgerQueries['rates']> {
      checkViewRange(input, MOST_STOCK_DAYS)
      const key = {
        ratePlanId: catalog.ratePlan(input.ratePlanId).id,
        roomTypeId: catalog.roomType(input.roomTypeId).id,
      }
      const known = new Map(parts.rates.nights(key, input).map((night) => [night.date, night]))
      const days = nightsOf(input).map((date) => ({
        date,
        prices: [...(known.get(date)?.prices ?? [])],
        restrictions: known.get(date)?.restrictions ?? NO_RESTRICTIONS,
      }))
      return { currency: property.currency, days }
    },

    cases({ catalog }: Reading): ReturnType<LedgerQueries['cases']> {
      const found = cases.all({}).map((row) => ({
        id: row.id,
        status: row.status,
        reservationId: row.reservationId,
        stayId: row.stayId,
        code: row.code,
        guestName: fullName(row),
        channelName: row.channelName,
        roomTypeId: catalog.roomTypes.get(row.roomTypeId).publicId,
        nights: JSON.parse(row.nights) as IsoDate[],
        openedAt: row.openedAt,
        closedAt: row.closedAt,
        closedBecause: row.closedBecause,
        resolution: row.resolution === null ? null : (JSON.parse(row.resolution) as Resolution),
      }))
      return { cases: found }
    },
  }
}
