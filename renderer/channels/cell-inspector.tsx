/** What a channel shows for the next days, known or unknown, against what it should show. */
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Facet } from '../../shared/cells.ts'
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { cellValueText, cellWords } from './cell-words.ts'
import { DayHeadings } from './day-headings.tsx'

const DAYS = 14
const FACET_WORDS: readonly { value: Facet; label: string }[] = [
  { value: 'availability', label: 'Rooms' },
  { value: 'price', label: 'Prices' },
  { value: 'restrictions', label: 'Restrictions' },
]
const STATE_WORDS: Readonly<Record<CellRow['state'], string>> = {
  settled: 'Shown as it should be',
  pending: 'Waits to be sent',
  unknown: 'Sent without an answer: what is shown is not known until it is sent again',
  confirming: 'Sent; it is confirmed once more after an answer that got lost',
  parked: 'Refused by the channel; goes on when the value changes or you resume',
}

type CellRow = Answers['channels']['cells']['cells'][number]

interface ProductLine {
  readonly key: string
  readonly roomTypeId: string
  readonly ratePlanId: string | null
  readonly byDate: ReadonlyMap<IsoDate, CellRow>
}

function productLines(cells: readonly CellRow[]): ProductLine[] {
  const lines = new Map<
    string,
    { roomTypeId: string; ratePlanId: string | null; byDate: Map<IsoDate, CellRow> }
  >()
  for (const cell of cells) {
    const key = `${cell.roomTypeId} ${cell.ratePlanId}`
    const line = lines.get(key) ?? { ...cell, byDate: new Map() }
    line.byDate.set(cell.date, cell)
    lines.set(key, line)
  }
  return [...lines].map(([key, line]) => ({ key, ...line }))
}

export function CellInspector({ channelId }: { channelId: string }) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const [facet, setFacet] = useState<Facet>('availability')
  const from = hotel.calendarDate
  const to = addDays(from, DAYS)
  const query = useQuery(queries.channels.cells.queryOptions({ input: { channelId, from, to, facet } }))
  return (
    <>
      <div className="channel-tabs">
        <SegmentedControl
          aria-label="Facet"
          value={facet}
          onChange={(value) => setFacet(value as Facet)}
          data={[...FACET_WORDS]}
        />
        <span className="muted second">What it shows; below, what it should show where that differs.</span>
      </div>
      <QueryView query={query}>
        {(data) => (
          <CellTable facet={facet} lines={productLines(data.cells)} dates={nightsOf({ from, to })} />
        )}
      </QueryView>
    </>
  )
}

function CellTable({
  facet,
  lines,
  dates,
}: {
  facet: Facet
  lines: readonly ProductLine[]
  dates: readonly IsoDate[]
}) {
  const { names } = useHotel()
  if (lines.length === 0) return <p className="notice-empty">Nothing is mapped on this channel.</p>
  return (
    <div className="scrolls">
      <table className={`table cells-table is-${facet}`} aria-label="Cells">
        <thead>
          <tr>
            <th>Product</th>
            <DayHeadings dates={dates} />
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td>
                {names.roomType(line.roomTypeId)}
                {line.ratePlanId !== null && (
                  <span className="muted"> {names.ratePlan(line.ratePlanId)}</span>
                )}
              </td>
              {dates.map((date) => (
                <CellBox key={date} cell={line.byDate.get(date)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** All prices of the night, which the table shows as a range. */
function valueTitle(cell: CellRow, currency: string): string {
  const text = cell.shown ?? cell.desired
  return cell.facet === 'price' && text !== null ? `${cellValueText('price', text, currency)}: ` : ''
}

function CellBox({ cell }: { cell: CellRow | undefined }) {
  const { hotel } = useHotel()
  if (cell === undefined) return <td className="muted">–</td>
  const { shown, wanted } = cellWords(cell, hotel.currency)
  return (
    <td
      className={cell.state === 'settled' ? '' : `cell-${cell.state}`}
      title={`${valueTitle(cell, hotel.currency)}${STATE_WORDS[cell.state]} (journal ${cell.seq})`}
      data-testid={`cell-${cell.roomTypeId}-${cell.date}`}
    >
      {shown}
      {wanted !== null && <span className="cell-wanted">→ {wanted}</span>}
    </td>
  )
}
