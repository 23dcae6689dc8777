/** Prices of a season, or base prices, as a table that is typed into like a spreadsheet. */
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import type { ChildBand } from '../../shared/rates/price-set.ts'
import { useHotel } from '../desk-context.tsx'
import { t } from '../text/text.ts'
import { type DraftIssue, type DraftTerms, type LayerDraft, rowTerms } from './layer-draft.ts'
import { adultsColumn, childColumn, followedTexts, type PriceColumn, rowColumns } from './price-row.ts'
import { cellAfter, pastedRows } from './price-table-keys.ts'

interface Column {
  readonly id: PriceColumn
  readonly words: string
}

/** Of all room types: one that sleeps fewer has no field there. */
function tableColumns(mostAdults: number, bands: readonly ChildBand[]): Column[] {
  return [
    ...Array.from({ length: mostAdults }, (_, index) => ({
      id: adultsColumn(index + 1),
      words: t('seasons.column.adults', { count: index + 1 }),
    })),
    ...bands.map(({ name, fromAge, toAge }, band) => ({
      id: childColumn(band),
      words: t('seasons.column.child', { name, from: fromAge, to: toAge }),
    })),
    { id: 'extraBed', words: t('seasons.column.extraBed') },
  ]
}

export function PriceTable({
  draft,
  terms,
  issues,
  onChange,
}: {
  draft: LayerDraft
  terms: DraftTerms
  issues: readonly DraftIssue[]
  onChange: (prices: LayerDraft['prices']) => void
}) {
  const { hotel } = useHotel()
  const table = useRef<HTMLTableElement>(null)
  const types = hotel.roomTypes
  const columns = tableColumns(Math.max(1, ...types.map((type) => type.maxOccupancy)), terms.childBands)
  const rows = types.map((type) => new Set<PriceColumn>(rowColumns(rowTerms(draft.kind, type.id, terms))))
  const hasField = (row: number, column: number) => {
    const id = columns[column]?.id
    return id !== undefined && rows[row]?.has(id) === true
  }
  const fieldOf = (target: EventTarget) =>
    target instanceof HTMLInputElement && target.dataset.cell !== undefined ? target : undefined
  const placeOf = (field: HTMLInputElement) => {
    const [row = 0, column = 0] = (field.dataset.cell ?? '').split(' ').map(Number)
    return { row, column }
  }
  function onKeyDown(event: KeyboardEvent) {
    const field = fieldOf(event.target)
    if (field === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const { selectionStart, selectionEnd, value } = field
    const caret = {
      atStart: selectionStart === 0,
      atEnd: selectionEnd === value.length,
    }
    const next = cellAfter(placeOf(field), event.key, caret, {
      rows: types.length,
      columns: columns.length,
      hasField,
    })
    if (next === undefined) return
    event.preventDefault()
    table.current?.querySelector<HTMLInputElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus()
  }
  function onPaste(event: ClipboardEvent) {
    const field = fieldOf(event.target)
    const texts = pastedRows(event.clipboardData.getData('text/plain'))
    if (field === undefined || texts === null) return
    event.preventDefault()
    const start = placeOf(field)
    const prices: Record<string, LayerDraft['prices'][string]> = { ...draft.prices }
    for (const [down, cells] of texts.entries())
      for (const [right, text] of cells.entries()) {
        const type = types[start.row + down]
        const column = columns[start.column + right]
        if (type !== undefined && column !== undefined && hasField(start.row + down, start.column + right))
          prices[type.id] = { ...prices[type.id], [column.id]: text }
      }
    onChange(prices)
  }
  return (
    <div className="season-price-scroll">
      <table
        ref={table}
        className="table is-dense season-prices"
        aria-label={t('seasons.price', { currency: hotel.currency })}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      >
        <thead>
          <tr>
            <th className="season-prices-type">{t('seasons.price', { currency: hotel.currency })}</th>
            {columns.map(({ id, words }) => (
              <th key={id} className="right">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map((type, row) => {
            const texts = draft.prices[type.id] ?? {}
            const follows = followedTexts(texts, rowTerms(draft.kind, type.id, terms))
            return (
              <tr key={type.id}>
                <td className="season-prices-type" title={type.name}>
                  {type.name}
                </td>
                {columns.map(({ id, words }, column) => {
                  if (!hasField(row, column)) return <td key={id} className="season-price-none" />
                  const isBase = id === adultsColumn(type.baseOccupancy)
                  const isWrong = issues.includes(`price.${type.id}.${id}`)
                  return (
                    <td key={id} className={isBase ? 'is-base' : undefined}>
                      <input
                        className="season-price"
                        data-cell={`${row} ${column}`}
                        aria-label={t('seasons.cell', { type: type.name, column: words })}
                        aria-invalid={isWrong}
                        inputMode="decimal"
                        autoComplete="off"
                        value={texts[id] ?? ''}
                        placeholder={
                          isBase && draft.kind === 'season' ? t('seasons.priceBelow') : (follows[id] ?? '')
                        }
                        onFocus={({ currentTarget }) => currentTarget.select()}
                        onChange={({ currentTarget: { value } }) =>
                          onChange({ ...draft.prices, [type.id]: { ...texts, [id]: value } })
                        }
                      />
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
