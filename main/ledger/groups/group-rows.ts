/** Rows of groups and of the nights of their allotments. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { Touched } from '../touched.ts'

interface AllotmentNight {
  readonly groupId: number
  readonly roomTypeId: number
  readonly date: IsoDate
}

/** @param touched gets every group that is written, for its history. */
export function createGroupRows(store: Store, touched: Touched) {
  const status = store.prepare((sql, p: { groupId: number }) =>
    sql.selectFrom('group_block').select('status').where('id', '=', p.groupId),
  )
  const giveBack = store.prepare((sql, p: AllotmentNight & { released: number }) =>
    sql
      .updateTable('group_night')
      .set((eb) => ({
        picked_up: eb('picked_up', '-', 1),
        released: eb('released', '+', p.released),
      }))
      .where('group_id', '=', p.groupId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const publicId = store.prepare((sql, p: { groupId: number }) =>
    sql.selectFrom('group_block').select('public_id as publicId').where('id', '=', p.groupId),
  )
  return {
    /** For ids that come from the ledger's own rows. */
    publicId(groupId: number): string {
      const row = publicId.first({ groupId })
      if (row === undefined) throw new Error(`no group ${groupId}`)
      return row.publicId
    },

    /**
     * A picked-up night is given up. @returns whether the allotment takes it back; else, when the group has returned its
     * rooms or may not keep this one, it is for sale to anybody.
     */
    giveBack(night: AllotmentNight, mayKeep: boolean): boolean {
      touched.note('group', night.groupId)
      const isKept = mayKeep && status.first({ groupId: night.groupId })?.status === 'open'
      giveBack.run({ ...night, released: isKept ? 0 : 1 })
      return isKept
    },
  }
}
export type GroupRows = ReturnType<typeof createGroupRows>
