/** Which recommendations are chosen: one by the arrows, more by Space, a range by Shift and the arrows. Pure. */

export interface Selection {
  /** The one that is explained; null: the first. */
  readonly chosen: string | null
  readonly kept: ReadonlySet<string>
  /** Where a range began; it reaches to the chosen one. */
  readonly anchor: string | null
}

export const NOTHING_SELECTED: Selection = { chosen: null, kept: new Set(), anchor: null }

/** Place of the chosen one among the keys; where it is gone, that of the first one behind it. Keys begin with their date. */
export function placeOf({ chosen }: Selection, keys: readonly string[]): number {
  if (chosen === null) return 0
  const at = keys.indexOf(chosen)
  if (at >= 0) return at
  const behind = keys.findIndex((key) => key > chosen)
  return behind >= 0 ? behind : Math.max(0, keys.length - 1)
}

export function selectedKeys(selection: Selection, keys: readonly string[]): ReadonlySet<string> {
  const here = keys.filter((key) => selection.kept.has(key))
  const from = selection.anchor === null ? -1 : keys.indexOf(selection.anchor)
  if (from < 0) return new Set(here)
  const at = placeOf(selection, keys)
  return new Set([...here, ...keys.slice(Math.min(from, at), Math.max(from, at) + 1)])
}

/** What was selected stays; `isExtending` selects what is gone over. */
export function moved(
  selection: Selection,
  keys: readonly string[],
  by: number,
  isExtending: boolean,
): Selection {
  const at = placeOf(selection, keys)
  const chosen = keys[Math.min(keys.length - 1, Math.max(0, at + by))] ?? null
  if (isExtending) return { ...selection, chosen, anchor: selection.anchor ?? keys[at] ?? null }
  return { chosen, kept: selectedKeys(selection, keys), anchor: null }
}

export function toggled(selection: Selection, keys: readonly string[]): Selection {
  const chosen = keys[placeOf(selection, keys)]
  const kept = new Set(selectedKeys(selection, keys))
  if (chosen === undefined) return NOTHING_SELECTED
  if (!kept.delete(chosen)) kept.add(chosen)
  return { chosen, kept, anchor: null }
}

/** The next one that is not decided now is chosen, or the one before where none follows. */
export function afterDecision(
  selection: Selection,
  keys: readonly string[],
  decided: ReadonlySet<string>,
): Selection {
  const at = placeOf(selection, keys)
  const next =
    keys.slice(at).find((key) => !decided.has(key)) ??
    keys.slice(0, at).findLast((key) => !decided.has(key)) ??
    null
  return { chosen: next, kept: new Set(), anchor: null }
}
