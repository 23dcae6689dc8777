/** Groups: what is set apart for each and what of it is picked up, night by night, with the guests who have it. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Group } from '../../shared/contract/groups.ts'
import { nightsOf } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, dayOfMonth, dayText, stayDatesText, weekdayText } from '../formats.ts'
import { KeyHint, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { type Column, RowTable, useChosen } from './row-table.tsx'

type Detail = Answers['groups']['get']

const idOf = (group: Group) => group.id
const isOver = ({ status }: Group) => status !== 'open'
const TONES = { open: 'ok', released: 'unknown', cancelled: 'unknown' } as const

export function GroupsView() {
  const { queries } = useDesk()
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const openReservation = useDeskState((state) => state.openReservation)
  const query = useQuery(queries.groups.list.queryOptions())
  const columns = useMemo(
    (): Column<Group>[] => [
      { head: t('book.group.code'), width: 90, cell: (group) => group.code },
      { head: t('book.group.name'), cell: (group) => <span className="strong">{group.name}</span> },
      { head: t('book.dates'), width: 170, cell: (group) => stayDatesText(group.arrival, group.departure) },
      {
        head: t('book.group.pickedUp'),
        width: 120,
        isRight: true,
        cell: (group) =>
          t('book.group.ofNights', { pickedUp: group.pickedUpNights, nights: group.roomNights }),
      },
      { head: t('book.group.releases'), width: 110, cell: (group) => dayText(group.releaseDate) },
      {
        head: t('book.status'),
        width: 110,
        cell: ({ status }) => <Status tone={TONES[status]}>{t(`book.group.status.${status}`)}</Status>,
      },
    ],
    [],
  )
  const keys = useMemo(
    () => (group: Group) => {
      const act = (kind: 'changeGroup' | 'pickUp' | 'roomingList' | 'releaseGroup' | 'cancelGroup') =>
        isOver(group) || isAway ? undefined : () => open({ kind: 'book', of: { kind, group } })
      return {
        p: act('pickUp'),
        l: act('roomingList'),
        e: act('changeGroup'),
        r: act('releaseGroup'),
        x: act('cancelGroup'),
      }
    },
    [isAway, open],
  )
  const chosen = useChosen('groups', query.data?.groups ?? [], idOf)
  return (
    <>
      <div className="book-filters">
        <span className="grow" />
        {chosen !== undefined && !isOver(chosen) && (
          <span className="book-keys muted second">
            <KeyHint keys={['P']}>{t('book.group.pickUp')}</KeyHint>
            <KeyHint keys={['L']}>{t('book.group.list')}</KeyHint>
            <KeyHint keys={['E']}>{t('book.group.change')}</KeyHint>
            <KeyHint keys={['R']}>{t('book.group.release')}</KeyHint>
            <KeyHint keys={['X']}>{t('book.group.cancel')}</KeyHint>
          </span>
        )}
      </div>
      <QueryView query={query}>
        {({ groups }) =>
          groups.length === 0 ? (
            <p className="notice-empty">{t('book.none.groups')}</p>
          ) : (
            <div className="book-columns">
              <RowTable
                view="groups"
                name={t('book.view.groups')}
                rows={groups}
                idOf={idOf}
                columns={columns}
                isOver={isOver}
                keys={keys}
                onOpen={(group) => openReservation(group.reservationId)}
              />
              {chosen !== undefined && <GroupDetail key={chosen.id} groupId={chosen.id} />}
            </div>
          )
        }
      </QueryView>
    </>
  )
}

function GroupDetail({ groupId }: { groupId: string }) {
  const { queries } = useDesk()
  const query = useQuery(queries.groups.get.queryOptions({ input: { groupId } }))
  return (
    <aside
      className="book-detail"
      aria-label={t('book.group.details')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
      tabIndex={0}
      data-testid="group-detail"
    >
      <QueryView query={query}>
        {(detail) => (
          <>
            <h2 className="panel-title">{detail.group.name}</h2>
            <p className="muted second">
              {t('book.group.master', { code: detail.group.reservationCode })}
              {detail.group.note === '' ? '' : ` · ${detail.group.note}`}
            </p>
            <AllotmentTable detail={detail} />
            <PickUpTable detail={detail} />
          </>
        )}
      </QueryView>
    </aside>
  )
}

/** A row a type, a column a night: picked up of how many are set apart. */
function AllotmentTable({ detail: { group, nights } }: { detail: Detail }) {
  const { names, hotel } = useHotel()
  const dates = nightsOf({ from: group.arrival, to: group.departure })
  const types = [...new Set(nights.map((night) => night.roomTypeId))]
  return (
    <div className="book-scroll">
      <table className="table allotment" aria-label={t('book.group.allotment')}>
        <thead>
          <tr>
            <th>{t('book.group.type')}</th>
            <th className="right">{t('book.group.rate', { currency: hotel.currency })}</th>
            {dates.map((date) => (
              <th key={date} className="right" title={dayText(date)}>
                {weekdayText(date)} {dayOfMonth(date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map((type) => {
            const own = nights.filter((night) => night.roomTypeId === type)
            return (
              <tr key={type}>
                <td>{names.roomType(type)}</td>
                <td className="right">{amountText(own[0]?.amountMinor ?? 0, hotel.currency)}</td>
                {dates.map((date) => {
                  const night = own.find((each) => each.date === date)
                  return (
                    <td key={date} className="right figures">
                      {night === undefined
                        ? ''
                        : t('book.group.ofRooms', {
                            pickedUp: night.pickedUp,
                            rooms: night.rooms - night.released,
                          })}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function PickUpTable({ detail: { pickUp } }: { detail: Detail }) {
  const { names, hotel } = useHotel()
  if (pickUp.length === 0) return <p className="muted">{t('book.group.nobody')}</p>
  return (
    <table className="table" aria-label={t('book.group.guests')}>
      <colgroup>
        <col />
        <col style={{ width: 140 }} />
        <col style={{ width: 64 }} />
        <col style={{ width: 150 }} />
        <col style={{ width: 92 }} />
        <col style={{ width: 92 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('book.booker')}</th>
          <th>{t('book.group.type')}</th>
          <th>{t('book.group.room')}</th>
          <th>{t('book.dates')}</th>
          <th>{t('book.status')}</th>
          <th className="right">{t('book.total', { currency: hotel.currency })}</th>
        </tr>
      </thead>
      <tbody>
        {pickUp.map((stay) => (
          <tr key={stay.stayId} className={stay.status === 'cancelled' ? 'is-done' : undefined}>
            <td className="strong">{stay.guestName}</td>
            <td>{names.roomType(stay.roomTypeId)}</td>
            <td>{stay.roomId === null ? '' : names.room(stay.roomId)}</td>
            <td>{stayDatesText(stay.arrival, stay.departure)}</td>
            <td>{t(`book.stay.${stay.status}`)}</td>
            <td className="right">{amountText(stay.totalMinor, hotel.currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
