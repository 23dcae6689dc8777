/** Stays as the desk reads them: the tape chart, and a reservation in full. */
import { sql as raw } from 'kysely'
import type { Bar, BlockBar } from '../../../shared/contract/stays.ts'
import { wishesSchema } from '../../../shared/contract/wishes.ts'
import { addDays, type DateRange, daysBetween } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Store } from '../../store/store.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { checkViewRange, fullName, type Reading } from './reading.ts'

const MOST_CHART_DAYS = 100

export function createStayView(store: Store, parts: Parts) {
  const overlapping = store.prepare((sql, p: DateRange) =>
    sql
      .selectFrom('stay')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .innerJoin('guest', 'guest.id', 'stay.guest_id')
      .leftJoin('channel', 'channel.id', 'reservation.channel_id')
      .select([
        'stay.id',
        'stay.public_id as stayId',
        'reservation.public_id as reservationId',
        'reservation.code',
        'reservation.source',
        'channel.name as channelName',
        'stay.status',
        'guest.surname',
        'guest.first_name as firstName',
        'stay.arrival',
        'stay.departure',
        'stay.adults',
        'stay.children_ages as childrenAges',
        'stay.pinned',
        raw<0 | 1>`(reservation.note <> '')`.as('hasNote'),
      ])
      .where(
        'stay.id',
        'in',
        raw<number>`(SELECT stay_id FROM stay_night WHERE counted = 1 AND date >= ${p.from} AND date < ${p.to})`,
      ),
  )
  const nightsBetween = store.prepare((sql, p: DateRange) =>
    sql
      .selectFrom('stay_night as night')
      .leftJoin('room_night as hook', (join) =>
        join.onRef('hook.stay_id', '=', 'night.stay_id').onRef('hook.date', '=', 'night.date'),
      )
      .select([
        'night.stay_id as stayId',
        'night.date',
        'night.room_type_id as roomTypeId',
        'hook.room_id as roomId',
      ])
      .where('night.counted', '=', 1)
      .where('night.date', '>=', p.from)
      .where('night.date', '<', p.to)
      .orderBy('night.stay_id')
      .orderBy('night.date'),
  )
  const openCases = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('overbooking_case').select('stay_id as stayId').where('status', '=', 'open'),
  )
  const channelName = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('channel').select(['public_id as publicId', 'name']).where('id', '=', p.id),
  )

  /** Consecutive nights of a stay in one room, or in none, are one bar. */
  function bars(reading: Reading, range: DateRange): Bar[] {
    const stays = new Map(overlapping.all({ from: range.from, to: range.to }).map((row) => [row.id, row]))
    const withCase = new Set(openCases.all({}).map((row) => row.stayId))
    const found: Bar[] = []
    let openId = 0
    for (const night of nightsBetween.all({ from: range.from, to: range.to })) {
      const stay = stays.get(night.stayId)
      if (stay === undefined) continue
      const roomId = night.roomId === null ? null : reading.catalog.rooms.get(night.roomId).publicId
      const roomTypeId = reading.catalog.roomTypes.get(night.roomTypeId).publicId
      const last = found.at(-1)
      if (last !== undefined && openId === night.stayId && last.to === night.date) {
        if (last.roomId === roomId && last.roomTypeId === roomTypeId) {
          last.to = addDays(night.date, 1)
          continue
        }
      }
      openId = night.stayId
      found.push({
        stayId: stay.stayId,
        reservationId: stay.reservationId,
        code: stay.code,
        status: stay.status,
        guestName: fullName(stay),
        roomTypeId,
        roomId,
        from: night.date,
        to: addDays(night.date, 1),
        arrival: stay.arrival,
        departure: stay.departure,
        source: stay.source,
        channelName: stay.channelName,
        hasCase: withCase.has(night.stayId),
        hasNote: stay.hasNote === 1,
        guests: stay.adults + (JSON.parse(stay.childrenAges) as number[]).length,
        pinned: stay.pinned === 1,
      })
    }
    return found
  }

  /** Consecutive nights of one block are one bar. */
  function blocks(reading: Reading, range: DateRange): BlockBar[] {
    const found: BlockBar[] = []
    for (const { blockId, reason, kind, roomId, date } of parts.blocks.between(range)) {
      const last = found.at(-1)
      if (last?.blockId === blockId && last.to === date) last.to = addDays(date, 1)
      else {
        const room = reading.catalog.rooms.get(roomId).publicId
        found.push({ blockId, roomId: room, from: date, to: addDays(date, 1), reason, kind })
      }
    }
    return found
  }

  const person = (id: number) => {
    const row = parts.guests.get(id)
    if (row === undefined) throw new Error(`no guest ${id}`)
    return { surname: row.surname, firstName: row.first_name, email: row.email, phone: row.phone }
  }
  const nobody = { surname: '', firstName: '', email: '', phone: '' }

  return {
    tapeChart(reading: Reading, range: DateRange, seq: number): ReturnType<LedgerQueries['tapeChart']> {
      checkViewRange(range, MOST_CHART_DAYS)
      const days = daysBetween(range.from, range.to)
      const sold = new Array<number>(days).fill(0)
      const total = new Array<number>(days).fill(0)
      const left = reading.catalog.roomTypes.all.map((roomType) => {
        const byDay = new Array<number>(days).fill(0)
        for (const day of parts.inventory.days(roomType.id, range)) {
          const index = daysBetween(range.from, day.date)
          byDay[index] = day.total - day.blocked - day.held - day.booked
          sold[index] = (sold[index] ?? 0) + day.booked
          total[index] = (total[index] ?? 0) + day.total - day.blocked
        }
        return { roomTypeId: roomType.publicId, days: byDay }
      })
      const occupancyPercent = sold.map((booked, index) => {
        const rooms = total[index] ?? 0
        return rooms === 0 ? 0 : Math.round((booked / rooms) * 100)
      })
      const { businessDate } = reading.property
      return {
        seq,
        businessDate,
        bars: bars(reading, range),
        blocks: blocks(reading, range),
        left,
        occupancyPercent,
      }
    },

    /** @throws DomainError UnknownReservation */
    reservation(
      reading: Reading,
      reservationId: string,
      seq: number,
    ): ReturnType<LedgerQueries['reservation']> {
      const row = parts.stays.reservation(reservationId)
      if (row === undefined) throw new DomainError('UnknownReservation', { reservationId })
      const channel = row.channel_id === null ? undefined : channelName.first({ id: row.channel_id })
      let totalMinor = 0
      const stays = parts.stays.staysOf(row.id).map((stay) => {
        const roomByDate = new Map(parts.rooms.ofStay(stay.id).map((night) => [night.date, night.roomId]))
        let stayMinor = 0
        const nights = parts.stays.nights(stay.id).map((night) => {
          const roomId = roomByDate.get(night.date)
          if (night.counted === 1) stayMinor += night.amountMinor
          return {
            date: night.date,
            roomTypeId: reading.catalog.roomTypes.get(night.roomTypeId).publicId,
            roomId: roomId === undefined ? null : reading.catalog.rooms.get(roomId).publicId,
            amountMinor: night.amountMinor,
            counted: night.counted === 1,
          }
        })
        totalMinor += stayMinor
        return {
          id: stay.public_id,
          status: stay.status,
          roomTypeId: reading.catalog.roomTypes.get(stay.room_type_id).publicId,
          ratePlanId:
            stay.rate_plan_id === null ? null : reading.catalog.ratePlans.get(stay.rate_plan_id).publicId,
          arrival: stay.arrival,
          departure: stay.departure,
          adults: stay.adults,
          childrenAges: JSON.parse(stay.children_ages) as number[],
          guest: person(stay.guest_id),
          checkedInAt: stay.checked_in_at,
          checkedOutAt: stay.checked_out_at,
          endedAt: stay.ended_at,
          expectedAt: stay.expected_at,
          arrivalNote: stay.arrival_note,
          pinned: stay.pinned === 1,
          wishes: wishesSchema.parse(JSON.parse(stay.wishes)),
          groupId: stay.group_id === null ? null : parts.groups.publicId(stay.group_id),
          totalMinor: stayMinor,
          nights,
        }
      })
      return {
        id: row.public_id,
        seq,
        code: row.code,
        status: row.status,
        source: row.source,
        channel:
          channel === undefined
            ? null
            : { id: channel.publicId, name: channel.name, ref: row.channel_ref ?? '' },
        booker: row.booker_id === null ? nobody : person(row.booker_id),
        currency: row.currency,
        totalMinor,
        note: row.note,
        createdAt: row.created_at,
        stays,
      }
    },
  }
}
