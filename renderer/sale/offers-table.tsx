/** The plans on offer with their price by night; below them those that are not offered, each with its reason. */
import { Checkbox } from '@mantine/core'
import { useHotel } from '../desk-context.tsx'
import { amountText, dayText, stayDatesText } from '../formats.ts'
import { Key, KeyHint, Mark } from '../frame/marks.tsx'
import { RICH_WORDS } from '../frame/rich-words.tsx'
import { rich, t } from '../text/text.ts'
import { AlsoIn, AlsoInNote, type Display } from './also-in.tsx'
import {
  columnMinor,
  type Offer,
  type PriceColumn,
  priceColumns,
  refusalText,
  type SaleChoice,
} from './offer-choice.ts'
import { breachKey, type RoomDraft } from './sale-draft.ts'

interface Parts {
  readonly currency: string
  readonly display: Display
  readonly choice: SaleChoice
  readonly room: RoomDraft
  readonly onChoose: (ratePlanId: string) => void
  readonly onOverride: (key: string | null) => void
  /** Opens and closes what the chosen offer's price is made of. */
  readonly onWhy: () => void
}

export function OffersTable({ currency, display, choice, room, onChoose, onOverride, onWhy }: Parts) {
  const offers = choice.type?.offers ?? []
  const offered = offers.filter((offer) => offer.refusal === null)
  const refused = offers.filter((offer) => offer.refusal !== null)
  const nights = (offered[0] ?? choice.offer ?? refused[0])?.nights ?? []
  const columns = priceColumns(nights)
  const line = { currency, display, columns, choice, onChoose }
  return (
    <fieldset>
      <legend className="keyed">
        <span>{rich('sale.offers', { ...RICH_WORDS, currency })}</span>
        <span className="row">
          <button type="button" className="link-button" onClick={onWhy}>
            <Key>Y</Key> {t('sale.why.show')}
          </button>
          <KeyHint keys={['↑', '↓']}>{t('sale.choose')}</KeyHint>
        </span>
      </legend>
      <div className="offers">
        <table className="table">
          <thead>
            <tr>
              <th>{t('sale.plan')}</th>
              {columns.map((column) => (
                <th key={column.first} className="right">
                  {columnText(column)}
                </th>
              ))}
              <th className="right">
                {nights.length === 0 ? t('sale.total') : t('common.nights', { count: nights.length })}
              </th>
            </tr>
          </thead>
          <tbody>
            {offered.map((offer) => (
              <OfferLine key={offer.ratePlanId} offer={offer} {...line} />
            ))}
            {refused.length > 0 && (
              <tr className="offers-group">
                <td colSpan={columns.length + 2}>{t('sale.notOfferedFor', { count: refused.length })}</td>
              </tr>
            )}
            {refused.map((offer) => (
              <RefusedLine key={offer.ratePlanId} offer={offer} {...line} />
            ))}
          </tbody>
        </table>
      </div>
      <AlsoInNote currency={currency} display={display} />
      {choice.offer !== null && <Override offer={choice.offer} room={room} onOverride={onOverride} />}
    </fieldset>
  )
}

function columnText({ first, last }: PriceColumn): string {
  return first === last ? dayText(first) : stayDatesText(first, last)
}

interface LineParts extends Pick<Parts, 'currency' | 'display' | 'choice' | 'onChoose'> {
  readonly offer: Offer
  readonly columns: readonly PriceColumn[]
}

function OfferLine({ offer, currency, display, columns, choice, onChoose }: LineParts) {
  const isChosen = offer.ratePlanId === choice.offer?.ratePlanId
  return (
    <tr className={isChosen ? 'is-chosen' : ''}>
      <PlanCell offer={offer} isChosen={isChosen} onChoose={onChoose} />
      {columns.map((column) => (
        <td key={column.first} className="right">
          {amountText(columnMinor(offer, column), currency)}
        </td>
      ))}
      <td className="right strong">
        {amountText(offer.totalMinor, currency)}
        <AlsoIn minor={offer.totalMinor} currency={currency} display={display} />
      </td>
    </tr>
  )
}

/** What only a rule of the plan forbids can be chosen all the same. */
function RefusedLine({ offer, currency, display, columns, choice, onChoose }: LineParts) {
  const isChosen = offer.ratePlanId === choice.offer?.ratePlanId
  if (offer.refusal === null) return null
  const hasPrice = offer.refusal.reason === 'restriction'
  return (
    <tr className={`is-off${isChosen ? ' is-chosen' : ''}`}>
      <PlanCell offer={offer} isChosen={isChosen} onChoose={onChoose} />
      <td colSpan={hasPrice ? Math.max(1, columns.length) : columns.length + 1}>
        {refusalText(offer.refusal)}
      </td>
      {hasPrice && (
        <td className="right">
          {amountText(offer.totalMinor, currency)}
          <AlsoIn minor={offer.totalMinor} currency={currency} display={display} />
        </td>
      )}
    </tr>
  )
}

function PlanCell({
  offer,
  isChosen,
  onChoose,
}: {
  offer: Offer
  isChosen: boolean
  onChoose: (ratePlanId: string) => void
}) {
  const { names } = useHotel()
  const isClosed = offer.refusal !== null && offer.refusal.reason !== 'restriction'
  return (
    <td>
      <label>
        <input
          type="radio"
          name="rate-plan"
          checked={isChosen}
          disabled={isClosed && !isChosen}
          onChange={() => onChoose(offer.ratePlanId)}
        />
        <span className={offer.refusal === null ? 'strong' : ''}>{names.ratePlan(offer.ratePlanId)}</span>
      </label>
    </td>
  )
}

/** Staff may sell what a rule of the plan does not offer, but never without seeing it. */
function Override({
  offer,
  room,
  onOverride,
}: {
  offer: Offer
  room: RoomDraft
  onOverride: (key: string | null) => void
}) {
  const { names } = useHotel()
  const key = breachKey(offer)
  if (key === null || offer.refusal === null) return null
  return (
    <div className="alert is-warning sale-override">
      <Mark tone="warning" />
      <Checkbox
        data-testid="override"
        label={t('sale.override', {
          plan: names.ratePlan(offer.ratePlanId),
          reason: refusalText(offer.refusal),
        })}
        checked={room.overridden === key}
        onChange={({ currentTarget: { checked } }) => onOverride(checked ? key : null)}
      />
    </div>
  )
}
