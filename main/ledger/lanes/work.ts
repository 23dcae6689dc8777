/** What is to be done for a lane is not queued, it is derived: from the ledger's cells and what the channel shows. */
import { compressRanges, type Facet } from '../../../shared/cells.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { decideCell, type LaneMoment } from './decision.ts'
import { closing, type Desired, type DesiredCell, type Exposure } from './desired.ts'
import type { LaneRules } from './rules.ts'
import type { OpenShown, ProductKey, Shown } from './shown.ts'

export interface WorkCell extends ProductKey {
  readonly date: IsoDate
  readonly value: string
  readonly seq: number
  readonly urgent: boolean
}

export interface LaneWork {
  readonly sends: WorkCell[]
  /** Cells that raise availability and wait for a pull. */
  readonly waitingForPull: number
  /** Of all these, cells whose shown value is not known. */
  readonly unknown: number
  /** Least journal number among what is left to do; Infinity when nothing is. */
  readonly leastSeq: number
  /** Monotonic ms at which the next confirmation falls due. */
  readonly wakeAt: number | null
  /** Cells looked at. */
  readonly examined: number
}

export interface LaneQuestion {
  readonly facets: readonly Facet[]
  readonly exposure: Exposure
  readonly cursor: number
  readonly moment: LaneMoment
  readonly rules: LaneRules
  readonly parked: ReadonlyMap<string, string>
}

export const cellName = (key: ProductKey, date: IsoDate): string =>
  `${key.facet}|${key.ratePlanId}|${key.roomTypeId}|${date}`

/** A cursor of 0 compares everything: every mapped cell, and every cell that is shown. */
function candidates(question: LaneQuestion, facet: Facet, desired: Desired, shown: Shown): DesiredCell[] {
  const { exposure, cursor, rules } = question
  const cells = cursor === 0 ? desired.mapped(facet, exposure) : desired.changed(facet, exposure, cursor)
  const others =
    cursor === 0 ? shown.all(exposure.channelId, facet) : shown.unsettled(exposure.channelId, facet)
  if (others.length === 0) return cells
  const seen = new Set(cells.map((cell) => cellName(cell, cell.date)))
  for (const { date, day, ...key } of others) {
    if (date < exposure.from || date >= exposure.to || seen.has(cellName(key, date))) continue
    const cell = desired.point(key, date, exposure)
    if (cell !== undefined) cells.push(cell)
    else if (rules.closesUnmapped)
      cells.push({ ...key, date, desired: closing(facet), seq: day.disturbedSeq })
  }
  return cells
}

/** Rule 7: what is parked is the value, not the cell. */
function parkedValue({ parked, rules }: LaneQuestion, cell: DesiredCell): string | undefined {
  // Hardly ever is anything parked, and a season asks for thousands of cells.
  if (parked.size === 0) return undefined
  const value = parked.get(cellName(cell, cell.date))
  return value === undefined || rules.parksTheRefusedValue ? value : (cell.desired ?? undefined)
}

export function deriveWork(
  question: LaneQuestion,
  desired: Desired,
  shown: Shown,
  open: OpenShown,
): LaneWork {
  const sends: WorkCell[] = []
  let waitingForPull = 0
  let unknown = 0
  let leastSeq = Number.POSITIVE_INFINITY
  let wakeAt: number | null = null
  let examined = 0
  for (const facet of question.facets) {
    for (const cell of candidates(question, facet, desired, shown)) {
      examined++
      const decision = decideCell(
        {
          facet,
          desired: cell.desired,
          seq: cell.seq,
          shown: open.get(cell, cell.date),
          parked: parkedValue(question, cell),
        },
        question.moment,
      )
      if (decision.act === 'nothing') continue
      if (decision.act === 'confirm_later') {
        wakeAt = Math.min(wakeAt ?? Number.POSITIVE_INFINITY, decision.at)
        continue
      }
      leastSeq = Math.min(leastSeq, cell.seq)
      if (decision.unknown) unknown++
      if (decision.act === 'wait_for_pull') waitingForPull++
      else if (cell.desired !== null) {
        const { roomTypeId, ratePlanId, date, seq } = cell
        sends.push({ facet, roomTypeId, ratePlanId, date, seq, value: cell.desired, urgent: decision.urgent })
      }
    }
  }
  return { sends, waitingForPull, unknown, leastSeq, wakeAt, examined }
}

/** Beyond it a batch names only its latest commands. */
const MOST_SEQS = 16

/** Which commands' changes are to be sent, and the oldest of them that came after the lane's cursor. */
export function changesOf(
  sends: readonly WorkCell[],
  cursor: number,
): { seqs: number[]; oldestSeq: number | null } {
  const seqs = [...new Set(sends.map(({ seq }) => seq))].sort((a, b) => a - b)
  // A cursor of 0 compares everything, whenever it was changed.
  const oldestSeq = cursor === 0 ? null : (seqs.find((seq) => seq > cursor) ?? null)
  return { seqs: seqs.slice(-MOST_SEQS), oldestSeq }
}

export interface WorkRange extends ProductKey {
  readonly from: IsoDate
  /** Exclusive. */
  readonly to: IsoDate
  readonly value: string
}

/** Runs of nights with one value, the most urgent and nearest first, at most `most` of them, and whether some are left. */
export function toRanges(
  sends: readonly WorkCell[],
  most: number,
): { ranges: WorkRange[]; leavesWork: boolean } {
  const products = new Map<string, WorkCell[]>()
  for (const cell of sends) {
    const name = `${cell.facet}|${cell.ratePlanId}|${cell.roomTypeId}`
    const cells = products.get(name)
    if (cells === undefined) products.set(name, [cell])
    else cells.push(cell)
  }
  const ranges = [...products.values()].flatMap(rangesOfProduct)
  ranges.sort((a, b) => Number(b.urgent) - Number(a.urgent) || compareText(a.range.from, b.range.from))
  return { ranges: ranges.slice(0, most).map(({ range }) => range), leavesWork: ranges.length > most }
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** A range is urgent when one of its nights is: it is not torn apart for that. */
function rangesOfProduct(cells: WorkCell[]): { range: WorkRange; urgent: boolean }[] {
  cells.sort((a, b) => compareText(a.date, b.date))
  let next = 0
  return compressRanges(cells).flatMap((dates) => {
    const first = cells[next]
    if (first === undefined) return []
    let urgent = false
    for (; (cells[next]?.date ?? dates.to) < dates.to; next++) urgent ||= cells[next]?.urgent === true
    const { facet, roomTypeId, ratePlanId } = first
    return [{ range: { facet, roomTypeId, ratePlanId, ...dates }, urgent }]
  })
}
