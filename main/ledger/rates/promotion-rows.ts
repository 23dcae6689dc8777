/** Promotions, kept in memory: every sale asks for them and they change rarely. */

import type { PromotionTerms } from '../../../shared/rates/promotion.ts'
import type { Promotion } from '../../../shared/rates/promotion-rules.ts'
import type { Store } from '../../store/store.ts'

interface Kept extends Promotion {
  readonly isActive: boolean
}

export function createPromotionRows(store: Store) {
  const all = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('promotion').selectAll().orderBy('id'),
  )
  // What is kept holds while this is the same: every change has a journal number of its own, and what was undone takes it back.
  const version = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('promotion')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('seq').as('seq')]),
  )
  const byCode = store.prepare((sql, p: { code: string }) =>
    sql.selectFrom('promotion').select('public_id as publicId').where('code', '=', p.code),
  )
  let kept: { readonly name: string; readonly all: readonly Kept[]; readonly active: readonly Promotion[] } =
    {
      name: '',
      all: [],
      active: [],
    }
  /** Read again once something has changed. */
  function current(): typeof kept {
    const { count, seq } = version.first({}) ?? { count: 0, seq: 0 }
    const name = `${count} ${seq}`
    if (kept.name !== name) {
      const rows = all.all({}).map((row) => ({
        id: row.public_id,
        name: row.name,
        kind: row.kind,
        code: row.code,
        terms: JSON.parse(row.terms) as PromotionTerms,
        isActive: row.active === 1,
      }))
      kept = { name, all: rows, active: rows.filter(({ isActive }) => isActive) }
    }
    return kept
  }
  return {
    rows: () => all.all({}),
    idOfCode: (code: string): string | undefined => byCode.first({ code })?.publicId,
    /** Those that are given now. */
    active: (): readonly Promotion[] => current().active,
    /** Those that a stay was sold with, given to others still or not. */
    withIds(ids: ReadonlySet<string>): readonly Promotion[] {
      return current().all.filter(({ id }) => ids.has(id))
    },
  }
}
export type PromotionRows = ReturnType<typeof createPromotionRows>
