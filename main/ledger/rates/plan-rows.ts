/** On which channels a rate plan is not sold, though it is mapped there. */
import { DomainError } from '../../../shared/errors.ts'
import type { Store } from '../../store/store.ts'
import type { UndoItem } from './undo-log.ts'

export function createPlanRows(store: Store) {
  const channel = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('channel').select('id').where('public_id', '=', p.publicId),
  )
  const standing = store.prepare((sql, p: { ratePlanId: number }) =>
    sql
      .selectFrom('rate_plan_not_on')
      .select('channel_id as id')
      .where('rate_plan_id', '=', p.ratePlanId)
      .orderBy('channel_id'),
  )
  const add = store.prepare((sql, p: { ratePlanId: number; channelId: number }) =>
    sql.insertInto('rate_plan_not_on').values({ rate_plan_id: p.ratePlanId, channel_id: p.channelId }),
  )
  const remove = store.prepare((sql, p: { ratePlanId: number; channelId: number }) =>
    sql
      .deleteFrom('rate_plan_not_on')
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('channel_id', '=', p.channelId),
  )
  const resetCursors = store.prepare((sql, p: { channelId: number }) =>
    sql.updateTable('channel_lane').set({ cursor: 0 }).where('channel_id', '=', p.channelId),
  )
  const notOn = (ratePlanId: number): number[] => standing.all({ ratePlanId }).map(({ id }) => id)
  return {
    /** @throws DomainError UnknownChannel */
    channelId(publicId: string): number {
      const found = channel.first({ publicId })
      if (found === undefined) throw new DomainError('UnknownChannel', { channelId: publicId })
      return found.id
    },

    /** Numbers of the channels on which it is not sold, in order. */
    notOn,

    /**
     * The plan is sold on every channel but these. Rule 5: what those that change show is compared again.
     * @returns what is remembered for an undo; nothing where nothing changes.
     */
    sellNotOn(ratePlanId: number, channelIds: readonly number[]): UndoItem[] {
      const stood = notOn(ratePlanId)
      const before = new Set(stood)
      const after = new Set(channelIds)
      for (const channelId of new Set([...before, ...after])) {
        if (before.has(channelId) === after.has(channelId)) continue
        if (after.has(channelId)) add.run({ ratePlanId, channelId })
        else remove.run({ ratePlanId, channelId })
        resetCursors.run({ channelId })
      }
      const stands = notOn(ratePlanId)
      return stood.join() === stands.join()
        ? []
        : [{ kind: 'channels', ratePlanId, before: stood, after: stands }]
    },
  }
}
export type PlanRows = ReturnType<typeof createPlanRows>
