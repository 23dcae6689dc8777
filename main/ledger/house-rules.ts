/** property.setRules and property.savePolicy: what the house allows, and what its rate plans ask for a cancellation. */
import type { Store } from '../store/store.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'

export function createHouseRules(store: Store) {
  const setRules = store.prepare(
    (sql, p: { maxStayNights: number; walkCostMinor: number; autoUpgrade: 0 | 1 }) =>
      sql
        .updateTable('property')
        .set({
          max_stay_nights: p.maxStayNights,
          walk_cost_minor: p.walkCostMinor,
          auto_upgrade: p.autoUpgrade,
        })
        .where('id', '=', 1),
  )
  const savePolicy = store.prepare(
    (
      sql,
      p: {
        publicId: string
        name: string
        freeUntilDays: number
        latePercent: number
        lateNights: number | null
        noShowPercent: number
        noShowNights: number | null
      },
    ) =>
      sql
        .insertInto('cancellation_policy')
        .values({
          public_id: p.publicId,
          name: p.name,
          free_until_days: p.freeUntilDays,
          late_percent: p.latePercent,
          late_nights: p.lateNights,
          no_show_percent: p.noShowPercent,
          no_show_nights: p.noShowNights,
        })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet((eb) => ({
            free_until_days: eb.ref('excluded.free_until_days'),
            late_percent: eb.ref('excluded.late_percent'),
            late_nights: eb.ref('excluded.late_nights'),
            no_show_percent: eb.ref('excluded.no_show_percent'),
            no_show_nights: eb.ref('excluded.no_show_nights'),
          })),
        )
        .returning(['id', 'public_id as publicId']),
  )
  const followPolicy = store.prepare((sql, p: { ratePlanId: number; policyId: number }) =>
    sql.updateTable('rate_plan').set({ cancellation_policy_id: p.policyId }).where('id', '=', p.ratePlanId),
  )

  return {
    setRules(
      context: CommandContext,
      { maxStayNights, walkCostMinor, autoUpgrade }: Commands['property.setRules']['input'],
    ): Outcome<Commands['property.setRules']['output']> {
      const before = context.property.rules
      const rules = {
        maxStayNights: maxStayNights ?? before.maxStayNights,
        walkCostMinor: walkCostMinor ?? before.walkCostMinor,
        autoUpgrade: autoUpgrade ?? before.autoUpgrade,
      }
      setRules.run({ ...rules, autoUpgrade: rules.autoUpgrade ? 1 : 0 })
      return {
        answer: { seq: context.seq },
        payload: { ...rules, before },
        topics: ['property'],
        facets: [],
        reload: true,
      }
    },

    savePolicy(
      context: CommandContext,
      { idempotencyKey: _key, ratePlanIds, ...policy }: Commands['property.savePolicy']['input'],
    ): Outcome<Commands['property.savePolicy']['output']> {
      const plans = ratePlanIds.map((id) => context.catalog.ratePlan(id))
      const row = savePolicy.first({ ...policy, publicId: context.ids.publicId() })
      if (row === undefined) throw new Error('the policy was not stored')
      for (const plan of plans) followPolicy.run({ ratePlanId: plan.id, policyId: row.id })
      return {
        answer: { seq: context.seq, policyId: row.publicId },
        payload: { policy: row.publicId, ...policy, ratePlans: ratePlanIds },
        topics: ['property', 'rates'],
        facets: [],
        reload: true,
      }
    },
  }
}
export type HouseRulesCommands = ReturnType<typeof createHouseRules>
