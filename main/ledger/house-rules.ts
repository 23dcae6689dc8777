/** property.setRules and property.savePolicy: what the house allows, and what its rate plans ask for a cancellation. */
import type { Store } from '../store/store.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'

export function createHouseRules(store: Store) {
  const setRules = store.prepare(
    (sql, p: { maxStayNights: number; walkCostMinor: number; autoUpgrade: 0 | 1; checkInTime: string }) =>
      sql
        .updateTable('property')
        .set({
          max_stay_nights: p.maxStayNights,
          walk_cost_minor: p.walkCostMinor,
          auto_upgrade: p.autoUpgrade,
          check_in_time: p.checkInTime,
        })
        .where('id', '=', 1),
  )
  const savePolicy = store.prepare((sql, p: { publicId: string; name: string; terms: string }) =>
    sql
      .insertInto('cancellation_policy')
      // The columns of an older form have to be filled and are not read.
      .values({
        public_id: p.publicId,
        name: p.name,
        free_until_days: 0,
        late_percent: 0,
        no_show_percent: 0,
        terms: p.terms,
      })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((eb) => ({ terms: eb.ref('excluded.terms') })),
      )
      .returning(['id', 'public_id as publicId']),
  )
  const followPolicy = store.prepare((sql, p: { ratePlanId: number; policyId: number }) =>
    sql.updateTable('rate_plan').set({ cancellation_policy_id: p.policyId }).where('id', '=', p.ratePlanId),
  )

  return {
    setRules(
      context: CommandContext,
      { maxStayNights, walkCostMinor, autoUpgrade, checkInTime }: Commands['property.setRules']['input'],
    ): Outcome<Commands['property.setRules']['output']> {
      const before = context.property.rules
      const rules = {
        maxStayNights: maxStayNights ?? before.maxStayNights,
        walkCostMinor: walkCostMinor ?? before.walkCostMinor,
        autoUpgrade: autoUpgrade ?? before.autoUpgrade,
        checkInTime: checkInTime ?? before.checkInTime,
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
      const { name, ...terms } = policy
      const row = savePolicy.first({
        publicId: context.ids.publicId(),
        name,
        terms: JSON.stringify(terms),
      })
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
