/** What channels may still sell although it is no longer to be sold: the reason why waiting matters. */
import { useQueries } from '@tanstack/react-query'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { dayText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { mayShowText } from './cell-words.ts'
import { useChannelsState } from './channels-state.ts'
import { type Exposure, exposureOf, windowsOf } from './exposure.ts'

const SHOWN_NIGHTS = 12
/** Of those that nobody can tell: at a first sending it is every night, and a list of them says nothing. */
const SHOWN_UNTOLD = 3

/** Of every channel whose availability is not in step; nothing is asked while all are. */
export function useExposure(channels: readonly ChannelState[]): Exposure & { isLoading: boolean } {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const behind = channels.filter(({ lanes }) =>
    lanes.some((lane) => lane.facets.includes('availability') && lane.pendingCells + lane.parkedCells > 0),
  )
  const asked = behind.flatMap((channel) =>
    windowsOf(hotel.calendarDate, channel.exposure.horizonDays).map((window) => ({
      channelId: channel.id,
      ...window,
    })),
  )
  const answers = useQueries({
    queries: asked.map((window) =>
      queries.channels.cells.queryOptions({
        input: { ...window, facet: 'availability', unsettled: true },
      }),
    ),
  })
  const cells = answers.flatMap(({ data }, index) => {
    const channelId = asked[index]?.channelId
    return channelId === undefined ? [] : (data?.cells ?? []).map((cell) => ({ ...cell, channelId }))
  })
  return { ...exposureOf(cells), isLoading: answers.some(({ isLoading }) => isLoading) }
}

export function ExposurePanel({ channels }: { channels: readonly ChannelState[] }) {
  const { names } = useHotel()
  const inspect = useChannelsState((state) => state.inspect)
  const { nights, atRisk, untold, isLoading } = useExposure(channels)
  const counted = nights.filter(({ risk }) => risk !== null).slice(0, SHOWN_NIGHTS)
  const listed = [...counted, ...nights.filter(({ risk }) => risk === null).slice(0, SHOWN_UNTOLD)]
  const nameOf = new Map(channels.map(({ id, name }) => [id, name]))
  return (
    <section data-testid="exposure">
      <h2 className="panel-title">{t('channels.exposure')}</h2>
      <div className="exposure">
        <p className="exposure-number">
          <b className={atRisk > 0 ? 'danger-text' : ''} data-testid="exposure-nights">
            {isLoading && nights.length === 0 ? '…' : atRisk}
          </b>
          <span>{t('channels.exposure.nights', { count: atRisk })}</span>
        </p>
        {untold > 0 && (
          <p className="warning-text second">{t('channels.exposure.untold', { count: untold })}</p>
        )}
        {nights.length === 0 ? (
          <p className="muted second">{t('channels.exposure.none')}</p>
        ) : (
          <table className="exposure-table" aria-label={t('channels.exposure')}>
            <thead>
              <tr>
                <th>{t('channels.column.night')}</th>
                <th className="right">{t('channels.column.maySell')}</th>
                <th className="right">{t('channels.column.wanted')}</th>
              </tr>
            </thead>
            <tbody>
              {listed.map((night) => (
                <tr key={`${night.channelId} ${night.roomTypeId} ${night.date}`}>
                  <td>
                    <button
                      type="button"
                      className="plain-link"
                      onClick={() =>
                        inspect({
                          channelId: night.channelId,
                          facet: 'availability',
                          roomTypeId: night.roomTypeId,
                          ratePlanId: null,
                          date: night.date,
                        })
                      }
                    >
                      <Mark tone={night.risk === null ? 'unknown' : 'danger'} />
                      <span className="lines">
                        <span>
                          {dayText(night.date)} {names.roomType(night.roomTypeId)}
                        </span>
                        {channels.length > 1 && (
                          <span className="muted second">{nameOf.get(night.channelId)}</span>
                        )}
                      </span>
                    </button>
                  </td>
                  <td className="right strong">
                    {night.may === null ? t('channels.may.anything') : mayShowText(night.may)}
                  </td>
                  <td className="right">{night.wanted}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {nights.length > listed.length && (
          <p className="muted second">
            {t('channels.exposure.more', { count: nights.length - listed.length })}
          </p>
        )}
        <BufferNote channels={channels} />
      </div>
    </section>
  )
}

/** What keeps the exposure from being sold twice. */
function BufferNote({ channels }: { channels: readonly ChannelState[] }) {
  const held = channels.filter(({ exposure }) => exposure.buffer > 0)
  return (
    <ul className="doing second muted">
      {held.length === 0 && <li>{t('channels.exposure.noBuffer')}</li>}
      {held.map(({ id, name, exposure }) => (
        <li key={id}>{t('channels.exposure.buffer', { channel: name, count: exposure.buffer })}</li>
      ))}
    </ul>
  )
}
