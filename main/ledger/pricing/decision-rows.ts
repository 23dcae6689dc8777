/** What was decided about recommended prices, the last decision of each night. */
import type { DateRange, IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'

export interface DecisionNight {
  readonly roomTypeId: number
  readonly date: IsoDate
}

/** Amounts are of base occupancy, minor units. */
export interface Decision {
  readonly decision: 'accepted' | 'edited' | 'ignored' | 'autopilot'
  readonly recommendedMinor: number
  /** At the beginning of the business date of the decision; null: no price. */
  readonly stoodMinor: number | null
  /** Null: ignored. */
  readonly decidedMinor: number | null
  readonly ratePlanId: number
  readonly businessDate: IsoDate
  /** Epoch milliseconds. */
  readonly at: number
  readonly actor: string
}

export function createDecisionRows(store: Store) {
  const within = store.prepare((sql, p: DateRange & { roomTypeId: number }) =>
    sql
      .selectFrom('recommendation_decision')
      .select([
        'date',
        'decision',
        'recommended_minor as recommendedMinor',
        'stood_minor as stoodMinor',
        'decided_minor as decidedMinor',
        'rate_plan_id as ratePlanId',
        'business_date as businessDate',
        'at',
        'actor',
      ])
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to),
  )
  const put = store.prepare((sql, p: DecisionNight & Decision) => {
    const values = {
      decision: p.decision,
      recommended_minor: p.recommendedMinor,
      stood_minor: p.stoodMinor,
      decided_minor: p.decidedMinor,
      rate_plan_id: p.ratePlanId,
      business_date: p.businessDate,
      at: p.at,
      actor: p.actor,
    }
    return sql
      .insertInto('recommendation_decision')
      .values({ room_type_id: p.roomTypeId, date: p.date, ...values })
      .onConflict((conflict) => conflict.columns(['room_type_id', 'date']).doUpdateSet(values))
  })
  const drop = store.prepare((sql, p: DecisionNight) =>
    sql
      .deleteFrom('recommendation_decision')
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  return {
    /** Of one room type, by date. */
    within: (roomTypeId: number, { from, to }: DateRange): Map<IsoDate, Decision> =>
      new Map(
        within.all({ roomTypeId, from, to }).map(({ date, ...decision }) => [date, decision as Decision]),
      ),
    /** Null forgets it. */
    write(night: DecisionNight, decision: Decision | null): void {
      if (decision === null) drop.run(night)
      else put.run({ ...night, ...decision })
    },
  }
}
export type DecisionRows = ReturnType<typeof createDecisionRows>

/** What a price may be moved from on the business date: what stood at its beginning, whatever was decided since. */
export function stepFrom(
  decision: Decision | undefined,
  ratePlanId: number,
  businessDate: IsoDate,
  currentMinor: number | null,
): number | null {
  return decision !== undefined &&
    decision.businessDate === businessDate &&
    decision.ratePlanId === ratePlanId
    ? decision.stoodMinor
    : currentMinor
}
