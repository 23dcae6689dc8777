/** What is held: for whom, which rooms, and until when; held rooms become a reservation, or are free again. */
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Hold } from '../../shared/contract/holds.ts'
import { useDesk, useHotel, useIsAway, useNow } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { listText, stayDatesText } from '../formats.ts'
import { KeyHint, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import type { BookDialog } from './book-dialog.ts'
import { leftText } from './left-text.ts'
import { type Column, RowTable, useChosen } from './row-table.tsx'

const idOf = (hold: Hold) => hold.id
const isOver = (hold: Hold) => hold.status !== 'active'
const TICK_MS = 30_000
const SOON_MS = 3_600_000

const TONES = { active: 'ok', converted: 'info', released: 'unknown', expired: 'unknown' } as const

export function HoldsView() {
  const { queries } = useDesk()
  const isAway = useIsAway()
  const [showsEnded, setShowsEnded] = useState(false)
  const open = useDeskState((state) => state.open)
  const openReservation = useDeskState((state) => state.openReservation)
  const query = useQuery(queries.holds.list.queryOptions({ input: { ended: showsEnded } }))
  const columns = useColumns()
  const keys = useMemo(
    () => (hold: Hold) => {
      const act = (kind: 'extendHold' | 'releaseHold' | 'convertHold') =>
        isOver(hold) || isAway
          ? undefined
          : () => open({ kind: 'book', of: { kind, hold } satisfies BookDialog })
      return { x: act('extendHold'), r: act('releaseHold'), b: act('convertHold') }
    },
    [isAway, open],
  )
  const holds = query.data?.holds ?? []
  const chosen = useChosen('holds', holds, idOf)
  return (
    <>
      <div className="book-filters">
        <Checkbox
          size="xs"
          label={t('book.hold.showEnded')}
          checked={showsEnded}
          onChange={({ currentTarget: { checked } }) => setShowsEnded(checked)}
        />
        <span className="grow" />
        {chosen !== undefined && !isOver(chosen) && (
          <span className="book-keys muted second">
            <KeyHint keys={['B']}>{t('book.hold.book')}</KeyHint>
            <KeyHint keys={['X']}>{t('book.hold.extend')}</KeyHint>
            <KeyHint keys={['R']}>{t('book.hold.release')}</KeyHint>
          </span>
        )}
      </div>
      <QueryView query={query}>
        {(data) =>
          data.holds.length === 0 ? (
            <p className="notice-empty">{t('book.none.holds')}</p>
          ) : (
            <RowTable
              view="holds"
              name={t('book.view.holds')}
              rows={data.holds}
              idOf={idOf}
              columns={columns}
              isOver={isOver}
              keys={keys}
              onOpen={(hold) => {
                if (hold.reservationId !== null) openReservation(hold.reservationId)
                else keys(hold).b?.()
              }}
            />
          )
        }
      </QueryView>
    </>
  )
}

function useColumns(): readonly Column<Hold>[] {
  const { names, clock } = useHotel()
  const now = useNow(TICK_MS)
  return useMemo(
    () => [
      { head: t('book.hold.label'), cell: (hold) => <span className="strong">{hold.label}</span> },
      { head: t('book.hold.kind'), width: 110, cell: (hold) => t(`book.hold.kind.${hold.kind}`) },
      { head: t('book.booker'), width: 180, cell: (hold) => hold.guestName ?? '' },
      {
        head: t('book.rooms'),
        width: 330,
        cell: (hold) =>
          listText(
            hold.lines.map((line) =>
              t('book.hold.line', {
                rooms: line.rooms,
                roomType: names.roomType(line.roomTypeId),
                dates: stayDatesText(line.from, line.to),
              }),
            ),
          ),
      },
      {
        head: t('book.hold.until'),
        width: 230,
        cell: (hold) =>
          hold.status !== 'active' ? (
            <span className="muted">{clock.dayAndTime(hold.endedAt ?? hold.expiresAt)}</span>
          ) : (
            <>
              {clock.dayAndTime(hold.expiresAt)}{' '}
              <span className={hold.expiresAt - now < SOON_MS ? 'warning-text' : 'muted'}>
                {leftText(hold.expiresAt, now)}
              </span>
            </>
          ),
      },
      {
        head: t('book.status'),
        width: 120,
        cell: (hold) => <Status tone={TONES[hold.status]}>{t(`book.hold.status.${hold.status}`)}</Status>,
      },
    ],
    [names, clock, now],
  )
}
