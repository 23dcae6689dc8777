/** The sign of a cell's state. */
import type { Tone } from '../frame/tone.ts'
import type { CellRow } from './cell-words.ts'

export const CELL_TONES: Readonly<Record<CellRow['state'], Tone>> = {
  settled: 'ok',
  pending: 'busy',
  unknown: 'unknown',
  confirming: 'ok',
  parked: 'parked',
}
