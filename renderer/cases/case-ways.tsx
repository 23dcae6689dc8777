/** The ways out of a case that exist today, tried before they are offered: a room of another type, a room put back, a cancellation. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { addDays, laterOf } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { KeyHint, Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { type OverbookingCase, waysOf } from './case-way.ts'
import { WayOut } from './way-cards.tsx'

export function CaseWays({ of, reservation }: { of: OverbookingCase; reservation: ReservationDetail }) {
  const stay = reservation.stays.find(({ id }) => id === of.stayId)
  if (of.status === 'closed' || stay === undefined) return <Resolved of={of} />
  return <OpenWays of={of} reservation={reservation} stay={stay} />
}

function Resolved({ of }: { of: OverbookingCase }) {
  const { clock } = useHotel()
  return (
    <div className="case-ways">
      <div className="resolved" data-testid="case-resolved">
        <Mark tone="ok" />
        <div>
          <b>{t('cases.resolved')}</b>
          <p className="muted">
            {of.closedAt === null
              ? t('cases.resolved.gone')
              : t('cases.resolved.what', { at: clock.dayAndTime(of.closedAt) })}
          </p>
        </div>
      </div>
    </div>
  )
}

function OpenWays({
  of,
  reservation,
  stay,
}: {
  of: OverbookingCase
  reservation: ReservationDetail
  stay: ReservationDetail['stays'][number]
}) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const from = laterOf(stay.arrival, hotel.businessDate)
  const [first] = of.nights
  const last = of.nights.at(-1)
  const offers = useQuery(
    queries.inventory.offers.queryOptions({
      input: {
        arrival: from,
        departure: stay.departure,
        adults: stay.adults,
        children: stay.childrenAges.length,
      },
    }),
  )
  const chart = useQuery(
    queries.stays.tapeChart.queryOptions({
      input: { from: first ?? from, to: addDays(last ?? from, 1) },
    }),
  )
  const ways = useMemo(
    () => waysOf({ of, stay, reservation, hotel, offers: offers.data, blocks: chart.data?.blocks ?? [] }),
    [of, stay, reservation, hotel, offers.data, chart.data],
  )
  const [chosenKey, setChosen] = useState<string | null>(null)
  const index = Math.max(
    0,
    ways.findIndex(({ key }) => key === chosenKey),
  )
  const keys = useMemo(() => {
    const to = (step: number) => () => setChosen(ways[index + step]?.key ?? ways[index]?.key ?? null)
    return { arrowdown: to(1), arrowup: to(-1) }
  }, [ways, index])
  useViewKeys(keys)
  return (
    <div className="case-ways">
      <div className="ways-head">
        <h3>{t('cases.ways')}</h3>
        <span className="muted second">{t('cases.ways.order')}</span>
        <span className="grow" />
        <KeyHint keys={['↑', '↓']}>{t('cases.key.way')}</KeyHint>
        <KeyHint keys={['[', ']']}>{t('cases.key.case')}</KeyHint>
      </div>
      <QueryView query={offers}>
        {() => (
          <>
            {!ways.some(({ kind }) => kind !== 'cancel') && (
              <p className="notice-empty">{t('cases.ways.none')}</p>
            )}
            {ways.map((way, place) => (
              <WayOut
                key={way.key}
                way={way}
                stay={stay}
                reservation={reservation}
                card={{
                  isChosen: place === index,
                  onChoose: () => setChosen(way.key),
                  number: place + 1,
                }}
              />
            ))}
          </>
        )}
      </QueryView>
    </div>
  )
}
