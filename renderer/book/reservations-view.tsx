/** Reservations, the newest first, a page at a time. */
import { Button, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { STAY_STATUSES } from '../../shared/contract/reservations.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, stayDatesText } from '../formats.ts'
import { Key, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { type Column, RowTable } from './row-table.tsx'

type Row = Answers['reservations']['list']['rows'][number]
type StayStatus = Row['stayStatuses'][number]

const idOf = (row: Row) => row.reservationId
const isOver = (row: Row) =>
  row.stayStatuses.every((status) => status !== 'reserved' && status !== 'in_house')

export function ReservationsView() {
  const { queries } = useDesk()
  const { hotel, clock } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  const [status, setStatus] = useState<StayStatus | null>(null)
  /** Where each page begins; the first one has no cursor. */
  const [pages, setPages] = useState<readonly number[]>([])
  const before = pages.at(-1)
  const query = useQuery(
    queries.reservations.list.queryOptions({
      input: {
        limit: 100,
        ...(status === null ? {} : { status }),
        ...(before === undefined ? {} : { before }),
      },
      placeholderData: keepPreviousData,
    }),
  )
  const next = query.data?.next ?? null
  const keys = useMemo(
    () => ({
      pagedown: next === null ? undefined : () => setPages((all) => [...all, next]),
      pageup: pages.length === 0 ? undefined : () => setPages((all) => all.slice(0, -1)),
    }),
    [next, pages.length],
  )
  useViewKeys(keys)
  const columns = useMemo(
    (): Column<Row>[] => [
      { head: t('book.made'), width: 150, cell: (row) => clock.dayAndTime(row.createdAt) },
      { head: t('book.code'), width: 100, cell: (row) => row.code },
      { head: t('book.booker'), cell: (row) => <span className="strong">{row.bookerName}</span> },
      { head: t('book.rooms'), width: 70, isRight: true, cell: (row) => row.rooms },
      {
        head: t('book.dates'),
        width: 190,
        cell: (row) =>
          row.arrival === null || row.departure === null ? '' : stayDatesText(row.arrival, row.departure),
      },
      { head: t('book.from'), width: 180, cell: (row) => row.channelName ?? t(`book.source.${row.source}`) },
      { head: t('book.status'), width: 190, cell: (row) => <Standing row={row} /> },
      {
        head: t('book.total', { currency: hotel.currency }),
        width: 130,
        isRight: true,
        cell: (row) => amountText(row.totalMinor, row.currency),
      },
    ],
    [clock, hotel.currency],
  )
  return (
    <>
      <div className="book-filters">
        <Select
          size="xs"
          w={180}
          aria-label={t('book.status')}
          placeholder={t('book.anyStatus')}
          clearable
          value={status}
          onChange={(value) => {
            setStatus(value as StayStatus | null)
            setPages([])
          }}
          data={STAY_STATUSES.map((value) => ({ value, label: t(`book.stay.${value}`) }))}
        />
        <span className="grow" />
        <Button
          h={24}
          variant="default"
          disabled={pages.length === 0}
          rightSection={<Key>PgUp</Key>}
          onClick={() => setPages((all) => all.slice(0, -1))}
        >
          {t('book.newer')}
        </Button>
        <Button
          h={24}
          variant="default"
          disabled={next === null}
          rightSection={<Key>PgDn</Key>}
          onClick={() => next !== null && setPages((all) => [...all, next])}
        >
          {t('book.older')}
        </Button>
      </div>
      <QueryView query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="notice-empty">{t('book.none.reservations')}</p>
          ) : (
            <RowTable
              view="reservations"
              name={t('book.view.reservations')}
              rows={rows}
              idOf={idOf}
              columns={columns}
              isOver={isOver}
              keys={noKeys}
              onOpen={(row) => openReservation(row.reservationId, rows.map(idOf))}
            />
          )
        }
      </QueryView>
    </>
  )
}

const noKeys = () => ({})

function Standing({ row }: { row: Row }) {
  const [only] = row.stayStatuses
  if (row.hasCase) return <Status tone="danger">{t('book.stay.overbooked')}</Status>
  if (only === undefined) return <Status tone="unknown">{t('book.stay.noRooms')}</Status>
  const counts = STAY_STATUSES.flatMap((status) => {
    const count = row.stayStatuses.filter((each) => each === status).length
    if (count === 0) return []
    const words = t(`book.stay.${status}`)
    return [row.stayStatuses.length === 1 ? words : t('book.stay.count', { count, status: words })]
  })
  const tone = isOver(row) ? 'unknown' : 'ok'
  return <Status tone={tone}>{counts.join(', ')}</Status>
}
