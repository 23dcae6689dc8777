/** What the demo hotel looks like: a small chart, drawn in the chart's own colours. Decoration: it says nothing more. */

type Bar = readonly [
  row: number,
  start: number,
  nights: number,
  look: 'departed' | 'in-house' | 'due-in' | 'confirmed',
]

const DAYS = 12
const TODAY = 5
const ROW = 22
const DAY = 40
const LEFT = 44
const TOP = 30
const BARS: readonly Bar[] = [
  [0, 0, 3, 'departed'],
  [0, 4, 4, 'in-house'],
  [0, 9, 3, 'confirmed'],
  [1, 1, 3, 'departed'],
  [1, 5, 2, 'due-in'],
  [1, 8, 4, 'confirmed'],
  [2, 0, 5, 'departed'],
  [2, 6, 3, 'confirmed'],
  [3, 2, 6, 'in-house'],
  [3, 9, 2, 'confirmed'],
  [4, 0, 2, 'departed'],
  [4, 3, 3, 'in-house'],
  [4, 7, 5, 'confirmed'],
  [5, 1, 4, 'departed'],
  [5, 5, 3, 'due-in'],
  [6, 0, 4, 'departed'],
  [6, 5, 1, 'due-in'],
  [6, 7, 4, 'confirmed'],
]
const ROOMS = 7
const WIDTH = LEFT + DAYS * DAY
const HEIGHT = TOP + ROOMS * ROW

export function DemoPicture() {
  const days = Array.from({ length: DAYS }, (_, day) => day)
  return (
    <svg className="start-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect width={WIDTH} height={HEIGHT} fill="var(--panel)" />
      <rect width={WIDTH} height={TOP} fill="var(--head)" />
      <rect x={LEFT + TODAY * DAY} width={DAY} height={TOP} fill="var(--today)" />
      {days.map((day) => (
        <g key={day}>
          <rect x={LEFT + day * DAY} y={TOP} width={1} height={HEIGHT} fill="var(--line)" />
          <rect
            x={LEFT + day * DAY + 9}
            y={11}
            width={22}
            height={8}
            rx={2}
            fill={day === TODAY ? 'var(--today-text)' : 'var(--line-strong)'}
          />
        </g>
      ))}
      {Array.from({ length: ROOMS }, (_, row) => row).map((row) => (
        <g key={row}>
          <rect y={TOP + row * ROW} width={WIDTH} height={1} fill="var(--line)" />
          <rect
            x={10}
            y={TOP + row * ROW + 7}
            width={24}
            height={8}
            rx={2}
            fill="var(--muted)"
            opacity={0.5}
          />
        </g>
      ))}
      {BARS.map(([row, start, nights, look]) => {
        const x = LEFT + start * DAY + DAY / 2
        const y = TOP + row * ROW + 3
        return (
          <g key={`${row}-${start}`}>
            <rect x={x} y={y} width={nights * DAY - 3} height={ROW - 6} rx={3} fill={`var(--${look})`} />
            <rect x={x} y={y} width={4} height={ROW - 6} rx={1} fill={`var(--${look}-edge)`} />
            <rect
              x={x + 10}
              y={y + 5}
              width={24}
              height={6}
              rx={2}
              fill={`var(--${look}-text)`}
              opacity={0.7}
            />
          </g>
        )
      })}
      <rect x={LEFT + TODAY * DAY} y={TOP} width={2} height={HEIGHT} fill="var(--today)" />
    </svg>
  )
}
