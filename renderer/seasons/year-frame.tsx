/** The picture of a year with what is said of the night that is pointed at, or that has the keyboard. */
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useMemo, useState } from 'react'
import type { IsoDate } from '../../shared/dates.ts'
import type { Layers } from '../../shared/rates/layers.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { DayCard, dayWords } from './day-card.tsx'
import { dayFacts, occupancyByDate } from './day-facts.ts'
import type { Product, YearPicture } from './year-picture.ts'
import { placeOfDay, YearSvg } from './year-svg.tsx'

export function YearFrame({
  picture,
  layers,
  product,
  chosenId,
  day,
  slider,
  onDay,
  onChoose,
}: {
  picture: YearPicture
  layers: Layers<string>
  product: Product
  chosenId: string | null
  day: IsoDate
  slider: RefObject<SVGRectElement | null>
  onDay: (day: IsoDate) => void
  onChoose: (id: string) => void
}) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const [pointed, setPointed] = useState<IsoDate | null>(null)
  const [hasFocus, setFocus] = useState(false)
  // The picture stands without it: how full the house is comes when it comes.
  const stock = useQuery(queries.inventory.availability.queryOptions({ input: picture.year }))
  const occupancy = useMemo(() => occupancyByDate(stock.data?.roomTypes ?? []), [stock.data])
  const facts = dayFacts(layers, day, product)
  const shownDay = pointed ?? (hasFocus ? day : null)
  return (
    <div className="season-frame">
      <YearSvg
        picture={picture}
        occupancy={occupancy}
        currency={hotel.currency}
        chosenId={chosenId}
        day={day}
        dayText={dayWords(facts, occupancy.get(day), hotel.currency)}
        slider={slider}
        onChoose={onChoose}
        onDay={onDay}
        onPoint={setPointed}
        onFocus={setFocus}
      />
      {shownDay !== null && (
        <DayCard
          facts={shownDay === day ? facts : dayFacts(layers, shownDay, product)}
          occupancy={occupancy.get(shownDay)}
          isDisputed={picture.days.find(({ date }) => date === shownDay)?.isDisputed ?? false}
          left={placeOfDay(picture, shownDay)}
        />
      )}
    </div>
  )
}
