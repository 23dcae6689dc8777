/** Groups, their allotments and their pick-up lists. */
import { sql as raw } from 'kysely'
import type { z } from 'zod'
import type { Group, groupNightSchema, pickUpSchema } from '../../../shared/contract/groups.ts'
import { type IsoDate, isoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { inSql } from '../../store/store.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import { fullName, type Reading } from './reading.ts'

const MOST_GROUPS = 500
const FIRST_DAY = isoDate('2000-01-01')

type GroupNight = z.infer<typeof groupNightSchema>
type PickUp = z.infer<typeof pickUpSchema>

type GroupRow = Omit<Group, 'ratePlanId'> & { readonly ratePlanId: number }

const GROUP = raw`
  SELECT g.public_id AS id, g.code, g.name, g.status, r.public_id AS reservationId, r.code AS reservationCode,
         g.rate_plan_id AS ratePlanId, g.arrival, g.departure, g.release_date AS releaseDate, g.note,
         coalesce(sum(n.rooms), 0) AS roomNights, coalesce(sum(n.picked_up), 0) AS pickedUpNights,
         coalesce(sum(n.released), 0) AS releasedNights
    FROM group_block AS g
    JOIN reservation AS r ON r.id = g.reservation_id
    LEFT JOIN group_night AS n ON n.group_id = g.id`

interface PickUpRow {
  readonly stayId: string
  readonly surname: string
  readonly firstName: string
  readonly status: PickUp['status']
  readonly roomTypeId: number
  readonly roomId: number | null
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly totalMinor: number
}

export function createGroupView({ store, parts }: QueryPorts) {
  const list = store.prepare((sql, p: { limit: number }) =>
    inSql<GroupRow>(
      sql,
      raw`${GROUP} GROUP BY g.id
        ORDER BY g.status <> 'open', CASE g.status WHEN 'open' THEN g.arrival END, g.arrival DESC, g.id
        LIMIT ${p.limit}`,
    ),
  )
  const one = store.prepare((sql, p: { id: number }) =>
    inSql<GroupRow>(sql, raw`${GROUP} WHERE g.id = ${p.id} GROUP BY g.id`),
  )
  // Its room: the one it is or was in, else the first that it is given.
  const picked = store.prepare((sql, p: { groupId: number }) =>
    inSql<PickUpRow>(
      sql,
      raw`
      SELECT s.public_id AS stayId, guest.surname, guest.first_name AS firstName, s.status,
             s.room_type_id AS roomTypeId, s.arrival, s.departure,
             coalesce(s.room_id, (SELECT room_id FROM room_night WHERE stay_id = s.id ORDER BY date LIMIT 1)) AS roomId,
             (SELECT coalesce(sum(amount_minor), 0) FROM stay_night WHERE stay_id = s.id AND counted = 1) AS totalMinor
        FROM stay AS s
        JOIN guest ON guest.id = s.guest_id
       WHERE s.group_id IS NOT NULL AND s.group_id = ${p.groupId}
       ORDER BY s.arrival, s.id`,
    ),
  )

  const toGroup = ({ catalog }: Reading, row: GroupRow): Group => ({
    ...row,
    ratePlanId: catalog.ratePlans.get(row.ratePlanId).publicId,
  })

  return {
    groups(reading: Reading): ReturnType<LedgerQueries['groups']> {
      return { groups: list.all({ limit: MOST_GROUPS }).map((row) => toGroup(reading, row)) }
    },

    /** @throws DomainError UnknownGroup */
    group(
      reading: Reading,
      { groupId }: Parameters<LedgerQueries['group']>[0],
    ): ReturnType<LedgerQueries['group']> {
      const found = parts.groups.find(groupId)
      const row = found === undefined ? undefined : one.first({ id: found.id })
      if (found === undefined || row === undefined) throw new DomainError('UnknownGroup', { groupId })
      const { roomTypes, rooms } = reading.catalog
      const nights = parts.groups
        .nights(found.id, FIRST_DAY)
        .map((night): GroupNight => ({ ...night, roomTypeId: roomTypes.get(night.roomTypeId).publicId }))
      const pickUp = picked.all({ groupId: found.id }).map(
        ({ surname, firstName, ...stay }): PickUp => ({
          ...stay,
          guestName: fullName({ surname, firstName }),
          roomTypeId: roomTypes.get(stay.roomTypeId).publicId,
          roomId: stay.roomId === null ? null : rooms.get(stay.roomId).publicId,
        }),
      )
      return { group: toGroup(reading, row), nights, pickUp }
    },
  }
}
