/** The room types as cards: how many are free, from which price, or why one cannot be sold. */
import { useHotel } from '../desk-context.tsx'
import { amountText } from '../formats.ts'
import { KeyHint } from '../frame/marks.tsx'
import { RICH_WORDS } from '../frame/rich-words.tsx'
import { rich, t } from '../text/text.ts'
import { fromPriceMinor, type OffersAnswer, type SaleChoice, typeText } from './offer-choice.ts'

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
      <legend className="keyed">
        <span>{rich('sale.type', { ...RICH_WORDS, currency: answer.currency })}</span>
        <KeyHint keys={['←', '→']}>{t('sale.choose')}</KeyHint>
      </legend>
      <div className="choice-cards">
        {answer.roomTypes.map((type) => {
          const from = fromPriceMinor(type)
          const name = names.roomType(type.roomTypeId)
          return (
            <label
              key={type.roomTypeId}
              className={`choice${from === null ? ' is-off' : ''}`}
              data-testid={`type-${name}`}
            >
              <input
                type="radio"
                name="room-type"
                checked={type.roomTypeId === choice.type?.roomTypeId}
                onChange={() => onChoose(type.roomTypeId)}
              />
              <span className="choice-stack">
                <span className="strong choice-name">{name}</span>
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
