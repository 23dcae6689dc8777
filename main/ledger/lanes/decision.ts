/** What is to be done about one cell: the pure heart of the lanes. */
import { decodeCellValue, type Facet, type RestrictionsValue } from '../../../shared/cells.ts'
import { NEVER_SHOWN, type ShownDay } from './shown-day.ts'

export interface CellQuestion {
  readonly facet: Facet
  /** Text of the desired value; null when nothing is to be shown (no price set). */
  readonly desired: string | null
  /** Journal number of the last change of the desired value. */
  readonly seq: number
  readonly shown: ShownDay | undefined
  /** Text of the value that the channel refused, if one is parked. */
  readonly parked: string | undefined
}

export interface LaneMoment {
  /** Monotonic ms. */
  readonly now: number
  /** Raises of commands up to this number may be sent: a pull begun after them has completed. */
  readonly pulledThroughSeq: number
  /** Of the last command that changed what the channel is shown of the inventory: it may have raised any cell. */
  readonly settingsSeq: number
  readonly raisesWaitForPull: boolean
}

export type CellDecision =
  | { readonly act: 'nothing' }
  /** urgent: it closes or lowers. */
  | { readonly act: 'send'; readonly urgent: boolean; readonly unknown: boolean }
  /** It raises availability, and a pull begun after the raise has to complete first (rule 9). */
  | { readonly act: 'wait_for_pull'; readonly unknown: boolean }
  /** Known, and to be confirmed at `at` (monotonic ms). */
  | { readonly act: 'confirm_later'; readonly at: number }

const NOTHING: CellDecision = { act: 'nothing' }

export function decideCell(cell: CellQuestion, moment: LaneMoment): CellDecision {
  const { desired, facet } = cell
  const shown = cell.shown ?? NEVER_SHOWN
  if (desired === null || cell.parked === desired) return NOTHING
  const isUnknown = shown.value === null
  if (!isUnknown && shown.value === desired) {
    if (shown.confirmAt === null) return NOTHING
    if (shown.confirmAt > moment.now) return { act: 'confirm_later', at: shown.confirmAt }
    return { act: 'send', urgent: false, unknown: false }
  }
  if (facet === 'availability') {
    const least = shown.value === null ? shown.least : Number(shown.value)
    const isRaise = Number(desired) > least
    const raisedAt = Math.max(cell.seq, shown.disturbedSeq, moment.settingsSeq)
    if (isRaise && moment.raisesWaitForPull && raisedAt > moment.pulledThroughSeq) {
      return { act: 'wait_for_pull', unknown: isUnknown }
    }
    return { act: 'send', urgent: !isRaise, unknown: isUnknown }
  }
  return { act: 'send', urgent: facet === 'restrictions' && closes(desired), unknown: isUnknown }
}

function closes(desired: string): boolean {
  const value = decodeCellValue('restrictions', desired) as RestrictionsValue
  return value.closed || value.closedToArrival || value.closedToDeparture
}
