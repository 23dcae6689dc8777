/** The same cell on every channel: what each should show, what it is known to show, and what it was told last. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useHotel } from '../desk-context.tsx'
import { Mark, Status } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { LastTold } from './cell-told.tsx'
import { CELL_TONES } from './cell-tones.ts'
import { CELL_STATES, type CellRow, cellWords } from './cell-words.ts'
import type { KnownSubject } from './channels-state.ts'

export function EverywhereTable({
  channels,
  cellOf,
  subject,
}: {
  channels: readonly ChannelState[]
  cellOf: (index: number) => CellRow | undefined
  subject: KnownSubject
}) {
  const { hotel } = useHotel()
  return (
    <table className="table" aria-label={t('channels.inspector.everywhere')}>
      <colgroup>
        <col style={{ width: '28%' }} />
        <col style={{ width: '15%' }} />
        <col style={{ width: '15%' }} />
        <col style={{ width: '22%' }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>{t('channels.column.channel')}</th>
          <th className="right">{t('channels.sum.desired')}</th>
          <th className="right">{t('channels.sum.shown')}</th>
          <th>{t('channels.column.state')}</th>
          <th>{t('channels.told.last')}</th>
        </tr>
      </thead>
      <tbody>
        {channels.map(({ id, name, enabled }, index) => {
          const cell = cellOf(index)
          const words = cell && cellWords(cell, hotel.currency)
          return (
            <tr key={id} className={id === subject.channelId ? 'is-sum' : ''}>
              <td className="strong">{name}</td>
              <td className="right">{words?.wanted ?? words?.shown ?? '–'}</td>
              <td className="right strong">{words?.shown ?? '–'}</td>
              <td>
                {cell === undefined ? (
                  <Status tone="unknown">{t('channels.cell.notSold')}</Status>
                ) : (
                  <>
                    <Mark tone={CELL_TONES[cell.state]} /> {t(CELL_STATES[cell.state])}
                    {!enabled && <span className="muted"> {t('channels.state.off')}</span>}
                  </>
                )}
              </td>
              <td className="wraps">
                <LastTold subject={{ ...subject, channelId: id }} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
