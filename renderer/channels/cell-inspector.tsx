/** One cell: what every channel shows of a type, plan and night, what it should show, and why. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft'
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { FACETS, type Facet } from '../../shared/cells.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { addDays } from '../../shared/dates.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { dayText, longDayText } from '../formats.ts'
import { KeyHint, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { CellHistory } from './cell-history.tsx'
import { cellSum, shareOf } from './cell-sum.ts'
import { CELL_TONES } from './cell-tones.ts'
import { CELL_STATES, type CellRow, cellSentence, cellWords, FACET_NAMES } from './cell-words.ts'
import { type CellSubject, type KnownSubject, useChannelsState } from './channels-state.ts'
import { EverywhereTable } from './everywhere-table.tsx'
import { RefusedCell } from './refused-cell.tsx'
import { RoomSquares } from './room-squares.tsx'
import { SumTable } from './sum-table.tsx'
import { ValueWhy } from './value-why.tsx'

/** The subject with nothing left open; what is gone gives way to the first there is. */
function useSubject(channels: readonly ChannelState[]) {
  const { hotel } = useHotel()
  const cell = useChannelsState((state) => state.cell)
  const channel = channels.find(({ id }) => id === cell.channelId) ?? channels[0]
  const type = hotel.roomTypes.find(({ id }) => id === cell.roomTypeId) ?? hotel.roomTypes[0]
  const plan = hotel.ratePlans.find(({ id }) => id === cell.ratePlanId) ?? hotel.ratePlans[0]
  const today = hotel.calendarDate
  const date = cell.date !== null && cell.date >= today ? cell.date : today
  return { channel, type, plan, date, facet: cell.facet }
}

/** The one before or after, around the ends. */
function neighbour<T extends { readonly id: string }>(
  all: readonly T[],
  id: string,
  step: number,
): T | undefined {
  const index = all.findIndex((each) => each.id === id)
  return all[(index + step + all.length) % all.length]
}

export function CellInspector({ channels }: { channels: readonly ChannelState[] }) {
  const { hotel } = useHotel()
  const { channel, type, plan, date, facet } = useSubject(channels)
  const inspect = useChannelsState((state) => state.inspect)
  const keys = useMemo(() => {
    if (channel === undefined || type === undefined || plan === undefined) return {}
    const to = (change: () => Partial<CellSubject>) => () => inspect(change())
    const nextFacet = () => FACETS[(FACETS.indexOf(facet) + 1) % FACETS.length] ?? facet
    return {
      arrowleft: to(() => ({ date: date > hotel.calendarDate ? addDays(date, -1) : date })),
      arrowright: to(() => ({ date: addDays(date, 1) })),
      arrowup: to(() => ({ roomTypeId: neighbour(hotel.roomTypes, type.id, -1)?.id ?? null })),
      arrowdown: to(() => ({ roomTypeId: neighbour(hotel.roomTypes, type.id, 1)?.id ?? null })),
      f: to(() => ({ facet: nextFacet() })),
      p: to(() => ({ ratePlanId: neighbour(hotel.ratePlans, plan.id, 1)?.id ?? null })),
      c: to(() => ({ channelId: neighbour(channels, channel.id, 1)?.id ?? null })),
      t: to(() => ({ date: hotel.calendarDate })),
    }
  }, [channels, hotel, channel, type, plan, date, facet, inspect])
  useViewKeys(keys)
  if (channel === undefined || type === undefined || plan === undefined) return null
  return (
    <>
      <div className="tools inspector-tools">
        <Select
          aria-label={t('channels.column.channel')}
          data={channels.map(({ id, name }) => ({ value: id, label: name }))}
          value={channel.id}
          onChange={(channelId) => inspect({ channelId })}
          allowDeselect={false}
        />
        <SegmentedControl
          aria-label={t('channels.facet')}
          value={facet}
          onChange={(value) => inspect({ facet: value as Facet })}
          data={FACETS.map((value) => ({ value, label: t(FACET_NAMES[value]) }))}
        />
        <Select
          aria-label={t('channels.column.type')}
          data={hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name }))}
          value={type.id}
          onChange={(roomTypeId) => inspect({ roomTypeId })}
          allowDeselect={false}
        />
        {facet !== 'availability' && (
          <Select
            aria-label={t('channels.column.plan')}
            data={hotel.ratePlans.map(({ id, name }) => ({ value: id, label: name }))}
            value={plan.id}
            onChange={(ratePlanId) => inspect({ ratePlanId })}
            allowDeselect={false}
          />
        )}
        <span className="row">
          <Button
            h={28}
            px={6}
            variant="default"
            aria-label={t('channels.inspector.before')}
            disabled={date <= hotel.calendarDate}
            onClick={() => inspect({ date: addDays(date, -1) })}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </Button>
          <b className="inspector-day">{longDayText(date)}</b>
          <Button
            h={28}
            px={6}
            variant="default"
            aria-label={t('channels.inspector.after')}
            onClick={() => inspect({ date: addDays(date, 1) })}
          >
            <IconChevronRight size={16} stroke={1.75} />
          </Button>
        </span>
        <span className="grow" />
        <KeyHint keys={['←', '→']}>{t('channels.key.day')}</KeyHint>
        <KeyHint keys={['↑', '↓']}>{t('channels.key.type')}</KeyHint>
        <KeyHint keys={['F']}>{t('channels.key.facet')}</KeyHint>
        {channels.length > 1 && <KeyHint keys={['C']}>{t('channels.key.channel')}</KeyHint>}
        <KeyHint keys={['Y']}>{t('chart.key.why')}</KeyHint>
      </div>
      <InspectedCell
        channels={channels}
        channel={channel}
        subject={{
          channelId: channel.id,
          facet,
          roomTypeId: type.id,
          ratePlanId: facet === 'availability' ? null : plan.id,
          date,
        }}
      />
    </>
  )
}

function InspectedCell({
  channels,
  channel,
  subject,
}: {
  channels: readonly ChannelState[]
  channel: ChannelState
  subject: KnownSubject
}) {
  const { queries } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const { facet, roomTypeId, ratePlanId, date } = subject
  const range = { from: date, to: addDays(date, 1) }
  const stock = useQuery(queries.inventory.availability.queryOptions({ input: { ...range, roomTypeId } }))
  const why = useQuery(
    queries.inventory.why.queryOptions({
      input: { roomTypeId, date },
      enabled: facet === 'availability',
    }),
  )
  const open = useDeskState((state) => state.open)
  useViewKeys({
    y: () =>
      open(
        ratePlanId === null
          ? { kind: 'whyLeft', roomTypeId, date }
          : { kind: 'whyPrice', ratePlanId, roomTypeId, date },
      ),
  })
  const answers = useQueries({
    queries: channels.map(({ id }) =>
      queries.channels.cells.queryOptions({ input: { ...range, channelId: id, roomTypeId, facet } }),
    ),
  })
  const cellOf = (index: number) => answers[index]?.data?.cells.find((each) => each.ratePlanId === ratePlanId)
  const here = channels.findIndex(({ id }) => id === channel.id)
  const own = answers[here]
  const cell = cellOf(here)
  const day = stock.data?.roomTypes[0]?.days[0]
  const plan = ratePlanId === null ? '' : names.ratePlan(ratePlanId)
  if (own === undefined) return null
  return (
    <div className="inspector" data-testid="inspector">
      <div className="inspector-main">
        <h2>
          {t('channels.inspector.question', {
            channel: channel.name,
            facet,
            type: names.roomType(roomTypeId),
            plan,
            day: dayText(date),
          })}
        </h2>
        <QueryView query={own}>
          {() => (
            <p className="inspector-answer" data-testid="inspector-answer">
              {cellSentence(channel.name, cell, hotel.currency)}
              {!channel.enabled && ` ${t('channels.sentence.off')}`}
              {isAway && ` ${t('channels.sentence.away')}`}
            </p>
          )}
        </QueryView>
        {cell?.state === 'parked' && <RefusedCell channel={channel} subject={subject} />}
        {facet === 'availability' && day !== undefined && (
          <>
            <RoomSquares sum={cellSum(day, shareOf(channel, roomTypeId))} />
            <SumTable
              day={day}
              channel={channel}
              share={shareOf(channel, roomTypeId)}
              cell={cell}
              why={why.data}
            />
          </>
        )}
        {facet !== 'availability' && cell !== undefined && (
          <>
            <ValueTable cell={cell} />
            <ValueWhy subject={subject} />
          </>
        )}
        <h3 className="panel-title">{t('channels.inspector.everywhere')}</h3>
        <EverywhereTable channels={channels} cellOf={cellOf} subject={subject} />
      </div>
      <CellHistory channel={channel} subject={subject} cell={cell} />
    </div>
  )
}

function ValueTable({ cell }: { cell: CellRow }) {
  const { hotel } = useHotel()
  const { shown, wanted } = cellWords(cell, hotel.currency)
  return (
    <table className="table" aria-label={t('channels.inspector.values')}>
      <tbody>
        <tr className="is-sum">
          <td>{t('channels.sum.shown')}</td>
          <td className="strong">{shown}</td>
          <td>
            <Status tone={CELL_TONES[cell.state]}>{t(CELL_STATES[cell.state])}</Status>
          </td>
        </tr>
        <tr>
          <td>{t('channels.sum.desired')}</td>
          <td className="strong">{wanted ?? shown}</td>
          <td className="muted">{cell.facet === 'price' ? hotel.currency : ''}</td>
        </tr>
      </tbody>
    </table>
  )
}
