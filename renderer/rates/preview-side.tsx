/** Beside the changed cells: which channels are sent what, what becomes of booked stays, and how it is undone. */

import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { channelTone } from '../channels/lane-words.ts'
import { useDesk } from '../desk-context.tsx'
import { wholeText } from '../formats.ts'
import { Mark, Status } from '../frame/marks.tsx'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'
import type { Preview } from './preview-table.ts'

export function PreviewSide({ preview, nights }: { preview: Preview; nights: number }) {
  const { queries } = useDesk()
  const { data } = useQuery(queries.channels.list.queryOptions())
  const rows = preview.channels.map((channel) => {
    const state = data?.channels.find(({ id }) => id === channel.channelId)
    return { ...channel, tone: state === undefined ? ('unknown' as const) : channelTone(state) }
  })
  const waiting = rows.filter(({ tone }) => isHeldUp(tone))
  return (
    <>
      <h2>
        {t('rates.side.channels')}
        {data !== undefined && (
          <span className="muted">
            {t('rates.side.touched', { touched: rows.length, all: data.channels.length })}
          </span>
        )}
      </h2>
      {rows.length === 0 ? (
        <p className="muted">{t('rates.side.noChannel')}</p>
      ) : (
        <table className="table rates-channels">
          <thead>
            <tr>
              <th>{t('rates.side.channel')}</th>
              <th className="right">{t('rates.side.cells')}</th>
              <th className="right">{t('rates.side.calls')}</th>
              <th>{t('rates.side.when')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((channel) => (
              <tr key={channel.channelId}>
                <td>
                  <Status tone={channel.tone}>{channel.name}</Status>
                </td>
                <td className="right">{wholeText(channel.cells)}</td>
                <td className="right">{wholeText(channel.calls)}</td>
                <td className={isHeldUp(channel.tone) ? 'danger-text strong' : undefined}>
                  {t(isHeldUp(channel.tone) ? 'rates.side.waits' : 'rates.side.now')}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td className="strong">{t('rates.side.total')}</td>
              <td className="right strong">{wholeText(sum(rows.map(({ cells }) => cells)))}</td>
              <td className="right strong">{wholeText(sum(rows.map(({ calls }) => calls)))}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      )}
      {waiting.length > 0 && (
        <div className="alert">
          <Mark tone="danger" />
          <span>
            {t('rates.side.heldUp', {
              names: waiting.map(({ name }) => name).join(', '),
              count: waiting.length,
            })}
          </span>
        </div>
      )}
      <h2>{t('rates.side.guests')}</h2>
      <p>{t('rates.side.booked', { count: preview.bookedStays })}</p>
      <div className="rates-undo-words">
        <IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />
        <span>{t('rates.side.undo', { count: nights })}</span>
      </div>
    </>
  )
}

function isHeldUp(tone: Tone): boolean {
  return tone === 'danger' || tone === 'warning'
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
