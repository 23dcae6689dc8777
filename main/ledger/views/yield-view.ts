/** The yield rules with the nights on which they hold, and what a change of them would do. */
import type { PriceMove } from '../../../shared/rates/price-set.ts'
import type { LedgerQueries } from '../ledger.ts'
import { saveYieldRule } from '../pricing/yield-commands.ts'
import { effectsOf } from '../pricing/yield-rows.ts'
import type { QueryPorts } from './query-ports.ts'
import { type createRateEffect, gatherNights } from './rate-effect.ts'
import type { Reading } from './reading.ts'

const parsed = <T>(text: string): T => JSON.parse(text) as T

export function createYieldView(
  { parts, journal, channels, rehearse }: QueryPorts,
  effect: ReturnType<typeof createRateEffect>,
) {
  /** Nights of room types by the rule that holds on them. */
  function nightsHeld({ catalog, property }: Reading): Map<string, number> {
    const held = new Map<string, number>()
    const range = { from: property.businessDate, to: property.horizon }
    for (const { id } of catalog.roomTypes.all)
      for (const text of parts.yield.nights(id, range).values())
        for (const rule of effectsOf(text)) held.set(rule.id, (held.get(rule.id) ?? 0) + 1)
    return held
  }

  return {
    yieldRules(reading: Reading): ReturnType<LedgerQueries['yieldRules']> {
      const held = nightsHeld(reading)
      return {
        seq: journal.head().seq,
        rules: parts.yield.rows().map((row) => ({
          id: row.public_id,
          seq: row.seq,
          name: row.name,
          active: row.active === 1,
          conditions: parsed(row.conditions),
          roomTypeIds:
            row.room_types === null
              ? null
              : parsed<number[]>(row.room_types).map((id) => reading.catalog.roomTypes.get(id).publicId),
          move: row.move === null ? null : parsed<PriceMove>(row.move),
          restrictions: row.restrictions === null ? null : parsed(row.restrictions),
          nights: held.get(row.public_id) ?? 0,
        })),
      }
    },

    /** @throws DomainError as `yieldRules.save` */
    preview(
      { catalog }: Reading,
      input: Parameters<LedgerQueries['previewYieldRule']>[0],
    ): ReturnType<LedgerQueries['previewYieldRule']> {
      const found = rehearse((context) => {
        const gathered = gatherNights()
        saveYieldRule(parts, context, input, gathered.onChanged)
        return effect.effectOf(
          context,
          gathered.nights(),
          channels(),
          ({ key }) => catalog.ratePlans.get(key.ratePlanId).parent !== null,
        )
      })
      return { seq: journal.head().seq, ...found }
    },
  }
}
