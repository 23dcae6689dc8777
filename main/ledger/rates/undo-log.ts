/** What a command found of the layers that it changed, and what it left: kept by its number, so that it can be put back. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { Decision, DecisionNight } from '../pricing/decision-rows.ts'
import type { RateKey } from '../rate-rows.ts'
import type { HandState } from './layer-rows.ts'

/** Tables whose rows are put back as they were, by their id. */
export const UNDO_TABLES = [
  'season',
  'price_adjustment',
  'restriction_rule',
  'rate_plan',
  'promotion',
  'yield_rule',
] as const
export type UndoTable = (typeof UNDO_TABLES)[number]

/** A row by its columns, without its `seq`; a season's with its `prices`. */
export type RowImage = Readonly<Record<string, unknown>>

export type UndoItem =
  | (RateKey & {
      readonly kind: 'hand'
      readonly from: IsoDate
      /** Exclusive. */
      readonly to: IsoDate
      readonly before: HandState | null
      readonly after: HandState | null
    })
  | (RateKey & { readonly kind: 'base'; readonly before: string | null; readonly after: string | null })
  | {
      /** Numbers of the channels on which a plan is not sold. */
      readonly kind: 'channels'
      readonly ratePlanId: number
      readonly before: readonly number[]
      readonly after: readonly number[]
    }
  | (DecisionNight & {
      readonly kind: 'decision'
      readonly before: Decision | null
      readonly after: Decision | null
    })
  | {
      readonly kind: 'row'
      readonly table: UndoTable
      readonly id: number
      readonly before: RowImage | null
      readonly after: RowImage | null
    }

export interface HandChange extends RateKey {
  readonly date: IsoDate
  readonly before: HandState | null
  readonly after: HandState | null
}

const same = (one: HandState | null, other: HandState | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.price === other.price &&
    one.restrictions === other.restrictions &&
    one.origin === other.origin)

/** Consecutive nights that changed alike become one range. `changes` come product by product, by date. */
export function handItems(changes: readonly HandChange[]): UndoItem[] {
  const items: (Extract<UndoItem, { kind: 'hand' }> & { to: IsoDate })[] = []
  for (const { date, ...change } of changes) {
    const last = items.at(-1)
    if (
      last !== undefined &&
      last.ratePlanId === change.ratePlanId &&
      last.roomTypeId === change.roomTypeId &&
      last.to === date &&
      same(last.before, change.before) &&
      same(last.after, change.after)
    )
      items[items.length - 1] = { ...last, to: addDays(date, 1) }
    else items.push({ kind: 'hand', ...change, from: date, to: addDays(date, 1) })
  }
  return items
}

export function createUndoLog(store: Store) {
  const insert = store.prepare((sql, p: { seq: number; before: string }) =>
    sql.insertInto('rate_undo').values({ seq: p.seq, before: p.before, undone_by: null }),
  )
  const find = store.prepare((sql, p: { seq: number }) =>
    sql.selectFrom('rate_undo').selectAll().where('seq', '=', p.seq),
  )
  const markUndone = store.prepare((sql, p: { seq: number; undoneBy: number }) =>
    sql.updateTable('rate_undo').set({ undone_by: p.undoneBy }).where('seq', '=', p.seq),
  )
  const newest = store.prepare((sql, p: { limit: number }) =>
    sql
      .selectFrom('rate_undo')
      .innerJoin('journal', 'journal.seq', 'rate_undo.seq')
      .select([
        'journal.seq',
        'journal.at',
        'journal.actor',
        'journal.command',
        'journal.payload',
        'rate_undo.undone_by as undoneBy',
      ])
      .orderBy('rate_undo.seq', 'desc')
      .limit(p.limit),
  )
  return {
    /** Nothing is kept of a command that changed no layer. */
    remember(seq: number, items: readonly UndoItem[]): void {
      if (items.length > 0) insert.run({ seq, before: JSON.stringify({ items }) })
    },
    find(seq: number): { items: UndoItem[]; undoneBy: number | null } | undefined {
      const row = find.first({ seq })
      return row && { ...(JSON.parse(row.before) as { items: UndoItem[] }), undoneBy: row.undone_by }
    },
    markUndone: markUndone.run,
    newest: (limit: number) => newest.all({ limit }),
  }
}
export type UndoLog = ReturnType<typeof createUndoLog>
