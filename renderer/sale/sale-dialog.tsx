/** Sells a room: a walk-in from the business date, booked and checked in with Enter, or a booking for later. */

import { Modal } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { longDayText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { useReturnFocus } from '../frame/return-focus.ts'
import { chooseOffer, nextPlan, nextType, type OffersAnswer, type SaleWish } from './offer-choice.ts'
import { PlanChoice, PriceSummary, RoomChoice, TypeChoice } from './sale-choices.tsx'
import { SaleForm } from './sale-form.tsx'
import { enterStay, hasIssue, type SaleStay, startOf } from './stay-entry.ts'
import { StayFields } from './stay-fields.tsx'

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 }

interface SeenProposal {
  readonly stayKey: string
  readonly wish: SaleWish
}

/** The type and plan that are proposed; the room may change, it costs nothing. */
function wishOf(answer: OffersAnswer | undefined, wish: SaleWish, stay: SaleStay): SaleWish {
  const { type, offer } = chooseOffer(answer, wish, !stay.isForLater)
  return { roomTypeId: type?.roomTypeId ?? null, ratePlanId: offer?.ratePlanId ?? null, roomId: null }
}

/** What the person chose, else what was proposed; a plan only with the type that it was proposed for. */
function held(wish: SaleWish, proposed: SaleWish): SaleWish {
  const isProposedType = wish.roomTypeId === null || wish.roomTypeId === proposed.roomTypeId
  return {
    roomTypeId: wish.roomTypeId ?? proposed.roomTypeId,
    ratePlanId: wish.ratePlanId ?? (isProposedType ? proposed.ratePlanId : null),
    roomId: wish.roomId,
  }
}

export function SaleDialog({ arrival, roomId }: { arrival: IsoDate | null; roomId: string | null }) {
  useReturnFocus()
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const [stay, setStay] = useState<SaleStay>({
    isForLater: arrival !== null && arrival !== hotel.businessDate,
    arrival: arrival ?? hotel.businessDate,
    nights: 1,
    adults: 2,
    children: 0,
    drafts: {},
  })
  const [wish, setWish] = useState<SaleWish>({ roomTypeId: null, ratePlanId: null, roomId })
  const starts = startOf(stay, hotel.businessDate)
  const query = useQuery(
    queries.inventory.offers.queryOptions({
      input: {
        arrival: starts,
        departure: addDays(starts, stay.nights),
        adults: stay.adults,
        children: stay.children,
      },
      placeholderData: keepPreviousData,
    }),
  )
  const isCurrent = query.isSuccess && !query.isPlaceholderData && !hasIssue(stay)
  const stayKey = `${starts} ${stay.nights} ${stay.adults} ${stay.children} ${stay.isForLater}`
  const [seen, setSeen] = useState<SeenProposal | null>(null)
  // What was proposed stays proposed for these dates: when it is sold meanwhile, the person sees that and chooses,
  // instead of selling another type with the Enter that was meant for this one.
  if (isCurrent && seen?.stayKey !== stayKey) setSeen({ stayKey, wish: wishOf(query.data, wish, stay) })
  const choice = chooseOffer(query.data, seen === null ? wish : held(wish, seen.wish), !stay.isForLater)
  const roomTypeId = choice.type?.roomTypeId ?? null

  /** While the name is typed, arrows choose plan, nights and type: the hand stays where it is. */
  function chooseByKey(event: KeyboardEvent) {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    if (event.shiftKey) {
      const nights = stay.nights + (event.key.endsWith('Up') ? 1 : -1)
      if (nights >= 1) setStay(enterStay(stay, 'nights', String(nights), hotel))
    } else if (event.key.startsWith('Page')) {
      setWish({ ...wish, roomTypeId: nextType(query.data, choice, step), roomId: null })
    } else {
      setWish({ ...wish, roomTypeId, ratePlanId: nextPlan(choice, step) })
    }
  }
  return (
    <Modal
      opened
      onClose={close}
      centered
      size={1040}
      className="sale-dialog"
      title={stay.isForLater ? 'Book for later' : `Walk-in, ${longDayText(hotel.businessDate)}`}
    >
      <SaleForm
        stay={stay}
        choice={choice}
        currency={query.data?.currency ?? hotel.currency}
        isCurrent={isCurrent}
        onNameKey={chooseByKey}
        left={
          <>
            <StayFields stay={stay} onChange={setStay} />
            <QueryView query={query}>
              {(answer) => (
                <>
                  <TypeChoice
                    answer={answer}
                    choice={choice}
                    onChoose={(chosen) => setWish({ ...wish, roomTypeId: chosen, roomId: null })}
                  />
                  <PlanChoice
                    currency={answer.currency}
                    choice={choice}
                    onChoose={(ratePlanId) => setWish({ ...wish, roomTypeId, ratePlanId })}
                  />
                </>
              )}
            </QueryView>
          </>
        }
        right={
          <>
            <RoomChoice
              choice={choice}
              arrivesToday={starts === hotel.businessDate}
              onChoose={(room) => setWish({ ...wish, roomTypeId, roomId: room })}
            />
            <PriceSummary currency={query.data?.currency ?? hotel.currency} choice={choice} />
          </>
        }
      />
    </Modal>
  )
}
