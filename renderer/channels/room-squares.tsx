/** One square a room, by what keeps it from being shown; one bar where there are too many rooms for squares. */
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import type { CellSum, SquareKind } from './cell-sum.ts'

const MOST_SQUARES = 40

const KIND_WORDS: Readonly<Record<SquareKind, MessageId>> = {
  booked: 'channels.square.booked',
  over: 'channels.square.over',
  held: 'channels.square.held',
  blocked: 'channels.square.blocked',
  buffer: 'channels.square.buffer',
  capped: 'channels.square.capped',
  shown: 'channels.square.shown',
}

export function RoomSquares({ sum }: { sum: CellSum }) {
  const rooms = sum.squares.reduce((total, part) => total + part.rooms, 0)
  const words = sum.squares.map(({ kind, rooms: count }) => t(KIND_WORDS[kind], { count }))
  return (
    <div className="squares" role="img" aria-label={words.join(', ')} data-testid="squares">
      {sum.squares.map(({ kind, rooms: count }, index) => (
        <div key={kind} className="squares-part" style={{ flexGrow: rooms > MOST_SQUARES ? count : 0 }}>
          {rooms > MOST_SQUARES ? (
            <span className={`square is-wide is-${kind}`} />
          ) : (
            <span className="squares-row">
              {Array.from({ length: count }, (_, number) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rooms of one kind are alike and have no other name
                <span key={number} className={`square is-${kind}`} data-kind={kind}>
                  {kind === 'shown' ? number + 1 : kind === 'over' ? '!' : ''}
                </span>
              ))}
            </span>
          )}
          <span className={`squares-words${kind === 'over' ? ' danger-text' : ''}`}>{words[index]}</span>
        </div>
      ))}
    </div>
  )
}
