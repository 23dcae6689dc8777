/** How many rooms were sold so many days before the night: this one against the usual line and its middle 80 %. */
import { useElementSize } from '@mantine/hooks'
import { decimalText } from '../formats.ts'
import { t } from '../text/text.ts'
import { type CurvePoint, curvePaths } from './curve-paths.ts'

const HEIGHT = 190
const MARGINS = { left: 28, right: 12, top: 8, bottom: 20 } as const
const NARROWEST = 240
/** Days before the night that are named under the curve and read out. */
const NAMED_DAYS = [90, 60, 30, 14, 7, 0] as const
/** Px that two names need between them. */
const NAME_WIDTH = 44

export function BookingCurve({
  curve,
  rooms,
  daysOut,
  about,
}: {
  curve: readonly CurvePoint[]
  rooms: number
  daysOut: number
  about: string
}) {
  const { ref, width: measured } = useElementSize()
  const width = Math.max(NARROWEST, measured)
  const { band, usual, sold, now, x, y } = curvePaths(curve, rooms, { width, height: HEIGHT, ...MARGINS })
  const today = curve.find((point) => point.daysOut === daysOut)
  const steps = [0, 1 / 3, 2 / 3, 1].map((share) => Math.round(rooms * share))
  const base = HEIGHT - MARGINS.bottom
  const named = NAMED_DAYS.filter(
    (day) => today === undefined || day === daysOut || Math.abs(x(day) - x(daysOut)) > NAME_WIDTH,
  )
  return (
    <section className="curve" aria-label={t('recommend.curve')} data-testid="recommend-curve">
      <h2>
        {t('recommend.curve')} <span className="muted">{about}</span>
      </h2>
      <div className="curve-columns">
        <div ref={ref} className="curve-picture">
          <svg
            width={width}
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            role="img"
            aria-label={spokenCurve(curve, rooms, daysOut)}
          >
            {[...new Set(steps)].map((count) => (
              <g key={count}>
                <line
                  className="curve-grid"
                  x1={MARGINS.left}
                  x2={width - MARGINS.right}
                  y1={y(count)}
                  y2={y(count)}
                />
                <text x={MARGINS.left - 6} y={y(count) + 4} textAnchor="end">
                  {count}
                </text>
              </g>
            ))}
            <path className="curve-band" d={band} />
            <line
              className="curve-rooms"
              x1={MARGINS.left}
              x2={width - MARGINS.right}
              y1={y(rooms)}
              y2={y(rooms)}
            />
            <path className="curve-usual" d={usual} />
            {today !== undefined && (
              <line className="curve-today" x1={x(daysOut)} x2={x(daysOut)} y1={MARGINS.top} y2={base} />
            )}
            <path className="curve-sold" d={sold} />
            {now !== null && <circle className="curve-now" cx={now.x} cy={now.y} r={4} />}
            {named.map((day) =>
              day === daysOut ? null : (
                <text key={day} x={x(day)} y={HEIGHT - 4} textAnchor={day === 0 ? 'end' : 'middle'}>
                  {day}
                </text>
              ),
            )}
            {today !== undefined && (
              <text
                className="curve-today-name"
                x={Math.min(x(daysOut), width - MARGINS.right)}
                y={HEIGHT - 4}
                textAnchor={x(daysOut) > width - NAME_WIDTH ? 'end' : 'middle'}
              >
                {t('recommend.curve.today', { days: daysOut })}
              </text>
            )}
          </svg>
        </div>
        <ul className="curve-legend">
          {now !== null && (
            <li>
              <span className="curve-swatch is-sold" />
              {t('recommend.curve.now', { sold: now.sold })}
            </li>
          )}
          {today !== undefined && (
            <li>
              <span className="curve-swatch is-usual" />
              {t('recommend.curve.usual', { usual: decimalText(today.usual.mid) })}
            </li>
          )}
          <li>
            <span className="curve-swatch is-band" />
            {t('recommend.curve.band')}
          </li>
          <li>
            <span className="curve-swatch is-rooms" />
            {t('recommend.curve.rooms', { rooms })}
          </li>
        </ul>
      </div>
    </section>
  )
}

/** The curve as a person would read it out: a few days of it. */
function spokenCurve(curve: readonly CurvePoint[], rooms: number, today: number): string {
  const days = new Set<number>([...NAMED_DAYS, today])
  const points = curve
    .filter(({ daysOut }) => days.has(daysOut))
    .map(({ daysOut, sold, usual }) =>
      t(sold === null ? 'recommend.curve.pointAhead' : 'recommend.curve.point', {
        days: daysOut,
        sold: sold ?? 0,
        usual: decimalText(usual.mid),
        low: decimalText(usual.low),
        high: decimalText(usual.high),
      }),
    )
  return t('recommend.curve.spoken', { points: points.join('; '), rooms })
}
