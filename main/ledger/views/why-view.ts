/** Why a number is what it is: everything that makes it, and who changed it last. */

import { NO_RESTRICTIONS } from '../../../shared/cells.ts'
import type { Reason } from '../../../shared/contract/inventory.ts'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { PriceSet } from '../../../shared/rates/price-set.ts'
import { closing } from '../lanes/desired.ts'
import type { LedgerQueries } from '../ledger.ts'
import { restrictionsOf } from '../rate-rows.ts'
import { explainNight } from './explain-night.ts'
import type { QueryPorts } from './query-ports.ts'
import { fullName, type Reading } from './reading.ts'

type Why = ReturnType<LedgerQueries['whyAvailability']>
type WhyRate = ReturnType<LedgerQueries['whyRate']>

interface TypeNight {
  readonly roomTypeId: number
  readonly date: IsoDate
}

export function createWhyView({ store, parts, journal, keeper, channels }: QueryPorts) {
  const blocks = store.prepare((sql, p: TypeNight) =>
    sql
      .selectFrom('room')
      .innerJoin('room_night as hook', 'hook.room_id', 'room.id')
      .innerJoin('room_block as block', 'block.id', 'hook.block_id')
      .select(['block.public_id as blockId', 'room.public_id as roomId', 'block.reason'])
      .where('room.room_type_id', '=', p.roomTypeId)
      .where('hook.date', '=', p.date)
      .where('block.kind', '=', 'out_of_order')
      .orderBy('room.position'),
  )
  const allotments = store.prepare((sql, p: TypeNight) =>
    sql
      .selectFrom('group_night as night')
      .innerJoin('group_block as group', 'group.id', 'night.group_id')
      .select((eb) => [
        'group.public_id as groupId',
        'group.name',
        eb(eb('night.rooms', '-', eb.ref('night.picked_up')), '-', eb.ref('night.released')).as('rooms'),
      ])
      .where('night.room_type_id', '=', p.roomTypeId)
      .where('night.date', '=', p.date)
      .orderBy('night.group_id'),
  )
  const holds = store.prepare((sql, p: TypeNight) =>
    sql
      .selectFrom('hold_night as night')
      .innerJoin('hold', 'hold.id', 'night.hold_id')
      .select(['hold.public_id as holdId', 'hold.label', 'hold.expires_at as expiresAt', 'night.rooms'])
      .where('night.room_type_id', '=', p.roomTypeId)
      .where('night.date', '=', p.date)
      .where('hold.status', '=', 'active')
      .orderBy('hold.expires_at'),
  )
  const stays = store.prepare((sql, p: TypeNight) =>
    sql
      .selectFrom('stay_night as night')
      .innerJoin('stay', 'stay.id', 'night.stay_id')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .innerJoin('guest', 'guest.id', 'stay.guest_id')
      .select([
        'stay.public_id as stayId',
        'reservation.public_id as reservationId',
        'reservation.code',
        'guest.surname',
        'guest.first_name as firstName',
      ])
      .where('night.counted', '=', 1)
      .where('night.room_type_id', '=', p.roomTypeId)
      .where('night.date', '=', p.date)
      .orderBy('stay.id'),
  )
  const lastChange = store.prepare((sql, p: TypeNight) =>
    sql
      .selectFrom('inventory')
      .select('seq')
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )

  /** The command of that number; null for what was there before any. */
  function changedBy(seq: number): Why['changed'] {
    const row = journal.row(seq)
    return row === undefined ? null : { seq, at: row.at, actor: row.actor, command: row.command }
  }

  function reasonsOf(night: TypeNight): Reason[] {
    const given = allotments.all(night).map((row) => ({ ...row, rooms: Number(row.rooms) }))
    return [
      ...blocks.all(night).map((block) => ({ what: 'block' as const, rooms: -1 as const, ...block })),
      ...given
        .filter(({ rooms }) => rooms > 0)
        .map((allotment) => ({ what: 'allotment' as const, ...allotment, rooms: -allotment.rooms })),
      ...holds.all(night).map((hold) => ({ what: 'hold' as const, ...hold, rooms: -hold.rooms })),
      ...stays.all(night).map(({ surname, firstName, ...stay }) => ({
        what: 'stay' as const,
        rooms: -1 as const,
        ...stay,
        guestName: fullName({ surname, firstName }),
      })),
    ]
  }

  /** What each enabled channel is told of a night; a channel whose horizon ends before it is not asked. */
  function toldTo({ roomTypeId, date }: TypeNight): Why['channels'] {
    return channels()
      .filter((channel) => channel.enabled)
      .flatMap((channel) => {
        const exposure = keeper.exposureOf(channel)
        if (date < exposure.from || date >= exposure.to) return []
        const cell = keeper.desired.point(
          { facet: 'availability', roomTypeId, ratePlanId: 0 },
          date,
          exposure,
        )
        return {
          channelId: channel.publicId,
          name: channel.name,
          buffer: exposure.bufferOf(roomTypeId),
          cap: channel.cap,
          mapped: cell !== undefined,
          desired: Number(cell?.desired ?? closing('availability')),
        }
      })
  }

  return {
    /** @throws DomainError UnknownRoomType, DateBeyondHorizon */
    whyAvailability(
      { catalog, property }: Reading,
      { roomTypeId, date }: Parameters<LedgerQueries['whyAvailability']>[0],
    ): Why {
      const night = { roomTypeId: catalog.roomType(roomTypeId).id, date }
      const day = parts.inventory.day(night)
      if (day === undefined) throw new DomainError('DateBeyondHorizon', { date, horizon: property.horizon })
      const allowance = day.overbookingAllowance
      return {
        reasons: [
          { what: 'total', rooms: day.total },
          ...(allowance === 0 ? [] : [{ what: 'allowance' as const, rooms: allowance }]),
          ...reasonsOf(night),
        ],
        left: day.total + allowance - day.blocked - day.held - day.booked,
        changed: changedBy(lastChange.first(night)?.seq ?? 0),
        channels: toldTo(night),
      }
    },

    /** @throws DomainError UnknownRatePlan, UnknownRoomType, DateBeyondHorizon */
    whyRate(
      { catalog, property }: Reading,
      { ratePlanId, roomTypeId, date }: Parameters<LedgerQueries['whyRate']>[0],
    ): WhyRate {
      const plan = catalog.ratePlan(ratePlanId)
      const key = { ratePlanId: plan.id, roomTypeId: catalog.roomType(roomTypeId).id }
      const [row] = parts.rates.rows(key, { from: date, to: addDays(date, 1) })
      if (row === undefined && parts.inventory.day({ roomTypeId: key.roomTypeId, date }) === undefined) {
        throw new DomainError('DateBeyondHorizon', { date, horizon: property.horizon })
      }
      const policy = plan.cancellationPolicyId
      const explained = explainNight(parts, catalog, key, date)
      const extras: Partial<PriceSet> = JSON.parse(row?.supplements ?? '{}')
      return {
        currency: property.currency,
        day: {
          date,
          prices: row === undefined ? [] : (JSON.parse(row.prices) as number[]),
          restrictions: row === undefined ? NO_RESTRICTIONS : restrictionsOf(row),
        },
        children: extras.children ?? [],
        extraBedMinor: extras.extraBedMinor ?? null,
        origin: row?.price_origin ?? 'none',
        steps: explained.steps.map(({ seq, ...step }) => ({
          ...step,
          prices: [...step.prices],
          changed: seq === null ? null : changedBy(seq),
        })),
        restrictedBy: explained.restrictedBy.map((each) => ({ ...each })),
        restrictionsChanged: row === undefined ? null : changedBy(row.restrictions_seq),
        cancellationPolicyId: policy === null ? null : catalog.policies.get(policy).publicId,
      }
    },
  }
}
