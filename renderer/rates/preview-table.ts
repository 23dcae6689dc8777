/** The cells of a preview as a table: nights across, plans of types down, a page of nights at a time. Pure. */

import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { sameRestrictions } from './rate-draft.ts'

export type Preview = Answers['rates']['previewChange']
export type PreviewCell = Preview['cells'][number]

/** Nights shown at once: a table of more would be slow, and nobody reads it. */
export const PAGE_NIGHTS = 31

export interface PreviewPlan {
  readonly ratePlanId: string
  readonly cells: ReadonlyMap<IsoDate, PreviewCell>
}
export interface PreviewGroup {
  readonly roomTypeId: string
  readonly plans: readonly PreviewPlan[]
}
export interface PreviewPage {
  readonly nights: readonly IsoDate[]
  readonly groups: readonly PreviewGroup[]
  readonly page: number
  readonly pages: number
}

/** @param page counted from 0; one that is not there is the nearest that is */
export function previewPage(cells: readonly PreviewCell[], page: number): PreviewPage {
  const nights = [...new Set(cells.map(({ date }) => date))].sort()
  const pages = Math.max(1, Math.ceil(nights.length / PAGE_NIGHTS))
  const here = Math.min(Math.max(page, 0), pages - 1)
  const shown = nights.slice(here * PAGE_NIGHTS, (here + 1) * PAGE_NIGHTS)
  const isShown = new Set(shown)
  const byType = Map.groupBy(
    cells.filter(({ date }) => isShown.has(date)),
    ({ roomTypeId }) => roomTypeId,
  )
  const groups = [...byType].map(([roomTypeId, ofType]) => ({
    roomTypeId,
    plans: [...Map.groupBy(ofType, ({ ratePlanId }) => ratePlanId)].map(([ratePlanId, ofPlan]) => ({
      ratePlanId,
      cells: new Map(ofPlan.map((cell) => [cell.date, cell])),
    })),
  }))
  return { nights: shown, groups, page: here, pages }
}

function keyOf({ ratePlanId, roomTypeId, date }: PreviewCell): string {
  return `${ratePlanId} ${roomTypeId} ${date}`
}

function valueText({ prices, restrictions }: PreviewCell['before']): string {
  return JSON.stringify([prices, restrictions])
}

/** Cells that start from something else than when they were shown, or that have joined or left since. */
export function changedSince(shown: readonly PreviewCell[], now: readonly PreviewCell[]): number {
  if (shown === now) return 0
  const before = new Map(shown.map((cell) => [keyOf(cell), valueText(cell.before)]))
  let changed = 0
  for (const cell of now) {
    if (before.get(keyOf(cell)) !== valueText(cell.before)) changed++
    before.delete(keyOf(cell))
  }
  return changed + before.size
}

export function restrictionsChange({ before, after }: PreviewCell): boolean {
  return !sameRestrictions(before.restrictions ?? NO_RESTRICTIONS, after.restrictions ?? NO_RESTRICTIONS)
}
