/** The card of a stay: after a moment of the mouse on its bar, or by Space; it asks for what the bar does not show. */
import { useQuery } from '@tanstack/react-query'
import { type PointerEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import type { PagePorts } from '../connection/browser-ports.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { amountText, stayDatesText } from '../formats.ts'
import { LookStatus } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import type { Placed, PlacedStay } from './bar-layout.ts'
import type { LaneRow } from './chart-rows.ts'
import { nightsText, roomText } from './chart-words.ts'

const SHOWS_AFTER_MS = 350
const CARD_WIDTH = 320
const CARD_HEIGHT = 236
const GAP = 6

export interface CardSubject {
  readonly placed: Placed
  readonly row: LaneRow
}

interface ShownCard {
  readonly placed: PlacedStay
  /** Of the page, in px. */
  readonly left: number
  readonly top: number
}

export interface HoverCardState {
  readonly shown: ShownCard | null
  hide(): void
  /** By the keyboard: at once, and away again. */
  toggle(subject: CardSubject): void
  over(event: PointerEvent, subjectOf: (bar: Element) => CardSubject | null): void
}

/** Beside its bar and within the page, under it where there is room. */
function placeOf(bar: Element): { left: number; top: number } {
  const box = bar.getBoundingClientRect()
  const page = document.documentElement
  const below = box.bottom + GAP
  return {
    left: Math.max(8, Math.min(Math.max(box.left, 140), page.clientWidth - CARD_WIDTH - 8)),
    top: below + CARD_HEIGHT > page.clientHeight ? Math.max(8, box.top - GAP - CARD_HEIGHT) : below,
  }
}

export function useHoverCard(page: PagePorts): HoverCardState {
  const [shown, setShown] = useState<ShownCard | null>(null)
  const waiting = useRef<{ element: Element; cancel: () => void } | null>(null)
  const hide = useCallback(() => {
    waiting.current?.cancel()
    waiting.current = null
    setShown(null)
  }, [])
  useEffect(() => () => waiting.current?.cancel(), [])
  return useMemo(
    () => ({
      shown,
      hide,
      toggle({ placed }) {
        const element = document.getElementById(placed.id)
        if (shown?.placed === placed || element === null || placed.kind !== 'stay') hide()
        else setShown({ placed, ...placeOf(element) })
      },
      over(event, subjectOf) {
        const element = event.target instanceof Element ? event.target.closest('.bar') : null
        if (element === waiting.current?.element) return
        hide()
        if (element === null || event.pointerType === 'touch' || event.buttons !== 0) return
        const cancel = page.setTimer(SHOWS_AFTER_MS, () => {
          const placed = element.isConnected ? subjectOf(element)?.placed : undefined
          if (placed?.kind === 'stay') setShown({ placed, ...placeOf(element) })
        })
        waiting.current = { element, cancel }
      },
    }),
    [shown, hide, page],
  )
}

/** @param asOf epoch ms when it is looked back */
export function HoverCard({ placed, left, top, asOf }: ShownCard & { asOf: number | null }) {
  const { queries } = useDesk()
  const { names } = useHotel()
  const { bar, look } = placed
  const { data } = useQuery(
    queries.reservations.get.queryOptions({
      input: { reservationId: bar.reservationId, ...(asOf === null ? {} : { asOf }) },
    }),
  )
  const stay = data?.stays.find(({ id }) => id === bar.stayId)
  return (
    <div className="hover-card" role="tooltip" data-testid="hover-card" style={{ left, top }}>
      <div className="hover-card-head">
        <b>{bar.guestName}</b>
        <LookStatus look={look} />
      </div>
      <dl>
        <Line name={t('chart.card.code')}>{bar.code}</Line>
        <Line name={t('chart.card.dates')}>
          {stayDatesText(bar.arrival, bar.departure)}, {nightsText(bar.arrival, bar.departure)}
        </Line>
        <Line name={t('chart.card.room')}>
          {roomText(bar.roomId, names)}, {names.roomType(bar.roomTypeId)}
        </Line>
        <Line name={t('chart.card.guests')}>
          {stay === undefined ? t('common.guests', { count: bar.guests }) : guestsText(stay)}
        </Line>
        <Line name={t('chart.card.plan')}>
          {stay === undefined ? <Pending /> : names.ratePlan(stay.ratePlanId)}
        </Line>
        <Line name={t('chart.card.total')}>
          {stay === undefined || data === undefined ? (
            <Pending />
          ) : (
            <span className="figures">
              {t('chart.amount', {
                amount: amountText(stay.totalMinor, data.currency),
                currency: data.currency,
              })}
            </span>
          )}
        </Line>
        {bar.channelName !== null && (
          <Line name={t('chart.card.channel')}>
            {data?.channel == null
              ? bar.channelName
              : t('chart.card.channelRef', { channel: data.channel.name, ref: data.channel.ref })}
          </Line>
        )}
      </dl>
      {bar.hasCase && <p className="danger-text">{t('chart.card.overbooked')}</p>}
      {data !== undefined && data.note !== '' && <p className="hover-card-note">{data.note}</p>}
    </div>
  )
}

function guestsText(stay: ReservationDetail['stays'][number]): string {
  const adults = t('common.adults', { count: stay.adults })
  if (stay.childrenAges.length === 0) return adults
  return `${adults}, ${t('common.children', { count: stay.childrenAges.length })}`
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Pending() {
  return <span className="hover-card-pending">{t('common.loading')}</span>
}
