/** What the chosen result is, and what can be done with it: by click, by Tab and Enter, or by its letter with Alt. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { SearchHit } from '../../shared/contract/search.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { type StaySubject, useDeskState } from '../desk-state.ts'
import { amountText, stayDatesText } from '../formats.ts'
import { Key, LookStatus } from '../frame/marks.tsx'
import { rich, t } from '../text/text.ts'
import type { PaletteItem } from './palette-items.ts'

export function PalettePreview({ item }: { item: PaletteItem }) {
  const { names } = useHotel()
  if (item.kind === 'action') return <h2 className="palette-title">{item.action.words()}</h2>
  if (item.kind !== 'room' || item.hit !== null) {
    const { hit } = item
    return hit === null ? null : <StayPreview key={hit.stayId} hit={hit} />
  }
  return (
    <>
      <div>
        <h2 className="palette-title figures">{item.room.name}</h2>
        <div className="muted second">{names.roomType(item.room.roomTypeId)}</div>
      </div>
      {!item.room.inService ? (
        <p className="muted">{t('search.detail.outOfService')}</p>
      ) : (
        item.isWhole && <p className="muted">{t('search.detail.sellRoom')}</p>
      )}
    </>
  )
}

function StayPreview({ hit }: { hit: SearchHit }) {
  const { queries } = useDesk()
  const { hotel, names } = useHotel()
  const { data } = useQuery(
    queries.reservations.get.queryOptions({ input: { reservationId: hit.reservationId } }),
  )
  const stay = data?.stays.find((each) => each.id === hit.stayId)
  return (
    <>
      <div>
        <h2 className="palette-title">{hit.guestName}</h2>
        <div className="muted second">
          {hit.code} · {hit.channelName ?? t('search.direct')} {hit.channelRef}
        </div>
      </div>
      <LookStatus look={lookOf(hit, hotel.businessDate)} />
      <dl className="palette-facts">
        <Fact words={t('search.detail.stay')}>{stayDatesText(hit.arrival, hit.departure)}</Fact>
        <Fact words={t('search.detail.room')}>
          {hit.roomId === null ? t('search.noRoom') : names.room(hit.roomId)}
        </Fact>
        <Fact words={t('search.detail.roomType')}>{names.roomType(hit.roomTypeId)}</Fact>
        {stay !== undefined && data !== undefined && (
          <>
            <Fact words={t('search.detail.guests')}>
              {t('search.detail.guestCount', { adults: stay.adults, children: stay.childrenAges.length })}
            </Fact>
            <Fact words={t('search.detail.total', { currency: data.currency })}>
              {amountText(stay.totalMinor, data.currency)}
            </Fact>
          </>
        )}
      </dl>
      {data !== undefined && data.note !== '' && <p className="palette-remark">{data.note}</p>}
      <StayActions hit={hit} stay={stay} />
    </>
  )
}

function Fact({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function StayActions({
  hit,
  stay,
}: {
  hit: SearchHit
  stay: ReservationDetail['stays'][number] | undefined
}) {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const open = useDeskState((state) => state.open)
  const closeDialog = useDeskState((state) => state.closeDialog)
  const openReservation = useDeskState((state) => state.openReservation)
  const revealOnChart = useDeskState((state) => state.revealOnChart)
  const subject: StaySubject | null = stay === undefined ? null : { ...hit, adults: stay.adults }
  const look = lookOf(hit, hotel.businessDate)
  const isThere = look === 'in-house' || look === 'due-out'
  const canAct = subject !== null && !isAway
  return (
    <>
      <div className="palette-actions">
        <Action
          words={t('search.do.open')}
          shownKey="Enter"
          onAct={() => {
            closeDialog()
            openReservation(hit.reservationId)
          }}
        />
        {look === 'due-in' && (
          <Action
            words={t('search.do.checkIn')}
            shownKey="I"
            isOff={!canAct}
            onAct={() => subject !== null && open({ kind: 'checkIn', stay: subject })}
          />
        )}
        {isThere && (
          <Action
            words={t('search.do.checkOut')}
            shownKey="O"
            isOff={!canAct}
            onAct={() => subject !== null && open({ kind: 'checkOut', stay: subject })}
          />
        )}
        {(isThere || hit.status === 'reserved') && (
          <Action
            words={t(hit.roomId === null ? 'search.do.giveRoom' : 'search.do.move')}
            shownKey="A"
            isOff={!canAct}
            onAct={() => subject !== null && open({ kind: 'assign', stay: subject })}
          />
        )}
        <Action
          words={t('search.do.chart')}
          shownKey="C"
          onAct={() => {
            closeDialog()
            revealOnChart({ stayId: hit.stayId, date: hit.arrival })
          }}
        />
      </div>
      <span className="grow" />
      <p className="muted second">
        {rich('search.do.alt', { k: (words) => <kbd className="key">{words}</kbd> })}
      </p>
    </>
  )
}

function Action({
  words,
  shownKey,
  isOff = false,
  onAct,
}: {
  words: string
  shownKey: string
  isOff?: boolean
  onAct: () => void
}) {
  return (
    <button
      type="button"
      disabled={isOff}
      data-key={shownKey.toLowerCase()}
      onKeyDown={(event) => {
        // Enter on this button is this action, not the first result.
        if (event.key === 'Enter') event.stopPropagation()
      }}
      onClick={onAct}
    >
      {words}
      <Key>{shownKey}</Key>
    </button>
  )
}
