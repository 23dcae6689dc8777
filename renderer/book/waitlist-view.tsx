/** Who waits for a room, in the order in which what becomes free is offered, and why it is that order. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts'
import { useCommand, useDesk, useHotel, useIsAway, useNow } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { listText, stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { KeyHint, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { leftText } from './left-text.ts'
import { type Column, RowTable, useChosen } from './row-table.tsx'

const idOf = (entry: WaitlistEntry) => entry.id
const isOver = ({ status }: WaitlistEntry) => status !== 'waiting' && status !== 'offered'
const TICK_MS = 30_000
const FIRST = 1
const LAST = 9

const TONES = {
  waiting: 'busy',
  offered: 'warning',
  booked: 'ok',
  lapsed: 'unknown',
  withdrawn: 'unknown',
} as const

export function WaitlistView() {
  const { queries, calls } = useDesk()
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const openReservation = useDeskState((state) => state.openReservation)
  const query = useQuery(queries.waitlist.list.queryOptions())
  const change = useCommand(calls.waitlist.change)
  const columns = useColumns()
  const { send } = change
  const keys = useMemo(
    () => (entry: WaitlistEntry) => {
      const canAct = !isOver(entry) && !isAway
      const prefer = (by: -1 | 1) =>
        canAct && entry.priority + by >= FIRST && entry.priority + by <= LAST
          ? () => void send({ entryId: entry.id, priority: entry.priority + by })
          : undefined
      return {
        b:
          canAct && entry.offer !== null
            ? () => open({ kind: 'book', of: { kind: 'acceptOffer', entry } })
            : undefined,
        x: canAct ? () => open({ kind: 'book', of: { kind: 'withdraw', entry } }) : undefined,
        '+': prefer(-1),
        '-': prefer(1),
      }
    },
    [isAway, open, send],
  )
  const chosen = useChosen('waitlist', query.data?.entries ?? [], idOf)
  return (
    <>
      <div className="book-filters">
        <FailureAlert failure={change.failure} />
        <span className="grow" />
        {chosen !== undefined && !isOver(chosen) && (
          <span className="book-keys muted second">
            {chosen.offer !== null && <KeyHint keys={['B']}>{t('book.wait.accept')}</KeyHint>}
            <KeyHint keys={['+', '-']}>{t('book.wait.prefer')}</KeyHint>
            <KeyHint keys={['X']}>{t('book.wait.withdraw')}</KeyHint>
          </span>
        )}
      </div>
      <QueryView query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="notice-empty">{t('book.none.waitlist')}</p>
          ) : (
            <RowTable
              view="waitlist"
              name={t('book.view.waitlist')}
              rows={entries}
              idOf={idOf}
              columns={columns}
              isOver={isOver}
              keys={keys}
              onOpen={(entry) => {
                if (entry.reservationId !== null) openReservation(entry.reservationId)
                else keys(entry).b?.()
              }}
            />
          )
        }
      </QueryView>
    </>
  )
}

function useColumns(): readonly Column<WaitlistEntry>[] {
  const { names, clock } = useHotel()
  const now = useNow(TICK_MS)
  return useMemo(
    () => [
      {
        head: t('book.wait.rank'),
        width: 230,
        cell: ({ rank, rankBecause }) =>
          rank === null ? (
            ''
          ) : (
            <>
              <span className="strong">{rank}</span>{' '}
              <span className="muted second">{t(`book.wait.because.${rankBecause ?? 'first'}`)}</span>
            </>
          ),
      },
      { head: t('book.booker'), cell: (entry) => <span className="strong">{entry.guestName}</span> },
      {
        head: t('book.dates'),
        width: 220,
        cell: ({ arrival, departure, flexibleDays }) =>
          flexibleDays === 0
            ? stayDatesText(arrival, departure)
            : t('book.wait.flexible', { dates: stayDatesText(arrival, departure), days: flexibleDays }),
      },
      {
        head: t('book.wait.types'),
        width: 200,
        cell: ({ roomTypeIds }) => listText(roomTypeIds.map((id) => names.roomType(id))),
      },
      {
        head: t('book.wait.guests'),
        width: 70,
        isRight: true,
        cell: (entry) => entry.adults + entry.children,
      },
      { head: t('book.wait.priority'), width: 80, isRight: true, cell: (entry) => entry.priority },
      {
        head: t('book.wait.since'),
        width: 150,
        cell: (entry) => clock.dayAndTime(entry.createdAt),
      },
      {
        head: t('book.status'),
        width: 300,
        cell: ({ status, offer }) => (
          <Status tone={TONES[status]}>
            {offer === null
              ? t(`book.wait.status.${status}`)
              : t('book.wait.offer', {
                  roomType: names.roomType(offer.roomTypeId),
                  dates: stayDatesText(offer.arrival, offer.departure),
                  left: leftText(offer.expiresAt, now),
                })}
          </Status>
        ),
      },
    ],
    [names, clock, now],
  )
}
