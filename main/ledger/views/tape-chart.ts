/** The tape chart: stays and blocks by room and night, and what is left; as it stands, or as it was. */
import { sql as raw } from 'kysely'
import type { DateRange } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { Past } from '../history/past.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { barsOf, blocksOf, type ChartNight, type ChartStay, stockOf } from './chart-parts.ts'
import { createPastChart } from './past-chart.ts'
import { checkViewRange, type Reading } from './reading.ts'

const MOST_CHART_DAYS = 100

export function createTapeChart(store: Store, parts: Parts, past: Past) {
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
  const pastChart = createPastChart(store, parts, past)

  function nightsOfStays(range: DateRange): ChartNight[] {
    const withCase = new Set(openCases.all({}).map((row) => row.stayId))
    const stays = new Map<number, ChartStay>()
    for (const { id, adults, childrenAges, pinned, hasNote, ...row } of overlapping.all(range)) {
      stays.set(id, {
        ...row,
        hasCase: withCase.has(id),
        hasNote: hasNote === 1,
        guests: adults + (JSON.parse(childrenAges) as number[]).length,
        pinned: pinned === 1,
      })
    }
    const nights: ChartNight[] = []
    for (const { stayId, date, roomTypeId, roomId } of nightsBetween.all(range)) {
      const stay = stays.get(stayId)
      if (stay !== undefined) nights.push({ stay, date, roomTypeId, roomId })
    }
    return nights
  }

  return {
    /**
     * @param seq the journal's head.
     * @throws DomainError RangeTooLong, NoHistoryThen
     */
    tapeChart(
      reading: Reading,
      { asOf, from, to }: Parameters<LedgerQueries['tapeChart']>[0],
      seq: number,
    ): ReturnType<LedgerQueries['tapeChart']> {
      const range = { from, to }
      checkViewRange(range, MOST_CHART_DAYS)
      if (asOf !== undefined) return pastChart(reading, range, asOf)
      return {
        seq,
        businessDate: reading.property.businessDate,
        bars: barsOf(reading, nightsOfStays(range)),
        blocks: blocksOf(reading, parts.blocks.between(range)),
        ...stockOf(reading, parts.inventory, range, (_type, day) => day),
      }
    },
  }
}
