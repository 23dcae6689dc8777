/** The differences that were found, one a row; the chosen one is put right by Enter. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ParityRow } from '../../shared/contract/parity.ts'
import type { DateRange } from '../../shared/dates.ts'
import { useChannelsState } from '../channels/channels-state.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { listText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { useRatesState } from '../rates/rates-state.ts'
import { t } from '../text/text.ts'
import { useParityState } from './parity-state.ts'
import { asksText, nightsText, placeOf, REASON_TONES, rowName, showsText, whyText } from './parity-words.ts'

type Found = Answers['rates']['parity']

/** Leads to where the row's reason is put right. */
function open(row: ParityRow): void {
  const place = placeOf(row)
  if (place !== 'channel') {
    useRatesState.getState().set({ view: place })
    return
  }
  const channels = useChannelsState.getState()
  channels.show('health')
  if (row.channelId !== null) channels.setOpen(row.channelId, true)
  channels.showTab(row.reason === 'parked' ? 'parked' : 'lanes')
  useDeskState.getState().show('channels')
}

export function ParityTable({ found, range }: { found: Found; range: DateRange }) {
  const { rows, channels, total, products } = found
  if (channels.length === 0)
    return (
      <p className="notice-empty">
        {t('parity.noChannel')} {t('parity.noChannelDo')}
      </p>
    )
  if (rows.length === 0)
    return (
      <div className="notice-empty" data-testid="parity-same">
        {products > 0 && <strong>{t('parity.allSame')}</strong>}
        <p>
          {t('parity.allSameDetail', {
            products,
            channels: listText(channels.map(({ name }) => name)),
            nights: nightsText(range),
          })}
        </p>
      </div>
    )
  return (
    <>
      <p className="parity-line muted" role="status">
        {total > rows.length
          ? t('parity.cut', { shown: rows.length, total })
          : t('parity.summary', { count: total, products })}
      </p>
      <Rows found={found} />
    </>
  )
}

function Rows({ found: { rows, channels, currency } }: { found: Found }) {
  const { names } = useHotel()
  const chosenName = useParityState((state) => state.chosen)
  const set = useParityState((state) => state.set)
  const table = useRef<HTMLTableElement>(null)
  const at = Math.max(
    0,
    rows.findIndex((row) => rowName(row) === chosenName),
  )
  const chosen = rows[at]
  const step = (by: number) => () => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next !== undefined) set({ chosen: rowName(next) })
  }
  useViewKeys({
    arrowdown: step(1),
    arrowup: step(-1),
    enter: chosen === undefined ? undefined : () => open(chosen),
  })
  useEffect(() => {
    table.current?.querySelectorAll('tbody tr')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const nameOf = (channelId: string | null) =>
    channelId === null
      ? t('parity.desk')
      : (channels.find((channel) => channel.channelId === channelId)?.name ?? t('parity.gone'))
  return (
    <table ref={table} className="table" aria-label={t('parity.table')}>
      <colgroup>
        <col style={{ width: 200 }} />
        <col style={{ width: 190 }} />
        <col style={{ width: 126 }} />
        <col style={{ width: 140 }} />
        <col style={{ width: 126 }} />
        <col />
        <col style={{ width: 120 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('parity.product')}</th>
          <th>{t('parity.nights')}</th>
          <th className="right">{t('parity.asks', { currency })}</th>
          <th>{t('parity.where')}</th>
          <th className="right">{t('parity.shows', { currency })}</th>
          <th>{t('parity.why')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr
            key={`${rowName(row)} ${row.reason}`}
            data-testid={`parity-${row.reason}`}
            aria-selected={index === at}
            onClick={() => set({ chosen: rowName(row) })}
          >
            <td className="wraps">
              {names.roomType(row.roomTypeId)} <span className="muted">{names.ratePlan(row.ratePlanId)}</span>
            </td>
            <td className="wraps">{nightsText(row)}</td>
            <td className="right">{asksText(row, currency)}</td>
            <td className="wraps">{nameOf(row.channelId)}</td>
            <td className="right">{showsText(row, currency)}</td>
            <td className="wraps">
              <span className="parity-why">
                <Mark tone={REASON_TONES[row.reason]} />
                <span>
                  {whyText(row, nameOf(row.channelId))}{' '}
                  <span className="muted">{t(`parity.do.${row.reason}`)}</span>
                </span>
              </span>
            </td>
            <td className="actions">
              <Button h={24} variant="default" onClick={() => open(row)}>
                {t(`parity.open.${placeOf(row)}`)}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
