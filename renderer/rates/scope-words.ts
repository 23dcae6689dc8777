/** Painted cells in words: which plans of which types, from which night to which. */
import { fromDayNumber } from '../../shared/dates.ts'
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { GridLayout, PlanRow } from './grid-layout.ts'
import { allBlocks, type Painting, rangesOfRow } from './painting.ts'

const MOST_NAMED = 3

export function scopeWords(painting: Painting, layout: Pick<GridLayout, 'rows'>): string {
  const blocks = allBlocks(painting)
  const rows = layout.rows.filter(({ row }) => rangesOfRow(blocks, row).length > 0)
  const first = Math.min(...blocks.map((block) => block.first))
  const last = Math.max(...blocks.map((block) => block.last))
  if (rows.length === 0 || !Number.isFinite(first)) return ''
  return t('rates.scope', {
    plans: namesOf(rows, ({ ratePlan }) => ratePlan.name),
    types: namesOf(rows, ({ roomType }) => roomType.name),
    first: dayText(fromDayNumber(first)),
    last: dayText(fromDayNumber(last)),
    isOneNight: first === last ? 'yes' : 'no',
  })
}

function namesOf(rows: readonly PlanRow[], name: (row: PlanRow) => string): string {
  const names = [...new Set(rows.map(name))]
  const named = names.slice(0, MOST_NAMED).join(', ')
  return names.length <= MOST_NAMED ? named : t('rates.andMore', { named, more: names.length - MOST_NAMED })
}
