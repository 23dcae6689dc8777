/** The sum by which a night's rooms become what a channel should show, against what it shows. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Reason } from '../../shared/contract/inventory.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useHotel } from '../desk-context.tsx'
import { listText } from '../formats.ts'
import { Status } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { reasonWords } from '../why/why-words.ts'
import { type AvailabilityDay, cellSum, type ShownShare } from './cell-sum.ts'
import { CELL_TONES } from './cell-tones.ts'
import { CELL_STATES, type CellRow, cellWords } from './cell-words.ts'

type Why = Answers['inventory']['why']

function signed(rooms: number): string {
  return rooms === 0 ? '0' : `− ${rooms}`
}

export function SumTable({
  day,
  channel,
  share,
  cell,
  why,
}: {
  day: AvailabilityDay
  /** What makes the figures, where it is known by now. */
  why: Why | undefined
  channel: ChannelState
  share: ShownShare
  cell: CellRow | undefined
}) {
  const { hotel, names, clock } = useHotel()
  const because = (...whats: Reason['what'][]) =>
    listText(
      (why?.reasons ?? [])
        .filter(({ what }) => whats.includes(what))
        .map((reason) => reasonWords(reason, names, clock)),
    )
  const { cap } = share
  const { buffer } = channel.exposure
  const heldBack = share.buffer - buffer
  const { left, desired } = cellSum(day, share)
  const lines = [
    { id: 'total', words: t('channels.sum.total'), rooms: String(day.total), why: '' },
    {
      id: 'allowance',
      words: t('channels.sum.allowance'),
      rooms: `+ ${day.overbookingAllowance}`,
      why: day.overbookingAllowance === 0 ? t('channels.sum.none') : '',
    },
    {
      id: 'blocked',
      words: t('channels.sum.blocked'),
      rooms: signed(day.blocked),
      why: because('block', 'allotment'),
    },
    { id: 'held', words: t('channels.sum.held'), rooms: signed(day.held), why: because('hold') },
    {
      id: 'booked',
      words: t('channels.sum.booked'),
      rooms: signed(day.booked),
      why: day.booked === 0 ? '' : t('channels.sum.stays', { count: day.booked }),
    },
    {
      id: 'left',
      words: t('channels.sum.left'),
      rooms: left < 0 ? `−${-left}` : String(left),
      why: day.oversold > 0 ? t('channels.sum.oversold', { count: day.oversold }) : '',
      isSum: true,
    },
    {
      id: 'buffer',
      words: t('channels.sum.buffer'),
      rooms: signed(buffer),
      why: t(buffer === 0 ? 'channels.sum.none' : 'channels.sum.bufferWhy', { channel: channel.name }),
    },
    ...(heldBack === 0
      ? []
      : [
          {
            id: 'heldBack',
            words: t('channels.sum.heldBack'),
            rooms: signed(heldBack),
            why: t('channels.sum.heldBackWhy'),
          },
        ]),
    {
      id: 'cap',
      words: t('channels.sum.cap'),
      rooms: cap === null ? '–' : String(cap),
      why: t(cap === null ? 'channels.sum.none' : 'channels.sum.capWhy'),
    },
    {
      id: 'desired',
      words: t('channels.sum.desired'),
      rooms: String(desired),
      why: t('channels.sum.formula'),
      isSum: true,
    },
  ]
  return (
    <table className="table is-dense" aria-label={t('channels.sum')}>
      <colgroup>
        <col style={{ width: '34%' }} />
        <col style={{ width: 90 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>{t('channels.sum.step')}</th>
          <th className="right">{t('channels.sum.rooms')}</th>
          <th>{t('channels.sum.from')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, words, rooms, why: from, isSum }) => (
          <tr key={id} className={isSum === true ? 'is-sum' : ''} data-testid={`sum-${id}`}>
            <td>{words}</td>
            <td className="right">{rooms}</td>
            <td className="muted wraps">{from}</td>
          </tr>
        ))}
        <tr className="is-sum" data-testid="sum-shown">
          <td>{t('channels.sum.shown')}</td>
          <td className="right strong">{cell === undefined ? '–' : cellWords(cell, hotel.currency).shown}</td>
          <td>
            {cell === undefined ? (
              <Status tone="unknown">{t('channels.cell.notSold')}</Status>
            ) : (
              <Status tone={CELL_TONES[cell.state]}>{t(CELL_STATES[cell.state])}</Status>
            )}
          </td>
        </tr>
      </tbody>
    </table>
  )
}
