/** A reservation in full: its stays night by night, as they stand or as they were. */
import type { ChannelSettings } from '../../../shared/channel-settings.ts'
import { wishesSchema } from '../../../shared/contract/wishes.ts'
import { type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Store } from '../../store/store.ts'
import type { Past, StayVersion } from '../history/past.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { stayPromotions } from '../rates/sold-with.ts'
import type { StayRow } from '../stay-rows.ts'
import type { Reading } from './reading.ts'

type Reservation = ReturnType<LedgerQueries['reservation']>
type StayDetail = Reservation['stays'][number]

/** What of a stay changes with its history. */
interface Standing {
  readonly status: StayRow['status']
  readonly roomTypeId: number
  readonly ratePlanId: number | null
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  readonly childrenAges: number[]
  readonly pinned: boolean
  readonly checkedInAt: number | null
  readonly checkedOutAt: number | null
  readonly endedAt: number | null
  readonly nights: readonly {
    readonly date: IsoDate
    readonly roomTypeId: number
    readonly roomId: number | null
    readonly amountMinor: number
    readonly counted: 0 | 1
  }[]
}

/** A version of the history. */
function standingThen({ arrival, departure, state }: StayVersion): Standing {
  const [checkedInAt, checkedOutAt, endedAt] = state.at
  return {
    status: state.status,
    roomTypeId: state.type,
    ratePlanId: state.plan,
    arrival,
    departure,
    adults: state.adults,
    childrenAges: [...state.children],
    pinned: state.pinned === 1,
    checkedInAt,
    checkedOutAt,
    endedAt,
    nights: state.runs.flatMap(([from, to, roomTypeId, roomId, amountMinor, counted]) =>
      nightsOf({ from, to }).map((date) => ({ date, roomTypeId, roomId, amountMinor, counted })),
    ),
  }
}

/** Settings that were stored before there was one have none. */
const agreedPercent = (settings: string): number | null =>
  (JSON.parse(settings) as Partial<ChannelSettings>).commissionPercent ?? null

export function createStayView(store: Store, parts: Parts, past: Past) {
  const channelName = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('channel').select(['public_id as publicId', 'name', 'settings']).where('id', '=', p.id),
  )

  const person = (id: number) => {
    const row = parts.guests.get(id)
    if (row === undefined) throw new Error(`no guest ${id}`)
    return { surname: row.surname, firstName: row.first_name, email: row.email, phone: row.phone }
  }
  const nobody = { surname: '', firstName: '', email: '', phone: '' }

  function standingNow(stay: StayRow): Standing {
    const roomByDate = new Map(parts.rooms.ofStay(stay.id).map((night) => [night.date, night.roomId]))
    return {
      status: stay.status,
      roomTypeId: stay.room_type_id,
      ratePlanId: stay.rate_plan_id,
      arrival: stay.arrival,
      departure: stay.departure,
      adults: stay.adults,
      childrenAges: JSON.parse(stay.children_ages) as number[],
      pinned: stay.pinned === 1,
      checkedInAt: stay.checked_in_at,
      checkedOutAt: stay.checked_out_at,
      endedAt: stay.ended_at,
      nights: parts.stays
        .nights(stay.id)
        .map((night) => ({ ...night, roomId: roomByDate.get(night.date) ?? null })),
    }
  }

  function detail(reading: Reading, stay: StayRow, standing: Standing): StayDetail {
    const { catalog } = reading
    const { roomTypeId, ratePlanId, ...plain } = standing
    const counted = standing.nights.filter((night) => night.counted === 1)
    return {
      ...plain,
      id: stay.public_id,
      roomTypeId: catalog.roomTypes.get(roomTypeId).publicId,
      ratePlanId: ratePlanId === null ? null : catalog.ratePlans.get(ratePlanId).publicId,
      guest: person(stay.guest_id),
      expectedAt: stay.expected_at,
      arrivalNote: stay.arrival_note,
      wishes: wishesSchema.parse(JSON.parse(stay.wishes)),
      groupId: stay.group_id === null ? null : parts.groups.publicId(stay.group_id),
      promotions: stayPromotions(
        parts,
        reading,
        stay,
        counted.map(({ date }) => date),
      ),
      inclusions: JSON.parse(stay.inclusions) as string[],
      totalMinor: counted.reduce((sum, night) => sum + night.amountMinor, 0),
      nights: standing.nights.map((night) => ({
        date: night.date,
        roomTypeId: catalog.roomTypes.get(night.roomTypeId).publicId,
        roomId: night.roomId === null ? null : catalog.rooms.get(night.roomId).publicId,
        amountMinor: night.amountMinor,
        counted: night.counted === 1,
      })),
    }
  }

  /** The stays that there were after the command `seq`, each as it stood. */
  function staysThen(reading: Reading, rowId: number, seq: number): StayDetail[] {
    const versions = past.versionsOf(rowId).filter((version) => version.seq <= seq)
    const latest = new Map(versions.map((version) => [version.id, version]))
    return parts.stays.staysOf(rowId).flatMap((stay) => {
      const version = latest.get(stay.id)
      return version === undefined ? [] : [detail(reading, stay, standingThen(version))]
    })
  }

  return {
    /**
     * @param headSeq the journal's head.
     * @throws DomainError UnknownReservation, also when there was none then; NoHistoryThen
     */
    reservation(
      reading: Reading,
      { reservationId, asOf }: Parameters<LedgerQueries['reservation']>[0],
      headSeq: number,
    ): Reservation {
      const row = parts.stays.reservation(reservationId)
      if (row === undefined) throw new DomainError('UnknownReservation', { reservationId })
      const seq = asOf === undefined ? headSeq : past.seqAt(asOf)
      const stays =
        asOf === undefined
          ? parts.stays.staysOf(row.id).map((stay) => detail(reading, stay, standingNow(stay)))
          : staysThen(reading, row.id, seq)
      if (asOf !== undefined && stays.length === 0 && !past.wasThere(row.id, seq)) {
        throw new DomainError('UnknownReservation', { reservationId })
      }
      // A reservation whose stays are all cancelled is cancelled; a group's own stays as long as the group is open.
      const isCancelled = stays.every((stay) => stay.status === 'cancelled')
      const isOfStays = stays.length > 0 && !parts.groups.isMaster(row.id)
      const statusThen = !isOfStays ? row.status : isCancelled ? 'cancelled' : 'confirmed'
      const channel = row.channel_id === null ? undefined : channelName.first({ id: row.channel_id })
      return {
        id: row.public_id,
        seq,
        code: row.code,
        status: asOf === undefined ? row.status : statusThen,
        source: row.source,
        channel:
          channel === undefined
            ? null
            : {
                id: channel.publicId,
                name: channel.name,
                ref: row.channel_ref ?? '',
                commissionPercent: agreedPercent(channel.settings),
              },
        booker: row.booker_id === null ? nobody : person(row.booker_id),
        stayedBefore:
          row.booker_id === null
            ? null
            : parts.guests.stayedBefore({ id: row.booker_id, reservationId: row.id }),
        currency: row.currency,
        payment: parts.channelTerms.of(row.id) ?? null,
        totalMinor: stays.reduce((sum, stay) => sum + stay.totalMinor, 0),
        note: row.note,
        createdAt: row.created_at,
        stays,
      }
    },
  }
}
