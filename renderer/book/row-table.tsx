/** One list of the book as a dense table: arrows move, Enter opens, letters act on the chosen row. */
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useViewKeys } from '../frame/view-keys.ts'
import { type BookView, useBookState } from './book-state.ts'

export interface Column<R> {
  readonly head: string
  /** Px; the rest is shared. */
  readonly width?: number
  readonly isRight?: boolean
  cell(row: R): ReactNode
}

/** The chosen row of a list, or the first one. */
export function useChosen<R>(view: BookView, rows: readonly R[], idOf: (row: R) => string): R | undefined {
  const id = useBookState((state) => state.chosen[view])
  return rows.find((row) => idOf(row) === id) ?? rows[0]
}

export function RowTable<R>({
  view,
  name,
  rows,
  idOf,
  columns,
  isOver,
  keys,
  onOpen,
}: {
  view: BookView
  name: string
  rows: readonly R[]
  idOf: (row: R) => string
  columns: readonly Column<R>[]
  /** Shown as done. */
  isOver: (row: R) => boolean
  /** What letters do with the chosen row, by their name in small letters; undefined: nothing now. */
  keys: (row: R) => Readonly<Record<string, (() => void) | undefined>>
  onOpen: (row: R) => void
}) {
  const choose = useBookState((state) => state.choose)
  const chosen = useChosen(view, rows, idOf)
  const body = useRef<HTMLDivElement>(null)
  const chosenId = chosen === undefined ? undefined : idOf(chosen)
  const allKeys = useMemo(() => {
    const index = rows.findIndex((row) => idOf(row) === chosenId)
    const to = (place: number) => () => {
      const row = rows[place]
      if (row !== undefined) choose(view, idOf(row))
    }
    const row = rows[index]
    return {
      arrowdown: to(index + 1),
      arrowup: to(index - 1),
      home: to(0),
      end: to(rows.length - 1),
      ...(row === undefined ? {} : { enter: () => onOpen(row), ...keys(row) }),
    }
  }, [rows, chosenId, idOf, keys, onOpen, choose, view])
  useViewKeys(allKeys)
  useEffect(() => {
    if (chosenId === undefined) return
    body.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table inside keeps its own semantics
    <div
      ref={body}
      className="book-list"
      role="group"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
      tabIndex={0}
      data-testid={`book-${view}`}
    >
      <table className="table book-table">
        <colgroup>
          {columns.map(({ head, width }) => (
            <col key={head} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ head, isRight }) => (
              <th key={head} className={isRight === true ? 'right' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={idOf(row)}
              className={isOver(row) ? 'is-done' : undefined}
              aria-selected={idOf(row) === chosenId}
              onMouseDown={() => choose(view, idOf(row))}
              onDoubleClick={() => onOpen(row)}
            >
              {columns.map(({ head, isRight, cell }) => (
                <td key={head} className={isRight === true ? 'right' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
