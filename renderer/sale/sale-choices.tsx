/** The three choices of a sale, room type, plan and room, as radio groups: Tab between them, arrows within. */
import { useHotel } from '../desk-context.tsx'
import { amountText, counted, dayText } from '../formats.ts'
import {
  fromPriceMinor,
  type OffersAnswer,
  refusalText,
  roomsOf,
  type SaleChoice,
  typeText,
} from './offer-choice.ts'

export function TypeChoice({
  answer,
  choice,
  onChoose,
}: {
  answer: OffersAnswer
  choice: SaleChoice
  onChoose: (roomTypeId: string) => void
}) {
  const { names } = useHotel()
  return (
    <fieldset>
      <legend>
        Room type <span className="muted">free on every night; from, per night in {answer.currency}</span>
      </legend>
      <div className="choice-cards">
        {answer.roomTypes.map((type) => {
          const from = fromPriceMinor(type)
          return (
            <label
              key={type.roomTypeId}
              className={`choice${from === null ? ' is-off' : ''}`}
              data-testid={`type-${names.roomType(type.roomTypeId)}`}
            >
              <input
                type="radio"
                name="room-type"
                checked={type === choice.type}
                onChange={() => onChoose(type.roomTypeId)}
              />
              <span className="choice-stack">
                <span className="strong">{names.roomType(type.roomTypeId)}</span>
                <span className="choice-line figures">
                  <span className={from === null ? '' : 'muted'}>{typeText(type)}</span>
                  {from !== null && <span>{amountText(from, answer.currency)}</span>}
                </span>
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

/** More nights than this are summed up, not listed side by side. */
const MOST_NIGHT_COLUMNS = 4

export function PlanChoice({
  currency,
  choice,
  onChoose,
}: {
  currency: string
  choice: SaleChoice
  onChoose: (ratePlanId: string) => void
}) {
  const { names } = useHotel()
  const offers = choice.type?.offers ?? []
  const nights = offers.find((offer) => offer.refusal === null)?.nights ?? []
  const first = nights.at(0)?.date
  const columns = nights.length <= MOST_NIGHT_COLUMNS ? nights.map((night) => night.date) : []
  return (
    <fieldset>
      <legend>
        Offers <span className="muted">{currency}</span>
      </legend>
      <div className="offers">
        <table className="table">
          <thead>
            <tr>
              <th>Plan</th>
              {columns.map((date) => (
                <th key={date} className="right">
                  {dayText(date)}
                </th>
              ))}
              <th className="right">{first === undefined ? 'Total' : counted(nights.length, 'night')}</th>
            </tr>
          </thead>
          <tbody>
            {offers.map((offer) => {
              const isChosen = offer === choice.offer
              return (
                <tr
                  key={offer.ratePlanId}
                  className={`${isChosen ? 'is-chosen' : ''}${offer.refusal === null ? '' : ' is-off'}`}
                >
                  <td>
                    <label>
                      <input
                        type="radio"
                        name="rate-plan"
                        checked={isChosen}
                        disabled={offer.refusal !== null && !isChosen}
                        onChange={() => onChoose(offer.ratePlanId)}
                      />
                      <span className="strong">{names.ratePlan(offer.ratePlanId)}</span>
                    </label>
                  </td>
                  {offer.refusal === null ? (
                    <>
                      {columns.map((date, index) => (
                        <td key={date} className="right">
                          {amountText(offer.nights[index]?.amountMinor ?? 0, currency)}
                        </td>
                      ))}
                      <td className="right strong">{amountText(offer.totalMinor, currency)}</td>
                    </>
                  ) : (
                    <td colSpan={columns.length + 1}>{refusalText(offer.refusal)}</td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </fieldset>
  )
}

export function RoomChoice({
  choice,
  arrivesToday,
  onChoose,
}: {
  choice: SaleChoice
  /** Who is in a room now concerns nobody who comes later. */
  arrivesToday: boolean
  onChoose: (roomId: string) => void
}) {
  const rooms = roomsOf(choice.type)
  return (
    <fieldset>
      <legend>Room</legend>
      {rooms.length === 0 && <p className="muted">No single room is free for all nights.</p>}
      <div className="room-choices">
        {rooms.map((room) => (
          <label
            key={room.id}
            className={`choice choice-room${arrivesToday && room.occupiedNow ? ' is-off' : ''}`}
            data-testid={`sale-room-${room.name}`}
          >
            <input
              type="radio"
              name="room"
              checked={room === choice.room}
              onChange={() => onChoose(room.id)}
            />
            <b className="figures">{room.name}</b>
            <span className="muted">{arrivesToday && room.occupiedNow ? 'Occupied now' : 'Free'}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function PriceSummary({ currency, choice }: { currency: string; choice: SaleChoice }) {
  const { offer } = choice
  if (offer === null || offer.refusal !== null) return null
  const [first] = offer.nights
  const last = offer.nights.at(-1)
  return (
    <>
      <div>
        <div className="label">
          Price{first !== undefined && last !== undefined && offer.nights.length > 1 ? ' by night' : ''}
        </div>
        <dl className="sale-nights">
          {offer.nights.map((night) => (
            <div key={night.date} style={{ display: 'contents' }}>
              <dt>{dayText(night.date)}</dt>
              <dd>{amountText(night.amountMinor, currency)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="sale-total">
        <span>Total</span>
        <span>
          {currency}{' '}
          <span className="figures" data-testid="sale-total">
            {amountText(offer.totalMinor, currency)}
          </span>
        </span>
      </div>
    </>
  )
}
