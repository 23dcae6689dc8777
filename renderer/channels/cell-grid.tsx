/** What a channel shows for the next days, known or unknown, against what it should show. */
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FACETS, type Facet } from '../../shared/cells.ts'
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { CELL_STATES, type CellRow, cellValueText, cellWords, FACET_NAMES } from './cell-words.ts'
import { useChannelsState } from './channels-state.ts'
import { DayHeadings } from './day-headings.tsx'

const DAYS = 14
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

export function CellGrid({ channelId }: { channelId: string }) {
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
          aria-label={t('channels.facet')}
          value={facet}
          onChange={(value) => setFacet(value as Facet)}
          data={FACETS.map((each) => ({ value: each, label: t(FACET_NAMES[each]) }))}
        />
        <span className="muted second">{t('channels.cells.legend')}</span>
      </div>
      <QueryView query={query}>
        {(data) => (
          <CellTable
            channelId={channelId}
            facet={facet}
            lines={productLines(data.cells)}
            dates={nightsOf({ from, to })}
          />
        )}
      </QueryView>
    </>
  )
}

function CellTable({
  channelId,
  facet,
  lines,
  dates,
}: {
  channelId: string
  facet: Facet
  lines: readonly ProductLine[]
  dates: readonly IsoDate[]
}) {
  const { names } = useHotel()
  if (lines.length === 0) return <p className="notice-empty">{t('channels.cells.none')}</p>
  return (
    <div className="scrolls">
      <table className={`table cells-table is-${facet}`} aria-label={t('channels.tab.cells')}>
        <thead>
          <tr>
            <th>{t('channels.column.product')}</th>
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
                <CellBox key={date} channelId={channelId} cell={line.byDate.get(date)} />
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

function CellBox({ channelId, cell }: { channelId: string; cell: CellRow | undefined }) {
  const { hotel } = useHotel()
  const inspect = useChannelsState((state) => state.inspect)
  if (cell === undefined) return <td className="muted">–</td>
  const { shown, wanted } = cellWords(cell, hotel.currency)
  return (
    <td
      className={cell.state === 'settled' ? '' : `cell-${cell.state}`}
      title={t('channels.cell.title', {
        value: valueTitle(cell, hotel.currency),
        state: t(CELL_STATES[cell.state]),
        seq: cell.seq,
      })}
      data-testid={`cell-${cell.roomTypeId}-${cell.date}`}
    >
      {/* The inspector is reached by its key; a hundred stops of Tab would be no help. */}
      <button
        type="button"
        tabIndex={-1}
        onClick={() => {
          const { facet, roomTypeId, ratePlanId, date } = cell
          inspect({ channelId, facet, roomTypeId, ratePlanId, date })
        }}
      >
        {shown}
        {wanted !== null && <span className="cell-wanted">→ {wanted}</span>}
      </button>
    </td>
  )
}
