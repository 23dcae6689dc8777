/** Parts of a stay's row that every list shows alike: who, with what is special; which room; where it was sold. */
import IconNote from '@tabler/icons-react/icons/IconNote'
import type { StayRow } from '../../shared/contract/stays.ts'
import { useHotel } from '../desk-context.tsx'
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'

export function GuestCell({ stay }: { stay: StayRow }) {
  return (
    <td title={`${stay.guestName} · ${stay.code}`}>
      <span className="guest-cell">
        <span className="strong guest-name">{stay.guestName}</span>
        {stay.overdue &&
          (stay.status === 'in_house' ? (
            <span
              className="tag tag-danger"
              title={t('board.list.overdueSince', { date: dayText(stay.departure) })}
            >
              {t('board.list.overdue')}
            </span>
          ) : (
            <span
              className="tag tag-warning"
              title={t('board.list.lateSince', { date: dayText(stay.arrival) })}
            >
              {t('board.list.late')}
            </span>
          ))}
        {stay.expectedAt !== null && (
          <span className="tag" title={t('stays.late.tagHint')}>
            {t('stays.late.tag', { time: stay.expectedAt })}
          </span>
        )}
        {stay.hasCase && <span className="tag tag-danger">{t('board.list.overbooked')}</span>}
        {stay.hasNote && (
          <IconNote size={14} stroke={1.75} role="img" aria-label={t('board.list.note')} className="muted" />
        )}
      </span>
    </td>
  )
}

export function RoomCell({ stay }: { stay: StayRow }) {
  const { names } = useHotel()
  if (stay.roomId !== null && stay.movesToRoomId !== null) {
    const rooms = { from: names.room(stay.roomId), to: names.room(stay.movesToRoomId) }
    return (
      <td className="strong figures room-cell" title={t('stays.moves.hint', rooms)}>
        <span aria-hidden="true">{t('stays.moves', rooms)}</span>
        <span className="spoken-only">{t('stays.moves.hint', rooms)}</span>
      </td>
    )
  }
  if (stay.roomId !== null) return <td className="strong figures room-cell">{names.room(stay.roomId)}</td>
  return (
    <td>
      <span className="no-room" role="img" aria-label={t('board.list.noRoom')} title={t('board.list.noRoom')}>
        <span className="mark mark-none" />–
      </span>
    </td>
  )
}

/** The channel that sold it, or that the desk did. */
export function originText(stay: Pick<StayRow, 'channelName' | 'source'>): string {
  return stay.channelName ?? t(stay.source === 'walk_in' ? 'board.list.walkIn' : 'board.list.direct')
}
