/** A hotel that has sold nothing yet: three ways to start. */
import { useHotel, useIsAway } from '../desk-context.tsx'
import { areaKey, useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'

export function EmptyBoard() {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const show = useDeskState((state) => state.show)
  const open = useDeskState((state) => state.open)
  const rooms = hotel.rooms.filter((room) => room.inService).length
  const starts = [
    {
      words: t('board.empty.sell'),
      text: t('board.empty.sellText'),
      key: 'W',
      isOff: isAway,
      act: () => open({ kind: 'sale', arrival: null, roomId: null }),
    },
    {
      words: t('board.empty.prices'),
      text: t('board.empty.pricesText'),
      key: areaKey('rates'),
      isOff: false,
      act: () => show('rates'),
    },
    {
      words: t('board.empty.connect'),
      text: t('board.empty.connectText'),
      key: areaKey('channels'),
      isOff: false,
      act: () => show('channels'),
    },
  ]
  return (
    <div className="board-empty" data-testid="board-empty">
      <div className="card">
        <h1>{t('board.empty.title')}</h1>
        <p className="muted">{t('board.empty.text', { rooms })}</p>
        <ul className="board-starts">
          {starts.map((start) => (
            <li key={start.key}>
              <button type="button" disabled={start.isOff} onClick={start.act}>
                <span className="grow">
                  <span className="strong">{start.words}</span>
                  <span className="second muted">{start.text}</span>
                </span>
                <Key>{start.key}</Key>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
