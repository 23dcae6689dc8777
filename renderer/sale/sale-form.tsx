/** The sale's fields, its keys, and the two ways to finish it: Enter books and checks in, Ctrl+Enter only books. */
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, personText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Mark } from '../frame/marks.tsx'
import { CancellationTermsLines } from '../stays/cancellation-terms.tsx'
import { t } from '../text/text.ts'
import { AlsoIn, type Display } from './also-in.tsx'
import { useSaleDraft } from './draft-state.ts'
import { DropQuestion } from './drop-question.tsx'
import { GuestFields, isBookerValid } from './guest-fields.tsx'
import { nextPlan, nextRoom, nextType, refusalText } from './offer-choice.ts'
import { OffersTable } from './offers-table.tsx'
import { PriceBreakdown } from './price-breakdown.tsx'
import { PriceList } from './price-list.tsx'
import { Promotions } from './promotions.tsx'
import { RoomChoice } from './room-choice.tsx'
import type { RoomSale } from './room-sales.ts'
import { AddRoomButton, RoomGuestFields, RoomTabs } from './room-tabs.tsx'
import { saleCommand } from './sale-command.ts'
import { addRoom, currentRoom, isForNow, removeRoom, type SaleDraft, withRoom } from './sale-draft.ts'
import { SaleFoot } from './sale-foot.tsx'
import { fieldOf, type SaleAction, type SaleStep, saleAction } from './sale-keys.ts'
import { enterStay, nameIssue } from './stay-entry.ts'
import { StayFields } from './stay-fields.tsx'
import { TypeChoice } from './type-choice.tsx'
import { useRoomSales } from './use-room-sales.ts'

export function SaleForm({
  sale,
  isAsked,
  onKeep,
  onDone,
}: {
  sale: SaleDraft
  /** Whether to drop what was entered. */
  isAsked: boolean
  onKeep: () => void
  onDone: () => void
}) {
  const { calls, queries, cache } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const change = useSaleDraft((state) => state.change)
  const form = useRef<HTMLFormElement>(null)
  const [isPricing, setPricing] = useState(false)
  const [isWhy, setWhy] = useState(false)
  const sales = useRoomSales(sale.rooms, sale.code)
  const room = currentRoom(sale)
  const shown = sales.find((each) => each.room.key === room.key) ?? sales[0]
  const create = useCommand(calls.reservations.create)
  const { clear } = create
  const isNow = isForNow(sale)
  const currency = shown?.answer?.currency ?? hotel.currency
  const set = (part: Parameters<typeof withRoom>[2]) => change((before) => withRoom(before, room.key, part))
  const canBook = sales.every((each) => each.canBook) && !isAway && !create.isSending
  const canCheckIn = canBook && isNow && sales.every((each) => each.canCheckIn)
  const offersKey = JSON.stringify(sale.rooms.map(({ stay, wish, agreed }) => [stay, wish, agreed]))

  // A failure belongs to the offer it was about.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the trigger, not an input
  useEffect(clear, [offersKey])

  async function sell(checkIn: boolean) {
    change((before) => ({ ...before, wasTried: true }))
    if (!isBookerValid(sale) || !sale.rooms.every(isRoomGuestValid)) return
    const input = saleCommand(sale, sales, checkIn)
    if (input === undefined || !(checkIn ? canCheckIn : canBook)) return
    const answer = await create.send(input)
    if (answer === undefined) {
      // Somebody may have been faster: the offers are looked at again before the next try.
      await cache.invalidateQueries({ queryKey: queries.inventory.offers.key() })
      return
    }
    const given = sales.flatMap(({ choice }) => (choice.room === null ? [] : [choice.room.name]))
    const values = {
      name: personText(input.booker as { surname: string; firstName: string }),
      rooms: given.length === 0 ? 'none' : given.join(', '),
      code: answer.code,
      total: t('sale.money', {
        currency: answer.currency,
        amount: amountText(answer.totalMinor, answer.currency),
      }),
    }
    notify('done', checkIn ? t('sale.done.checkedIn', values) : t('sale.done.booked', values))
    onDone()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isAsked) void sell(isNow)
  }
  function act(action: SaleAction) {
    if (action.kind === 'focus') {
      form.current?.querySelector<HTMLInputElement>(`[data-sale-field="${action.field}"]`)?.focus()
    } else if (action.kind === 'price') setPricing(!isPricing)
    else if (action.kind === 'why') setWhy(!isWhy)
    else if (action.kind === 'addRoom') change(addRoom)
    else if (shown !== undefined) choose(action, shown)
  }
  function choose(action: SaleStep, { choice, answer }: RoomSale) {
    const roomTypeId = choice.type?.roomTypeId ?? null
    switch (action.kind) {
      case 'plan':
        return set({ wish: { ...room.wish, roomTypeId, ratePlanId: nextPlan(choice, action.step) } })
      case 'type':
        return set({
          wish: { ...room.wish, roomTypeId: nextType(answer, choice, action.step), roomId: null },
        })
      case 'room': {
        const roomId = nextRoom(choice, action.step, room.stay.arrival === null)
        return set({ wish: { ...room.wish, roomTypeId, roomId } })
      }
      case 'nights': {
        const nights = room.stay.nights + action.step
        if (nights >= 1) set({ stay: enterStay(room.stay, 'nights', String(nights), hotel) })
      }
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isAsked) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void sell(false)
      return
    }
    const action = saleAction(event, fieldOf(event.target))
    if (action === null) return
    event.preventDefault()
    act(action)
  }
  if (shown === undefined) return null
  const { answer, choice } = shown
  const roomTypeId = choice.type?.roomTypeId ?? null
  return (
    <form
      ref={form}
      className={shown.isCurrent ? 'sale' : 'sale is-stale'}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      data-testid="sale-form"
      autoComplete="off"
    >
      <div className="sale-columns">
        <div className="sale-left">
          <RoomTabs
            sales={sales}
            current={room}
            isNow={isNow}
            currency={currency}
            onShow={(key) => change((before) => ({ ...before, current: key }))}
            onRemove={(key) => change((before) => removeRoom(before, key))}
          />
          <StayFields stay={room.stay} wasTried={sale.wasTried} onChange={(stay) => set({ stay })} />
          <FailureAlert failure={shown.failure} />
          {answer === undefined && shown.failure === null && (
            <p className="notice-empty" role="status">
              {t('common.loading')}
            </p>
          )}
          {answer !== undefined && (
            <>
              <TypeChoice
                answer={answer}
                choice={choice}
                onChoose={(chosen) => set({ wish: { ...room.wish, roomTypeId: chosen, roomId: null } })}
              />
              <OffersTable
                currency={currency}
                display={answer.display}
                choice={choice}
                room={room}
                onChoose={(ratePlanId) => set({ wish: { ...room.wish, roomTypeId, ratePlanId } })}
                onOverride={(overridden) => set({ overridden })}
                onWhy={() => setWhy(!isWhy)}
              />
              {isWhy && choice.offer !== null && (
                <PriceBreakdown
                  offer={choice.offer}
                  adults={room.stay.adults}
                  currency={currency}
                  onClose={() => setWhy(false)}
                />
              )}
            </>
          )}
          {sales.length > 1 && <RoomGuestFields room={room} onChange={(guest) => set({ guest })} />}
          <GuestFields sale={sale} onChange={change} />
          <FailureAlert failure={create.failure} />
          {create.failure === null && <Refused sale={shown} names={names} wasTried={sale.wasTried} />}
        </div>
        <aside className="sale-right" aria-label={t('sale.room')}>
          <RoomChoice
            choice={choice}
            isNow={room.stay.arrival === null}
            onChoose={(roomId) => set({ wish: { ...room.wish, roomTypeId, roomId } })}
          />
          <Promotions
            sale={sale}
            shown={shown}
            currency={currency}
            onCode={(code) => change((before) => ({ ...before, code }))}
          />
          <PriceList
            key={room.key}
            sale={shown}
            currency={currency}
            isEditing={isPricing}
            onEdit={setPricing}
            onAgree={(agreed) => set({ agreed })}
          />
          {choice.offer !== null && shown.nights.length > 0 && (
            <CancellationTermsLines
              ratePlanId={choice.offer.ratePlanId}
              arrival={shown.arrival}
              amounts={shown.nights.map(({ amountMinor, planMinor }) => amountMinor ?? planMinor)}
              currency={currency}
            />
          )}
          <div className="sale-add">
            <AddRoomButton rooms={sales.length} onAdd={() => change(addRoom)} />
          </div>
          <Total sales={sales} currency={currency} display={answer?.display ?? null} />
        </aside>
      </div>
      {isAsked ? (
        <DropQuestion name={personText(sale.booker)} onKeep={onKeep} onDiscard={onDone} />
      ) : (
        <SaleFoot
          isNow={isNow}
          rooms={sales.length}
          roomName={sales.length === 1 ? (choice.room?.name ?? null) : null}
          canBook={canBook}
          canCheckIn={canCheckIn}
          isSending={create.isSending}
          onBookOnly={() => void sell(false)}
        />
      )}
    </form>
  )
}

function isRoomGuestValid({ guest }: SaleDraft['rooms'][number]): boolean {
  const hasFirstName = guest.firstName.trim() !== ''
  return nameIssue(guest.surname, hasFirstName) === null && nameIssue(guest.firstName, false) === null
}

/** Why what is chosen cannot be sold as it stands. */
function Refused({
  sale: { choice, room, canBook, isCurrent },
  names,
  wasTried,
}: {
  sale: RoomSale
  names: ReturnType<typeof useHotel>['names']
  wasTried: boolean
}) {
  const { offer } = choice
  if (offer === null || offer.refusal === null || canBook || !isCurrent) return null
  if (offer.refusal.reason === 'restriction') {
    if (!wasTried || room.overridden !== null) return null
    return (
      <div className="alert" role="alert">
        <Mark tone="danger" />
        <span>{t('sale.overrideFirst')}</span>
      </div>
    )
  }
  return (
    <div className="alert" role="alert">
      <Mark tone="danger" />
      <span>
        {t('sale.refused', {
          type: names.roomType(offer.roomTypeId),
          plan: names.ratePlan(offer.ratePlanId),
          reason: refusalText(offer.refusal),
        })}
      </span>
    </div>
  )
}

function Total({
  sales,
  currency,
  display,
}: {
  sales: readonly RoomSale[]
  currency: string
  display: Display
}) {
  let total: number | undefined = 0
  for (const { totalMinor } of sales)
    total = total === undefined || totalMinor === undefined ? undefined : total + totalMinor
  return (
    <div className="sale-total">
      <span>{t('sale.total')}</span>
      <span>
        <span className="muted">{currency}</span>{' '}
        <span className="figures" data-testid="sale-total">
          {total === undefined ? '–' : amountText(total, currency)}
        </span>
        {total !== undefined && <AlsoIn minor={total} currency={currency} display={display} />}
      </span>
    </div>
  )
}
