/** What channels may still sell although it is no longer to be sold: the reason why waiting matters. */
import { useQuery } from '@tanstack/react-query'
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { dayText, numberText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { mayShowText } from './cell-words.ts'
import { useChannelsState } from './channels-state.ts'

const SHOWN_NIGHTS = 12
/** Of those that nobody can tell: at a first sending it is every night, and a list of them says nothing. */
const SHOWN_UNTOLD = 3

type Exposed = Answers['channels']['exposure']['channels'][number]
type Night = Exposed['nights'][number] & { readonly channelId: string }

/** Of all channels: those that can be counted, the largest first, then some of those that nobody can tell. */
function listed(exposed: readonly Exposed[]): Night[] {
  const nights = exposed.flatMap((each) =>
    each.nights.map((night) => ({ ...night, channelId: each.channelId })),
  )
  const counted = nights
    .filter(({ tooMany }) => tooMany !== null)
    .sort((a, b) => (b.tooMany ?? 0) - (a.tooMany ?? 0) || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const untold = nights.filter(({ tooMany }) => tooMany === null)
  return [...counted.slice(0, SHOWN_NIGHTS), ...untold.slice(0, SHOWN_UNTOLD)]
}

export function ExposurePanel({ channels }: { channels: readonly ChannelState[] }) {
  const { queries } = useDesk()
  const query = useQuery(queries.channels.exposure.queryOptions())
  return (
    <section data-testid="exposure">
      <h2 className="panel-title">{t('channels.exposure')}</h2>
      <div className="exposure">
        <QueryView query={query}>{(data) => <Meter exposed={data.channels} channels={channels} />}</QueryView>
        <BufferNote channels={channels} />
      </div>
    </section>
  )
}

function Meter({ exposed, channels }: { exposed: readonly Exposed[]; channels: readonly ChannelState[] }) {
  const sum = (of: (each: Exposed) => number) => exposed.reduce((total, each) => total + of(each), 0)
  const [all, covered, untold] = [
    sum((each) => each.roomNights),
    sum((each) => each.covered),
    sum((each) => each.untold),
  ]
  const nights = listed(exposed)
  const many = sum((each) => each.exposedNights)
  const nameOf = new Map(channels.map(({ id, name }) => [id, name]))
  const behind = exposed.filter((each) => each.roomNights + each.untold > 0)
  return (
    <>
      <p className="exposure-number">
        <b className={all > 0 ? 'danger-text' : ''} data-testid="exposure-nights">
          {numberText(all)}
        </b>
        <span>{t('channels.exposure.nights', { count: all })}</span>
      </p>
      {all > 0 && (
        <p className="second" data-testid="exposure-covered">
          {t('channels.exposure.covered', { covered, count: all })}
        </p>
      )}
      {untold > 0 && (
        <p className="warning-text second">{t('channels.exposure.untold', { count: untold })}</p>
      )}
      {behind.length === 0 && <p className="muted second">{t('channels.exposure.none')}</p>}
      {behind.length > 0 && channels.length > 1 && <ByChannel exposed={behind} nameOf={nameOf} />}
      {nights.length > 0 && <Nights nights={nights} nameOf={channels.length > 1 ? nameOf : new Map()} />}
      {many > nights.length && (
        <p className="muted second">{t('channels.exposure.more', { count: many - nights.length })}</p>
      )}
      <p className="muted second">{t('channels.exposure.what')}</p>
    </>
  )
}

function ByChannel({
  exposed,
  nameOf,
}: {
  exposed: readonly Exposed[]
  nameOf: ReadonlyMap<string, string>
}) {
  return (
    <table className="exposure-table" aria-label={t('channels.exposure.byChannel')}>
      <thead>
        <tr>
          <th>{t('channels.column.channel')}</th>
          <th className="right">{t('channels.exposure.tooMany')}</th>
          <th className="right">{t('channels.column.unknown')}</th>
        </tr>
      </thead>
      <tbody>
        {exposed.map((each) => (
          <tr key={each.channelId} data-testid={`exposed-${nameOf.get(each.channelId)}`}>
            <td>{nameOf.get(each.channelId)}</td>
            <td className="right strong">{numberText(each.roomNights)}</td>
            <td className="right">{numberText(each.untold)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Nights({ nights, nameOf }: { nights: readonly Night[]; nameOf: ReadonlyMap<string, string> }) {
  const { names } = useHotel()
  const inspect = useChannelsState((state) => state.inspect)
  return (
    <table className="exposure-table" aria-label={t('channels.exposure')}>
      <thead>
        <tr>
          <th>{t('channels.column.night')}</th>
          <th className="right">{t('channels.column.maySell')}</th>
          <th className="right">{t('channels.column.wanted')}</th>
        </tr>
      </thead>
      <tbody>
        {nights.map(({ channelId, roomTypeId, date, tooMany, may, wanted }) => (
          <tr key={`${channelId} ${roomTypeId} ${date}`}>
            <td>
              <button
                type="button"
                className="plain-link"
                onClick={() =>
                  inspect({ channelId, facet: 'availability', roomTypeId, ratePlanId: null, date })
                }
              >
                <Mark tone={tooMany === null ? 'unknown' : 'danger'} />
                <span className="lines">
                  <span>
                    {dayText(date)} {names.roomType(roomTypeId)}
                  </span>
                  {nameOf.has(channelId) && <span className="muted second">{nameOf.get(channelId)}</span>}
                </span>
              </button>
            </td>
            <td className="right strong">{may === null ? t('channels.may.anything') : mayShowText(may)}</td>
            <td className="right">{wanted}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
