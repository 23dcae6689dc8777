/** The guest, the failure and the two ways to finish a sale: Enter books and checks in, Ctrl+Enter only books. */
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { addDays } from '../../shared/dates.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, personText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key, KeyHint, Mark } from '../frame/marks.tsx'
import { FOCUS_AT_ONCE } from '../frame/return-focus.ts'
import { refusalText, type SaleChoice } from './offer-choice.ts'
import { agesOf, nameIssue, type SaleStay, startOf } from './stay-entry.ts'

export function SaleForm({
  stay,
  choice,
  currency,
  isCurrent,
  onNameKey,
  left,
  right,
}: {
  stay: SaleStay
  choice: SaleChoice
  currency: string
  /** False while the offers shown are of other dates: what is not seen is not sold. */
  isCurrent: boolean
  onNameKey: (event: KeyboardEvent) => void
  left: ReactNode
  right: ReactNode
}) {
  const { calls, queries, cache } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const [surname, setSurname] = useState('')
  const [firstName, setFirstName] = useState('')
  /** A name that nobody tried to sell with yet is not said to be missing. */
  const [wasTried, setTried] = useState(false)
  const create = useCommand(calls.reservations.create)
  const { clear } = create
  const { offer, room } = choice
  const surnameIssue = nameIssue(surname, wasTried)
  const firstNameIssue = nameIssue(firstName, false)
  const canBook = offer !== null && offer.refusal === null && isCurrent && !isAway && !create.isSending
  const canCheckIn = canBook && !stay.isForLater && room !== null && !room.occupiedNow
  const offerKey = `${offer?.roomTypeId} ${offer?.ratePlanId} ${stay.arrival} ${stay.nights} ${stay.adults} ${stay.children}`

  // A failure belongs to the offer it was about.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the trigger, not an input
  useEffect(clear, [offerKey])

  async function sell(checkIn: boolean) {
    setTried(true)
    if (nameIssue(surname, true) !== null || firstNameIssue !== null) return
    if (offer === null || !(checkIn ? canCheckIn : canBook)) return
    const arrival = startOf(stay, hotel.businessDate)
    const booker = { surname: surname.trim(), firstName: firstName.trim() }
    const answer = await create.send({
      booker,
      checkIn,
      rooms: [
        {
          roomTypeId: offer.roomTypeId,
          ratePlanId: offer.ratePlanId,
          arrival,
          departure: addDays(arrival, stay.nights),
          adults: stay.adults,
          childrenAges: agesOf(stay),
          ...(room === null || (checkIn && room.occupiedNow) ? {} : { roomId: room.id }),
        },
      ],
    })
    if (answer === undefined) {
      // Somebody may have been faster: the offers are looked at again before the next try.
      await cache.invalidateQueries({ queryKey: queries.inventory.offers.key() })
      return
    }
    const where = room === null ? '' : `, room ${names.room(room.id)}`
    const total = `${currency} ${amountText(answer.totalMinor, answer.currency)}`
    notify(
      'done',
      `${personText(booker)} is ${checkIn ? 'in house' : 'booked'}${where}: ${answer.code}, ${total}.`,
    )
    close()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void sell(!stay.isForLater)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void sell(false)
  }
  return (
    <form
      className={isCurrent ? 'sale' : 'sale is-stale'}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      data-testid="sale-form"
    >
      <div className="sale-columns">
        <div className="sale-left">
          {left}
          <div className="sale-fields">
            <TextInput
              label="Guest’s surname"
              w={220}
              {...FOCUS_AT_ONCE}
              autoComplete="off"
              value={surname}
              error={surnameIssue}
              onKeyDown={onNameKey}
              onChange={({ currentTarget: { value } }) => setSurname(value)}
            />
            <TextInput
              label="First name"
              w={180}
              autoComplete="off"
              value={firstName}
              error={firstNameIssue}
              onKeyDown={onNameKey}
              onChange={({ currentTarget: { value } }) => setFirstName(value)}
            />
          </div>
          <FailureAlert failure={create.failure} />
          {create.failure === null && offer?.refusal != null && (
            <div className="alert" role="alert">
              <Mark tone="danger" />
              <span>
                {names.roomType(offer.roomTypeId)}, {names.ratePlan(offer.ratePlanId)}:{' '}
                {refusalText(offer.refusal)}. Choose another type or plan, or other dates.
              </span>
            </div>
          )}
        </div>
        <aside className="sale-right" aria-label="Room and price">
          {right}
        </aside>
      </div>
      <footer className="sale-foot">
        <KeyHint keys={['↑', '↓']}>plan</KeyHint>
        <KeyHint keys={['Shift', '↑', '↓']}>nights</KeyHint>
        <KeyHint keys={['PgUp', 'PgDn']}>type</KeyHint>
        <KeyHint keys={['Tab']}>next field</KeyHint>
        <KeyHint keys={['Esc']}>close</KeyHint>
        <span className="grow" />
        {!stay.isForLater && (
          <Button
            variant="default"
            disabled={!canBook}
            rightSection={<Key>Ctrl Enter</Key>}
            onClick={() => void sell(false)}
          >
            Book only
          </Button>
        )}
        <Button
          type="submit"
          disabled={stay.isForLater ? !canBook : !canCheckIn}
          loading={create.isSending}
          rightSection={<Key>Enter</Key>}
        >
          {stay.isForLater ? 'Book' : room === null ? 'Book and check in' : `Book and check in ${room.name}`}
        </Button>
      </footer>
    </form>
  )
}
