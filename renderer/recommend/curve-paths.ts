/** The booking curve as paths of a drawing: this night's steps, the usual line, and the band around it. Pure. */
import type { Answers } from '../connection/desk-client.ts'

export type CurvePoint = Answers['pricing']['explain']['curve'][number]

export interface CurveBox {
  readonly width: number
  readonly height: number
  /** Px around the drawing that its words need. */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface CurvePaths {
  readonly band: string
  readonly usual: string
  readonly sold: string
  /** The last known point of this night. */
  readonly now: { readonly x: number; readonly y: number; readonly sold: number } | null
  readonly x: (daysOut: number) => number
  readonly y: (rooms: number) => number
}

/** @param curve from the farthest day to the night itself */
export function curvePaths(curve: readonly CurvePoint[], rooms: number, box: CurveBox): CurvePaths {
  const first = Math.max(1, curve[0]?.daysOut ?? 1)
  const most = Math.max(rooms, 1, ...curve.map(({ sold, usual }) => Math.max(sold ?? 0, usual.high)))
  const { width, height, left, right, top, bottom } = box
  const x = (daysOut: number) => round(left + ((first - daysOut) / first) * (width - left - right))
  const y = (sold: number) => round(top + (1 - sold / most) * (height - top - bottom))
  const line = (points: readonly CurvePoint[], of: (point: CurvePoint) => number) =>
    points.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.daysOut)} ${y(of(point))}`).join('')
  const back = line(curve.toReversed(), ({ usual }) => usual.low).replace('M', 'L')
  const known = curve.flatMap(({ daysOut, sold }) => (sold === null ? [] : [{ daysOut, sold }]))
  const last = known.at(-1)
  return {
    band: `${line(curve, ({ usual }) => usual.high)}${back}Z`,
    usual: line(curve, ({ usual }) => usual.mid),
    // Rooms are sold at once: a step, no slope.
    sold: known
      .map(({ daysOut, sold }, at) => (at === 0 ? `M${x(daysOut)} ${y(sold)}` : `H${x(daysOut)}V${y(sold)}`))
      .join(''),
    now: last === undefined ? null : { x: x(last.daysOut), y: y(last.sold), sold: last.sold },
    x,
    y,
  }
}

const round = (px: number) => Math.round(px * 10) / 10
